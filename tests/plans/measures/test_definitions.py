"""What a measure counts, and what changes of it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from plans import changes
from plans.models import Definition, Measure
from plans.queries.breaks import breaks
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.periods import month_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import COUNTED, INSIDE, Enter, add
from tests.plans.pages import Browse, body

JANUARY = date(2026, 1, 1)


def test_a_measure_is_numbered_and_says_what_it_counts_from_a_day_on(measure: Measure) -> None:
    [definition] = measure.definitions.all()
    assert measure.ref == "M1"
    assert definition.number == 1
    assert definition.from_on == date(2025, 10, 1)
    assert [area.ref for area in measure.areas] == ["a"]


def test_each_row_of_a_new_measure_has_one_line_of_history_with_person_and_reason(
    measure: Measure, officer: User
) -> None:
    rows = [measure, *measure.definitions.all(), *measure.area_links.all()]
    for row in rows:
        [line] = changes_of(row)
        assert line.history_user == officer
        assert line.history_change_reason == "Began to measure: New plans within 20 weeks"


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"name": " "}, "name", "Say what is measured."),
        ({"numerator": " "}, "numerator", "Say what is counted above the line"),
        ({"denominator": ""}, "denominator", "Say what it is divided by"),
        ({"unit": "rate", "per": ""}, "per", "Say what the rate is of"),
        ({"polarity": "band"}, "band_from", "Enter both ends of the band."),
        ({"from_on": date(2025, 10, 2)}, "from_on", "1 October 2025 is the first day"),
        (
            {"period_type": "academic_year"},
            "from_on",
            "1 September 2025 is the first day of the period",
        ),
    ],
)
def test_what_nobody_could_count_again_is_no_definition(
    place: Place, officer: User, today: date, told: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        add(place, officer, today, **told)
    assert refusal.value.field == field
    assert words in refusal.value.sentence
    assert not Measure.objects.of(place.area).exists()


def test_a_percentage_is_always_of_100(place: Place, officer: User, today: date) -> None:
    made = add(place, officer, today, multiplier=1)
    assert made.definitions.get().multiplier == 100


def test_a_later_definition_begins_a_new_segment_and_says_why(
    measure: Measure, officer: User, today: date, enter: Enter
) -> None:
    enter(measure, date(2025, 12, 1), 20, 40)
    made = changes.redefine(
        measure=measure,
        version=measure.version,
        from_on=JANUARY,
        because="Exceptions are left out",
        by=officer,
        on=today,
        **{**COUNTED, "denominator": "All new plans without exceptions"},
    )
    assert made.number == 2
    assert enter(measure, JANUARY, 20, 40).definition == made


def test_a_definition_cannot_begin_where_figures_stand_under_the_one_before(
    measure: Measure, officer: User, today: date, enter: Enter
) -> None:
    enter(measure, JANUARY, 20, 40)
    with pytest.raises(Refusal, match="The figure of January 2026 is entered"):
        changes.redefine(
            measure=measure,
            version=measure.version,
            from_on=JANUARY,
            because="Exceptions are left out",
            by=officer,
            on=today,
            **COUNTED,
        )


def test_a_definition_cannot_begin_before_the_one_that_it_follows(
    measure: Measure, officer: User, today: date
) -> None:
    with pytest.raises(Refusal, match="holds from 1 October 2025"):
        changes.redefine(
            measure=measure,
            version=measure.version,
            from_on=date(2025, 10, 1),
            because="A slip",
            by=officer,
            on=today,
            **COUNTED,
        )


def test_words_of_a_definition_are_put_right_while_no_figure_stands_under_it(
    measure: Measure, officer: User, enter: Enter
) -> None:
    definition = measure.definitions.get()
    changed = changes.edit_definition(
        definition=definition,
        version=definition.version,
        caveats="Without exceptions",
        by=officer,
        reason="It was left out",
    )
    assert changed.caveats == "Without exceptions"
    enter(measure, JANUARY, 20, 40)
    with pytest.raises(Refusal, match="so its words stand fast"):
        changes.edit_definition(
            definition=changed,
            version=changed.version,
            caveats="",
            by=officer,
            reason="It was there",
        )


def test_who_answers_and_which_areas_it_tells_of_can_change(
    place: Place, measure: Measure, officer: User
) -> None:
    changed = changes.edit_measure(
        measure=measure,
        version=measure.version,
        name="Plans in time",
        owner=place.posts["dcs"],
        areas=[place.areas[1]],
        by=officer,
        reason="The area was split",
    )
    assert changed.owner == place.posts["dcs"]
    assert [area.ref for area in Measure.objects.get(pk=measure.pk).areas] == ["b"]


def test_a_form_that_was_opened_before_somebody_saved_is_stale(
    place: Place, measure: Measure, officer: User
) -> None:
    given: dict[str, Any] = {
        "measure": measure,
        "version": measure.version,
        "owner": place.posts["dcs"],
        "areas": [],
        "by": officer,
        "reason": "Shorter",
    }
    changes.edit_measure(name="Plans in time", **given)
    with pytest.raises(Stale):
        changes.edit_measure(name="On time", **given)


def test_a_retired_measure_takes_no_figures_and_no_definitions(
    measure: Measure, officer: User, today: date, enter: Enter
) -> None:
    retired = changes.retire_measure(
        measure=measure,
        version=measure.version,
        because="The return ended",
        by=officer,
        on=today,
    )
    with pytest.raises(Refusal, match="M1 was retired on 11 March 2026"):
        enter(measure, JANUARY, 20, 40)
    with pytest.raises(Refusal, match="M1 was retired"):
        changes.retire_measure(
            measure=retired,
            version=retired.version,
            because="Again",
            by=officer,
            on=today,
        )


@pytest.mark.parametrize(
    "told",
    [
        {"numerator": ""},
        {"multiplier": 1},
        {"polarity": "band"},
        {"number": 2, "from_on": JANUARY, "because": ""},
        {"decimals": 9},
    ],
)
def test_the_database_keeps_what_a_definition_is(measure: Measure, told: dict[str, Any]) -> None:
    definition = measure.definitions.get()
    rows = Definition._base_manager.filter(pk=definition.pk)
    with pytest.raises(IntegrityError):
        rows.update(**told)


def test_the_page_marks_where_a_series_breaks_and_says_why(
    measure: Measure, officer: User, adviser: User, today: date, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2025, 11, 1), 20, 40)
    enter(measure, date(2025, 12, 1), 22, 40)
    changes.redefine(
        measure=measure,
        version=measure.version,
        from_on=JANUARY,
        because="Exceptions are left out",
        by=officer,
        on=today,
        **{**COUNTED, "denominator": "All new plans without exceptions"},
    )
    enter(measure, JANUARY, 25, 40)
    enter(measure, date(2026, 2, 1), 30, 40)
    measure.refresh_from_db()
    changes.rebase(
        measure=measure,
        version=measure.version,
        starts_on=date(2026, 2, 1),
        because="A second team began",
        by=officer,
        on=today,
    )
    page = body(browse(adviser).get("/exampleshire/measures/M1/"))
    assert "Counted otherwise from here on: Exceptions are left out" in page
    assert "Rebased from here on: A second team began" in page
    assert (
        "It is counted otherwise from 1 January 2026 on, so the 2 figures from November 2025 to "
        "December 2025 are not on this chart: Exceptions are left out" in page
    )
    assert breaks(read_measure(measure, today, INSIDE)) == {
        month_of(JANUARY): ["Counted otherwise from here on: Exceptions are left out"],
        month_of(date(2026, 2, 1)): ["Rebased from here on: A second team began"],
    }
