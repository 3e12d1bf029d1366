"""Charts on a telephone, words that keep clear of each other, and the key to shapes."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans import changes
from plans.charts.control import NARROW_POINTS, ControlDrawing
from plans.charts.labels import LINE, Box, Label, between
from plans.charts.ladder import LadderDrawing, draw_ladder
from plans.models import Measure
from plans.queries.control_drawing import drawing_of
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import Enter
from tests.plans.measures.test_charts import NOW, STEADY, control_of, point_of, told
from tests.plans.pages import Browse, body

HIGHEST = 70


def both(measure: Measure) -> tuple[ControlDrawing, ControlDrawing]:
    control = control_of(measure)
    whole, narrow = drawing_of(control), drawing_of(control, narrow=True)
    assert whole is not None
    assert narrow is not None
    return whole, narrow


def test_a_telephone_shows_the_newest_points_with_the_shapes_of_the_whole_chart(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, *STEADY, HIGHEST])
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    whole, narrow = both(made)
    assert (len(whole.dots), len(narrow.dots)) == (29, NARROW_POINTS)
    assert [dot.shape for dot in narrow.dots] == [dot.shape for dot in whole.dots[-13:]]
    assert narrow.latest is not None
    assert narrow.latest.text == "70.0%"
    assert narrow.meanings == whole.meanings
    assert narrow.key != whole.key
    assert narrow.description.startswith("The newest 13 of: ")


def test_the_newest_rebase_alone_is_drawn_where_the_older_points_are_left_out(
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
    whole, narrow = both(made)
    assert (len(whole.rebases), len(narrow.rebases)) == (1, 0)
    assert len([rule for rule in narrow.rules if rule.kind == "mean"]) == 1


def test_words_on_a_telephone_stay_on_its_drawing(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, HIGHEST])
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    _, narrow = both(made)
    assert all(
        Label(narrow.left - 8, mark.at, mark.text, "end").box.left >= 0 for mark in narrow.heights
    )
    assert narrow.latest is not None
    ends = [(narrow.latest.at, narrow.latest.text)]
    ends += [(rule.x2 + 6, rule.label) for rule in narrow.rules if rule.label]
    assert all(Label(x, 0, text, "start").box.right <= narrow.width for x, text in ends)
    assert all(
        Label(mark.at, 0, mark.text, "middle").box.right <= narrow.width for mark in narrow.days
    )


def test_a_target_is_not_written_over_the_line_of_what_is_due() -> None:
    found = draw_ladder(
        [],
        [(NOW, Fraction(40)), (NOW + timedelta(days=90), Fraction(60))],
        on=NOW + timedelta(days=200),
        key="ladder-m1",
        title="M1",
        description="M1",
        words=str,
    )
    corners = [tuple(map(float, pair.split(","))) for pair in found.steps.split()]
    lines = [between((x1, y1), (x2, y2)) for (x1, y1), (x2, y2) in pairwise(corners)]
    labels = written(found)[1:]
    assert len(labels) == 2
    assert not any(label.meets(line) for label in labels for line in lines)


@pytest.mark.parametrize("target", [68, 69, 70, 71, 72, 100])
def test_the_newest_figure_is_not_written_over_its_target(
    place: Place, officer: User, enter: Enter, target: int
) -> None:
    made = told(place, officer, enter, [*STEADY, HIGHEST])
    point_of(made, officer, by_on=date(2026, 9, 9), value=target)
    for drawing in both(made):
        [line] = [rule for rule in drawing.rules if rule.kind == "target"]
        assert abs(drawing.latest_y - line.y) >= LINE - 0.1
        assert drawing.top <= drawing.latest_y <= drawing.bottom


def test_the_page_tells_the_shapes_and_lines_that_its_chart_has(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, [*STEADY, HIGHEST])
    page = body(browse(officer).get(f"/exampleshire/measures/{made.ref}/"))
    key = page.split('<ul class="app-key app-chart-key">')[1].split("</ul>")[0]
    assert "a change for the better" in key
    assert "limits that nearly all figures keep to" in key
    assert "target" not in key
    assert "neither better nor worse" not in key
    assert page.count(f'id="chart-{made.ref.lower()}-title"') == 1
    assert page.count(f'id="chart-{made.ref.lower()}-narrow-title"') == 1
    assert page.count("<table") == page.count("</table>")


def written(found: LadderDrawing) -> list[Box]:
    """Where each text of a ladder stands, but for those on its axes."""
    boxes = [Label(found.today, found.top - 15, found.day, "middle").box]
    boxes += [
        Label(rung.text_x, rung.text_y, rung.text, rung.anchor).box
        for rung in found.rungs
        if rung.text and rung.text_x is not None and rung.text_y is not None
    ]
    if found.latest:
        boxes.append(Label(found.latest.at, found.latest_y, found.latest.text, "start").box)
    return boxes


DAYS = st.integers(-60, 60).map(lambda days: NOW + timedelta(days=days))
NEAR = st.lists(
    st.tuples(DAYS, st.integers(40, 70).map(Fraction)),
    min_size=1,
    max_size=12,
    unique_by=lambda at: at[0],
).map(sorted)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(figures=NEAR, targets=NEAR, narrow=st.booleans())
def test_no_two_texts_of_a_ladder_run_into_each_other(
    figures: list[tuple[date, Fraction]], targets: list[tuple[date, Fraction]], narrow: bool
) -> None:
    found = draw_ladder(
        figures,
        targets,
        on=NOW,
        key="ladder-m1",
        title="M1",
        description="M1",
        words=lambda value: f"{Decimal(value.numerator):.1f}%",
        narrow=narrow,
    )
    assert found.rungs[-1].text
    assert not any(one.meets(other) for one, other in combinations(written(found), 2))
    assert all(box.left >= 0 and box.right <= found.width for box in written(found))
