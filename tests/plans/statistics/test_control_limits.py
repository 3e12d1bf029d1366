"""Means, limits and how many points they need (measures, A2, A3, A8 and A9)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from plans.statistics.control import (
    Assurance,
    Improvement,
    Rules,
    Series,
    Unreadable,
    Variation,
    control_chart,
    warnings,
)
from plans.statistics.control.limits import moving_ranges
from tests.plans.statistics.series import STEADY, chart, labels, limits, series

ONE_OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
"""The example of NHSRplotthedots’ vignette on its deviations from the Excel tool."""

NORMAL = [
    *(-0.5604756466, -0.2301774895, 1.5587083141, 0.0705083914, 0.1292877352, 1.7150649869),
    *(0.4609162060, -1.2650612346, -0.6868528519, -0.4456619701, 1.2240817974, 0.3598138271),
    *(0.4007714506, 0.1106827159, -0.5558411348, 1.7869131368, 0.4978504782, -1.9666171566),
    *(0.7013559016, -0.4727914077),
]
"""R’s rnorm(20) after set.seed(123): the data of NHSRplotthedots’ tests of its calculations."""


def test_the_vignettes_outlier_is_screened_out_of_the_limits_and_stays_in_the_mean() -> None:
    assert limits(chart(ONE_OUTLIER)) == (-0.71556, 1.94444, 4.60444)


def test_the_vignettes_outlier_widens_the_limits_of_making_data_count() -> None:
    assert limits(chart(ONE_OUTLIER, rules=Rules.MAKING_DATA_COUNT)) == (-3.06261, 1.94444, 6.9515)


def test_either_rule_set_can_be_told_to_screen_or_not() -> None:
    screened = chart(ONE_OUTLIER, rules=Rules.MAKING_DATA_COUNT, screen_moving_ranges=True)
    unscreened = chart(ONE_OUTLIER, screen_moving_ranges=False)
    assert limits(screened) == (-0.71556, 1.94444, 4.60444)
    assert limits(unscreened) == (-3.06261, 1.94444, 6.9515)


@pytest.mark.parametrize(
    ("fifteenth", "screen", "lower", "mean", "upper"),
    [
        (-0.5558411348, True, -3.01138, 0.14162, 3.29463),
        (10, True, -2.38367, 0.66942, 3.7225),
        (10, False, -4.59663, 0.66942, 5.93546),
    ],
)
def test_the_limits_are_those_in_the_references_snapshots(
    fifteenth: float, screen: bool, lower: float, mean: float, upper: float
) -> None:
    values = [*NORMAL[:14], fifteenth, *NORMAL[15:]]
    assert limits(chart(values, screen_moving_ranges=screen)) == (lower, mean, upper)


def test_limits_are_exact_and_are_not_cut_at_zero() -> None:
    found = chart([1, 3, 1, 3]).groups[0].spread
    assert found.limits is not None
    assert found.mean == 2
    assert (found.limits.lower, found.limits.upper) == (2 - Fraction("5.32"), 2 + Fraction("5.32"))
    near = Fraction("5.32") * 2 / 3
    assert (found.limits.near_lower, found.limits.near_upper) == (2 - near, 2 + near)


def test_a_missing_value_takes_both_its_ranges_with_it() -> None:
    assert moving_ranges([1, 2, None, 9, 7]) == [1, 2]
    assert chart([1, 2, None, 9, 7]).groups[0].spread.mean == Fraction(19, 4)


def test_a_range_of_exactly_3267_thousandths_of_the_average_is_screened_out() -> None:
    # Six ranges with a sum of 6000, so an average of 1000.
    at = [0, 3267, 3267 - 546, 3267, 3267 - 547, 3267, 3267 - 547]
    assert sum(moving_ranges(at)) == 6000
    assert limits(chart(at))[2] - limits(chart(at))[1] == pytest.approx(2.66 * 546.6)
    below = [0, 3266, 3266 - 546, 3266, 3266 - 547, 3266, 3266 - 548]
    assert sum(moving_ranges(below)) == 6000
    assert limits(chart(below))[2] - limits(chart(below))[1] == pytest.approx(2660)


def test_a_baseline_fixes_mean_and_limits_over_its_first_rows() -> None:
    later = [*STEADY, 30, 40, 50]
    assert limits(chart(later, baseline_points=12)) == limits(chart(STEADY))
    assert limits(chart(later)) != limits(chart(STEADY))


def test_rows_without_a_value_count_towards_the_baseline() -> None:
    found = chart([None, *STEADY[1:], 99], baseline_points=12)
    assert limits(found) == limits(chart([None, *STEADY[1:]]))
    assert any("11 have a value" in said for said in warnings(found))


def test_a_baseline_of_eleven_points_is_refused_and_one_of_twelve_is_not() -> None:
    assert series(STEADY, baseline_points=12).baseline_points == 12
    with pytest.raises(Unreadable, match="at least 12 points, and 11"):
        series(STEADY, baseline_points=11)


def test_a_baseline_that_is_not_complete_yet_is_said() -> None:
    assert any(
        "baseline of 13 points from 1 January 2024 isn’t complete: there are 12 points" in said
        for said in warnings(chart(STEADY, baseline_points=13))
    )


def test_each_rebase_starts_a_group_with_limits_of_its_own() -> None:
    found = chart([*STEADY, *(value + 100 for value in STEADY)], rebase=[12])
    assert [point.group for point in found.points] == [0] * 12 + [1] * 12
    lower, mean, upper = limits(found, 0)
    assert limits(found, 1) == (lower + 100, mean + 100, upper + 100)


def test_a_rebase_on_the_first_date_makes_the_first_group_number_one() -> None:
    assert {point.group for point in chart(STEADY, rebase=[0]).points} == {1}
    assert {point.group for point in chart(STEADY).points} == {0}


def test_a_rebase_on_a_date_without_a_row_is_ignored_and_said() -> None:
    found = chart(STEADY, rebase=[30])
    assert {point.group for point in found.points} == {0}
    assert "There is no point on 1 July 2026, so nothing is rebased there." in warnings(found)


def test_a_rebase_on_a_row_without_a_value_still_starts_a_group() -> None:
    assert [point.group for point in chart([1, 2, None, 4], rebase=[2]).points] == [0, 0, 1, 1]


def test_making_data_count_draws_and_judges_from_thirteen_values_on() -> None:
    twelve = chart(STEADY, rules=Rules.MAKING_DATA_COUNT, target=-100)
    assert twelve.groups[0].spread.limits is None
    assert (twelve.variation, twelve.assurance) == (None, None)
    assert twelve.groups[0].spread.mean == 10
    assert any("limits and judges variation and assurance from 13" in s for s in warnings(twelve))
    thirteen = chart([*STEADY, 10], rules=Rules.MAKING_DATA_COUNT, target=-100)
    assert thirteen.groups[0].spread.limits is not None
    assert (thirteen.variation, thirteen.assurance) == (Variation.COMMON, Assurance.PASS)
    assert warnings(thirteen) == []


def test_thirteen_rows_with_twelve_values_are_twelve_points() -> None:
    found = chart([*STEADY, None, 10][1:], rules=Rules.MAKING_DATA_COUNT)
    assert len(found.points) == 13
    assert found.groups[0].count == 12
    assert found.variation is None


@pytest.mark.parametrize(("values", "drawn"), [(STEADY[:5], False), (STEADY[:6], True)])
def test_trial_limits_can_be_drawn_from_six_values_and_judge_nothing(
    values: list[int], drawn: bool
) -> None:
    group = chart(values, rules=Rules.MAKING_DATA_COUNT).groups[0]
    assert (group.trial is not None) is drawn
    assert group.spread.limits is None
    assert all(point.signals.outside is None for point in group.points)


def test_plot_the_dots_draws_from_two_points_and_warns_below_thirteen_rows() -> None:
    two = chart([1, 2], target=3)
    assert limits(two) == (-1.16, 1.5, 4.16)
    assert (two.variation, two.assurance) == (Variation.COMMON, Assurance.HIT_OR_MISS)
    assert any("trial limits" in said for said in warnings(chart(STEADY)))
    assert warnings(chart([*STEADY, 10])) == []


def test_one_point_has_neither_limits_nor_variation_nor_assurance() -> None:
    found = chart([5], target=6)
    assert found.groups[0].spread.limits is None
    assert (found.variation, found.assurance) == (None, None)
    assert "There are no limits to hold the target against, so assurance isn’t judged." in (
        warnings(found)
    )


def test_values_at_every_other_date_have_no_limits_and_no_assurance() -> None:
    found = chart([1, None, 2, None, 1, None, 2], target=0)
    assert found.groups[0].spread.limits is None
    assert found.assurance is None
    assert any("no two neighbours both have a value" in said for said in warnings(found))


def test_no_value_at_all_has_no_mean_and_stops_nothing() -> None:
    found = chart([None, None, None], target=1)
    assert found.groups[0].spread.mean is None
    assert (found.variation, found.assurance) == (None, None)


@pytest.mark.parametrize("screen", [True, False])
def test_a_constant_series_has_its_limits_at_the_mean_and_says_so(screen: bool) -> None:
    found = chart([7] * 13, screen_moving_ranges=screen)
    assert limits(found) == (7, 7, 7)
    assert set(labels(found)) == {"common cause"}
    assert found.variation is Variation.COMMON
    assert any("no variation: their limits lie at the mean" in said for said in warnings(found))


def test_where_no_limits_are_drawn_nothing_is_said_of_where_they_lie() -> None:
    said = warnings(chart([7] * 12, rules=Rules.MAKING_DATA_COUNT))
    assert "The points from 1 January 2024 show no variation." in said
    dipped = [7] * 11 + [3]
    screened = chart(dipped, rules=Rules.MAKING_DATA_COUNT, screen_moving_ranges=True)
    assert not any("screened" in sentence for sentence in warnings(screened))


def test_screening_never_lets_one_dip_put_the_limits_on_the_mean() -> None:
    dipped = [100] * 8 + [40] + [100] * 9
    screened, unscreened = chart(dipped), chart(dipped, screen_moving_ranges=False)
    assert limits(screened) == limits(unscreened)
    assert labels(screened) == labels(unscreened)
    assert any("aren’t screened" in said for said in warnings(screened))


def test_a_rebase_at_the_last_date_is_warned_of() -> None:
    found = chart(STEADY, rebase=[11], target=5)
    assert found.groups[-1].spread.limits is None
    assert found.assurance is None
    assert any(
        said == "The chart is rebased at its last point, 1 December 2024: one point has no limits."
        for said in warnings(found)
    )


def test_dates_left_out_are_pointed_at_since_their_neighbours_count_as_consecutive() -> None:
    found = series(STEADY).readings
    gapped = {day: value for day, value in found.items() if day.month not in (5, 6)}
    said = warnings(control_chart(Series(readings=gapped, improvement=Improvement.INCREASE)))
    assert said[0] == (
        "There is no point between 1 April 2024 and 1 July 2024, and the two count as neighbours. "
        "Add the missing dates without a value."
    )
    assert not any("neighbours" in said for said in warnings(chart(STEADY)))


def test_a_gap_every_weekend_is_told_once() -> None:
    days = [date(2024, 1, 1) + timedelta(number) for number in range(60)]
    working = [day for day in days if day.weekday() < 5]
    readings = dict.fromkeys(working, Fraction(3))
    said = warnings(control_chart(Series(readings=readings, improvement=Improvement.INCREASE)))
    assert said[0].startswith("There are 8 gaps between the dates, the first after 5 January 2024")
    assert not any("no point between" in sentence for sentence in said)


@pytest.mark.parametrize(("left_out", "named"), [((2, 5, 8), 3), ((2, 4, 6, 8), 0)])
def test_up_to_three_gaps_are_named_one_by_one(left_out: tuple[int, ...], named: int) -> None:
    readings = {
        day: value for day, value in series(STEADY).readings.items() if day.month not in left_out
    }
    said = warnings(control_chart(Series(readings=readings, improvement=Improvement.INCREASE)))
    assert sum("no point between" in sentence for sentence in said) == named
