"""The ladder of targets as it is drawn and told."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from plans import changes
from plans.charts.ladder import LadderDrawing, draw_ladder
from plans.models import Measure
from plans.queries.ladder_drawing import ladder_of
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from tests.plans.measures.conftest import INSIDE, Enter
from tests.plans.pages import Browse, body

NOW = date(2026, 3, 11)
SVG = "{http://www.w3.org/2000/svg}"
TARGETS = ((date(2025, 12, 9), 40), (date(2026, 3, 9), 45), (date(2026, 9, 9), 60))


def with_targets(measure: Measure, by: User) -> None:
    for by_on, value in TARGETS:
        changes.set_point(
            measure=measure,
            by_on=by_on,
            value=Decimal(value),
            tolerance=Decimal(5),
            source="Board",
            by=by,
            reason="Agreed",
        )


def ladder(measure: Measure, on: date = NOW) -> LadderDrawing | None:
    return ladder_of(read_measure(measure, on, INSIDE))


def drawn(
    figures: list[tuple[date, Fraction]], targets: list[tuple[date, Fraction]]
) -> LadderDrawing:
    return draw_ladder(
        figures, targets, on=NOW, key="ladder-m1", title="M1", description="M1", words=str
    )


def test_where_nothing_is_to_be_reached_there_is_no_ladder(measure: Measure) -> None:
    assert ladder(measure) is None


def test_targets_stand_on_their_days_also_those_ahead_of_today(
    measure: Measure, officer: User, enter: Enter
) -> None:
    enter(measure, date(2025, 12, 1), 23, 50)
    enter(measure, date(2026, 1, 1), 20, 50)
    with_targets(measure, officer)
    found = ladder(measure)
    assert found is not None
    assert [rung.text for rung in found.rungs] == ["40.0%", "45.0%", "60.0%"]
    first, second, last = found.rungs
    assert first.x < second.x < found.today < last.x
    assert first.y > second.y > last.y, "higher is drawn higher"
    assert [x < found.today for x, _ in found.dots] == [True, True]


def test_the_line_of_what_is_due_holds_each_target_until_the_next(
    measure: Measure, officer: User
) -> None:
    with_targets(measure, officer)
    found = ladder(measure)
    assert found is not None
    corners = [tuple(map(float, pair.split(","))) for pair in found.steps.split()]
    first, second, last = found.rungs
    assert corners == [
        (first.x, first.y),
        (second.x, first.y),
        (second.x, second.y),
        (last.x, second.y),
        (last.x, last.y),
        (found.right, last.y),
    ]


def test_the_description_says_what_the_drawing_shows(
    measure: Measure, officer: User, enter: Enter
) -> None:
    enter(measure, date(2026, 1, 1), 20, 50)
    with_targets(measure, officer)
    found = ladder(measure)
    assert found is not None
    assert found.description == (
        "Targets: 40.0% by 9 December 2025, 45.0% by 9 March 2026, 60.0% by 9 September 2026. "
        "Newest figure 40.0%, January 2026."
    )
    drawing = ElementTree.fromstring(
        render_to_string("plans/charts/ladder.html", {"ladder": found})
    )
    assert drawing.get("aria-labelledby") == "ladder-m1-title ladder-m1-words"
    words = drawing.find(f"{SVG}desc")
    assert words is not None
    assert words.text == found.description
    assert len(drawing.findall(f".//{SVG}rect")) == 3
    assert not [each for each in drawing.iter() if each.get("style")]


def test_it_stands_on_the_page_of_the_measure_and_a_small_number_is_not_drawn(
    measure: Measure, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2025, 12, 1), 23, 50)
    enter(measure, date(2026, 1, 1), 3, 50)
    with_targets(measure, officer)
    inside, outside = (
        body(browse(who).get("/exampleshire/measures/M1/")) for who in (officer, adviser)
    )
    assert 'id="ladder-m1-title"' in outside
    assert "Newest figure 6.0%, January 2026" in inside
    assert "Newest figure 46.0%, December 2025" in outside
    assert "6.0%, January" not in outside.replace("46.0%", "")


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
POINTS = st.lists(
    st.tuples(DAYS, st.fractions(-1000, 1000)), min_size=1, max_size=40, unique_by=lambda at: at[0]
).map(sorted)


@given(POINTS, POINTS)
def test_whatever_the_days_and_values_all_lies_inside_the_drawing(
    figures: list[tuple[date, Fraction]], targets: list[tuple[date, Fraction]]
) -> None:
    found = drawn(figures, targets)
    places = [*found.dots, *((rung.x, rung.y) for rung in found.rungs)]
    assert all(found.left <= x <= found.right and found.top <= y <= found.bottom for x, y in places)
    assert found.rungs[-1].text
    assert len(found.days) <= 9


def test_a_single_target_today_without_a_figure_is_drawn(measure: Measure) -> None:
    found = drawn([], [(NOW, Fraction(5))])
    assert (len(found.rungs), found.dots, found.latest) == (1, (), None)
    assert drawn([], [(NOW + timedelta(days=1), Fraction(5))]).rungs
