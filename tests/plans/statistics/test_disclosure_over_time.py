"""What two releases or two months say together, and small numbers in prose (measures, D2)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.statistics.disclosure import (
    NHS,
    PUBLISHED,
    Policy,
    Share,
    Sum,
    Table,
    cumulative,
    exposed,
    following,
    redact,
    small_changes,
    step,
    told_twice,
)
from sendtrack.privacy.few import small_numbers_in
from tests.plans.statistics.series import UNHURRIED
from tests.plans.statistics.tables import EXACT, line, shown

MONTHS = ["april", "may", "june", "july"]


def to_date(*counts: int | None) -> Table:
    """A year to date, month by month."""
    given = dict(zip(MONTHS, counts, strict=False))
    return cumulative(Table(given), list(given))


def test_a_month_behind_two_cumulative_figures_is_protected_as_well() -> None:
    table = to_date(14, 15, 30)
    assert table.counts[step("april", "may")] == 1
    redaction = redact(table, EXACT)
    assert exposed(redaction) == []
    assert {redaction.cell("april").shown, redaction.cell("may").shown} != {14, 15}
    assert step("april", "may") not in redaction.suppressed


def test_months_that_are_none_or_many_leave_cumulative_figures_as_they_are() -> None:
    assert redact(to_date(14, 14, 30, 60), EXACT).suppressed == frozenset()


def test_rounded_cumulative_figures_that_read_the_same_protect_each_other() -> None:
    redaction = redact(to_date(14, 16, 31), PUBLISHED)
    assert [redaction.cell(month).shown for month in MONTHS[:3]] == [15, 15, 30]
    assert exposed(redaction) == []


def test_a_month_without_a_figure_is_stepped_over() -> None:
    table = to_date(14, None, 15)
    assert table.counts[step("april", "june")] == 1


def test_a_later_release_does_not_give_away_what_an_earlier_one_kept() -> None:
    """Last month the parts were published without their total."""
    earlier = redact(Table({"b": 8, "c": 12}), EXACT)
    assert shown(earlier) == {"b": 8, "c": 12}
    later = redact(following(earlier, line(3, 8, 12)), EXACT)
    assert later.cell("a").shown is None
    assert later.cell("total").shown is None
    assert exposed(later) == []


def test_what_was_suppressed_for_another_count_stays_suppressed() -> None:
    earlier = redact(line(3, 8, 12), EXACT)
    assert earlier.cell("b").shown is None
    later = redact(following(earlier, Table({"b": 8, "d": 30})), EXACT)
    assert later.cell("b").shown is None
    assert later.cell("d").shown == 30
    assert exposed(later) == []


def test_a_revised_figure_stands_beside_the_earlier_one() -> None:
    """With both totals readers would know that the small count grew by one: it can’t be one."""
    earlier = redact(line(3, 8, 12), EXACT)
    later = redact(following(earlier, line(4, 8, 12)), EXACT)
    assert later.table.counts["before", "a"] == 3
    assert (later.cell("c").shown, later.cell("total").shown) == (12, None)
    assert exposed(later) == []


def test_an_earlier_percentage_tells_its_counts_to_those_who_read_on() -> None:
    """90% of a whole that is known: 54 of 60. The rest of six must not be told apart now."""
    share = Share("within", "issued")
    only_percentages = Table(
        {"within": 54, "issued": 60}, shares=[share], unprinted=frozenset({"within", "issued"})
    )
    earlier = redact(only_percentages, EXACT)
    assert earlier.percentage(share) == 90
    parts = {"within": 54, "late": 3, "very late": 3, "issued": 60}
    detail = Table(parts, [Sum("issued", ("within", "late", "very late"))], [share])
    table = following(earlier, detail)
    assert table.shares == [share]
    assert (table.released["within"], table.released["issued"]) == ((54, 54), (60, 60))
    later = redact(table, EXACT)
    assert exposed(later) == []
    assert later.suppressed >= {"late", "very late"}


def test_a_figure_shown_rounded_and_then_exactly_is_told() -> None:
    rounded, exact = redact(line(13, 28), PUBLISHED), redact(line(13, 28), EXACT)
    assert told_twice(rounded, exact) == ["a", "b", "total"]
    assert told_twice(rounded, rounded) == []


def test_a_figure_suppressed_and_then_shown_is_told() -> None:
    assert told_twice(redact(line(3, 8, 12), EXACT), redact(Table({"b": 8}), EXACT)) == ["b"]


@pytest.mark.parametrize(
    ("policy", "after", "told"),
    [
        (EXACT, 215, ["all"]),
        (EXACT, 219, ["all"]),
        (EXACT, 220, []),
        (EXACT, 214, []),
        (PUBLISHED, 215, []),
        (PUBLISHED, 218, []),
    ],
)
def test_a_revision_by_a_few_is_told_where_it_is_shown_exactly(
    policy: Policy, after: int, told: list[str]
) -> None:
    """A total of 214 last month and 215 this month says that one case came (D2)."""
    before, now = (redact(Table({"all": count}), policy) for count in (214, after))
    assert small_changes(before, now) == told
    assert small_changes(now, before) == told


COUNTS = st.integers(0, 40)


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=4), st.sampled_from([EXACT, PUBLISHED, NHS])
)
@settings(UNHURRIED, max_examples=60)
def test_no_month_can_be_worked_out_of_cumulative_figures(
    months: list[int], policy: Policy
) -> None:
    totals = [sum(months[: at + 1]) for at in range(len(months))]
    redaction = redact(to_date(*totals), policy)
    assert exposed(redaction) == []


@given(st.lists(COUNTS, min_size=2, max_size=4), st.lists(COUNTS, min_size=2, max_size=4))
@settings(UNHURRIED, max_examples=60)
def test_two_releases_together_give_nothing_away(first: list[int], second: list[int]) -> None:
    earlier = redact(line(*first), EXACT)
    later = redact(following(earlier, line(*second)), EXACT)
    assert exposed(later) == []
    assert not {
        key for key in earlier.suppressed if later.cell(key).shown == first_of(earlier, key)
    }


def first_of(redaction: object, key: object) -> object:
    return redaction.table.counts[key]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Only 1 child was excluded.", ["1 child"]),
        ("Three permanent exclusions, and 12 suspensions.", ["Three permanent exclusions"]),
        ("five appeals were upheld, six weren’t", ["five appeals"]),
        ("2 of the children; 5 young\npeople", ["2 of the children", "5 young people"]),
        ("4 looked-after children", ["4 looked-after children"]),
        ("In 2021 children had 3.5 hours and 4% of pupils 0 cases", []),
        ("6 children, 15 pupils, 1,204 plans, 20 weeks, £3 a pupil", []),
        ("5 per cent of families", []),
        ("3-year plans and area 4 schools", []),
        ("paragraph 4.2 children", []),
    ],
)
def test_small_numbers_of_people_in_prose_are_pointed_out(text: str, found: list[str]) -> None:
    assert small_numbers_in(text) == found


def test_prose_about_nhs_figures_has_the_threshold_of_nhs_figures() -> None:
    assert small_numbers_in("7 children", threshold=NHS.threshold) == ["7 children"]
