"""The four rules, their boundaries and which of them names a point (measures, A4 and A5)."""

from fractions import Fraction

import pytest

from plans.statistics.control import Improvement, Label, Rules, warnings
from plans.statistics.control.signals import shift, trends, two_of_three
from tests.plans.statistics.series import STEADY, Values, chart, labels

UP, DOWN = Label.RISING.value, Label.FALLING.value


@pytest.mark.parametrize(
    ("sides", "found"),
    [
        ([], []),
        ([1] * 6, [0] * 6),
        ([1] * 7, [1] * 7),
        ([-1] * 7, [1] * 7),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [1] * 8 + [0]),
        ([0] * 8, [0] * 8),
        ([1] * 6 + [0] + [1] * 6, [0] * 13),
        ([1] * 6 + [None] + [1] * 6, [0] * 13),
        ([1, 1, 1, None, *([1] * 7)], [0, 0, 0, 0, *([1] * 7)]),
    ],
)
def test_a_shift_is_seven_in_a_row_on_one_side_of_the_mean(
    sides: list[int | None], found: list[int]
) -> None:
    """The first rows are those of the reference’s own tests of seven points on one side."""
    assert shift(sides) == [bool(flag) for flag in found]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], []),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, *[1] * 7, 0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, *[-1] * 7, 0]),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [*[1] * 6, *[-1] * 7]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 7], [*[1] * 8, 0]),
        ([1, 2, 3, None, 5, 6, 7], [0] * 7),
        ([1, 2, 3, 4, 5, 6, None, 7, 8, 9, 10, 11, 12], [0] * 13),
        ([None] * 9, [0] * 9),
    ],
)
def test_a_trend_is_seven_in_a_row_that_all_rise_or_all_fall(
    values: list[int | None], found: list[int]
) -> None:
    """The first rows are those of the reference’s tests; it stops at a gap inside a rise (A9)."""
    assert trends(values) == found


@pytest.mark.parametrize(
    ("near", "sides", "found"),
    [
        ([], [], []),
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 1, 1], [1, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [-1, -1, -1], [1, 1, 0]),
        ([1, 1, 0], [1, 1, 0], [0, 0, 0]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([1, 1, 0], [1, -1, 1], [0, 0, 0]),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 0, 1, 0, 0]),
        ([1, None, 1], [1, None, 1], [0, 0, 0]),
        ([1, 1], [1, 1], [0, 0]),
    ],
)
def test_two_of_three_need_all_three_on_one_side_and_flag_only_the_near_ones(
    near: list[bool | None], sides: list[int | None], found: list[int]
) -> None:
    """The rows are those of the reference’s tests, and a window cut off by the end."""
    assert two_of_three(near, sides) == [bool(flag) for flag in found]


def test_a_value_on_a_limit_is_inside_and_one_beyond_it_is_outside() -> None:
    # Over the baseline the mean is 0 and the average range 1 exactly: limits at ±2.66.
    steps = [Fraction(1, 2) * (-1) ** number for number in range(12)]
    at = chart([*steps, Fraction("2.66"), Fraction("-2.66")], baseline_points=12)
    assert at.groups[0].spread.mean == 0
    assert [point.signals.outside for point in at.points[-2:]] == [False, False]
    over = chart([*steps, Fraction("2.6600001"), Fraction("-2.6600001")], baseline_points=12)
    assert labels(over)[-2:] == ["above upper limit", "below lower limit"]


def test_a_value_on_a_near_limit_is_not_near_and_one_beyond_it_is() -> None:
    steps = [Fraction(1, 2) * (-1) ** number for number in range(12)]
    near = Fraction("2.66") * 2 / 3
    on = chart([*steps, near, near, 1], baseline_points=12)
    assert labels(on)[-3:] == ["common cause"] * 3
    over = chart(
        [*steps, near + Fraction(1, 10**9), near + Fraction(1, 10**9), 1], baseline_points=12
    )
    assert labels(over)[-3:] == ["2 in 3 above", "2 in 3 above", "common cause"]


