"""Will it reach its target, if the trend holds? (measures, F)"""

from datetime import date
from itertools import pairwise
from math import inf, log, pi, sin, sqrt
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.trajectory import Aim, Finding, Outlook, in_sentences, outlook
from plans.statistics.trajectory.outlook import months
from plans.statistics.trajectory.trend import Points, aicc, half_width, line_through, shape, student
from tests.plans.statistics.series import UNHURRIED, month

RISING = [52.1, 49.8, 54.3, 55.0, 52.6, 57.4, 58.1, 55.7, 60.2, 61.3, 58.9, 62.8]
"""The worked example of measures, F3."""

STEPPED = [40.2, 41.7, 39.3, 41.1, 40.4, 38.6, 52.3, 53.8, 51.2, 53.1, 50.7, 52.4]
"""The step example of measures, F3."""

FLAT = [50, 51] * 7

HOLDS = "if the trend holds"


def judged(values: list[Any], target: float, *, by: int = 23, **given: Any) -> Outlook:
    aim = {"higher_is_better": True, "unit": "%", "bounds": (0, 100), **given}
    readings = {month(number): value for number, value in enumerate(values)}
    return outlook(readings, Aim(value=target, by=month(by), **aim))


def said(found: Outlook) -> str:
    return " ".join(in_sentences(found).sentences)


def points(values: list[float]) -> Points:
    return Points(list(range(len(values))), values)


def test_the_line_and_both_intervals_are_those_worked_out_by_hand() -> None:
    line = line_through(points(RISING))
    assert line.slope == pytest.approx(1.0)
    assert (line.slope_low, line.slope_high) == pytest.approx((0.94, 1.05))
    wide = line_through(points(RISING), confidence=0.95)
    assert (wide.slope_low, wide.slope_high) == pytest.approx((0.75, 1.1))


def test_the_projection_and_its_band_are_those_worked_out_by_hand() -> None:
    line = line_through(points(RISING))
    assert line.at(23) == pytest.approx(74.05)
    assert half_width(points(RISING), line, 23) == pytest.approx(4.899, abs=0.001)
    projection = judged(RISING, 66).projection
    assert projection is not None
    assert (projection.low, projection.high) == pytest.approx((69.15, 78.95), abs=0.005)


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(10, 1.3722), (12, 1.3562), (22, 1.3212), (60, 1.2958)]
)
def test_the_quantiles_of_students_t_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=0.00006)


def test_ties_make_the_slopes_interval_a_point_and_the_band_keeps_its_width() -> None:
    """SciPy’s theilslopes gives [1.0, 1.0] for these, even at 95 % (measures, F3)."""
    whole = [52, 50, 54, 55, 53, 57, 58, 56, 60, 61, 59, 63]
    line = line_through(points([float(value) for value in whole]), confidence=0.95)
    assert (line.slope, line.slope_low, line.slope_high) == (1, 1, 1)
    assert half_width(points([float(value) for value in whole]), line, 23) > 4


def test_neighbours_that_go_together_widen_the_band_threefold_at_most() -> None:
    """A wave of 48 months about a level: its neighbours’ correlation is above 0.8, where the
    widening by the square root of (1 + r) / (1 - r) is cut at 3."""
    wave = points([50 + 10 * sin(2 * pi * number / 48) for number in range(48)])
    line = line_through(wave)
    sigma = fmean([abs(b - a) for a, b in pairwise(wave.values)]) / 1.128
    spread = sum((number - 23.5) ** 2 for number in range(48))
    of_sigma = student(46) * sigma * sqrt(1 / 48 + (60 - 23.5) ** 2 / spread)
    of_slope = (line.slope_high - line.slope_low) / 2 * (60 - 23.5)
    assert half_width(wave, line, 60) == pytest.approx(3 * max(of_sigma, of_slope))


def test_the_band_widens_with_how_far_neighbours_go_together() -> None:
    slow = points([50, 52, 54, 55, 55, 54, 53, 53, 54, 57, 60, 62, 63, 63, 62, 61])
    line = line_through(slow)
    left = [value - line.at(month) for month, value in zip(slow.months, slow.values, strict=True)]
    centred = [one - fmean(left) for one in left]
    r = sum(a * b for a, b in pairwise(centred)) / sum(one * one for one in centred)
    assert 0.1 < r < 0.8
    sigma = fmean([abs(b - a) for a, b in pairwise(slow.values)]) / 1.128
    spread = sum((number - 7.5) ** 2 for number in range(16))
    of_sigma = student(14) * sigma * sqrt(1 / 16 + (30 - 7.5) ** 2 / spread)
    of_slope = (line.slope_high - line.slope_low) / 2 * (30 - 7.5)
    expected = sqrt((1 + r) / (1 - r)) * max(of_sigma, of_slope)
    assert half_width(slow, line, 30) == pytest.approx(expected)


