"""Policies of small numbers, what two people show all the same, and measures that add up."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.audiences import MARK, Audience
from plans.models import DisclosureRule, Measure, MeasurePart, Reading, Waiver
from plans.queries.series import read_measure
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.measures.test_door import BOARD_READER, COUNT, PUBLIC, counted, main, values
from tests.plans.pages import Browse, body, day

TODAY = NOW.date()
SMALL_NUMBERS = "/exampleshire/measures/small-numbers/"
M1 = "/exampleshire/measures/M1/"


def asked(measure: Measure, by: User, audience: str = "board", **told: object) -> Waiver:
    return changes.ask_waiver(
        **{  # type: ignore[arg-type]
            "measure": measure,
            "audience": audience,
            "from_on": TODAY,
            "until_on": date(2026, 6, 30),
            "because": "The Caldicott guardian agreed on 2 March",
            "by": by,
            "on": TODAY,
            **told,
        }
    )


def granted(waiver: Waiver, by: User) -> Waiver:
    return changes.grant_waiver(
        waiver=waiver, version=waiver.version, reason="The board needs it", by=by, on=TODAY
    )


def test_the_page_says_in_plain_words_who_sees_what(adviser: User, browse: Browse) -> None:
    text = body(browse(adviser).get(SMALL_NUMBERS))
    assert "The board and its advisers" in text
    assert "Counts from 1 to 5;" in text
    assert "Counts from 1 to 7;" in text
    assert "to the nearest 5" in text


def test_a_lead_sets_a_stricter_rule_and_it_holds_at_once(
    place: Place, officer: User, lead: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12, 6, 4], enter)
    assert values(made, BOARD_READER) == [12, 6, None]
    told = {"version": 0, "threshold": "6", "base": "1", "reason": "Our schools are small"}
    text = body(browse(lead).post(f"{SMALL_NUMBERS}board/", told, follow=True))
    assert "Counts from 1 to 6;" in text
    assert values(made, BOARD_READER) == [12, None, None]
    assert "Our schools are small" in body(browse(lead).get(f"{SMALL_NUMBERS}history/"))


def test_two_who_set_the_same_rule_see_both(lead: User, browse: Browse) -> None:
    told = {"version": 0, "threshold": "6", "base": "1", "reason": "Small schools"}
    browse(lead).post(f"{SMALL_NUMBERS}board/", told)
    assert browse(lead).post(f"{SMALL_NUMBERS}board/", told).status_code == 409


@pytest.mark.parametrize(("audience", "threshold"), [("board", 3), ("public", 0), ("nhs", 6)])
def test_nobody_protects_less_by_a_setting_alone(
    place: Place, lead: User, browse: Browse, audience: str, threshold: int
) -> None:
    told = {"version": 0, "threshold": str(threshold), "base": "1", "reason": "Easier"}
    text = body(browse(lead).post(f"{SMALL_NUMBERS}{audience}/", told))
    assert "that takes a second person" in text
    assert not DisclosureRule.objects.exists()


def test_the_rule_of_those_who_enter_figures_can_not_be_set(lead: User, browse: Browse) -> None:
    assert browse(lead).get(f"{SMALL_NUMBERS}internal/").status_code == 404
    assert browse(lead).get(f"{SMALL_NUMBERS}nobody/").status_code == 404


def test_small_numbers_are_shown_once_a_second_person_grants_it(
    place: Place, officer: User, chair: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12, 14, 2], enter)
    told = {
        "audience": "board",
        "because": "The Caldicott guardian agreed",
        **day("from_on", "11 3 2026"),
        **day("until_on", "30 6 2026"),
    }
    text = body(browse(officer).post(f"{M1}unsuppress/", told, follow=True))
    assert "Asked for. Somebody else has to grant it." in text
    assert values(made, BOARD_READER) == [12, 14, None]
    answer = browse(chair).post(
        f"{M1}unsuppress/1/grant/", {"version": 1, "reason": "Needed in April"}, follow=True
    )
    assert "Granted until 30 June 2026." in body(answer)
    assert values(made, BOARD_READER) == [12, 14, 2]
    assert values(made, PUBLIC) == [10, 15, None]
    shown = body(browse(adviser).get(M1))
    assert "The Caldicott guardian agreed" in shown
    assert MARK not in shown.partition('id="figures"')[2].partition('id="waivers"')[0]


def test_who_asked_does_not_grant(
    place: Place, lead: User, enter: Enter, browse: Browse, officer: User
) -> None:
    made = counted(place, officer, [2], enter)
    waiver = asked(made, lead)
    assert "Grant it" not in body(browse(lead).get(M1))
    text = body(browse(lead).post(f"{M1}unsuppress/1/grant/", {"version": 1, "reason": "Yes"}))
    assert "You asked for this yourself." in text
    waiver.refresh_from_db()
    assert waiver.granted_by is None


def test_the_database_knows_that_it_takes_two_people(
    place: Place, officer: User, enter: Enter
) -> None:
    waiver = asked(counted(place, officer, [2], enter), officer)
    with pytest.raises(IntegrityError, match="a_waiver_takes_two_people"), transaction.atomic():
        Waiver._base_manager.filter(pk=waiver.pk).update(granted_by=officer, granted_on=TODAY)


def test_they_are_withheld_again_when_the_time_is_over_also_on_past_pages(
    place: Place, officer: User, lead: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12, 2], enter)
    granted(asked(made, officer, until_on=date(2026, 3, 20)), lead)
    assert values(made, BOARD_READER) == [12, 2]
    assert MARK not in main(browse, adviser, M1)
    with clock.at(NOW.replace(day=21)):
        assert MARK in main(browse, adviser, M1)
        assert MARK in main(browse, adviser, f"{M1}?as-at=2026-03-12")


def test_they_are_withheld_again_once_it_is_withdrawn_with_a_reason(
    place: Place, officer: User, lead: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12, 2], enter)
    waiver = granted(asked(made, officer), lead)
    path = f"{M1}unsuppress/1/withdraw/"
    assert (
        "Say why" in body(browse(officer).post(path, {"version": waiver.version, "because": " "}))
        or not Waiver.objects.get().withdrawn_on
    )
    told = {"version": waiver.version, "because": "A parent objected"}
    assert "A parent objected" in body(browse(officer).post(path, told, follow=True))
    assert values(made, BOARD_READER) == [12, None]


@pytest.mark.parametrize(
    "told",
    [
        {"audience": "internal"},
        {"until_on": date(2026, 3, 10), "from_on": date(2026, 3, 1)},
        {"until_on": date(2027, 3, 12)},
        {"from_on": date(2026, 7, 1)},
        {"because": " "},
    ],
)
def test_what_can_not_be_asked_for_is_refused(
    place: Place, officer: User, enter: Enter, told: dict[str, object]
) -> None:
    made = counted(place, officer, [2], enter)
    with pytest.raises(Refusal):
        asked(made, officer, **told)
    assert not Waiver.objects.exists()


def test_a_kind_can_not_be_worked_out_of_the_total_and_the_other_kinds(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    total = counted(place, officer, [29], enter, name="All exclusions")
    kinds = [counted(place, officer, [many], enter, name=f"Kind {many}") for many in (3, 9, 17)]
    shown = [values(each, BOARD_READER) for each in (total, *kinds)]
    assert shown == [[29], [None], [9], [17]]
    path = f"{M1}parts/"
    told = {
        "version": total.version,
        "parts": [kind.pk for kind in kinds],
        "reason": "They are its kinds",
    }
    text = body(browse(officer).post(path, told, follow=True))
    assert "Counted in it too:" in text
    total, *kinds = (Measure.objects.get(pk=each.pk) for each in (total, *kinds))
    shown = [values(each, BOARD_READER) for each in (total, *kinds)]
    assert sum(each == [None] for each in shown) == 2
    whole = body(browse(adviser).get("/exampleshire/measures/"))
    assert len(re.findall(r"\[c\]", whole)) >= 2


def test_a_kind_that_nobody_entered_can_not_be_worked_out_either(
    place: Place, officer: User, enter: Enter
) -> None:
    total = counted(place, officer, [20], enter, name="All")
    known = counted(place, officer, [17], enter, name="Known")
    other = add(place, officer, TODAY, **{**COUNT, "name": "Not entered"})
    changes.set_parts(
        measure=total, version=total.version, parts=[known, other], by=officer, reason="Kinds"
    )
    assert [values(total, BOARD_READER), values(known, BOARD_READER)].count([None]) == 1


def test_months_can_not_be_worked_out_of_their_year(
    place: Place, officer: User, enter: Enter
) -> None:
    year = add(
        place,
        officer,
        TODAY,
        **{**COUNT, "period_type": "quarter", "name": "Quarter", "from_on": date(2025, 10, 1)},
    )
    enter(year, date(2025, 11, 1), value=Decimal(25), kind="quarter", source_on=date(2026, 1, 5))
    months = counted(place, officer, [12, 10, 3, 8, 9], enter, name="Months")
    changes.set_parts(
        measure=year, version=year.version, parts=[months], by=officer, reason="Its months"
    )
    first = values(months, BOARD_READER)[:3]
    whole = next(point.value for point in read_measure(year, TODAY, BOARD_READER).points)
    assert whole is None or first.count(None) >= 2


def test_nothing_is_counted_in_itself(place: Place, officer: User, enter: Enter) -> None:
    one, two = (counted(place, officer, [12], enter, name=name) for name in ("One", "Two"))
    changes.set_parts(measure=one, version=one.version, parts=[two], by=officer, reason="Kind")
    two.refresh_from_db()
    with pytest.raises(Refusal, match="can't be counted in it"):
        changes.set_parts(measure=two, version=two.version, parts=[one], by=officer, reason="No")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasurePart._base_manager.filter(whole=one).update(part=one)


def test_a_partner_works_nothing_out_by_what_it_may_see(
    place: Place, officer: User, partner: User, enter: Enter, browse: Browse
) -> None:
    """It enters 17 of 20 itself, so neither the total nor the other 3 is shown to it."""
    total = counted(place, officer, [20], enter, name="All")
    counted(place, officer, [3], enter, name="The council's")
    counted(place, officer, [17], enter, name="Its own", supplier=place.icb)
    parts = Measure.objects.filter(ref__in=["M2", "M3"])
    changes.set_parts(measure=total, version=total.version, parts=parts, by=officer, reason="Kinds")
    pages = [main(browse, partner, M1.replace("M1", ref)) for ref in ("M1", "M2", "M3")]
    assert [MARK in page for page in pages] == [True, True, False]


def test_words_of_a_few_children_come_back_once(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12], enter)
    told = {
        "version": made.readings.get().version,
        "value": "11",
        "finality": "final",
        "source": "Case system",
        "note": "1 child moved away",
        "reason": "Looked at again",
        **day("source_on", "9 3 2026"),
    }
    path = f"{M1}figures/2026-02-28/"
    text = body(browse(officer).post(path, told))
    assert "“1 child” tells of a few children" in text
    assert Reading.objects.get().value == 12
    browse(officer).post(path, {**told, "few_may_stand": "on"})
    assert Reading.objects.get().note == "1 child moved away"


def test_more_policies_and_waivers_cost_no_more_queries(
    place: Place, officer: User, lead: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    def cost(path: str) -> int:
        browser = browse(adviser)
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        return len(seen)

    made = counted(place, officer, [12, 3], enter)
    parts = [counted(place, officer, [12, 3], enter, name="Part")]
    changes.set_parts(measure=made, version=made.version, parts=parts, by=officer, reason="Kind")
    granted(asked(made, officer), lead)
    paths = (SMALL_NUMBERS, "/exampleshire/measures/", M1)
    few = [cost(path) for path in paths]
    made.refresh_from_db()
    more = [counted(place, officer, [12, 3, 9], enter, name=f"More {n}") for n in range(4)]
    changes.set_parts(measure=made, version=made.version, parts=more, by=officer, reason="Kinds")
    for each in more:
        granted(asked(each, officer, audience=Audience.PUBLIC), lead)
    assert [cost(path) for path in paths] == few
