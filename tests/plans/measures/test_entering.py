"""Many figures on one screen."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Measure, Reading
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

PAGE = "/exampleshire/measures/enter/"
FEBRUARY = "2026-02-28"


def row(ref: str, ends: str = FEBRUARY, **typed: str) -> dict[str, str]:
    """A row of the page, as a browser sends it."""
    filled = {
        "version": "0",
        "seen": "",
        "numerator": "",
        "denominator": "",
        "value": "",
        "absence": "",
        "finality": "provisional",
        "source": "Case system",
        "note": "",
        **typed,
    }
    return {f"{ref}-{ends}-{name}": value for name, value in filled.items()}


def sent(*rows: dict[str, str], **typed: str) -> dict[str, str]:
    together = {"source_all": "", "reason": "", **day("source_on", "9 3 2026"), **typed}
    return {name: value for each in (together, *rows) for name, value in each.items()}


@pytest.fixture
def two(place: Place, measure: Measure, officer: User, today: date) -> Measure:
    """M2, which the council counts itself."""
    told: dict[str, Any] = {"unit": "count", "multiplier": 1, "decimals": 0, "polarity": "low"}
    return add(place, officer, today, name="Open complaints", supplier=None, **told)


def test_each_measure_has_a_row_with_its_last_figure_and_the_newest_period(
    two: Measure, measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 1, 1), 23, 44)
    text = body(browse(officer).get(PAGE))
    assert "2 figures wait." in text
    assert text.count("February 2026</span>") == 2
    assert "52.3%<span" in text
    assert "empty is never nought" in text


def test_only_rows_that_were_filled_in_are_saved_each_with_one_line_of_history(
    two: Measure, officer: User, browse: Browse
) -> None:
    page = browse(officer).post(PAGE, sent(row("M1", numerator="23", denominator="44"), row("M2")))
    assert page.status_code == 302
    figure = Reading.objects.get()
    assert (figure.measure.ref, figure.numerator, figure.denominator) == ("M1", 23, 44)
    [line] = changes_of(figure)
    assert line.history_user == officer
    assert line.history_change_reason == "Entered February 2026"


def test_what_is_wrong_is_said_at_its_row_and_nothing_typed_is_lost(
    two: Measure, officer: User, browse: Browse
) -> None:
    given = sent(row("M1", numerator="45", denominator="44"), row("M2", value="12"))
    text = body(browse(officer).post(PAGE, given))
    assert "M1, February 2026: 45 of 44 is no part of a whole." in text
    assert 'value="45"' in text
    assert 'value="12"' in text
    assert not Reading.objects.exists()


@pytest.mark.parametrize("typed", ["abc", "1.2.3"])
def test_what_is_no_number_is_said_at_its_row(
    measure: Measure, officer: User, browse: Browse, typed: str
) -> None:
    page = browse(officer).post(PAGE, sent(row("M1", numerator=typed, denominator="44")))
    assert "There is a problem" in body(page)
    assert f'value="{typed}"' in body(page)
    assert not Reading.objects.exists()


def test_a_reason_stands_where_there_is_no_figure(
    measure: Measure, officer: User, browse: Browse
) -> None:
    browse(officer).post(PAGE, sent(row("M1", absence="not_sent")))
    figure = Reading.objects.get()
    assert (figure.value, figure.absence) == (None, "not_sent")


def test_nothing_filled_in_is_said(measure: Measure, officer: User, browse: Browse) -> None:
    assert "Nothing was entered" in body(browse(officer).post(PAGE, sent(row("M1"))))


def test_one_source_takes_the_place_of_those_in_the_rows(
    two: Measure, officer: User, browse: Browse
) -> None:
    rows = (row("M1", numerator="23", denominator="44"), row("M2", value="12"))
    browse(officer).post(PAGE, sent(*rows, source_all="SEN2 return 2026"))
    assert set(Reading.objects.values_list("source", flat=True)) == {"SEN2 return 2026"}


def test_a_source_alone_is_no_figure(measure: Measure, officer: User, browse: Browse) -> None:
    page = browse(officer).post(PAGE, sent(row("M1", source="Another")))
    assert "Nothing was entered" in body(page)


def test_a_doubtful_figure_is_shown_first_and_saved_with_a_word_about_it(
    measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    for month in (10, 11, 12):
        enter(measure, date(2025, month, 1), 20 + month, 44)
    doubtful = {"value": "0.52", "finality": "final"}
    text = body(browse(officer).post(PAGE, sent(row("M1", **doubtful))))
    assert "is it a share of one?" in text
    assert "Save all the same" in text
    assert Reading.objects.count() == 3
    seen = text.partition(f'name="M1-{FEBRUARY}-seen" value="')[2].partition('"')[0]
    again = row("M1", seen=seen, **doubtful)
    assert "Say why it is right all the same." in body(browse(officer).post(PAGE, sent(again)))
    again = row("M1", seen=seen, note="The run was made twice", **doubtful)
    assert browse(officer).post(PAGE, sent(again)).status_code == 302
    assert Reading.objects.get(period_end=FEBRUARY).note == "The run was made twice"


def test_a_doubt_that_nobody_was_shown_is_shown_even_where_a_note_is_typed(
    measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    for month in (10, 11, 12):
        enter(measure, date(2025, month, 1), 20 + month, 44)
    page = browse(officer).post(PAGE, sent(row("M1", value="0.52", note="From the run")))
    assert "is it a share of one?" in body(page)
    assert Reading.objects.count() == 3


def test_a_figure_that_somebody_else_entered_meanwhile_stands_beside_ones_own(
    two: Measure, measure: Measure, officer: User, lead: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 2, 1), 20, 44, by=lead)
    mine = row("M1", numerator="23", denominator="44")
    page = browse(officer).post(PAGE, sent(mine, row("M2", value="12")))
    assert page.status_code == 409
    text = body(page)
    assert f"{lead} has entered 45.5% since you opened this page." in text
    assert "You entered 52.3%." in text
    assert Reading.objects.count() == 1
    again = row("M1", version="1", numerator="23", denominator="44")
    refused = browse(officer).post(PAGE, sent(again, row("M2", value="12")))
    assert "reason" in refused.context["sheet"].together.errors
    given = sent(again, row("M2", value="12"), reason="Theirs was the run before")
    assert browse(officer).post(PAGE, given).status_code == 302
    assert Reading.objects.get(measure=measure).numerator == 23


def test_a_row_that_was_left_alone_undoes_nothing_entered_meanwhile(
    two: Measure, measure: Measure, officer: User, lead: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 2, 1), 20, 44)
    opened = row("M1", version="1", numerator="20", denominator="44")
    enter(measure, date(2026, 2, 1), 21, 44, by=lead, version=1, reason="A newer run")
    page = browse(officer).post(PAGE, sent(opened, row("M2", value="12")))
    assert page.status_code == 302
    assert Reading.objects.get(measure=measure).numerator == 21


def test_other_periods_are_asked_for_by_their_month(
    measure: Measure, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).get(f"{PAGE}?period=2025-12"))
    assert "December 2025</span>" in text
    assert f"M1-{FEBRUARY}-version" not in text
    browse(officer).post(
        f"{PAGE}?period=2025-12", sent(row("M1", "2025-12-31", numerator="23", denominator="44"))
    )
    assert Reading.objects.get().period_end == date(2025, 12, 31)


def test_a_partner_finds_what_its_own_organisation_supplies_and_nothing_else(
    two: Measure, partner: User, browse: Browse
) -> None:
    text = body(browse(partner).get(PAGE))
    assert "New plans within 20 weeks" in text
    assert "Open complaints" not in text
    rows = (row("M1", numerator="23", denominator="44"), row("M2", value="12"))
    browse(partner).post(PAGE, sent(*rows))
    assert [figure.measure.ref for figure in Reading.objects.all()] == ["M1"]


def test_another_areas_rows_are_not_there(
    measure: Measure, elsewhere: Place, stranger: User, browse: Browse
) -> None:
    page = "/elsewhere/measures/enter/"
    given = sent(row("M1", numerator="23", denominator="44"))
    assert "Nothing was entered" in body(browse(stranger).post(page, given))
    assert browse(stranger).get(PAGE).status_code == 404
    assert not Reading.objects.exists()


def test_a_retired_measure_has_no_row(measure: Measure, officer: User, browse: Browse) -> None:
    changes.retire_measure(
        measure=measure,
        version=measure.version,
        because="Counted by nobody",
        by=officer,
        on=date(2026, 3, 11),
    )
    assert "M1-" not in body(browse(officer).get(PAGE))


def test_hostile_words_come_back_as_words(measure: Measure, officer: User, browse: Browse) -> None:
    given = sent(row("M1", numerator="9", denominator="1", source=HOSTILE[:190], note="x"))
    assert SHOWN in body(browse(officer).post(PAGE, given))


def test_a_page_of_many_measures_asks_no_more_than_one_of_few(
    place: Place, measure: Measure, officer: User, today: date, enter: Enter, browse: Browse
) -> None:
    browser = browse(officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(PAGE)
        return len(found)

    enter(measure, date(2026, 1, 1), 23, 44)
    browser.get(PAGE)
    few = asked()
    for number in range(9):
        enter(add(place, officer, today, name=f"Measure {number}"), date(2026, 1, 1), 23, 44)
    assert asked() == few
