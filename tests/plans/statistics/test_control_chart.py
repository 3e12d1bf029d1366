"""Variation and assurance, the two icons of a measure (measures, A6, A7 and A9)."""

from fractions import Fraction

import pytest

from plans.statistics.control import (
    Assurance,
    Improvement,
    Rules,
    Series,
    Variation,
    control_chart,
    warnings,
)
from tests.plans.statistics.series import STEADY, chart, limits, series

BOTH = [*Rules]


@pytest.mark.parametrize(
    ("improvement", "last", "said"),
    [
        (Improvement.INCREASE, 10, Variation.COMMON),
        (Improvement.INCREASE, 40, Variation.IMPROVEMENT_HIGH),
        (Improvement.INCREASE, -20, Variation.CONCERN_LOW),
        (Improvement.DECREASE, 40, Variation.CONCERN_HIGH),
        (Improvement.DECREASE, -20, Variation.IMPROVEMENT_LOW),
        (Improvement.NEUTRAL, 40, Variation.NEUTRAL_HIGH),
        (Improvement.NEUTRAL, -20, Variation.NEUTRAL_LOW),
    ],
)
@pytest.mark.parametrize("rules", BOTH)
def test_variation_is_what_the_latest_point_says(
    improvement: Improvement, last: int, said: Variation, rules: Rules
) -> None:
    found = chart([*STEADY, 90, last], baseline_points=12, improvement=improvement, rules=rules)
    assert found.variation is said


@pytest.mark.parametrize("rules", BOTH)
def test_without_a_latest_value_there_is_no_variation_and_the_reader_is_told(rules: Rules) -> None:
    found = chart([*STEADY, 90, None], rules=rules)
    assert found.variation is None
    assert warnings(found)[-1] == (
        "There is no current value: the latest point, 1 February 2025, has none, so variation "
        "isn’t judged."
    )


@pytest.mark.parametrize("rules", BOTH)
@pytest.mark.parametrize(
    ("improvement", "above", "below"),
    [
        (Improvement.INCREASE, Assurance.FAIL, Assurance.PASS),
        (Improvement.DECREASE, Assurance.PASS, Assurance.FAIL),
    ],
)
def test_a_target_beyond_the_limits_is_passed_or_failed_each_time(
    rules: Rules, improvement: Improvement, above: Assurance, below: Assurance
) -> None:
    values = [*STEADY, 10]
    drawn = chart(values).groups[0].spread.limits
    assert drawn is not None
    hair = Fraction(1, 10**9)
    for target, said in (
        (drawn.upper + hair, above),
        (drawn.upper, Assurance.HIT_OR_MISS),
        (10, Assurance.HIT_OR_MISS),
        (drawn.lower, Assurance.HIT_OR_MISS),
        (drawn.lower - hair, below),
    ):
        assert chart(values, rules=rules, improvement=improvement, target=target).assurance is said


@pytest.mark.parametrize("rules", BOTH)
def test_no_target_and_no_better_direction_have_no_assurance(rules: Rules) -> None:
    values = [*STEADY, 10]
    assert chart(values, rules=rules).assurance is None
    neutral = chart(values, rules=rules, improvement=Improvement.NEUTRAL, target=99)
    assert neutral.assurance is None
    assert warnings(neutral) == ["Neither direction is better, so the target isn’t judged."]


def test_assurance_is_judged_by_the_limits_since_the_last_rebase() -> None:
    values = [*STEADY, *(value + 100 for value in STEADY), 110]
    assert chart(values, rebase=[12], target=60).assurance is Assurance.PASS
    assert chart(values, target=60).assurance is Assurance.HIT_OR_MISS


@pytest.mark.parametrize("improvement", [Improvement.INCREASE, Improvement.DECREASE])
@pytest.mark.parametrize(
    ("rules", "on_target"),
    [
        (Rules.MAKING_DATA_COUNT, Assurance.PASS),
        (Rules.PLOT_THE_DOTS, Assurance.HIT_OR_MISS),
    ],
)
def test_a_measure_constantly_on_its_target_passes_it(
    improvement: Improvement, rules: Rules, on_target: Assurance
) -> None:
    """Measures, A7; by the reference’s strict comparison it would hit or miss."""
    always = [100] * 13
    assert chart(always, rules=rules, improvement=improvement, target=100).assurance is on_target
    higher, lower = Assurance.FAIL, Assurance.PASS
    if improvement is Improvement.DECREASE:
        higher, lower = lower, higher
    assert chart(always, rules=rules, improvement=improvement, target=101).assurance is higher
    assert chart(always, rules=rules, improvement=improvement, target=99).assurance is lower


def test_points_are_in_date_order_however_they_come() -> None:
    ordered = series([1, 5, 2, 8])
    shuffled = dict(reversed(ordered.readings.items()))
    found = control_chart(Series(readings=shuffled, improvement=Improvement.INCREASE))
    assert [point.value for point in found.points] == [1, 5, 2, 8]


def test_a_point_gone_wild_after_the_baseline_moves_no_limit() -> None:
    calm = chart([*STEADY, 10], baseline_points=12)
    wild = chart([*STEADY, 1000], baseline_points=12)
    assert limits(calm) == limits(wild)