def test_shapes_are_weighed_by_their_fit_and_their_number_of_parameters() -> None:
    """Eight points, squares of 4 and three parameters: 8 ln 0.5 + 6 + 24 / 4."""
    assert aicc(points([1.0] * 8), 4, 3) == pytest.approx(8 * log(0.5) + 12)
    assert aicc(points([1.0] * 8), 0, 3) == -inf


def test_a_step_is_told_from_a_line_and_only_what_follows_is_used() -> None:
    assert shape(points(STEPPED)).step == 6
    found = judged(STEPPED, 66)
    assert (found.step, found.points, found.since) == (month(6), 6, month(6))
    assert found.level == pytest.approx(52.25)
    assert found.pace == pytest.approx(-0.35)
    assert "step change in July 2024: consider rebasing there" in said(found)


def test_a_line_and_a_level_are_told_from_each_other_from_eight_points_on() -> None:
    assert shape(points(RISING)).sloped
    assert not shape(points([50.0, 51.0] * 4)).sloped
    assert shape(points([50.0, 51.0] * 3 + [50.0])).sloped
    assert not shape(points([50.0] * 12)).sloped


@pytest.mark.parametrize(
    ("number", "finding"),
    [
        (0, Finding.TOO_EARLY),
        (5, Finding.TOO_EARLY),
        (6, Finding.PACE_ONLY),
        (11, Finding.PACE_ONLY),
        (12, Finding.ON_COURSE),
    ],
)
def test_a_pace_needs_six_points_and_a_verdict_twelve(number: int, finding: Finding) -> None:
    found = judged(RISING[:number], 62)
    assert found.finding is finding
    assert found.is_verdict is (number >= 12)
    assert (found.pace is not None) is (number >= 6)
    assert (f"a verdict needs {12}" in said(found)) is (number < 12)


def test_a_month_without_a_value_counts_neither_as_a_point_nor_as_no_time() -> None:
    gapped = [*RISING[:5], None, *RISING[6:]]
    found = judged(gapped, 62)
    assert (found.points, found.finding) == (11, Finding.PACE_ONLY)
    assert found.last == month(11)


@pytest.mark.parametrize(
    ("values", "target", "finding", "headline"),
    [
        (RISING, 69, Finding.ON_COURSE, "On course if the trend holds"),
        (RISING, 74, Finding.UNCERTAIN, "Could reach it if the trend holds; uncertain"),
        (RISING, 78, Finding.UNLIKELY, "Unlikely at the present pace, if the trend holds"),
        (RISING, 79, Finding.TOO_SLOW, "Improving, too slowly if the trend holds"),
        (RISING[::-1], 66, Finding.MOVING_AWAY, "Moving away if the trend holds"),
        (
            RISING[::-1],
            20,
            Finding.SLIPPING,
            "Moving the wrong way, and still meets it if the trend holds",
        ),
        (FLAT, 50, Finding.LEVEL_MEETS, "Meets at the present level if the trend holds"),
        (FLAT, 51, Finding.LEVEL_MISSES, "No clear change: misses it if the trend holds"),
    ],
)
def test_each_finding_has_its_words(
    values: list[float], target: float, finding: Finding, headline: str
) -> None:
    found = judged(values, target)
    assert found.finding is finding
    assert in_sentences(found).headline == headline


def test_a_level_stays_within_its_process_limits() -> None:
    projection = judged(FLAT, 51).projection
    assert projection is not None
    assert (projection.low, projection.centre, projection.high) == pytest.approx(
        (50.5 - 2.66, 50.5, 50.5 + 2.66)
    )


def test_less_is_better_turns_everything_round() -> None:
    falling = [100 - value for value in RISING]
    assert judged(falling, 31, higher_is_better=False).finding is Finding.ON_COURSE
    assert judged(falling, 26, higher_is_better=False).finding is Finding.UNCERTAIN
    assert judged(falling, 21, higher_is_better=False).finding is Finding.TOO_SLOW
    assert judged(RISING, 31, higher_is_better=False).finding is Finding.MOVING_AWAY


