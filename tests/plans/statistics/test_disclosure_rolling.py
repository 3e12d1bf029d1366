"""What totals of twelve months that roll on tell together of one month (measures, D2)."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.disclosure import Bounds, rolling
from plans.statistics.disclosure.rolling import Months, given_away
from tests.plans.statistics.series import UNHURRIED

LENGTH = 2
CAP = 12
"""As many as two months that are drawn: a month that can have so many can have any number."""
FEW = 5


def totals_of(months: list[int], length: int = LENGTH) -> dict[int, int]:
    """By the number of the last month of each."""
    return {
        last: sum(months[last - length + 1 : last + 1]) for last in range(length - 1, len(months))
    }


def as_told(totals: Mapping[int, int], withheld: set[int]) -> dict[int, Bounds]:
    """What is shown: small totals, and those that are withheld besides, get the mark. Whoever
    takes it for "not nought" is wrong only where that helps nobody."""
    return {
        last: marked(total) if last in withheld or 1 <= total <= FEW else (total, total)
        for last, total in totals.items()
    }


def marked(total: int) -> Bounds:
    return (min(total, 1), None)


def possible(told: Mapping[int, Bounds], many: int) -> Iterator[tuple[int, ...]]:
    """Every row of months that agrees with what is told, by trying them all."""

    def _go(found: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        last = len(found) - 1
        if last in told:
            low, high = told[last]
            total = sum(found[-LENGTH:])
            if total < low or (high is not None and total > high):
                return
        if len(found) == many:
            yield found
            return
        for count in range(CAP + 1):
            yield from _go((*found, count))

    return _go(())


def redacted(months: list[int]) -> dict[int, Bounds]:
    totals = totals_of(months)
    first = {last: [told] for last, told in as_told(totals, set()).items()}
    marks = {last: [marked(total)] for last, total in totals.items()}
    return as_told(totals, rolling(first, marks, FEW, length=LENGTH))


COUNTS = st.lists(
    st.one_of(st.just(0), st.integers(1, FEW), st.integers(0, 6)), min_size=3, max_size=4
)


@given(months=COUNTS)
@UNHURRIED
def test_no_month_can_be_worked_out_more_closely_than_a_mark_says(months: list[int]) -> None:
    found = [*possible(redacted(months), len(months))]
    assert tuple(months) in found
    for counts in zip(*found, strict=True):
        spread = set(counts)
        if min(spread) >= 1 and max(spread) <= FEW:
            assert spread == set(range(1, FEW + 1))


@given(months=COUNTS, keep=st.sets(st.integers(1, 3)))
@UNHURRIED
def test_what_is_known_of_a_month_is_neither_more_nor_less_than_can_be(
    months: list[int], keep: set[int]
) -> None:
    told = {last: (each, each) for last, each in totals_of(months).items() if last in keep}
    known = Months(0, len(months) - 1)
    for last, bounds in told.items():
        known.tell(last - LENGTH + 1, last, bounds)
    found = [*zip(*possible(told, len(months)), strict=True)]
    for month, counts in enumerate(found):
        low, high = known.of(month)
        assert (low, CAP if high is None else min(high, CAP)) == (min(counts), max(counts))


def found(*totals: int) -> set[int]:
    """The totals of twelve months each that are withheld."""
    told: dict[int, list[Bounds]] = {at: [(total, total)] for at, total in enumerate(totals)}
    marks = {at: [marked(total)] for at, total in enumerate(totals)}
    return rolling(told, marks, FEW)


@pytest.mark.parametrize(
    ("totals", "withheld"),
    [
        ((0, 7, 9), {2}),
        ((0, 7, 15), set()),
        ((0, 7, 7), set()),
        ((50, 51, 52), set()),
        ((0, 7, 9, 30), {2}),
    ],
)
def test_twelve_months_of_none_give_the_next_ones_away(
    totals: tuple[int, ...], withheld: set[int]
) -> None:
    """0, 7 and 9: all that came before the seven is none, so that the last month had two."""
    assert found(*totals) == withheld


def test_totals_that_no_months_come_to_hide_nothing() -> None:
    """5 in a month, and 3 in the twelve months around it: one of them was revised."""
    assert found(0, 15, 13) == set()


def test_none_at_all_is_none() -> None:
    assert found() == set()
    assert given_away(Months(0, 11), FEW) == []
