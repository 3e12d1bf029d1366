"""What stands beside the newest figure of a measure, in the few words of a table's cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.queries.compared import compared
from plans.queries.comparison import (
    ENGLAND,
    MEAN,
    REGION,
    Compared,
    Other,
    release_in_words,
)
from plans.queries.series import Point, Series
from sendtrack.organisations.models import LocalArea

NOT_TIED = "No published figure stands beside it."


@dataclass(frozen=True)
class Beside:
    """Somebody else's figure as a table says it: the figure, or why it is not comparable."""

    who: str
    figure: str
    """ "46.4%"; empty where there is none that ours can stand beside."""
    value: Decimal | None
    difference: str
    """Ours less theirs, as "+15.1 percentage points"."""
    because: str
    """Why there is no figure, a sentence."""

    @property
    def line(self) -> str:
        """ "England 46.4%: ours +15.1 percentage points"."""
        if not self.figure:
            return f"{self.who}: {self.because}"
        return f"{self.who} {self.figure}: ours {self.difference}"


@dataclass(frozen=True)
class Others:
    """England, the region and the neighbours beside the newest figure of a measure, or beside the
    newest one of ours that they have a figure for too."""

    compared: Compared | None
    point: Point | None

    @property
    def period(self) -> str:
        """The period of the published figures, where it is not that of the newest figure."""
        if self.compared is None or self.point is None or self.compared.name == self.point.name:
            return ""
        return self.compared.name

    @property
    def not_comparable(self) -> str:
        """Why nothing published stands beside it at all, one sentence; empty where some does."""
        if self.compared is None:
            return NOT_TIED
        return self.compared.why_not[0] if self.compared.why_not else ""

    @property
    def england(self) -> Beside | None:
        return self._of(ENGLAND)

    @property
    def region(self) -> Beside | None:
        return self._of(REGION)

    @property
    def neighbours(self) -> Beside | None:
        """Their plain mean, as the Department’s own tool gives it (measures, C6), with how many of
        them had a figure."""
        return self._of(MEAN)

    @property
    def stands(self) -> str:
        """ "Better than 6 of 9 neighbours."; empty where it can't be said."""
        return self.compared.stands if self.compared else ""

    @property
    def release(self) -> str:
        return release_in_words(self.compared.file) if self.compared else ""

    @property
    def short(self) -> str:
        """ "England 46.4%: ours +15.1 percentage points", or why none is comparable; empty where
        no published figure is tied to the measure."""
        if self.compared is None or self.not_comparable or self.england is None:
            return self.not_comparable if self.compared else ""
        return f"{self.period}: {self.england.line}" if self.period else self.england.line

    @property
    def lines(self) -> tuple[str, ...]:
        """Each of the three as a line; one reason where none is comparable. Empty where no
        published figure is tied to the measure."""
        if self.compared is None:
            return ()
        if self.not_comparable:
            return (self.not_comparable,)
        found = tuple(
            each.line for each in (self.england, self.region, self.neighbours) if each is not None
        )
        if not self.period:
            return found
        return (f"{self.period}, when ours was {self.compared.own_words}:", *found)

    def _of(self, kind: str) -> Beside | None:
        found = self.compared.of_kind(kind) if self.compared else None
        return _beside(found) if found else None


def _beside(other: Other) -> Beside:
    is_alike = bool(other.difference)
    because = "" if is_alike else other.sentence if other.value is not None else f"{other.words}."
    return Beside(
        who=other.name,
        figure=other.words if is_alike else "",
        value=other.value if is_alike else None,
        difference=other.difference,
        because=because,
    )


def others_of(area: LocalArea, series: Sequence[Series], on: date) -> dict[int, Others]:
    """By measure. As many queries for one as for a hundred."""
    found = compared(area, series, on, beside_ours=True)
    return {each.measure.pk: Others(found.get(each.measure.pk), each.latest) for each in series}