def test_a_value_on_the_mean_is_on_neither_side_however_the_mean_is_written() -> None:
    """Ten thirds and such: in binary fractions the mean of these isn’t the value itself (A9)."""
    values = [0.1, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]
    found = chart(values)
    assert sum(values) / len(values) != 0.2
    assert found.groups[0].spread.mean == Fraction(1, 5)
    assert not any(point.signals.shift for point in found.points)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (Rules.PLOT_THE_DOTS, ["above upper limit", "common cause", "common cause"]),
        (Rules.MAKING_DATA_COUNT, ["above upper limit", "2 in 3 above", "common cause"]),
    ],
)
def test_a_point_beyond_three_sigma_counts_towards_two_of_three_in_making_data_count_alone(
    rules: Rules, said: list[str]
) -> None:
    """NHSRplotthedots issues 153 and 194: the reference counts only points between the two."""
    steps = [Fraction(1, 2) * (-1) ** number for number in range(12)]
    found = chart([*steps, 3, 2, 1], baseline_points=12, rules=rules)
    assert labels(found)[-3:] == said
    both = found.points[-3].signals
    assert both.outside
    assert both.two_of_three is (rules is Rules.MAKING_DATA_COUNT)


def test_outside_the_limits_names_a_point_before_a_trend_does_and_both_are_kept() -> None:
    found = chart([*STEADY, 9, 10, 11, 12, 13, 14, 40], baseline_points=12)
    assert labels(found)[-7:] == [*[UP] * 6, "above upper limit"]
    assert found.points[-1].signals.trend


def test_a_trend_names_a_point_before_two_of_three_and_a_shift_do() -> None:
    # Limits 4.4 and 15.6, near limits 6.3 and 13.7.
    rising = [10.5, 11, 12, 13, 13.5, 14.5, 15]
    found = chart([*STEADY, *rising], baseline_points=12)
    assert labels(found)[-7:] == [UP] * 7
    last = found.points[-1].signals
    assert (last.two_of_three, last.shift) == (True, True)


def test_two_of_three_names_a_point_before_a_shift_does() -> None:
    found = chart([*STEADY, 11, 11, 11, 11, 12, 14.5, 14.5], baseline_points=12)
    assert labels(found)[-7:] == [*["7 points above"] * 5, *["2 in 3 above"] * 2]


def test_a_falling_trend_above_the_mean_is_named_by_its_slope() -> None:
    """The reference’s issue 171, put right there in pull request 180."""
    found = chart([*STEADY, 13.8, 13.5, 13, 12.5, 12, 11.5, 11], baseline_points=12)
    assert labels(found)[-7:] == [DOWN] * 7
    assert [point.kind for point in found.points[-7:]] == ["concern"] * 7


def test_a_missing_value_has_no_signals_and_ends_runs() -> None:
    found = chart([*STEADY, 8, 9, 10, None, 11, 12, 13], baseline_points=12)
    missing = found.points[15]
    assert missing.signals.outside is missing.signals.trend is missing.signals.shift is None
    assert missing.signals.label is Label.COMMON
    assert set(labels(found)) == {"common cause"}


def test_a_tie_between_two_rises_is_named_as_the_reference_does_only_under_its_rules() -> None:
    """Run in R, NHSRplotthedots 0.2.2 calls the seventh of the rise decreasing."""
    rises = [*STEADY, 5, 6, 7, 8, 9, 10, 11, 11, 12, 12.5, 13, 13.5, 14, 14.5]
    reference = chart(rises, baseline_points=12)
    ours = chart(rises, baseline_points=12, rules=Rules.MAKING_DATA_COUNT)
    assert labels(reference)[12:] == [*[UP] * 6, DOWN, *[UP] * 7]
    assert labels(ours)[12:] == [UP] * 14
    assert (
        "On 1 July 2025 the trend is named by the step after it, as the published reference does."
        in (warnings(reference))
    )
    assert warnings(ours) == []


@pytest.mark.parametrize(
    ("improvement", "high", "low"),
    [
        (Improvement.INCREASE, "improvement", "concern"),
        (Improvement.DECREASE, "concern", "improvement"),
        (Improvement.NEUTRAL, "neutral high", "neutral low"),
    ],
)
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([40], [-20]),
        ([8, 9, 10, 11, 12, 13, 14], [14, 13, 12, 11, 10, 9, 8]),
        ([11, 14.5, 14.5], [9, 5.5, 5.5]),
        ([11] * 7, [9] * 7),
    ],
    ids=["outside", "trend", "two of three", "shift"],
)
def test_what_a_signal_means_follows_the_direction_that_is_better(
    improvement: Improvement, high: str, low: str, above: Values, below: Values
) -> None:
    for tail, kind in ((above, high), (below, low)):
        found = chart([*STEADY, 10, *tail], baseline_points=12, improvement=improvement)
        assert found.points[-1].kind == kind
        assert found.points[12].kind == "common"