def test_the_sentences_give_the_pace_needed_and_the_pace_so_far() -> None:
    words = in_sentences(judged(RISING, 85))
    assert words.pace == (
        "Needs +1.91 percentage points a month from 1 December 2024 to reach 85% by "
        "1 December 2025; so far +1 percentage point a month."
    )
    assert words.projection == (
        "If the trend holds, it is expected to be near 74.1% on 1 December 2025, "
        "between 69.2% and 78.9%."
    )
    assert words.cautions == ()


def test_a_level_that_meets_the_target_needs_no_pace() -> None:
    assert in_sentences(judged(FLAT, 50)).pace == (
        "The level of 50.5% meets the target of 50% already; so far 0 percentage points a month."
    )


def test_a_percentage_never_goes_past_a_hundred_and_the_cut_is_said() -> None:
    found = judged([value + 30 for value in RISING], 95)
    assert found.projection is not None
    assert (found.projection.high, found.projection.clipped) == (100, True)
    assert "The range is cut at 0% and 100%" in said(found)
    assert found.finding is Finding.ON_COURSE


@pytest.mark.parametrize(("by", "beyond"), [(33, False), (34, True)])
def test_beyond_twice_the_series_length_is_beyond_the_evidence(by: int, beyond: bool) -> None:
    found = judged(RISING, 66, by=by)
    assert found.beyond_evidence is beyond
    assert ("is beyond the evidence" in said(found)) is beyond


@pytest.mark.parametrize(("by", "beyond"), [(47, False), (48, True)])
def test_more_than_two_years_ahead_is_beyond_the_evidence_of_any_series(
    by: int, beyond: bool
) -> None:
    two_years = [value + 12 * (number // 12) for number, value in enumerate(RISING * 2)]
    assert judged(two_years, 66, by=by).beyond_evidence is beyond


@pytest.mark.parametrize("by", [10, 11])
def test_a_target_whose_date_has_passed_is_not_projected(by: int) -> None:
    found = judged(RISING, 66, by=by)
    assert found.finding is Finding.DATE_PASSED
    assert found.projection is None
    assert said(found) == (
        "The date has passed. Hold the reading for that date against the target."
    )


def test_first_days_of_months_are_whole_months_apart() -> None:
    assert months(date(2024, 3, 1)) - months(date(2023, 12, 1)) == 3
    assert months(date(2024, 1, 15)) - months(date(2024, 1, 1)) == pytest.approx(14 / 31)
    assert 0.9 < months(date(2024, 2, 29)) - months(date(2024, 1, 31)) < 1.1


VALUES = st.lists(
    st.one_of(st.none(), st.integers(0, 40).map(lambda half: half / 2)), min_size=0, max_size=30
)


@UNHURRIED
@given(VALUES, st.integers(-5, 25), st.booleans(), st.integers(1, 60))
def test_no_series_stops_it_and_none_gets_a_verdict_below_twelve_points(
    values: list[float | None], target: int, higher: bool, by: int
) -> None:
    found = judged(values, target, by=by, higher_is_better=higher)
    present = sum(value is not None for value in values)
    assert found.points <= present
    assert not found.is_verdict or found.points >= 12
    if found.is_verdict:
        words = in_sentences(found)
        assert HOLDS in words.headline
        assert words.projection.startswith("If the trend holds")
    assert "probab" not in said(found)


EIGHTHS = st.lists(st.integers(0, 400).map(lambda eighth: eighth / 8), min_size=12, max_size=24)


@UNHURRIED
@given(EIGHTHS, st.integers(0, 50))
def test_upside_down_the_finding_is_the_same(values: list[float], target: int) -> None:
    one = judged(values, target, by=30, bounds=None)
    other = judged([-v for v in values], -target, by=30, higher_is_better=False, bounds=None)
    assert (one.finding, one.step, one.points) == (other.finding, other.step, other.points)
    assert one.pace == (None if other.pace is None else -other.pace)


@UNHURRIED
@given(EIGHTHS, st.integers(-64, 64))
def test_a_line_moves_with_its_points(values: list[float], moved: int) -> None:
    one, other = line_through(points(values)), line_through(points([v + moved for v in values]))
    assert (one.slope, one.slope_low, one.slope_high) == (
        (other.slope, other.slope_low, other.slope_high)
    )
    assert other.at(30) == pytest.approx(one.at(30) + moved)
