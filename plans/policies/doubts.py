"""What is doubtful about a figure before it is saved, beside those that stand already, those that
come in with it, and those that it adds up with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from plans.measuring.calendar import PeriodType
from plans.measuring.words import COUNTED, DIVIDED, Unit
from plans.models import Definition
from plans.policies.readings import Figure
from plans.queries.alongside import Alongside
from plans.queries.behind import AddsUp
from plans.queries.entered import EnteredSeries
from plans.queries.judged import unit_of
from plans.statistics.plausibility import Habit, Hint, doubts, doubts_of_parts
from sendtrack.periods import Period, add_months


@dataclass(frozen=True)
class Given:
    """A figure that comes in, as it would be kept."""

    series: EnteredSeries
    definition: Definition
    period: Period
    figure: Figure

    @property
    def spot(self) -> tuple[int, Period]:
        return (self.series.measure.pk, self.period)


Line = list[tuple[Period, Figure]]
"""The periods of one definition with what is said of each, the oldest first."""


class Standing:
    """The figures as they would stand once all that come in together are saved. No query."""

    def __init__(self, given: Sequence[Given], beside: Alongside) -> None:
        self._given = {each.spot: each for each in given}
        self._of: dict[int, list[Given]] = defaultdict(list)
        for each in given:
            self._of[each.series.measure.pk].append(each)
        self._beside = beside
        self._lines: dict[tuple[int, int], Line] = {}

    def doubts_about(self, given: Given) -> list[Hint]:
        """What is unlikely about one of them. A total is asked about once, not at each part."""
        assert given.figure.value is not None
        hints = doubts(Fraction(given.figure.value), self._habit(given))
        return [*hints, *self._doubts_of_sums(given)]

    def _habit(self, given: Given) -> Habit:
        """The earlier figures under the same definition; of a cumulative measure, those of the
        same year."""
        definition, period = given.definition, given.period
        earlier = [each for each in self._line(given) if each[0].end < period.end]
        is_first = all(figure.value is None for _, figure in earlier)
        if definition.is_cumulative:
            earlier = _of_the_same_year(definition, period, earlier)
        counted = [figure.numerator for _, figure in earlier if figure.numerator is not None]
        return Habit(
            unit=unit_of(definition),
            earlier=[_exact(figure) for _, figure in earlier],
            comparators=self._others(given) if is_first else {},
            bounds=(Fraction(0), Fraction(100)) if definition.unit == Unit.PERCENT else None,
            whole=definition.unit == Unit.COUNT,
            cumulative=definition.is_cumulative and definition.unit in (Unit.COUNT, Unit.RATE),
            counted=[Fraction(each) for each in counted] if given.figure.numerator is None else [],
        )

    def _others(self, given: Given) -> dict[str, Fraction]:
        """What is published of England and the region for the nearest period, as the newest release
        has it."""
        nearest: dict[str, tuple[int, Decimal]] = {}
        for told in self._beside.published.get(given.series.measure.pk, ()):
            away = abs((told.until - given.period.end).days)
            is_nearer = told.name not in nearest or away <= nearest[told.name][0]
            if told.definition == given.definition.pk and is_nearer:
                nearest[told.name] = (away, told.value)
        return {f"{name}’s": Fraction(value) for name, (_, value) in nearest.items()}

    def _line(self, given: Given) -> Line:
        measure, definition = given.series.measure.pk, given.definition
        if (measure, definition.pk) not in self._lines:
            found = {
                point.period: _figure_at(given.series, point.period)
                for point in given.series.points
                if point.definition == definition
            }
            for each in self._of[measure]:
                if each.definition == definition:
                    found[each.period] = each.figure
            line = sorted(found.items(), key=lambda each: each[0].end)
            self._lines[measure, definition.pk] = line
        return self._lines[measure, definition.pk]

    def _doubts_of_sums(self, given: Given) -> Iterator[Hint]:
        for rule in self._rules.get(given.series.measure.pk, ()):
            if self._asked_at(rule, given.period) == given.spot:
                yield from self._doubts_of(rule, given.period)

    @cached_property
    def _rules(self) -> dict[int, list[AddsUp]]:
        """By measure: what it is the total of, and what it is a part of."""
        found: dict[int, list[AddsUp]] = defaultdict(list)
        for rule in self._beside.adding_up:
            for measure in (rule.whole, *rule.parts):
                found[measure].append(rule)
        return found

    def _asked_at(self, rule: AddsUp, period: Period) -> tuple[int, Period] | None:
        """The figure at which it is asked: the total's where that comes in, else the last part's
        that does."""
        spots = [(measure, period) for measure in (rule.whole, *reversed(rule.parts))]
        return next((spot for spot in spots if spot in self._given), None)

    def _doubts_of(self, rule: AddsUp, period: Period) -> Iterator[Hint]:
        """Parts that come to more than their total; and parts that come to less, unless they did
        before as well: what is counted in a total need not be all of it."""
        total, parts = self._counts(rule, period)
        known = {part: count for part, count in parts.items() if count is not None}
        if total is None or not known:
            return
        is_all = len(parts) == len(known) > 1
        if sum(known.values()) < total and (not is_all or self._left_a_rest(rule, period)):
            return
        names = [self._ref(part) for part in known]
        counted = f"{', '.join(names[:-1])} and {names[-1]} are" if names[1:] else f"{names[0]} is"
        for hint in doubts_of_parts(total, list(known.values())):
            told = f"{counted} counted in {self._ref(rule.whole)}. {hint.sentence}"
            yield replace(hint, sentence=told)

    def _left_a_rest(self, rule: AddsUp, period: Period) -> bool:
        whole = self._beside.series.get(rule.whole)
        for before in whole.by_period if whole else ():
            if before.end < period.end:
                total, parts = self._counts(rule, before)
                known = [count for count in parts.values() if count is not None]
                if total is not None and len(known) == len(parts) and sum(known) < total:
                    return True
        return False

    def _counts(self, rule: AddsUp, period: Period) -> tuple[int | None, dict[int, int | None]]:
        parts = {part: self._count(part, period) for part in rule.parts}
        return self._count(rule.whole, period), parts

    def _count(self, measure: int, period: Period) -> int | None:
        """How many stand behind a figure, if that is known to who enters this one."""
        given = self._given.get((measure, period))
        if given is not None:
            return _counted(given.definition, given.figure)
        series = self._beside.series.get(measure)
        reading = series.by_period.get(period) if series else None
        if series is None or reading is None:
            return None
        return _counted(reading.definition, _figure_at(series, period))

    def _ref(self, measure: int) -> str:
        series = self._beside.series.get(measure) or self._of[measure][0].series
        return series.measure.ref


def _figure_at(series: EnteredSeries, period: Period) -> Figure:
    reading = series.by_period.get(period)
    if reading is None:
        return Figure()
    return Figure(reading.value, reading.numerator, reading.denominator, reading.absence)


def _exact(figure: Figure) -> Fraction | None:
    return None if figure.value is None else Fraction(figure.value)


def _counted(definition: Definition, figure: Figure) -> int | None:
    if definition.unit not in COUNTED:
        return None
    number = figure.numerator if definition.unit in DIVIDED else figure.value
    return None if number is None or number != number.to_integral_value() else int(number)


_STARTS = {PeriodType.TERM: (9,), PeriodType.ACADEMIC_YEAR: (9,), PeriodType.CALENDAR_YEAR: (1,)}
"""The months in which a year can begin; of months and quarters any year that councils count in."""


def _of_the_same_year(definition: Definition, period: Period, earlier: Line) -> Line:
    """Those that a figure counted through the year must not fall below: with a month in which a
    year may have begun, nothing before it."""
    starts = _STARTS.get(PeriodType(definition.period_type), (1, 4, 9))
    begun = period.start.replace(day=1)
    while begun.month not in starts:
        begun = add_months(begun, -1)
    return [each for each in earlier if each[0].start >= begun]
