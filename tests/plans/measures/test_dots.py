"""Dots beside each other, whole and on a telephone."""

from fractions import Fraction

import pytest

from plans.charts.control import NARROW_WIDTH
from plans.charts.dots import DotsDrawing, Given, draw_dots

GIVEN: list[Given] = [
    ("ours", "Fernshire", "31.0%", Fraction(31)),
    ("national", "England", "47.9%", Fraction(479, 10)),
    ("neighbour", "Dunmere", "no figure", None),
    ("neighbour", "Isle of Somewhere and the Villages Around", "70.4%", Fraction(704, 10)),
]


def drawn(*, narrow: bool) -> DotsDrawing:
    found = draw_dots(
        GIVEN,
        key="dots",
        title="M8 beside others",
        description="",
        words=lambda value: f"{float(value):.1f}%",
        bounds=(Fraction(0), Fraction(100)),
        narrow=narrow,
    )
    assert found is not None
    return found


@pytest.mark.parametrize("narrow", [False, True])
def test_every_dot_lies_on_the_drawing_in_the_order_of_its_figure(narrow: bool) -> None:
    found = drawn(narrow=narrow)
    places = [line.x for line in found.lines if line.x is not None]
    assert places == sorted(places)
    assert found.left <= places[0] < places[-1] <= found.right
    assert [line.x is None for line in found.lines] == [False, False, True, False]
    assert found.ours == places[0]


def test_a_telephone_has_the_words_above_their_line_and_no_line_beyond_its_edge() -> None:
    whole, narrow = drawn(narrow=False), drawn(narrow=True)
    assert narrow.width == NARROW_WIDTH
    assert [line.shape for line in narrow.lines] == [line.shape for line in whole.lines]
    apart = narrow.lines[1].y - narrow.lines[0].y
    assert whole.lines[1].y - whole.lines[0].y < apart
    assert -apart < narrow.lift < 0 < whole.lift
    assert narrow.lines[0].y + narrow.lift > narrow.top
    assert narrow.lines[-1].y < narrow.bottom


def test_a_telephone_has_room_for_four_marks_at_most_with_both_ends_of_the_axis_drawn() -> None:
    narrow = drawn(narrow=True)
    assert 2 <= len(narrow.marks) <= 4
    assert narrow.marks[0].at == narrow.left
