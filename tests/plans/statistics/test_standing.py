"""Where a value stands among those of others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.standing import quartiles, standing
from plans.statistics.verdicts import Polarity

TEN = [Fraction(number) for number in range(10, 110, 10)]


@pytest.mark.parametrize(
    ("ours", "polarity", "words", "quarter"),
    [
        (95, Polarity.HIGH, "better than 9 of 10 neighbours", "in the best quarter"),
        (95, Polarity.LOW, "better than 1 of 10 neighbours", "in the worst quarter"),
        (50, Polarity.HIGH, "better than 4 of 10 neighbours, level with 1", "second worst"),
        (50, Polarity.LOW, "better than 5 of 10 neighbours, level with 1", "second best"),
        (50, Polarity.CONTEXT, "higher than 4 of 10 neighbours, level with 1", "second lowest"),
    ],
)
def test_better_is_said_in_the_direction_that_is_better(
    ours: int, polarity: Polarity, words: str, quarter: str
) -> None:
    found = standing(Fraction(ours), TEN, polarity)
    assert found is not None
    assert found.words == words
    assert quarter in found.quarter_words


def test_quartiles_lie_on_the_straight_line_between_two_values() -> None:
    found = quartiles(TEN)
    assert found is not None
    assert (found.lower, found.median, found.upper) == (Fraction("32.5"), 55, Fraction("77.5"))


def test_a_value_on_a_boundary_belongs_to_the_quarter_below() -> None:
    five = [Fraction(number) for number in (10, 20, 30, 40, 50)]
    low, high = (standing(Fraction(20), five, each) for each in (Polarity.LOW, Polarity.HIGH))
    assert low is not None
    assert high is not None
    assert (low.quarter, high.quarter) == (0, 3)


def test_neighbours_without_a_value_are_not_counted_and_too_few_have_no_quarters() -> None:
    found = standing(Fraction(15), [Fraction(10), None, Fraction(20)], Polarity.HIGH)
    assert found is not None
    assert found.words == "better than 1 of 2 neighbours"
    assert found.quarter is None
    assert found.quarter_words == ""
    assert standing(Fraction(15), [None, None], Polarity.HIGH) is None


@given(
    st.fractions(0, 100),
    st.lists(st.fractions(0, 100), min_size=4, max_size=12),
    st.sampled_from([Polarity.HIGH, Polarity.LOW]),
)
def test_who_does_worse_than_everybody_is_never_in_the_best_quarter(
    ours: Fraction, others: list[Fraction], polarity: Polarity
) -> None:
    found = standing(ours, others, polarity)
    assert found is not None
    assert found.ahead_of + found.level_with <= found.of
    if found.ahead_of == 0 and found.level_with == 0:
        assert found.quarter == 3
    if found.ahead_of == found.of and found.quartiles is not None:
        assert found.quarter == 0
