"""No small count of a round can be worked out from what is printed of it."""

from itertools import product

import pytest

from plans.queries.audit_counts import Counts, shown_counts
from plans.queries.readers import BOARD
from plans.statistics.disclosure import RESTRICTED


def test_who_enters_them_sees_each_count() -> None:
    assert shown_counts((1, 8, 9, 2), 2, RESTRICTED) == Counts((1, 8, 9, 2), 9, 20, 45)


def test_a_small_grade_takes_another_with_it_and_the_share_stands() -> None:
    found = shown_counts((3, 9, 8, 0), 2, BOARD)
    assert found.parts == (None, None, 8, 0)
    assert (found.good, found.whole, found.per_cent) == (12, 20, 60)


def test_a_share_that_tells_how_few_were_left_is_withheld() -> None:
    found = shown_counts((10, 8, 2, 0), 2, BOARD)
    assert (found.good, found.per_cent, found.whole) == (None, None, 20)


def test_of_a_few_nothing_is_told() -> None:
    assert shown_counts((2, 2, 1, 0), 2, BOARD) == Counts((None,) * 4, None, None, None)


def test_where_nothing_was_judged_there_is_no_share() -> None:
    assert shown_counts((0, 0, 0), 1, BOARD) == Counts((0, 0, 0), 0, 0, None)


@pytest.mark.parametrize("whole", [7, 11, 16])
def test_a_withheld_small_count_could_be_any_other(whole: int) -> None:
    """Of each small count all tables that print the same leave several, 1 among them."""
    tables = [parts for parts in product(range(whole + 1), repeat=3) if sum(parts) == whole]
    for parts in tables:
        found = shown_counts(parts, 1, BOARD)
        alike = [other for other in tables if could_be(other, found)]
        assert parts in alike
        for place, count in enumerate(parts):
            if BOARD.protects(count):
                assert len({other[place] for other in alike}) > 2, parts
                assert 1 in {other[place] for other in alike}, parts
        if BOARD.protects(sum(parts[1:])):
            assert len({sum(other[1:]) for other in alike}) > 2, parts


def could_be(other: tuple[int, ...], found: Counts) -> bool:
    """Whether what is shown holds for another table too; what is withheld is not nought."""
    if found.whole is None:
        return True
    good = found.good is None or found.good == other[0]
    pairs = zip(other, found.parts, strict=True)
    return good and all(shown == count or (shown is None and count) for count, shown in pairs)
