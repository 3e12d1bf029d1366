"""What an audience may see of small counts, and that no more can be worked out (measures, D)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.statistics.disclosure import (
    NHS,
    PUBLISHED,
    RESTRICTED,
    CannotProtect,
    DoesNotAddUp,
    Key,
    Policy,
    Redaction,
    Share,
    Sum,
    Table,
    Why,
    derivable,
    exposed,
    known,
    redact,
)
from tests.plans.statistics.series import UNHURRIED
from tests.plans.statistics.tables import EXACT, could_be, grid, line, shown

WITHIN_20_WEEKS = Share("within", "issued")


def timely(within: int, issued: int) -> Table:
    """Plans issued, and those within 20 weeks of them, as counts and as a percentage."""
    return Table({"within": within, "issued": issued}, shares=[WITHIN_20_WEEKS])


@pytest.mark.parametrize(
    ("policy", "count", "said"),
    [
        (RESTRICTED, 1, 1),
        (EXACT, 0, 0),
        (EXACT, 1, None),
        (EXACT, 5, None),
        (EXACT, 6, 6),
        (PUBLISHED, 0, 0),
        (PUBLISHED, 5, None),
        (PUBLISHED, 6, 5),
        (PUBLISHED, 7, 5),
        (PUBLISHED, 8, 10),
        (PUBLISHED, 1000, 1000),
        (PUBLISHED, 1003, 1000),
        (PUBLISHED, 1005, 1010),
        (NHS, 7, None),
        (NHS, 8, 10),
        (Policy(hides_zero=True), 0, None),
    ],
)
def test_a_count_is_shown_rounded_or_not_at_all(
    policy: Policy, count: int, said: int | None
) -> None:
    redaction = redact(Table({"a": count}), policy)
    assert redaction.cell("a").shown == said
    assert redaction.cell("a").why is (Why.SMALL if said is None else Why.SHOWN)


def test_the_single_permanent_exclusion_of_a_child_with_a_plan_is_not_shown() -> None:
    """The plan of 2023 tells of "1 child" in 2020/21, after 10 and 11 in the years before."""
    years = {"2018/19": 10, "2019/20": 11, "2020/21": 1, "2021/22": 1}
    redaction = redact(Table(years), EXACT)
    assert list(shown(redaction).values()) == [10, 11, None, None]


def test_single_exclusions_do_not_come_back_through_the_total_of_the_years() -> None:
    years = ("2018/19", "2019/20", "2020/21", "2021/22")
    counts: dict[Key, int | None] = {**dict(zip(years, (10, 11, 1, 1), strict=True)), "all": 23}
    redaction = redact(Table(counts, [Sum("all", years)]), EXACT)
    assert list(shown(redaction).values()) == [None, 11, None, None, 23]
    assert exposed(redaction) == []


def test_pupils_on_sen_support_do_not_come_back_through_those_with_a_plan() -> None:
    counts: dict[Key, int | None] = {"SEN support": 4, "EHC plan": 9, "any SEN": 13}
    redaction = redact(Table(counts, [Sum("any SEN", ("SEN support", "EHC plan"))]), EXACT)
    assert shown(redaction) == {"SEN support": None, "EHC plan": None, "any SEN": 13}


@pytest.mark.parametrize(
    ("parts", "left"),
    [
        ((3, 8, 12), [None, None, 12, 23]),
        ((12, 3, 8, 8), [12, None, None, 8, 31]),
        ((2, 3, 9), [None, None, None, 14]),
        ((1, 5, 9), [None, None, 9, 15]),
        ((2, 3, 9, 20), [None, None, None, 20, 34]),
        ((6, 7), [6, 7, 13]),
        ((3, 0, 0), [None, 0, 0, None]),
        ((2, 2), [None, None, None]),
        ((5, 6), [None, None, 11]),
        ((0, 0), [0, 0, 0]),
    ],
)
def test_a_line_hides_the_smallest_other_count_and_as_many_as_it_takes(
    parts: Sequence[int], left: list[int | None]
) -> None:
    """Two that come to no more than the threshold aren’t enough (D2)."""
    redaction = redact(line(*parts), EXACT)
    assert list(shown(redaction).values()) == left
    assert exposed(redaction) == []


def test_rows_and_columns_hide_a_rectangle_and_keep_every_total() -> None:
    redaction = redact(grid([[3, 10, 12], [8, 9, 11], [20, 7, 30]]), EXACT)
    assert redaction.suppressed == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert redaction.cell((0, 0)).why is Why.SMALL
    assert redaction.cell((1, 1)).why is Why.PROTECTS_OTHERS


def test_a_hierarchy_is_protected_on_every_level() -> None:
    counts: dict[Key, int | None] = {
        "infant": 2,
        "junior": 30,
        "primary": 32,
        "secondary": 41,
        "special": 9,
        "all": 82,
    }
    sums = [Sum("primary", ("infant", "junior")), Sum("all", ("primary", "secondary", "special"))]
    redaction = redact(Table(counts, sums), EXACT)
    assert redaction.suppressed == {"infant", "junior"}
    both = redact(Table({**counts, "special": 3, "all": 76}, sums), EXACT)
    assert exposed(both) == []
    assert both.cell("all").shown == 76


def test_rounding_spares_most_secondary_suppression_but_not_where_five_means_six_or_seven() -> None:
    """7 and 6 both read 5, which can’t be five or less: the third part would be one."""
    assert list(shown(redact(line(3, 14, 22), PUBLISHED)).values()) == [None, 15, 20, 40]
    tight = redact(line(1, 6), PUBLISHED)
    assert tight.suppressed > {"a"}
    assert exposed(tight) == []


def test_a_count_that_nobody_has_is_neither_zero_nor_suppressed() -> None:
    redaction = redact(Table({"a": None, "b": 3}, [Sum("b", ("a",))]), EXACT)
    assert redaction.cell("a").why is Why.ABSENT
    assert redaction.cell("b").why is Why.SMALL


@pytest.mark.parametrize(
    ("within", "issued", "policy", "said"),
    [
        (40, 60, EXACT, Fraction("66.7")),
        (33, 49, EXACT, Fraction(67)),
        (34, 50, EXACT, Fraction(68)),
        (22, 23, EXACT, None),
        (54, 60, EXACT, Fraction(90)),
        (55, 60, EXACT, None),
        (5, 60, EXACT, None),
        (6, 60, EXACT, Fraction(10)),
        (0, 60, EXACT, Fraction(0)),
        (60, 60, EXACT, Fraction(100)),
        (0, 5, EXACT, None),
        (0, 6, EXACT, Fraction(0)),
        (7, 7, Policy(base=1, smallest_whole=10), None),
        (10, 10, Policy(base=1, smallest_whole=10), Fraction(100)),
        (0, 0, EXACT, None),
        (43, 61, NHS, Fraction(75)),
        (1, 3, RESTRICTED, Fraction(33)),
    ],
)
def test_a_percentage_needs_a_part_a_whole_and_a_rest_that_are_large_enough(
    within: int, issued: int, policy: Policy, said: Fraction | None
) -> None:
    assert redact(timely(within, issued), policy).percentage(WITHIN_20_WEEKS) == said


@pytest.mark.parametrize(
    ("part", "whole", "policy", "behind"),
    [
        (24, 49, EXACT, (24, 24)),
        (300, 600, EXACT, (300, 300)),
        (1000, 2000, EXACT, (999, 1000)),
        (1000, 4000, EXACT, (998, 1001)),
        (6, 9000, EXACT, (6, 13)),
        (8994, 9000, EXACT, (8987, 8994)),
        (43, 61, NHS, (43, 47)),
    ],
)
def test_a_percentage_tells_its_part_to_within_its_decimal_places(
    part: int, whole: int, policy: Policy, behind: tuple[int, int]
) -> None:
    """A part or a rest that is too small isn’t behind it: the percentage would not be shown."""
    assert policy.behind_percentage(part, whole) == behind


def test_two_counts_that_differ_by_one_child_are_not_both_shown_exactly() -> None:
    redaction = redact(timely(22, 23), EXACT)
    assert shown(redaction) == {"within": None, "issued": 23}
    assert exposed(redaction) == []


def test_a_percentage_beside_rounded_counts_may_not_give_the_exact_ones_away() -> None:
    """Each part's percentage of the whole, to one place, says exactly how many it is: what is
    left for the suppressed part must not follow."""
    counts: dict[Key, int | None] = {"a": 2, "b": 31, "c": 38, "all": 71}
    shares = [Share("a", "all"), Share("b", "all"), Share("c", "all")]
    redaction = redact(Table(counts, [Sum("all", ("a", "b", "c"))], shares), PUBLISHED)
    assert exposed(redaction) == []
    printed = [share.part for share in shares if redaction.percentage(share) is not None]
    assert len(printed) < 2


def test_percentages_alone_give_way_where_their_counts_are_not_printed() -> None:
    """Three districts and all of them, as percentages only: 3 of 40 follows from the others."""
    within, issued = (3, 31, 52), (40, 60, 70)
    places = (0, 1, 2, "all")
    counts: dict[Key, int | None] = {}
    for at, part, whole in zip(places, (*within, 86), (*issued, 170), strict=True):
        counts |= {("within", at): part, ("issued", at): whole}
    shares = [Share(("within", at), ("issued", at)) for at in places]
    sums = [Sum((row, "all"), tuple((row, at) for at in range(3))) for row in ("within", "issued")]
    redaction = redact(Table(counts, sums, shares, frozenset(counts)), PUBLISHED)
    assert exposed(redaction) == []
    printed = [redaction.percentage(share) is not None for share in shares]
    assert printed == [False, False, True, True]


@pytest.mark.parametrize("policy", [PUBLISHED, Policy(base=1), NHS])
def test_nought_or_a_hundred_per_cent_is_never_told_of_a_few(policy: Policy) -> None:
    """What holds for each of a few is told where it holds for all or for none of them."""
    few = range(1, policy.threshold + 1)
    told = [redact(timely(part, whole), policy) for whole in few for part in (0, whole)]
    assert [each.percentage(WITHIN_20_WEEKS) for each in told] == [None] * len(told)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (({"a": -1}, ()), "a is -1: a count can’t be negative."),
        (({"a": 2, "b": 3, "all": 6}, [Sum("all", ("a", "b"))]), "all is 6 and its parts add up"),
    ],
)
def test_a_table_that_does_not_add_up_is_refused(
    table: tuple[dict[Key, int | None], Sequence[Sum]], said: str
) -> None:
    with pytest.raises(DoesNotAddUp, match=said):
        Table(*table)
    with pytest.raises(DoesNotAddUp, match="within is 9, more than the 8 of issued"):
        timely(9, 8)


def test_what_was_released_before_cannot_be_protected_any_more() -> None:
    with pytest.raises(CannotProtect, match="gives a small number away"):
        redact(line(3, 8, released={"a": (3, 3)}), EXACT)


def test_the_auditor_finds_what_a_careless_table_gives_away() -> None:
    careless = Redaction(line(3, 8, 12), EXACT, frozenset({"a"}))
    assert [(found.key, found.low, found.high) for found in exposed(careless)] == [("a", 3, 3)]
    close = Redaction(line(2, 3, 9), EXACT, frozenset({"a", "b"}))
    assert [(found.key, found.low, found.high) for found in exposed(close)] == [
        ("a", 1, 4),
        ("b", 1, 4),
    ]
    square = Redaction(grid([[3, 10], [20, 30]]), EXACT, frozenset({(0, 0), (0, 1)}))
    assert [found.key for found in exposed(square)] == [(0, 0)]


def test_the_auditor_combines_equations_that_say_nothing_each_on_its_own() -> None:
    sums = [
        Sum("r1", ("a", "b")),
        Sum("r2", ("c", "d")),
        Sum("c1", ("a", "c")),
        Sum("x", ("b", "c")),
    ]
    exact = {"r1": 30, "r2": 50, "c1": 30, "x": 40}
    found = derivable(sums, {key: (value, value) for key, value in exact.items()})
    assert found["a"] == (10, 10)


HIDING_ZERO = Policy(base=1, hides_zero=True)
POLICIES = st.sampled_from([EXACT, PUBLISHED, NHS, HIDING_ZERO, Policy(threshold=2, base=1)])
COUNTS = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 40))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Lines, grids with totals both ways, and lines whose counts are shares of others."""
    kind = draw(st.integers(0, 2))
    if kind == 0:
        return line(*draw(st.lists(COUNTS, min_size=1, max_size=5)))
    if kind == 1:
        width = draw(st.integers(2, 3))
        row = st.lists(COUNTS, min_size=width, max_size=width)
        return grid(draw(st.lists(row, min_size=2, max_size=3)))
    within = draw(st.lists(COUNTS, min_size=1, max_size=3))
    late = [draw(COUNTS) for _ in within]
    counts: dict[Key, int | None] = {}
    for at, (one, other) in enumerate(zip(within, late, strict=True)):
        counts |= {("within", at): one, ("issued", at): one + other}
    counts |= {("within", "all"): sum(within), ("issued", "all"): sum(within) + sum(late)}
    names = [*range(len(within)), "all"]
    return Table(
        counts,
        [Sum((row, "all"), tuple((row, at) for at in names[:-1])) for row in ("within", "issued")],
        [Share(("within", at), ("issued", at)) for at in names],
    )


