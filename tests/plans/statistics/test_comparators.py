"""Only like with like (measures, C6; domain, 5.3)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plans.statistics.comparators import (
    Basis,
    Figure,
    change_between,
    compare,
    consecutive,
    neighbours_mean,
)

YEAR = Basis(
    definition="new plans issued within 20 weeks, exceptions left out",
    unit="%",
    period_type="calendar year",
    period="2024",
    cohort="all new plans",
    coverage="all councils",
    geography="the council that maintains the plan",
)
ENGLAND = Figure("England’s", Fraction("46.4"), YEAR)


def test_like_figures_are_compared_in_points() -> None:
    compared = compare(Figure("ours", Fraction(61), YEAR), ENGLAND)
    assert compared.is_comparable
    assert compared.difference == Fraction("14.6")
    assert compared.sentence == "61% against England’s 46.4%: +14.6 percentage points."


def test_the_same_figure_is_the_same() -> None:
    assert compare(ENGLAND, ENGLAND).sentence == "46.4% against England’s 46.4%: the same."


def test_a_year_to_date_is_not_compared_with_a_full_year() -> None:
    """Devon’s table set suspensions to November beside England’s full year (domain, 3.3)."""
    ours = Figure("ours", Fraction("14.48"), replace(YEAR, until="30 November 2024"))
    compared = compare(ours, ENGLAND)
    assert not compared.is_comparable
    assert compared.difference is None
    assert compared.sentence == (
        "Not comparable, because England’s figure runs until the end of its period and this one "
        "runs until 30 November 2024."
    )


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"definition": "with exceptions"}, "England’s figure is defined as with exceptions and"),
        ({"unit": "weeks"}, "England’s figure is measured in weeks and this one is measured in %"),
        ({"period_type": "academic year"}, "is counted by academic year and this one"),
        ({"period": "2023"}, "England’s figure is for 2023 and this one is for 2024"),
        ({"cohort": "SEN support"}, "is about SEN support and this one is about all new plans"),
        (
            {"since": "1 September 2024"},
            "counts from 1 September 2024 and this one counts from the start of its period",
        ),
        ({"coverage": "state schools"}, "covers state schools and this one covers all councils"),
        ({"geography": "the school’s place"}, "counts by the school’s place and this one"),
    ],
)
def test_each_difference_in_what_is_counted_is_a_reason(other: dict[str, str], said: str) -> None:
    theirs = replace(ENGLAND, basis=replace(YEAR, **other))
    compared = compare(Figure("ours", Fraction(61), YEAR), theirs)
    assert len(compared.reasons) == 1
    assert said in compared.sentence


def test_every_reason_is_named() -> None:
    theirs = replace(ENGLAND, basis=replace(YEAR, period="2023", unit="weeks"))
    assert len(compare(Figure("ours", Fraction(61), YEAR), theirs).reasons) == 2


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("c", "it is suppressed there"),
        ("x", "it isn’t available there"),
        ("z", "it doesn’t apply there"),
        ("u", "it is too unreliable there"),
        ("low", "it rounds to zero there and isn’t zero"),
        ("", "there is none"),
    ],
)
def test_a_symbol_instead_of_a_value_blocks_the_comparison(symbol: str, said: str) -> None:
    theirs = replace(ENGLAND, value=None, absent=symbol)
    compared = compare(Figure("ours", Fraction(61), YEAR), theirs)
    assert compared.sentence == (f"Not comparable, because England’s figure has no value: {said}.")


def test_without_a_value_of_our_own_there_is_nothing_to_compare() -> None:
    compared = compare(Figure("ours", None, YEAR), ENGLAND)
    assert compared.reasons == ("there is no value of our own",)


def test_neighbours_have_a_plain_mean_of_those_with_a_value() -> None:
    mean = neighbours_mean({"A": Fraction(40), "B": None, "C": Fraction(50), "D": Fraction(0)})
    assert mean.value == 30
    assert mean.words == "mean of 3 of 4 neighbours"


def test_without_any_value_there_is_no_mean() -> None:
    mean = neighbours_mean({"A": None})
    assert (mean.value, mean.words) == (None, "mean of 0 of 1 neighbour")
    assert neighbours_mean({}).value is None


def test_a_change_is_told_in_points_and_in_per_cent_of_where_it_began() -> None:
    """North Somerset’s share in mainstream schools (domain, 4)."""
    change = change_between(Fraction(28), Fraction(36), "%")
    assert (change.points, change.relative) == (8, Fraction(143, 5))
    assert change.sentence == (
        "from 28% to 36%: +8 percentage points, or +28.6 per cent of what it was."
    )


@pytest.mark.parametrize("before", [0, -2])
def test_from_nothing_no_per_cent_is_told(before: int) -> None:
    change = change_between(Fraction(before), Fraction(4), "plans")
    assert change.relative is None
    assert "per cent" not in change.sentence


@pytest.mark.parametrize(
    ("values", "found"),
    [([1, 4], 3), ([1, None, 4], None), ([4], None), ([], None), ([1, None], None)],
)
def test_only_neighbouring_periods_have_a_change(
    values: list[int | None], found: int | None
) -> None:
    assert consecutive([None if v is None else Fraction(v) for v in values]) == found
