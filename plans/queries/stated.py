"""How complete and how fresh the figures are: by what is there, and by what somebody says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plans.measuring.words import Finality
from plans.models import DataStatement
from plans.queries.commentary import Watched
from plans.queries.series import Point, Series
from plans.statistics.words import counted, in_words, listed
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Freshness:
    """What the record itself tells of the figures in use."""

    measures: int
    late: tuple[str, ...]
    """Numbers of those that lack a figure which was due."""
    empty: tuple[str, ...]
    """Those that nobody was late with and that have no figure yet."""
    absent: tuple[tuple[str, str, str], ...]
    """Number, period and reason of those whose newest period has a word and no figure."""
    provisional: tuple[str, ...]
    oldest: Point | None
    """Of the newest figure of each measure, the one whose period ended first."""
    oldest_of: tuple[str, ...] = ()
    """Numbers of the measures whose newest figure is as old as that."""
    waiting: tuple[tuple[str, str], ...] = ()
    """Number and period of figures that nobody has entered yet and that are not late."""

    @property
    def is_complete(self) -> bool:
        return not self.late and not self.empty and not self.absent

    @property
    def sentences(self) -> tuple[str, ...]:
        if not self.measures:
            return ()
        told = [self._due()]
        if self.empty:
            told.append(f"No figure has come yet of {', '.join(self.empty)}.")
        told += [f"{ref} has no figure for {period}: {why}." for ref, period, why in self.absent]
        if self.provisional:
            told.append(f"The newest figure is provisional in {', '.join(self.provisional)}.")
        if self.oldest is not None:
            ended = in_words(self.oldest.period.end)
            said = f"The oldest of the newest figures is that of {listed(self.oldest_of)}"
            told.append(f"{said}, of a period that ended on {ended}.")
        if self.waiting:
            named = listed([f"{ref} for {period}" for ref, period in self.waiting])
            told.append(f"Not late yet, and not entered yet: {named}.")
        return tuple(told)

    def _due(self) -> str:
        many = counted(self.measures, "measure")
        if self.late:
            has = "has" if self.measures - len(self.late) == 1 else "have"
            up = self.measures - len(self.late)
            return f"Of {many}, {up} {has} no figure late. Late: {', '.join(self.late)}."
        return f"No figure is late, of {many}."


def freshness(measures: Watched) -> Freshness:
    """No query."""
    series = [each.control.series for each in measures.told]
    newest = {each.measure.ref: each.latest for each in series}
    held = [point for point in newest.values() if point is not None]
    late = [each for each in series if each.late]
    oldest = min(held, key=lambda point: point.period.end, default=None)
    return Freshness(
        measures=len(series),
        late=_refs(late),
        empty=_refs(each for each in series if each.latest is None and not each.late),
        absent=tuple(_absent(series)),
        provisional=tuple(ref for ref, point in newest.items() if point and _is_provisional(point)),
        oldest=oldest,
        oldest_of=tuple(
            ref
            for ref, point in newest.items()
            if point and oldest and point.period.end == oldest.period.end
        ),
        waiting=tuple(
            (each.measure.ref, each.points[-1].name)
            for each in series
            if each.points and each.points[-1].figure is None and not each.points[-1].is_late
        ),
    )


def _refs(series: Iterable[Series]) -> tuple[str, ...]:
    return tuple(each.measure.ref for each in series)


def _absent(series: Iterable[Series]) -> Iterator[tuple[str, str, str]]:
    for each in series:
        said = next((point for point in reversed(each.points) if point.figure), None)
        if said and said.figure and said.figure.absence:
            why = said.figure.absence
            yield each.measure.ref, said.name, f"{why[:1].lower()}{why[1:]}"


def _is_provisional(point: Point) -> bool:
    return point.figure is not None and point.figure.finality == Finality.PROVISIONAL.label


def statements(area: LocalArea, on: date) -> list[DataStatement]:
    """Newest first. One query."""
    rows = DataStatement.objects.of(area).filter(said_on__lte=on).select_related("said_by")
    return list(rows.order_by("-said_on", "-pk"))


def newest_statement(area: LocalArea, on: date) -> DataStatement | None:
    """One query."""
    return next(iter(statements(area, on)[:1]), None)


def nobody_said(since: date) -> str:
    day = in_words(since)
    return f"Nobody has said since {day} whether the figures are complete and up to date."


def said_in_words(statement: DataStatement) -> str:
    """The statement as the report prints it."""
    day = in_words(statement.said_on)
    if statement.is_complete:
        return f"{statement.said_by} said on {day} that the figures are complete and up to date."
    return f"{statement.said_by} said on {day} what the figures lack: {statement.lacks}"
