"""Doubts about figures before they are saved (domain, 3.3, 5.3 and 5.4)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from plans.statistics.plausibility import (
    Doubt,
    Habit,
    Hint,
    claims_in,
    doubts,
    doubts_of_change,
    doubts_of_claims,
    doubts_of_parts,
)

SHARE = (Fraction(0), Fraction(100))


def of(value: str | int, earlier: Sequence[Any] = (), **given: Any) -> list[Doubt]:
    return [hint.doubt for hint in hints(value, earlier, **given)]


def hints(value: str | int, earlier: Sequence[Any] = (), **given: Any) -> list[Hint]:
    before = [None if number is None else Fraction(number) for number in earlier]
    return doubts(Fraction(value), Habit(earlier=before, **given))


def test_a_published_decimal_slip_is_seen_beside_the_local_figure() -> None:
    """30.8 % for England stood beside Devon’s 3.99 % of children with a plan (domain, 3.3)."""
    (hint,) = hints("30.8", unit="%", comparators={"our own": Fraction("3.99")})
    assert hint.doubt is Doubt.DECIMAL_SLIP
    assert hint.sentence == (
        "30.8% beside our own 4%: has the decimal point slipped? 3.08% would be near it."
    )


@pytest.mark.parametrize(
    ("value", "earlier", "found"),
    [
        ("6.1", [60, 62, 61], [Doubt.DECIMAL_SLIP]),
        ("610", [60, 62, 61], [Doubt.DECIMAL_SLIP]),
        ("0.61", [60, 62, 61], [Doubt.DECIMAL_SLIP]),
        ("0.061", [60, 62, 61], [Doubt.DECIMAL_SLIP]),
        ("63", [60, 62, 61], []),
        ("7.8", [60, None, 61], [Doubt.DECIMAL_SLIP]),
        ("7.9", [60, None, 61], [Doubt.JUMP]),
        ("6.1", [60, 2, 61], []),
        ("6", [60, 6, 61], []),
        ("0", [60, 62, 61], [Doubt.JUMP]),
        ("-6.1", [60, 62, 61], [Doubt.JUMP]),
    ],
)
def test_a_value_that_is_usual_with_its_point_moved_is_a_slip(
    value: str, earlier: list[int | None], found: list[Doubt]
) -> None:
    assert of(value, earlier) == found


def test_few_exclusions_fall_tenfold_without_a_slip() -> None:
    """10 and 11 permanent exclusions, and then one (North Somerset’s plan)."""
    assert Doubt.DECIMAL_SLIP not in of(1, [10, 11], whole=True)
    assert Doubt.DECIMAL_SLIP in of(1040, [104, 110], whole=True)
    assert Doubt.DECIMAL_SLIP not in of(9, [90, 95], whole=True)
    assert Doubt.DECIMAL_SLIP in of(10, [100, 105], whole=True)


YEAR = [50, 52, 49, 51, 50, 48]


@pytest.mark.parametrize(("value", "found"), [(56, []), (57, [Doubt.JUMP]), (43, [Doubt.JUMP])])
def test_a_jump_lies_outside_the_limits_of_the_values_before(
    value: int, found: list[Doubt]
) -> None:
    """A mean of 50.25 and limits of 44.2 and 56.3."""
    assert of(value, [*YEAR, 52, 50]) == found


def test_a_jump_names_the_usual_limits() -> None:
    (hint,) = hints(70, [50] * 6, unit="%")
    assert hint.sentence == "70% is unusual: the 6 values before it are all 50%."
    (other,) = hints(70, YEAR, unit="%")
    assert other.sentence.startswith("70% is unusual: the 6 values before it have usual limits of ")


@pytest.mark.parametrize(
    ("value", "earlier", "found"),
    [
        (75, [50], []),
        (76, [50], [Doubt.JUMP]),
        (24, [50], [Doubt.JUMP]),
        (80, [40, 50], []),
        (81, [40, 50], [Doubt.JUMP]),
        (77, [40, 41, 50], []),
        (78, [40, 41, 50], [Doubt.JUMP]),
        (99, [], []),
    ],
)
def test_with_few_values_a_jump_is_a_large_step_from_the_latest(
    value: int, earlier: list[int], found: list[Doubt]
) -> None:
    assert of(value, earlier) == found


@pytest.mark.parametrize(
    ("value", "earlier", "found"),
    [
        (50, [50, 50], []),
        (50, [50, 50, 50], [Doubt.REPEATED]),
        (50, [50, 49, 50], []),
        (50, [50, 50, None, 50], [Doubt.REPEATED]),
        (0, [0, 0, 0], []),
        (100, [100, 100, 100], []),
    ],
)
def test_the_same_value_for_a_fourth_time_may_be_carried_forward(
    value: int, earlier: list[int | None], found: list[Doubt]
) -> None:
    assert of(value, earlier, bounds=SHARE) == found


@pytest.mark.parametrize(("value", "doubted"), [("0", 0), ("100", 0), ("100.1", 1), ("-0.1", 1)])
def test_a_share_lies_between_nought_and_a_hundred(value: str, doubted: int) -> None:
    assert of(value, bounds=SHARE) == [Doubt.OUT_OF_BOUNDS] * doubted
    assert of(value) == []


def test_a_count_is_whole() -> None:
    assert of("2.5", whole=True) == [Doubt.NOT_WHOLE]
    assert of("2", whole=True) == []


@pytest.mark.parametrize(("value", "found"), [(39, [Doubt.FELL]), (40, []), (41, [])])
def test_a_cumulative_figure_never_falls_within_its_year(value: int, found: list[Doubt]) -> None:
    assert of(value, [20, 30, 40], cumulative=True) == found


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (60, []),
        (61, ["The parts add up to 60, 1 less than the total of 61."]),
        (59, ["The parts add up to 60, 1 more than the total of 59."]),
    ],
)
def test_parts_add_up_to_their_total(total: int, said: list[str]) -> None:
    assert [hint.sentence for hint in doubts_of_parts(total, [10, 20, 30])] == said


@pytest.mark.parametrize(
    ("claimed", "in_points", "found"),
    [
        ("8", True, []),
        ("28.6", False, []),
        ("29", False, []),
        ("-8", True, []),
        ("8", False, [Doubt.POINTS_OR_PER_CENT]),
        ("28.6", True, [Doubt.POINTS_OR_PER_CENT]),
        ("10", True, [Doubt.NOT_THEIR_RATIO]),
    ],
)
def test_points_are_not_per_cent(claimed: str, in_points: bool, found: list[Doubt]) -> None:
    """28 % to 36 % of children with a plan in mainstream schools (domain, 4)."""
    said = doubts_of_change(Fraction(28), Fraction(36), Decimal(claimed), in_points=in_points)
    assert [hint.doubt for hint in said] == found


def test_the_doubt_about_points_says_both() -> None:
    (hint,) = doubts_of_change(Fraction(28), Fraction(36), Decimal(8), in_points=False)
    assert hint.sentence == (
        "From 28% to 36% is 8 percentage points, or 28.6 per cent of where it began: "
        "8 is in percentage points."
    )


@pytest.mark.parametrize(
    ("value", "earlier", "found"),
    [
        ("0.93", [92, 93, 94], [Doubt.SHARE_OF_ONE]),
        ("9.3", [92, 93, 94], [Doubt.DECIMAL_SLIP]),
        ("93", [92, 93, 94], []),
        ("8", [27, 28], [Doubt.JUMP, Doubt.POINTS_OR_PER_CENT]),
        ("8", [27, 28, 8], []),
        ("36", [27, 28], []),
        ("70", [10, 11], [Doubt.JUMP]),
    ],
)
def test_a_percentage_may_be_a_share_of_one_or_a_change(
    value: str, earlier: list[int], found: list[Doubt]
) -> None:
    assert of(value, earlier, unit="%", bounds=SHARE) == found
    assert Doubt.POINTS_OR_PER_CENT not in of(value, earlier)
    assert Doubt.SHARE_OF_ONE not in of(value, earlier)


def test_a_percentage_may_be_the_number_that_was_counted() -> None:
    counted = [Fraction(18), Fraction(22)]
    assert Doubt.NUMBER_OR_PER_CENT in of(21, [72, 88, 80], unit="%", counted=counted)
    assert Doubt.NUMBER_OR_PER_CENT not in of(23, [72, 88, 80], unit="%", counted=counted)
    assert Doubt.NUMBER_OR_PER_CENT not in of("21.5", [72, 88, 80], unit="%", counted=counted)
    assert of(79, [72, 88, 80], unit="%", counted=counted) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Up 8%.", [(Decimal(8), False)]),
        ("It fell by 2.5 percentage points", [(Decimal("2.5"), True)]),
        ("a rise of 3 points, then down 4 per cent", [(Decimal(3), True), (Decimal(4), False)]),
        ("8% of plans, 12 weeks, by 9 June", []),
    ],
)
def test_changes_are_found_in_words(text: str, found: list[tuple[Decimal, bool]]) -> None:
    assert claims_in(text) == found


def test_a_change_that_fits_one_of_the_values_before_is_not_doubted() -> None:
    before, a_year_before = Fraction(28), Fraction(18)
    assert doubts_of_claims("Up 8%", Fraction(36), [before])
    assert not doubts_of_claims("Up 100%", Fraction(36), [before, a_year_before])
    assert not doubts_of_claims("Up 18 points", Fraction(36), [before, a_year_before])
    assert not doubts_of_claims("Up 8%", Fraction(36), [])
