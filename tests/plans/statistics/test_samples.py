"""What a share of a small sample tells: checked against figures from the papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.samples import Sample, difference, moved


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    whole = draw(st.integers(1, 400))
    return Sample(draw(st.integers(0, whole)), whole)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_the_interval_is_that_of_newcombes_examples(
    part: int, whole: int, low: float, high: float
) -> None:
    """Newcombe 1998, Two-sided confidence intervals for the single proportion, method 3."""
    found = Sample(part, whole).interval
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 5.24, 33.39),
        ((9, 10), (3, 10), 17.05, 80.90),
        ((0, 10), (0, 10), -27.75, 27.75),
    ],
)
def test_the_difference_is_that_of_newcombes_examples(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, Interval estimation for the difference, method 10."""
    found = difference(Sample(*other), Sample(*one))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


@given(samples())
def test_a_share_lies_in_its_interval(sample: Sample) -> None:
    found = sample.interval
    assert 0 <= found.low <= float(sample.per_cent) + 1e-9
    assert float(sample.per_cent) - 1e-9 <= found.high <= 100


@given(samples(), samples())
def test_a_change_is_told_the_same_both_ways(before: Sample, after: Sample) -> None:
    there, back = difference(before, after), difference(after, before)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_too_few_are_not_spoken_of() -> None:
    assert moved(Sample(0, 9), Sample(30, 30)) == (
        "From 0 of 9 (0%) to 30 of 30 (100%). Fewer than 10 in a sample are too few to speak of a "
        "change."
    )


def test_what_chance_explains_is_no_change() -> None:
    assert "chance alone could explain the difference (−10 to +46" in moved(
        Sample(8, 20), Sample(12, 20)
    )


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (3, 2), (-1, 4)])
def test_no_share_of_nothing(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no share of a sample"):
        Sample(part, whole)