@given(tables(), POLICIES)
@settings(UNHURRIED, max_examples=120)
def test_no_protected_count_can_be_worked_out_of_what_is_printed(
    table: Table, policy: Policy
) -> None:
    """Told by the auditor, and by tables found by trying: with the least and with the threshold."""
    redaction = redact(table, policy)
    assert exposed(redaction) == []
    bounds = known(redaction)
    whole = table.with_complements()
    for key, count in whole.counts.items():
        if count is None or not policy.protects(count):
            continue
        assert could_be(whole, bounds, key, count)
        assert could_be(whole, bounds, key, policy.threshold)
        if not any(each.total == key for each in whole.sums):
            least = derivable(whole.sums, bounds)[key][0]
            assert least <= 1 or could_be(whole, bounds, key, least)


@given(tables(), POLICIES)
@settings(UNHURRIED, max_examples=60)
def test_nor_out_of_percentages_alone(table: Table, policy: Policy) -> None:
    redaction = redact(replace(table, unprinted=frozenset(table.counts)), policy)
    assert exposed(redaction) == []
    assert all(cell.shown is None for cell in redaction.cells.values())


def agrees(redaction: Redaction, counts: dict[Key, int]) -> bool:
    """Whether other counts would have been printed just the same: by printing them."""
    policy = redaction.policy
    for key, cell in redaction.cells.items():
        if key in redaction.suppressed:
            if counts[key] < policy.least:
                return False
        elif policy.protects(counts[key]) or policy.rounded(counts[key]) != cell.shown:
            return False
    for share in redaction.table.shares:
        said = redaction.percentage(share)
        part, whole = counts[share.part], counts[share.whole]
        if said is not None and (part > whole or policy.percentage(part, whole) != said):
            return False
    return True


