"""Measures on their pages, and the forms that keep them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import EvidenceLink, Measure, Reading
from plans.queries.series import read_measure
from plans.queries.year_before import year_before
from plans.states import Classification
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import COUNTED, INSIDE, Enter, add
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day
from tests.plans.test_evidence_changes import add_evidence

MEASURES = "/exampleshire/measures/"
M1 = f"{MEASURES}M1/"
JANUARY = f"{M1}figures/2026-01-31/"


def filled(place: Place, **typed: Any) -> dict[str, Any]:
    return {
        **COUNTED,
        "name": "Plans in time",
        "owner": place.posts["officer"].pk,
        "areas": [place.areas[1].pk],
        "lag_days": "0",
        "due_working_days": "10",
        **day("from_on", "1 10 2025"),
        **typed,
    }


def figure(**typed: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "numerator": "23",
        "denominator": "44",
        "finality": "provisional",
        "source": "Case system",
        **day("source_on", "9 2 2026"),
        **typed,
    }


def test_an_empty_list_says_what_fills_it(place: Place, adviser: User, browse: Browse) -> None:
    assert "Nothing is measured yet." in body(browse(adviser).get(MEASURES))


def test_an_officer_adds_a_measure_of_their_own(
    place: Place, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).post(f"{MEASURES}add/", filled(place), follow=True))
    assert "M1 added: Plans in time" in text
    assert "Late" in text
    assert "Area (b)" in body(browse(officer).get(MEASURES))


def test_the_form_opens_with_what_the_library_says(
    place: Place, officer: User, browse: Browse
) -> None:
    listed = body(browse(officer).get(f"{MEASURES}library/"))
    assert f"{MEASURES}add/?from=plans-20-weeks" in listed
    opened = browse(officer).get(f"{MEASURES}add/?from=plans-20-weeks")
    assert opened.context["form"]["unit"].value() == "percent"
    browse(officer).post(f"{MEASURES}add/?from=plans-20-weeks", filled(place))
    assert Measure.objects.get().library_key == "plans-20-weeks"
    assert "Already counted." in body(browse(officer).get(f"{MEASURES}library/"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"unit": "furlongs"}, "unit"),
        ({"multiplier": "0"}, "multiplier"),
        ({"decimals": "9"}, "decimals"),
        ({"polarity": "band"}, "band_from"),
        ({"polarity": "band", "band_from": "9", "band_to": "8"}, "band_to"),
        (day("from_on", "2 10 2025"), "from_on"),
        ({"areas": ["0"]}, "areas"),
    ],
)
def test_what_cannot_be_a_measure_is_refused_at_its_field(
    place: Place, officer: User, browse: Browse, typed: dict[str, Any], field: str
) -> None:
    answer = browse(officer).post(f"{MEASURES}add/", filled(place, **typed))
    assert field in answer.context["form"].errors
    assert not Measure.objects.exists()


def test_a_figure_is_entered_and_stands_on_the_page(
    measure: Measure, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).post(JANUARY, figure(), follow=True))
    assert "M1, January 2026 saved." in text
    assert "52.3%" in text
    assert "23 of 44" in text


def test_what_was_typed_stays_beside_the_sentence_that_refuses_it(
    measure: Measure, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).post(JANUARY, figure(numerator="45")))
    assert "45 of 44 is no part of a whole." in text
    assert 'value="45"' in text


def test_two_who_enter_the_same_month_see_both_figures(
    measure: Measure, officer: User, browse: Browse, enter: Enter
) -> None:
    enter(measure, date(2026, 1, 1), 20, 44)
    answer = browse(officer).post(JANUARY, figure(reason="The run of today"))
    assert answer.status_code == 409
    text = body(answer)
    assert "We could not save this because" in text
    assert Reading.objects.get().numerator == 20


def test_a_partner_enters_what_its_own_organisation_supplies_and_nothing_else(
    place: Place, measure: Measure, partner: User, officer: User, today: date, browse: Browse
) -> None:
    assert "52.3%" in body(browse(partner).post(JANUARY, figure(), follow=True))
    add(place, officer, today, name="The council's own", supplier=None)
    other = JANUARY.replace("M1", "M2")
    assert browse(partner).get(other).status_code == 403
    assert browse(partner).post(other, figure()).status_code == 403
    assert "Enter January 2026" not in body(browse(partner).get(f"{MEASURES}M2/"))


def test_a_period_that_is_none_of_this_measure_is_not_found(
    measure: Measure, officer: User, browse: Browse
) -> None:
    assert browse(officer).get(f"{M1}figures/2026-01-30/").status_code == 404
    assert browse(officer).get(f"{M1}figures/2026-02-31/").status_code == 404


def test_counting_differently_breaks_the_line_and_says_why(
    measure: Measure, officer: User, browse: Browse
) -> None:
    told = {
        **COUNTED,
        "version": measure.version,
        "lag_days": "0",
        "due_working_days": "10",
        "denominator": "Without exceptions",
        "because": "As the Department counts",
        **day("from_on", "1 1 2026"),
    }
    text = body(browse(officer).post(f"{M1}define/", told, follow=True))
    assert "Definition 2 of M1 saved." in text
    assert "As the Department counts" in text
    assert "definition 1" in text


def test_a_measure_that_is_stopped_says_so_and_offers_nothing(
    measure: Measure, officer: User, browse: Browse
) -> None:
    told = {"version": measure.version, "because": "The return ended"}
    text = body(browse(officer).post(f"{M1}stop/", told, follow=True))
    assert "No longer counted since 11 March 2026: The return ended" in text
    assert "Enter January 2026" not in text
    assert browse(officer).get(JANUARY).status_code == 404
    assert "No longer counted" in body(browse(officer).get(MEASURES))


def test_the_history_tells_each_change_of_figures_with_its_reason(
    measure: Measure, officer: User, browse: Browse, enter: Enter
) -> None:
    first = enter(measure, date(2026, 1, 1), 20, 44)
    enter(measure, date(2026, 1, 1), 21, 44, version=first.version, reason="One came late")
    text = body(browse(officer).get(f"{M1}history/"))
    assert "One came late" in text
    assert "Began to measure" in text


def test_markup_in_a_measure_is_shown_and_not_run(
    place: Place, officer: User, adviser: User, today: date, browse: Browse, enter: Enter
) -> None:
    made = add(place, officer, today, name=HOSTILE, caveats=HOSTILE, numerator=HOSTILE)
    enter(made, date(2026, 1, 1), 1, 2, source=HOSTILE)
    for path in (MEASURES, M1, f"{M1}history/"):
        text = body(browse(adviser).get(path))
        assert SHOWN in text
        assert HOSTILE not in text


def test_the_page_as_at_a_past_day_shows_the_figure_of_that_day(
    measure: Measure, adviser: User, officer: User, browse: Browse, enter: Enter
) -> None:
    text = body(browse(adviser).get(f"{MEASURES}?as-at=2026-03-01"))
    assert "As at 1 March 2026." in text
    assert "New plans within 20 weeks" not in text


def test_list_and_page_ask_no_more_of_the_database_with_more_figures(
    place: Place, officer: User, adviser: User, today: date, browse: Browse, enter: Enter
) -> None:
    browser = browse(adviser)

    def cost(path: str) -> int:
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        return len(seen)

    enter(add(place, officer, today), date(2026, 1, 1), 2, 4)
    few = [cost(path) for path in (MEASURES, M1)]
    for number in range(8):
        made = add(place, officer, today, name=f"Measure {number}")
        for month in (10, 11, 12):
            enter(made, date(2025, month, 1), 2, 4)
    for month in (10, 11, 12):
        enter(Measure.objects.get(ref="M1"), date(2025, month, 1), 2, 4)
    assert [cost(path) for path in (MEASURES, M1)] == few


def test_a_rebase_needs_a_period_that_has_a_figure(
    measure: Measure, officer: User, today: date, enter: Enter
) -> None:
    enter(measure, date(2026, 1, 1), 2, 4)
    made = changes.rebase(
        measure=measure,
        version=measure.version,
        starts_on=date(2026, 1, 1),
        because="A second team began on 5 January",
        by=officer,
        on=today,
    )
    assert made.because == "A second team began on 5 January"


def test_evidence_stands_beside_the_figures_that_it_explains(
    place: Place, measure: Measure, officer: User, adviser: User, browse: Browse
) -> None:
    add_evidence(place, officer, title="Audit of late plans")
    add_evidence(place, officer, title="A family", classification=Classification.RESTRICTED)
    page = body(browse(officer).get("/exampleshire/evidence/E1/links/add/"))
    assert "Measure M1 New plans within 20 weeks" in page
    for ref in ("E1", "E2"):
        browse(officer).post(
            f"/exampleshire/evidence/{ref}/links/add/", {"to": f"measure-{measure.pk}"}
        )
    assert "Audit of late plans" in body(browse(adviser).get(M1))
    assert f'href="{M1}"' in body(browse(adviser).get("/exampleshire/evidence/E1/"))
    assert "A family" in body(browse(officer).get(M1))
    assert "A family" not in body(browse(adviser).get(M1))


def test_a_measure_of_another_place_is_not_offered_to_evidence(
    place: Place, elsewhere: Place, officer: User, system: User, today: date, browse: Browse
) -> None:
    add_evidence(place, officer)
    theirs = add(elsewhere, system, today, supplier=None)
    answer = browse(officer).post(
        "/exampleshire/evidence/E1/links/add/", {"to": f"measure-{theirs.pk}"}
    )
    assert "Choose what it bears on from the list" in body(answer)
    assert not EvidenceLink.objects.exists()


def test_a_page_says_what_the_figure_was_a_year_before(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse, today: date
) -> None:
    """28% and 36% lie 8 percentage points apart, which is 28.6 per cent of what it was."""
    made = add(place, officer, today, from_on=date(2025, 1, 1))
    enter(made, date(2025, 2, 1), 28, 100)
    enter(made, date(2026, 2, 1), 36, 100)
    page = body(browse(adviser).get(M1))
    assert (
        "Since February 2025: from 28.0% to 36.0%: +8.0 percentage points, or +28.6 per cent of "
        "what it was." in page
    )


def test_of_fewer_than_ten_no_change_is_judged(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse, today: date
) -> None:
    made = add(place, officer, today, from_on=date(2025, 1, 1))
    enter(made, date(2025, 2, 1), 7, 9)
    enter(made, date(2026, 2, 1), 36, 100)
    series = read_measure(made, today, INSIDE)
    before = year_before(series, series.latest)
    assert before is not None
    assert not before.is_compared
    assert before.sentence == (
        "Since February 2025: from 77.8% to 36.0%. Fewer than 10 were counted, too few to judge "
        "a change."
    )


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_the_figures_of_a_chart_can_be_taken_away_to_be_checked_by_hand(
    place: Place, measure: Measure, enter: Enter, adviser: User, browse: Browse, form: str
) -> None:
    enter(measure, date(2025, 12, 1), 23, 44)
    enter(measure, date(2026, 1, 1), absence="not_sent")
    browser = browse(adviser)
    assert f'href="{M1}download/{form}/"' in body(browser.get(M1))
    answer = browser.get(f"{M1}download/{form}/")
    assert answer.status_code == 200
    if form == "csv":
        _, december, january, *_ = answer.content.decode("utf-8-sig").splitlines()
        assert december.startswith("M1,December 2025,01/12/2025,31/12/2025,52.2727")
        assert ",52.3%,23,44,1," in december
        assert "Not sent by its supplier" in january
    assert browser.get(f"{M1}download/exe/").status_code == 404


def test_a_small_number_is_not_in_the_file_of_who_may_not_see_it(
    place: Place, measure: Measure, enter: Enter, officer: User, adviser: User, browse: Browse
) -> None:
    enter(measure, date(2025, 12, 1), 3, 44)
    inside, outside = (
        browse(who).get(f"{M1}download/csv/").content.decode() for who in (officer, adviser)
    )
    assert "6.8%,3,44" in inside
    assert ",[c],,," in outside
    assert "6.8" not in outside


def test_a_cell_of_the_grid_without_a_measure_is_left_out_where_the_grid_becomes_a_list(
    place: Place, officer: User, adviser: User, browse: Browse, enter: Enter
) -> None:
    made = add(place, officer, date(2026, 3, 11))
    enter(made, date(2026, 1, 1), 22, 44)
    grid = body(browse(adviser).get("/exampleshire/measures/")).split('id="grid"')[1]
    rows = grid.split("</table>")[0].split("<tbody")[1].split("<tr")[1:]
    assert ["app-table__nothing" in row.split(">")[0] for row in rows] == [True, True, True, False]
    assert rows[-1].count('class="app-table__nothing"') == 3
    assert rows[-1].count('data-heading="Not judged"') == 1
