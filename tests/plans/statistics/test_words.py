"""Numbers and changes as sentences about statistics write them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from plans.statistics.words import Real, change, counted, rounded, shown


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        (Fraction(2, 3), 1, "0.7"),
        (0.25, 1, "0.3"),
        (-0.25, 1, "-0.3"),
        (-0.04, 1, "0.0"),
        (Decimal("66.65"), 1, "66.7"),
        (12, 0, "12"),
    ],
)
def test_halves_are_rounded_away_from_zero_and_nought_has_no_sign(
    number: Real, places: int, said: str
) -> None:
    assert str(rounded(number, places)) == said


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (Fraction(200, 3), "%", "66.7%"),
        (12, "weeks", "12 weeks"),
        (1, "weeks", "1 week"),
        (1234.5, "", "1,234.5"),
    ],
)
def test_a_number_stands_with_its_unit(number: Real, unit: str, said: str) -> None:
    assert shown(number, unit) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "+1 percentage point"),
        (-2.5, "−2.5 percentage points"),
        (0.126, "+0.13 percentage points"),
        (9.994, "+9.99 percentage points"),
        (9.996, "+10 percentage points"),
        (12.34, "+12.3 percentage points"),
        (0, "0 percentage points"),
        (-0.001, "0 percentage points"),
    ],
)
def test_a_change_has_its_sign_and_two_places_where_it_is_small(number: Real, said: str) -> None:
    assert change(number, "%") == said


def test_one_of_a_thing_is_one_thing() -> None:
    assert [counted(1, "point"), counted(2, "point")] == ["1 point", "2 points"]
    assert counted(2, "child", "children") == "2 children"
