"""What holds for every series, whatever its values."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.control import Chart, Improvement, Kind, Rules, Variation, control_chart
from tests.plans.statistics.series import UNHURRIED, chart, labels, series

NUMBERS = st.one_of(st.none(), st.integers(-6, 6), st.decimals(-50, 50, places=1, allow_nan=False))
VALUES = st.lists(NUMBERS, min_size=1, max_size=40)
RULES = st.sampled_from([*Rules])
SCREEN = st.sampled_from([None, True, False])
BASELINE = st.sampled_from([None, 12, 15])
TARGET = st.one_of(st.none(), st.integers(-20, 20))
CUTS = st.sets(st.integers(0, 39), max_size=3)

MIRRORED = {
    Kind.COMMON: Kind.COMMON,
    Kind.IMPROVEMENT: Kind.CONCERN,
    Kind.CONCERN: Kind.IMPROVEMENT,
    Kind.NEUTRAL_HIGH: Kind.NEUTRAL_LOW,
    Kind.NEUTRAL_LOW: Kind.NEUTRAL_HIGH,
}


def flags(found: Chart) -> list[tuple[bool | None, ...]]:
    return [
        (said.outside, said.trend, said.two_of_three, said.shift)
        for said in (point.signals for point in found.points)
    ]


@UNHURRIED
@given(VALUES, CUTS, RULES, SCREEN, BASELINE, TARGET, st.integers(1, 9), st.integers(-99, 99))
def test_other_units_change_no_signal(
    values: list[Fraction | None],
    cuts: set[int],
    rules: Rules,
    screen: bool | None,
    baseline: int | None,
    target: int | None,
    scale: int,
    shift: int,
) -> None:
    """A shift and a scale of everything, the target with it, leave each answer as it was."""
    asked = {"rebase": sorted(cuts), "rules": rules, "screen_moving_ranges": screen}
    moved = [None if value is None else Fraction(value) * scale / 7 + shift for value in values]
    there = None if target is None else Fraction(target * scale, 7) + shift
    one = chart(values, target=target, baseline_points=baseline, **asked)
    two = chart(moved, target=there, baseline_points=baseline, **asked)
    assert labels(one) == labels(two)
    assert flags(one) == flags(two)
    assert (one.variation, one.assurance) == (two.variation, two.assurance)


@UNHURRIED
@given(VALUES, CUTS, RULES, TARGET)
def test_the_other_direction_mirrors_each_judgement_and_no_signal(
    values: list[Fraction | None], cuts: set[int], rules: Rules, target: int | None
) -> None:
    asked = {"rebase": sorted(cuts), "rules": rules, "target": target}
    more = chart(values, improvement=Improvement.INCREASE, **asked)
    less = chart(values, improvement=Improvement.DECREASE, **asked)
    assert flags(more) == flags(less)
    assert [MIRRORED[point.kind] for point in more.points] == [point.kind for point in less.points]
    if more.assurance in ("pass", "fail"):
        constant = all(
            not group.spread.limits.have_width for group in more.groups[-1:] if group.spread.limits
        )
        assert constant or {more.assurance, less.assurance} == {"pass", "fail"}
    else:
        assert less.assurance == more.assurance
    assert (more.variation is None) == (less.variation is None)
    assert (more.variation is Variation.COMMON) == (less.variation is Variation.COMMON)


@UNHURRIED
@given(VALUES, RULES, SCREEN)
def test_upside_down_the_high_signals_are_the_low_ones(
    values: list[Fraction | None], rules: Rules, screen: bool | None
) -> None:
    turned = [None if value is None else -Fraction(value) for value in values]
    asked = {"rules": rules, "screen_moving_ranges": screen, "improvement": Improvement.NEUTRAL}
    one, two = chart(values, **asked), chart(turned, **asked)
    assert flags(one) == flags(two)
    if not any(point.signals.against_slope for point in [*one.points, *two.points]):
        assert [MIRRORED[point.kind] for point in one.points] == [p.kind for p in two.points]


@UNHURRIED
@given(VALUES, VALUES, VALUES, RULES, SCREEN, BASELINE)
def test_what_comes_after_a_rebase_changes_nothing_before_it_and_the_other_way_round(
    before: list[Fraction | None],
    after: list[Fraction | None],
    other: list[Fraction | None],
    rules: Rules,
    screen: bool | None,
    baseline: int | None,
) -> None:
    asked = {"rules": rules, "screen_moving_ranges": screen, "baseline_points": baseline}
    alone = chart(before, **asked).groups[0]
    for tail in (after, other):
        both = chart([*before, *tail], rebase=[len(before)], **asked)
        assert both.groups[0] == alone
        single = chart(tail, **asked).groups[0]
        assert [point.signals for point in both.groups[1].points] == [
            point.signals for point in single.points
        ]
        assert both.groups[1].spread == single.spread


@UNHURRIED
@given(VALUES, CUTS, RULES, SCREEN)
def test_labels_flags_and_kinds_agree_with_each_other(
    values: list[Fraction | None], cuts: set[int], rules: Rules, screen: bool | None
) -> None:
    found = chart(values, rebase=sorted(cuts), rules=rules, screen_moving_ranges=screen)
    for point in found.points:
        said = point.signals
        flagged = any((said.outside, said.trend, said.two_of_three, said.shift))
        assert flagged is (said.label != "common cause") is (point.kind is not Kind.COMMON)
        if point.value is None:
            assert not flagged
    for group in found.groups:
        runs = [point for point in group.points if point.signals.trend or point.signals.shift]
        assert not runs or len(group.points) >= 7


@UNHURRIED
@given(VALUES, CUTS, RULES)
def test_the_order_in_which_rows_come_means_nothing(
    values: list[Fraction | None], cuts: set[int], rules: Rules
) -> None:
    asked = series(values, rebase=sorted(cuts), rules=rules)
    turned = replace(asked, readings=dict(reversed(asked.readings.items())))
    assert control_chart(turned).groups == control_chart(asked).groups


@UNHURRIED
@given(VALUES, RULES, SCREEN)
def test_limits_lie_around_the_mean_and_vanish_only_where_nothing_varies(
    values: list[Fraction | None], rules: Rules, screen: bool | None
) -> None:
    group = chart(values, rules=rules, screen_moving_ranges=screen).groups[0]
    limits, mean = group.spread.limits, group.spread.mean
    if limits is None or mean is None:
        return
    assert limits.lower <= limits.near_lower <= mean <= limits.near_upper <= limits.upper
    assert mean - limits.lower == limits.upper - mean
    present = {point.value for point in group.points if point.value is not None}
    assert limits.have_width or len(present) == 1 or None in [p.value for p in group.points]
