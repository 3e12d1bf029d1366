"""What charts say and draw: the same in shape, word and number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from plans import changes
from plans.charts.scale import Scale, every_nth, ticks
from plans.charts.spark import spark
from plans.models import Definition, Measure
from plans.queries.commentary import told as told_of
from plans.queries.control import Control, grid, read_control
from plans.queries.control_drawing import drawing_of
from plans.queries.judged import RUNS_ON, course, judged
from plans.queries.series import read_measure
from reviews.returns.measures import measure_lines
from sendtrack.accounts.models import User
from sendtrack.periods import add_months
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE, Enter, add
from tests.plans.measures.test_door import counted

NOW = date(2026, 3, 11)
SVG = "{http://www.w3.org/2000/svg}"


def told(
    place: Place, officer: User, enter: Enter, figures: list[int | None], **said: Any
) -> Measure:
    """A measure with these figures out of 100, month by month, the last of February 2026."""
    first = add_months(date(2026, 2, 1), 1 - len(figures))
    made = add(place, officer, NOW, from_on=first, **said)
    for number, figure in enumerate(figures):
        if figure is not None:
            enter(made, add_months(first, number), figure, 100, source_on=NOW)
    return made


def control_of(measure: Measure, on: date = NOW) -> Control:
    return read_control(read_measure(Measure.objects.get(pk=measure.pk), on, INSIDE))


STEADY: list[int | None] = [50, 52, 49, 51, 50, 48, 52, 51, 49, 50, 51, 50, 49, 51]


@pytest.mark.parametrize(
    ("figures", "polarity", "variation"),
    [
        (STEADY, "high", "common"),
        ([*STEADY, 70], "high", "improvement_high"),
        ([*STEADY, 70], "low", "concern_high"),
        ([*STEADY, 30], "low", "improvement_low"),
        ([*STEADY, 30], "high", "concern_low"),
        ([*STEADY, 70], "context", "neutral_high"),
        (STEADY[:12], "high", "not_judged"),
    ],
)
def test_the_newest_figure_says_what_the_process_does(
    place: Place,
    officer: User,
    enter: Enter,
    figures: list[int | None],
    polarity: str,
    variation: str,
) -> None:
    assert control_of(told(place, officer, enter, figures, polarity=polarity)).variation.key == (
        variation
    )


def test_a_month_that_is_late_is_not_passed_over(place: Place, officer: User, enter: Enter) -> None:
    made = told(place, officer, enter, [*STEADY, 70])
    april = date(2026, 4, 20)
    assert control_of(made, april).variation.key == "no_current"


@pytest.mark.parametrize(("value", "assurance"), [(30, "pass"), (50, "hit_or_miss"), (90, "fail")])
def test_a_target_is_met_always_never_or_by_chance(
    place: Place, officer: User, enter: Enter, value: int, assurance: str
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 9, 9), value=value)
    assert control_of(made).assurance.key == assurance


def test_without_a_target_or_enough_figures_nothing_is_assured(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, STEADY[:5])
    assert control_of(made).assurance.key == "no_target"
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    assert control_of(made).assurance.key == "not_assured"


def point_of(
    measure: Measure,
    officer: User,
    *,
    by_on: date,
    value: int,
    tolerance: int | None = None,
) -> None:
    changes.set_point(
        measure=measure,
        by_on=by_on,
        value=Decimal(value),
        tolerance=None if tolerance is None else Decimal(tolerance),
        source="Board of 4 February 2026",
        by=officer,
        reason="Agreed",
    )


def test_a_rebase_parts_the_chart_where_it_was_decided(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, *(70 + step % 3 for step in range(13))])
    changes.rebase(
        measure=made,
        version=made.version,
        starts_on=date(2025, 2, 1),
        because="A second team began",
        by=officer,
        on=NOW,
    )
    chart = control_of(made).chart
    assert chart is not None
    assert [len(group.points) for group in chart.groups] == [14, 13]
    drawing = drawing_of(control_of(made))
    assert drawing is not None
    assert len([rule for rule in drawing.rules if rule.kind == "mean"]) == 2
    assert len(drawing.runs) == 2


def test_a_rebase_where_no_figure_stands_is_refused(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, STEADY)
    with pytest.raises(Refusal, match="Choose a period that has a figure"):
        changes.rebase(
            measure=made,
            version=made.version,
            starts_on=date(2026, 3, 1),
            because="A second team began",
            by=officer,
            on=NOW,
        )


def test_the_picture_has_a_title_a_description_and_no_inline_style(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, None, 70])
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    drawing = drawing_of(control_of(made))
    picture = render_to_string("plans/charts/control.html", {"drawing": drawing})
    root = ElementTree.fromstring(picture)
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert "Improving, values high" in (title.text or "")
    assert "Target 60.0%." in (words.text or "")
    assert "style" not in {name for each in root.iter() for name in each.attrib}
    dots = [*root.findall(f".//{SVG}circle"), *root.findall(f".//{SVG}polygon")]
    assert len(dots) == 15
    assert drawing is not None
    assert drawing.dots[-1].shape == "diamond"
    assert len(root.findall(f".//{SVG}polyline")) == 2


def test_no_percentage_is_drawn_above_a_hundred(place: Place, officer: User, enter: Enter) -> None:
    made = told(place, officer, enter, [98, 90, 99, 97, 85, 99, 96, 99, 92, 98, 99, 90, 98])
    drawing = drawing_of(control_of(made))
    assert drawing is not None
    assert [mark.text for mark in drawing.heights][-1] == "100.0%"


def test_the_grid_puts_each_measure_in_one_place(place: Place, officer: User, enter: Enter) -> None:
    controls = [
        control_of(told(place, officer, enter, STEADY)),
        control_of(told(place, officer, enter, [*STEADY, 30], name="Falling")),
    ]
    placed = [
        (row.name, name, each.series.measure.name)
        for row in grid(controls)
        for name, cell in row.cells
        for each in cell
    ]
    assert placed == [
        ("Not judged", "Worsening", "Falling"),
        ("Not judged", "No significant change", "New plans within 20 weeks"),
    ]


def test_a_figure_is_held_against_what_was_due_for_its_own_period(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [40, 47, 44])
    point_of(made, officer, by_on=date(2026, 1, 31), value=45, tolerance=3)
    point_of(made, officer, by_on=date(2026, 9, 9), value=90)
    series = read_measure(made, NOW, INSIDE)
    assert [judged(series, point).status.key for point in series.points] == [
        "nothing_due",
        "on_trajectory",
        "close_to_it",
    ]
    assert judged(series, series.points[2]).sentence == (
        "44.0% in February 2026 against 45.0% due by 31 January 2026: 1 percentage point below it, "
        "within the tolerance of 3 percentage points."
    )


def test_whether_it_gets_there_is_always_said_with_if_the_trend_holds(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [30 + 2 * step for step in range(14)])
    point_of(made, officer, by_on=date(2026, 9, 9), value=65)
    said = " ".join(course(read_measure(made, NOW, INSIDE)))
    assert said.startswith("On course if the trend holds.")
    few = told(place, officer, enter, [30, 32, 34, 36, 38, 40, 42], name="Few")
    point_of(few, officer, by_on=date(2026, 9, 9), value=65)
    assert " ".join(course(read_measure(few, NOW, INSIDE))).startswith("No verdict yet.")


def test_what_counts_on_through_the_year_is_shown_and_no_trend_is_judged(
    place: Place, officer: User, enter: Enter
) -> None:
    months = [20 + 10 * (step % 12) for step in range(24)]
    made = counted(place, officer, months, enter, polarity="low", is_cumulative=True)
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    control = read_control(read_measure(made, NOW, INSIDE))
    assert control.variation.key == "runs_on"
    assert control.assurance.key == "not_assured"
    drawn = drawing_of(control)
    assert drawn is not None
    assert {rule.kind for rule in drawn.rules} == {"target"}
    assert control.warnings[-1].endswith("hold it against the same period a year before.")
    assert course(control.series) == [RUNS_ON]


def test_a_tolerance_is_never_counted_from_a_baseline_of_another_definition(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [40, 47, 44])
    point_of(made, officer, by_on=date(2026, 1, 31), value=45)
    series = read_measure(made, NOW, INSIDE)
    first = replace(series.points[0], figure=replace(series.points[0].figure, is_baseline=True))
    begun = replace(series, points=(first, *series.points[1:]))
    assert "5% of the way from 40.0% to 45.0%" in judged(begun, begun.points[2]).sentence
    other = replace(first, definition=Definition())
    anew = replace(series, points=(other, *series.points[1:]))
    assert "without a baseline there is no tolerance" in judged(anew, anew.points[2]).sentence


def test_the_next_value_and_the_last_are_told_in_a_line_each(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [30 + 2 * step for step in range(14)])
    for by_on, value in ((date(2026, 9, 9), 65), (date(2027, 3, 9), 75), (date(2027, 9, 9), 99)):
        point_of(made, officer, by_on=by_on, value=value)
    control = control_of(made)
    assert control.courses == [
        "65.0% by 9 September 2026: on course if the trend holds.",
        "99.0% by 9 September 2027: improving, too slowly if the trend holds.",
    ]
    [line] = measure_lines(told_of([control]), place.area, NOW)
    assert line.courses == tuple(control.courses)


@given(values=st.lists(st.fractions(min_value=-(10**6), max_value=10**6), min_size=1, max_size=40))
def test_ticks_are_round_evenly_spaced_and_reach_around_every_value(
    values: list[Fraction],
) -> None:
    found = ticks(values)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert 2 <= len(found) <= 8


@given(
    value=st.fractions(min_value=-10, max_value=110),
)
def test_nothing_is_drawn_off_the_chart(value: Fraction) -> None:
    assert 0 <= Scale(Fraction(0), Fraction(100), 200, 0).at(value) <= 200


@given(count=st.integers(min_value=1, max_value=400))
def test_the_last_period_is_always_written_and_no_more_than_fit(count: int) -> None:
    found = every_nth(count, fit=6)
    assert found[-1] == count - 1
    assert len(found) <= 6


def test_a_line_as_small_as_a_word_parts_where_a_figure_is_missing() -> None:
    drawn = spark([Fraction(1), Fraction(2), None, Fraction(3)])
    assert drawn is not None
    assert len(drawn.runs) == 2
    assert spark([Fraction(1), None]) is None
