"""What is unlikely about figures is asked at every door through which they come in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import following, period_of
from plans.measuring.library import library
from plans.models import Definition, FigureImport, Measure, Reading
from plans.policies.doubts import Given, Standing
from plans.policies.readings import Figure
from plans.queries.alongside import alongside_of
from plans.queries.entered import read_entered
from plans.statistics.plausibility import Doubt
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.privacy.few import small_numbers_in
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.measures.test_door import COUNT, counted
from tests.plans.measures.test_entering import PAGE, row, sent
from tests.plans.pages import Browse, body, day

M1 = "/exampleshire/measures/M1/"
FEBRUARY = f"{M1}figures/2026-02-28/"
PASTE = f"{PAGE}paste/"
SOURCE = {"source": "Case system", **day("source_on", "9 3 2026")}


def typed(**given: str) -> dict[str, str]:
    """The page of one figure, as a browser sends it."""
    return {
        "version": "0",
        "seen": "",
        "numerator": "",
        "denominator": "",
        "value": "",
        "absence": "",
        "finality": "provisional",
        "note": "",
        **SOURCE,
        **given,
    }


def pasted(browser: Any, rows: str) -> Any:
    return browser.post(PASTE, {"rows": rows, **SOURCE}, follow=True)


def hints(page: Any) -> dict[str, list[str]]:
    """What is unlikely about each figure of a file."""
    lines = page.context["found"].lines
    return {
        line.called: [hint.sentence for hint in line.judged.hints]
        for line in lines
        if line.judged and line.judged.hints
    }


def applied(browser: Any, page: Any, **given: str) -> Any:
    number = FigureImport.objects.latest("number").number
    told: Mapping[str, str] = {"seen": page.context["found"].digest, **given}
    return browser.post(f"{PAGE}imports/{number}/", told, follow=True)


@pytest.fixture
def usual(measure: Measure, enter: Enter) -> Measure:
    """M1 with 68, 70.5 and 72.7 per cent, October to December 2025."""
    for month in (10, 11, 12):
        enter(measure, date(2025, month, 1), 20 + month, 44)
    return measure


# One figure on its own page


def test_the_page_of_one_figure_asks_what_the_page_of_many_asks(
    usual: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    page = browser.post(FEBRUARY, typed(value="0.52"))
    text = body(page)
    assert "is it a share of one? As a percentage it is 52%." in text
    assert "Nothing is saved yet" in text
    assert "Save all the same" in text
    assert Reading.objects.count() == 3
    seen = page.context["form"].data["seen"]
    text = body(browser.post(FEBRUARY, typed(value="0.52", seen=seen)))
    assert "Say why it is right all the same." in text
    told = typed(value="0.52", seen=seen, note="The run was made twice")
    assert browser.post(FEBRUARY, told).status_code == 302
    assert Reading.objects.get(period_end="2026-02-28").note == "The run was made twice"


def test_another_figure_in_its_place_is_doubted_anew(
    usual: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    seen = browser.post(FEBRUARY, typed(value="0.52")).context["form"].data["seen"]
    page = browser.post(FEBRUARY, typed(value="0.7", seen=seen, note="It is right"))
    assert "0.7% beside" in body(page)
    assert Reading.objects.count() == 3


def test_a_likely_figure_is_saved_at_once(usual: Measure, officer: User, browse: Browse) -> None:
    page = browse(officer).post(FEBRUARY, typed(numerator="31", denominator="44"))
    assert page.status_code == 302
    assert Reading.objects.count() == 4


def test_of_a_figure_that_was_answered_only_its_words_change_without_a_question(
    usual: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    made = enter(usual, date(2026, 2, 1), 2, 44, note="The run was made twice")
    given = typed(numerator="2", denominator="44", version="1", reason="The run has a name")
    page = browse(officer).post(FEBRUARY, {**given, "source": "Case system, run 7"})
    assert page.status_code == 302
    assert len(changes_of(made)) == 2


# Percentage points, per cent and numbers


def test_a_change_that_is_typed_for_the_level_is_asked_about(
    measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    for month, part in ((11, 27), (12, 28)):
        enter(measure, date(2025, month, 1), part, 100)
    text = body(browse(officer).post(FEBRUARY, typed(value="8")))
    assert (
        "8% after 28%: is it the change, in percentage points? The figure would then be 36%."
        in text
    )


def test_a_number_that_is_typed_for_its_percentage_is_asked_about(
    measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    for month, part in ((10, 180), (11, 185), (12, 190)):
        enter(measure, date(2025, month, 1), part, 4000)
    page = browse(officer).post(PAGE, sent(row("M1", value="95")))
    assert "is it" not in body(page)
    for month, part in ((10, 18), (11, 22), (12, 20)):
        version = Reading.objects.get(period_end__month=month).version
        told = {"version": version, "reason": "Counted anew"}
        enter(measure, date(2025, month, 1), part, 25, **told)
    page = browse(officer).post(PAGE, sent(row("M1", value="21")))
    assert "18 to 22 were counted in the periods before: is 21 a number" in body(page)


@pytest.mark.parametrize("door", ["one", "many"])
def test_a_percentage_is_no_number(
    place: Place, officer: User, browse: Browse, today: date, door: str
) -> None:
    add(place, officer, today, **{**COUNT, "name": "Open complaints"})
    address, given = {
        "one": (FEBRUARY, typed(value="28%")),
        "many": (PAGE, sent(row("M1", value="28 %"))),
    }[door]
    text = body(browse(officer).post(address, given))
    assert "is a percentage, and a number is asked for here" in text
    assert not Reading.objects.exists()


# Figures that come in together


def test_two_periods_of_one_paste_are_held_against_each_other(
    measure: Measure, officer: User, browse: Browse
) -> None:
    page = pasted(browse(officer), "M1\tJan 2026\t52.3%\nM1\tFeb 2026\t5.2%\nM1\tDec 2025\t51%")
    assert list(hints(page)) == ["M1, February 2026"]
    assert "has the decimal point slipped?" in hints(page)["M1, February 2026"][0]


def test_rows_that_are_left_out_change_no_doubt_that_was_shown(
    measure: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    page = pasted(browser, "M1\tJan 2026\t52.3%\nM1\tFeb 2026\t5.2%")
    [doubted] = [line for line in page.context["found"].lines if line.judged.hints]
    done = applied(browser, page, leave=str(doubted.row.number))
    assert "is applied" in body(done)
    assert [str(figure.value) for figure in Reading.objects.all()] == ["52.300000"]


# Parts and their total

SINCE: dict[str, Any] = {"from_on": date(2026, 1, 1)}


@pytest.fixture
def kinds(place: Place, officer: User, enter: Enter) -> list[Measure]:
    """M1, made up of M2 and M3."""
    names = ("All", "One", "Other")
    made = [counted(place, officer, [], enter, name=name, **SINCE) for name in names]
    changes.set_parts(
        measure=made[0], version=made[0].version, parts=made[1:], by=officer, reason="Its kinds"
    )
    return made


SHORT = "M2 and M3 are counted in M1. The parts add up to 27, 2 less than the total of 29."


def test_parts_that_come_in_together_add_up_to_their_total(
    kinds: list[Measure], officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    page = pasted(browser, "M2\tFeb 2026\t10\nM1\tFeb 2026\t29\nM3\tFeb 2026\t17")
    assert hints(page) == {"M1, February 2026": [SHORT]}
    fine = pasted(browser, "M2\tFeb 2026\t12\nM1\tFeb 2026\t29\nM3\tFeb 2026\t17")
    assert hints(fine) == {}


def test_on_the_page_of_many_figures_too(
    kinds: list[Measure], officer: User, browse: Browse
) -> None:
    rows = [row(ref, value=value) for ref, value in (("M1", "29"), ("M2", "10"), ("M3", "17"))]
    browser = browse(officer)
    page = browser.post(PAGE, sent(*rows))
    assert body(page).count(SHORT) == 1
    seen = page.context["sheet"].rows[0].form.data["M1-2026-02-28-seen"]
    rows[0] = row("M1", value="29", seen=seen, note="Two have no kind yet")
    assert browser.post(PAGE, sent(*rows)).status_code == 302
    assert Reading.objects.count() == 3


def test_a_part_is_held_against_what_stands_already(
    kinds: list[Measure], officer: User, enter: Enter, browse: Browse
) -> None:
    for measure, figure in zip(kinds[:2], (29, 10), strict=True):
        enter(measure, date(2026, 2, 1), value=Decimal(figure))
    text = body(browse(officer).post(FEBRUARY.replace("M1", "M3"), typed(value="17")))
    assert SHORT in text
    more = body(browse(officer).post(FEBRUARY.replace("M1", "M3"), typed(value="20")))
    assert "The parts add up to 30, 1 more than the total of 29." in more


def test_a_part_that_is_not_entered_yet_is_no_nought(
    kinds: list[Measure], officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert hints(pasted(browser, "M2\tFeb 2026\t10\nM1\tFeb 2026\t29")) == {}
    more = hints(pasted(browser, "M2\tFeb 2026\t30\nM1\tFeb 2026\t29"))
    assert more == {
        "M1, February 2026": [
            "M2 is counted in M1. The parts add up to 30, 1 more than the total of 29."
        ]
    }


def test_parts_that_left_a_rest_before_may_leave_one_again(
    kinds: list[Measure], officer: User, enter: Enter, browse: Browse
) -> None:
    for measure, figure in zip(kinds, (30, 10, 18), strict=True):
        enter(measure, date(2026, 1, 1), value=Decimal(figure))
    page = pasted(browse(officer), "M2\tFeb 2026\t10\nM1\tFeb 2026\t29\nM3\tFeb 2026\t17")
    assert hints(page) == {}


def test_a_partner_is_told_nothing_of_parts_that_others_supply(
    place: Place,
    kinds: list[Measure],
    officer: User,
    partner: User,
    enter: Enter,
    browse: Browse,
) -> None:
    own = kinds[2]
    changes.edit_measure(
        measure=own,
        version=own.version,
        name=own.name,
        owner=own.owner,
        supplier=place.icb,
        areas=[],
        by=officer,
        reason="The ICB counts it",
    )
    for measure, figure in zip(kinds[:2], (29, 10), strict=True):
        enter(measure, date(2026, 2, 1), value=Decimal(figure))
    page = browse(partner).post(FEBRUARY.replace("M1", "M3"), typed(value="25"))
    assert page.status_code == 302
    assert Reading.objects.count() == 3


# Words that count a few children

FEW = "1 child was left out"


def test_a_note_on_the_page_of_many_figures_is_looked_at(
    usual: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    given = {"numerator": "31", "denominator": "44", "note": FEW}
    text = body(browser.post(PAGE, sent(row("M1", **given))))
    assert "“1 child” tells of a few children" in text
    assert Reading.objects.count() == 3
    again = row("M1", **given, few_may_stand="on")
    assert browser.post(PAGE, sent(again)).status_code == 302
    assert Reading.objects.get(period_end="2026-02-28").note == FEW


def test_so_is_the_reason_for_all(
    usual: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    enter(usual, date(2026, 2, 1), 31, 44)
    given = row("M1", version="1", numerator="30", denominator="44")
    browser = browse(officer)
    assert "“1 child” tells" in body(browser.post(PAGE, sent(given, reason=FEW)))
    assert browser.post(PAGE, sent(given, reason=FEW, few_may_stand="on")).status_code == 302


def test_so_are_the_notes_of_a_file_and_what_is_said_when_it_is_applied(
    usual: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    page = pasted(browser, f"Ref\tPeriod\tValue\tComment\nM1\tFeb 2026\t70%\t{FEW}")
    assert "M1, February 2026, “1 child”" in body(page)
    assert "tells of a few children" in body(applied(browser, page))
    assert Reading.objects.count() == 3
    assert "is applied" in body(applied(browser, page, few_may_stand="yes"))
    page = pasted(browser, "M1\tFeb 2026\t71%")
    assert "tells of a few children" in body(applied(browser, page, reason=FEW))
    assert Reading.objects.get(period_end="2026-02-28").value == 70


def test_so_are_the_caveats_of_a_definition(
    measure: Measure, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).post(f"{M1}define/", {"version": "1", "caveats": FEW}))
    assert "“1 child” tells of a few children" in text
    assert Definition.objects.count() == 1


def test_no_caveat_of_the_library_is_stopped() -> None:
    told = [entry.told for group in library() for entry in group.entries]
    words = [str(each.get("caveats", "")) for each in told]
    assert [found for text in words if (found := small_numbers_in(text))] == []


def test_a_file_asks_no_more_where_more_adds_up(
    place: Place, kinds: list[Measure], officer: User, enter: Enter, browse: Browse
) -> None:
    browser = browse(officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.post(FEBRUARY, typed(value="12"))
        return len(found)

    for measure, figure in zip(kinds, (30, 10, 20), strict=True):
        enter(measure, date(2026, 1, 1), value=Decimal(figure))
    enter(kinds[1], date(2026, 2, 1), value=Decimal(20))
    few = asked()
    more = [
        counted(place, officer, [], enter, name=f"Kind {number}", **SINCE) for number in range(5)
    ]
    kinds[0].refresh_from_db()
    changes.set_parts(
        measure=kinds[0],
        version=kinds[0].version,
        parts=[*kinds[1:], *more],
        by=officer,
        reason="More kinds",
    )
    assert asked() == few


@pytest.mark.parametrize(
    ("kind", "first", "figures", "asked", "figure", "is_doubted"),
    [
        ("term", date(2024, 9, 1), [60, 110, 160], date(2025, 9, 1), 55, False),
        ("term", date(2024, 9, 1), [60, 110], date(2025, 4, 1), 90, True),
        ("month", date(2025, 10, 1), [60, 80, 100], date(2026, 1, 1), 70, False),
        ("month", date(2026, 1, 1), [60], date(2026, 2, 1), 50, True),
    ],
)
def test_a_count_through_the_year_may_fall_only_where_a_year_begins(
    place: Place,
    officer: User,
    enter: Enter,
    kind: str,
    first: date,
    figures: list[int],
    asked: date,
    figure: int,
    is_doubted: bool,
) -> None:
    told = {"is_cumulative": True, "period_type": kind, "from_on": first}
    made = counted(place, officer, [], enter, **told)
    period = period_of(kind, first)
    for number in figures:
        enter(made, period.start, value=Decimal(number), kind=kind, source_on=NOW.date())
        period = following(kind, period)
    given = Given(
        read_entered(made, NOW.date()),
        made.definitions.get(),
        period_of(kind, asked),
        Figure(value=Decimal(figure)),
    )
    beside = alongside_of(place.area, [given.series])
    found = Standing([given], beside).doubts_about(given)
    assert any(hint.doubt is Doubt.FELL for hint in found) is is_doubted
