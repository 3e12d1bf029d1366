"""Numerators over denominators, alone and together."""

from fractions import Fraction

import pytest

from plans.statistics.rates import Rate, missing, together


@pytest.mark.parametrize(
    ("rate", "value", "words"),
    [
        (Rate(24, 60), Fraction(40), "24 of 60"),
        (Rate(0, 60), Fraction(0), "0 of 60"),
        (Rate(0, 0), None, "no cases"),
        (Rate(None, 60), None, "no numerator"),
        (Rate(3, None), None, "no denominator"),
        (Rate(465, 7624), Fraction(11625, 1906), "465 of 7,624"),
        (Rate(15, 10, times=1), Fraction(3, 2), "15 of 10"),
        (Rate(35, 100_000, times=10_000), Fraction(7, 2), "35 of 100,000"),
    ],
)
def test_a_rate_is_exact_and_nothing_of_nothing_has_no_value(
    rate: Rate, value: Fraction | None, words: str
) -> None:
    assert (rate.value, rate.words) == (value, words)


def test_periods_are_put_together_by_their_counts_and_not_by_their_percentages() -> None:
    """1 of 1 and 0 of 9 are 10 %, not 50 %."""
    assert together([Rate(1, 1), Rate(0, 9)]).value == 10


def test_a_year_without_one_month_has_no_value_and_says_how_many_are_missing() -> None:
    months = [Rate(1, 2), Rate(None, None), Rate(3, None)]
    assert together(months) == Rate(None, None)
    assert missing(months) == "2 periods have no figures"
    assert missing(months[:2]) == "1 period has no figures"
    assert missing(months[:1]) == ""


def test_no_periods_are_no_cases() -> None:
    assert together([]) == Rate(0, 0)


def test_rates_of_different_kinds_are_not_put_together() -> None:
    with pytest.raises(ValueError, match="different numbers"):
        together([Rate(1, 2), Rate(1, 2, times=10_000)])