@given(
    st.tuples(*[st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 28))] * 3),
    st.sampled_from([EXACT, PUBLISHED, NHS]),
)
@settings(UNHURRIED, max_examples=40)
def test_other_counts_would_have_been_printed_just_the_same(
    parts: tuple[int, int, int], policy: Policy
) -> None:
    """Three parts, their total and the percentage that each is of it, printed anew for every other
    three: each protected part may still be one, and may still be as many as the threshold."""
    names = ("a", "b", "c")
    counts: dict[Key, int | None] = {**dict(zip(names, parts, strict=True)), "total": sum(parts)}
    shares = [Share(name, "total") for name in names]
    redaction = redact(Table(counts, [Sum("total", names)], shares), policy)
    ranges = [
        range(40) if name in redaction.suppressed else range(max(count - 5, 0), count + 6)
        for name, count in zip(names, parts, strict=True)
    ]
    possible: dict[str, set[int]] = {name: set() for name in names}
    for other in product(*ranges):
        if agrees(redaction, {**dict(zip(names, other, strict=True)), "total": sum(other)}):
            for name, count in zip(names, other, strict=True):
                possible[name].add(count)
    for name, count in zip(names, parts, strict=True):
        if policy.protects(count):
            assert {1, policy.threshold} <= possible[name]


