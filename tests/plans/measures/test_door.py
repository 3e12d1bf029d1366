"""Who sees which figure: those who enter them all, everybody else none that is small."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.measuring.audiences import MARK, Audience, Withheld
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Definition, Measure, Reading
from plans.queries.behind import AddsUp, Spot, counts_of
from plans.queries.control import read_control
from plans.queries.control_drawing import described, drawing_of
from plans.queries.entered import EnteredSeries
from plans.queries.judged import course, newest_judged
from plans.queries.readers import BOARD, USUAL, Reader, published
from plans.queries.series import read_measure
from plans.queries.withholding import _Links, _table, withheld
from plans.statistics.disclosure import Policy, Redaction, exposed
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.periods import add_months
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import INSIDE, Enter, add
from tests.plans.pages import Browse, body

M1 = "/exampleshire/measures/M1/"
BOARD_READER = Reader(Audience.BOARD, NOW.date())
PUBLIC = published(NOW.date())
JANUARY = date(2026, 1, 1)

COUNT = {
    "unit": "count",
    "denominator": "",
    "multiplier": 1,
    "decimals": 0,
    "polarity": "low",
    "supplier": None,
}


def counted(place: Place, by: User, figures: list[int], enter: Enter, **told: object) -> Measure:
    """A count with these figures, month by month, the last of February 2026."""
    first = add_months(date(2026, 2, 1), 1 - len(figures))
    made = add(place, by, NOW.date(), **{"from_on": first, **COUNT, **told})
    for number, figure in enumerate(figures):
        enter(made, add_months(first, number), value=Decimal(figure), source_on=NOW.date())
    return made


def values(measure: Measure, reader: Reader) -> list[int | None]:
    shown = read_measure(measure, NOW.date(), reader)
    return [None if point.value is None else int(point.value) for point in shown.points]


def test_small_counts_are_for_those_who_enter_them(
    place: Place, officer: User, enter: Enter
) -> None:
    made = counted(place, officer, [0, 1, 5, 6, 12], enter)
    assert values(made, INSIDE) == [0, 1, 5, 6, 12]
    assert values(made, BOARD_READER) == [0, None, None, 6, 12]
    assert values(made, PUBLIC) == [0, None, None, 5, 10]


def test_twelve_months_that_roll_on_do_not_tell_of_one(
    place: Place, officer: User, enter: Enter
) -> None:
    """7 in the twelve months to January after none at all, and 9 a month later: two in one."""
    made = counted(place, officer, [0, 7, 9, 30], enter, period_type="month")
    assert values(made, BOARD_READER) == [0, 7, 9, 30]
    rolling = counted(place, officer, [], enter, **ROLLING)
    for month, figure in ((11, 0), (12, 7), (1, 9), (2, 30)):
        year = 2025 if month > 2 else 2026
        day = date(year, month, 1)
        enter(rolling, day, value=Decimal(figure), kind="rolling_year", source_on=NOW.date())
    shown = [each for each in values(rolling, BOARD_READER) if each is not None]
    assert shown == [0, 7, 30]
    assert [each for each in values(rolling, INSIDE) if each is not None] == [0, 7, 9, 30]
    public = [each for each in values(rolling, PUBLIC) if each is not None]
    assert public == [0, 5, 30]


ROLLING = {"period_type": "rolling_year", "from_on": date(2024, 12, 1)}


@pytest.mark.parametrize(
    ("part", "whole", "is_shown"),
    [(22, 44, True), (3, 44, False), (41, 44, False), (44, 44, True), (0, 44, True), (2, 4, False)],
)
def test_a_percentage_is_withheld_where_few_are_in_it_or_few_are_not(
    measure: Measure, enter: Enter, part: int, whole: int, is_shown: bool
) -> None:
    enter(measure, JANUARY, part, whole)
    for reader in (BOARD_READER, PUBLIC):
        [point, *_] = read_measure(measure, NOW.date(), reader).points
        assert point.has_figure is is_shown
        assert (point.withheld == Withheld.SMALL) is not is_shown
        assert point.figure is not None
        assert (point.figure.part is not None) is is_shown


def test_a_percentage_whose_parts_nobody_entered_goes_no_further(
    measure: Measure, enter: Enter
) -> None:
    enter(measure, JANUARY, value=Decimal(50))
    [point, *_] = read_measure(measure, NOW.date(), BOARD_READER).points
    assert point.withheld == Withheld.NO_PARTS
    assert read_measure(measure, NOW.date(), INSIDE).points[0].value == 50


def test_what_is_not_about_children_is_never_withheld(
    place: Place, officer: User, enter: Enter
) -> None:
    made = counted(place, officer, [1, 2], enter, cohort="not_children")
    assert values(made, PUBLIC) == [1, 2]


def test_a_month_can_not_be_taken_out_of_two_figures_of_a_year(
    place: Place, officer: User, enter: Enter
) -> None:
    made = counted(place, officer, [14, 15, 30], enter, is_cumulative=True)
    assert values(made, BOARD_READER) != [14, 15, 30]
    assert values(made, BOARD_READER)[:2] != [14, 15]


def test_the_newest_figure_stays_the_newest_where_it_may_not_be_shown(
    place: Place, officer: User, enter: Enter
) -> None:
    made = counted(place, officer, [12, 13, 3], enter)
    series = read_measure(made, NOW.date(), BOARD_READER)
    control = read_control(series)
    assert control.newest == MARK
    assert control.variation.key == "withheld"
    assert newest_judged(series) is not None
    assert "withheld" in newest_judged(series).sentence  # type: ignore[union-attr]


def test_no_mean_and_no_limit_is_made_of_what_is_withheld(
    place: Place, officer: User, enter: Enter
) -> None:
    """Mean times figures less the figures that are shown would tell the one that is not."""
    steady = [12, 14, 13, 12, 15, 13, 14, 12, 13, 14, 15, 13, 12]
    made = counted(place, officer, [*steady, 2], enter)
    other = counted(place, officer, [*steady, 5], enter)
    told = []
    for each in (made, other):
        control = read_control(read_measure(each, NOW.date(), BOARD_READER))
        drawing = drawing_of(control)
        assert drawing is not None
        told.append(
            (
                drawing.runs,
                drawing.rules,
                drawing.dots,
                drawing.heights,
                described(control),
                course(control.series),
            )
        )
    assert told[0] == told[1]


def main(browse: Browse, user: User, path: str) -> str:
    """What a page says, without its frame."""
    return body(browse(user).get(path)).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("who", ["chair", "adviser", "administrator"])
def test_pages_say_the_same_whatever_the_small_number_is(
    place: Place,
    officer: User,
    enter: Enter,
    browse: Browse,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    reader = request.getfixturevalue(who)
    made = counted(place, officer, [12, 14, 2, 13], enter)
    row = made.readings.in_order()[2]
    paths = ("/exampleshire/measures/", M1, f"{M1}history/")
    before = [main(browse, reader, path) for path in paths]
    told = {"version": row.version, "reason": "Looked at again", "source_on": NOW.date()}
    enter(made, JANUARY, value=Decimal(4), **told)
    after = [main(browse, reader, path) for path in paths]
    assert before[:2] == after[:2]
    assert MARK in before[1]
    assert "From what to what a figure changed is left out" in after[2]
    assert "Looked at again" in after[2]


def test_an_officer_reads_which_figures_are_not_to_be_published(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    counted(place, officer, [12, 2], enter)
    assert "Small number: not to be published" in body(browse(officer).get(M1))


def test_a_partner_sees_small_numbers_of_its_own_organisation_only(
    place: Place, officer: User, partner: User, enter: Enter, browse: Browse
) -> None:
    counted(place, officer, [12, 2], enter, supplier=place.icb)
    counted(place, officer, [12, 2], enter)
    assert "Small number: not to be published" in body(browse(partner).get(M1))
    other = body(browse(partner).get(M1.replace("M1", "M2")))
    assert MARK in other
    assert "not to be published" not in other


def test_a_past_page_tells_no_figure_that_the_page_of_today_withholds(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    """Twelve on the day, revised to three later: the difference is not to be read either."""
    made = counted(place, officer, [12, 14], enter)
    [first, _] = made.readings.in_order()
    later = NOW.replace(day=20)
    with clock.at(later):
        enter(
            made,
            JANUARY,
            value=Decimal(3),
            version=first.version,
            reason="Counted anew",
            on=later.date(),
        )
        past = body(browse(adviser).get(f"{M1}?as-at=2026-03-12"))
        own = body(browse(officer).get(f"{M1}?as-at=2026-03-12"))
    assert "Withheld: revised since" not in own
    assert re.search(r">\s*12\s*<", own)
    assert not re.search(r">\s*12\s*<", past)


def unsaved(
    number: int, rows: list[tuple[int, int | None]], *, is_cumulative: bool
) -> EnteredSeries:
    """A measure that no database knows, with these counts (or parts and wholes) month by month."""
    measure = Measure(pk=number, ref=f"M{number}")
    definition = Definition(
        pk=number,
        measure=measure,
        unit="percent" if rows[0][1] is not None else "count",
        multiplier=100,
        cohort="ehcp",
        source="local",
        period_type="month",
        is_cumulative=is_cumulative,
    )
    readings = []
    for place, (part, whole) in enumerate(rows):
        period = period_of(PeriodType.MONTH, add_months(date(2025, 4, 1), place))
        value = Decimal(part) if whole is None else Decimal(part) / Decimal(whole) * 100
        readings.append(
            Reading(
                measure=measure,
                definition=definition,
                period_start=period.start,
                period_end=period.end,
                value=value,
                numerator=None if whole is None else Decimal(part),
                denominator=None if whole is None else Decimal(whole),
            )
        )
    return EnteredSeries(measure, NOW.date(), (definition,), (), (), (), tuple(readings))


def exposures(series: list[EnteredSeries], policy: Policy, adding_up: list[AddsUp]) -> list[object]:
    """What the solver, which knows nothing of how figures were withheld, works out of the rest."""
    hidden = withheld(series, lambda *_: policy, adding_up)
    links, counted = _Links(), {}
    for each in series:
        own = [
            (reading, counts)
            for reading in each.readings
            if (counts := counts_of(each.measure, reading, policy))
        ]
        counted |= {counts.spot: counts for _, counts in own}
        links.chain(own)
    for rule in adding_up:
        links.add_up(rule, counted)
    table = _table(list(counted.values()), links)
    keys = {
        key for spot in hidden for key in (counted[spot].part_key, counted[spot].whole_key)
    } & table.counts.keys()
    return [*exposed(Redaction(table, policy, frozenset(keys)))]


small = st.integers(0, 12)
POLICIES = st.sampled_from([BOARD, USUAL[Audience.PUBLIC], USUAL[Audience.NHS]])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grown=st.lists(small, min_size=1, max_size=5), policy=POLICIES)
def test_no_month_of_a_running_count_can_be_worked_out(grown: list[int], policy: Policy) -> None:
    running = [sum(grown[: place + 1]) for place in range(len(grown))]
    series = unsaved(1, [(count, None) for count in running], is_cumulative=True)
    assert exposures([series], policy, []) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(small, small), min_size=1, max_size=3), policy=POLICIES)
def test_no_few_can_be_worked_out_of_percentages(
    rows: list[tuple[int, int]], policy: Policy
) -> None:
    told = [(part, part + left) for part, left in rows if part + left]
    if told:
        series = unsaved(1, told, is_cumulative=False)  # type: ignore[arg-type]
        assert exposures([series], policy, []) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.tuples(small, small, small), min_size=1, max_size=2),
    other=st.integers(0, 6),
    policy=POLICIES,
)
def test_no_part_can_be_worked_out_of_a_whole(
    rows: list[tuple[int, int, int]], other: int, policy: Policy
) -> None:
    parts = [
        unsaved(number + 2, [(row[number], None) for row in rows], is_cumulative=False)
        for number in range(3)
    ]
    whole = unsaved(1, [(sum(row) + other, None) for row in rows], is_cumulative=False)
    assert exposures([whole, *parts], policy, [AddsUp(1, (2, 3, 4))]) == []


def worlds(hidden: set[Spot], running: list[int], spots: list[Spot]) -> Iterator[list[int]]:
    """Every running count that prints as this one does."""
    most = running[-1] + 6
    for grown in product(range(most + 1), repeat=len(running)):
        other = [sum(grown[: place + 1]) for place in range(len(grown))]
        fits = (
            count >= 1 if spot in hidden else count == real
            for spot, count, real in zip(spots, other, running, strict=True)
        )
        if all(fits):
            yield list(grown)


@settings(max_examples=25, deadline=None)
@given(grown=st.lists(st.integers(0, 7), min_size=2, max_size=3))
def test_counting_out_every_way_leaves_each_few_open(grown: list[int]) -> None:
    """Without the solver: all worlds that print alike are tried, one by one."""
    running = [sum(grown[: place + 1]) for place in range(len(grown))]
    series = unsaved(1, [(count, None) for count in running], is_cumulative=True)
    hidden = set(withheld([series], lambda *_: BOARD))
    spots = [(1, reading.period) for reading in series.readings]
    seen = list(worlds(hidden, running, spots))
    for place, count in enumerate(grown):
        if 1 <= count <= 5:
            could_be = {world[place] for world in seen}
            assert len(could_be) >= 4, (running, hidden)