@given(tables(), POLICIES)
@settings(UNHURRIED, max_examples=120)
def test_everything_printed_is_true_and_nothing_small_is_printed(
    table: Table, policy: Policy
) -> None:
    redaction = redact(table, policy)
    bounds = known(redaction)
    for key, count in table.counts.items():
        assert count is not None
        low, high = bounds[key]
        assert low <= count
        assert high is None or count <= high
        cell = redaction.cell(key)
        if cell.shown is None:
            assert policy.protects(count) is (cell.why is Why.SMALL)
        else:
            assert not policy.protects(count)
            assert cell.shown == policy.rounded(count)
            assert 2 * abs(cell.shown - count) <= policy.base
    for share in table.shares:
        part, whole = table.counts[share.part], table.counts[share.whole]
        percentage = redaction.percentage(share)
        if percentage is None:
            continue
        assert part is not None
        assert whole
        assert not any(policy.protects(count) for count in (part, whole, whole - part))
        if not policy.percentages_of_rounded:
            assert abs(percentage - Fraction(100 * part, whole)) <= Fraction(1, 2)


@given(tables())
@settings(UNHURRIED, max_examples=60)
def test_a_zero_is_never_suppressed_and_a_table_without_small_counts_is_shown_whole(
    table: Table,
) -> None:
    redaction = redact(table, EXACT)
    assert all(table.counts[key] != 0 for key in redaction.suppressed)
    whole = table.with_complements()
    if not any(count is not None and EXACT.protects(count) for count in whole.counts.values()):
        assert redaction.suppressed == frozenset()


def test_small_counts_that_a_restricted_audience_sees_are_marked_not_to_be_published() -> None:
    counts: dict[Key, int | None] = {"none": 0, "one": 1, "five": 5, "six": 6, "no figure": None}
    redaction = redact(Table(counts), RESTRICTED)
    assert [key for key in counts if redaction.is_small(key)] == ["one", "five"]
    assert not redact(Table(counts), PUBLISHED).is_small("one")


@given(tables())
@settings(UNHURRIED, max_examples=30)
def test_a_restricted_audience_sees_every_count(table: Table) -> None:
    assert shown(redact(table, RESTRICTED)) == table.counts


def test_a_percentage_of_rounded_counts_has_no_decimal_place() -> None:
    """90 of 222 is 40.5%; 90 of 220, as both are rounded, would say 40.9%."""
    assert NHS.places(1000) == 0
    assert NHS.percentage(90, 222) == 41
    assert PUBLISHED.percentage(90, 222) == Fraction(405, 10)
