"""The rows of a file of figures, and what becomes of each."""

from dataclasses import dataclass, replace

from plans.figures.rows import FigureRow
from plans.models import Reading
from plans.policies.batches import Judged
from plans.policies.rows import Fate
from plans.queries.entered import EnteredSeries
from plans.queries.entering import said_of
from plans.statistics.words import listed
from sendtrack.privacy.few import small_numbers_in

MOST_NAMED = 10
"""Empty rows up to which each is named."""


@dataclass
class FigureLine:
    """What becomes of one row of the file."""

    row: FigureRow
    series: EnteredSeries | None = None
    judged: Judged | None = None
    is_left_out: bool = False
    was_as_downloaded: bool = False
    """Somebody has changed the figure since, and the row only says what stood there before."""

    @property
    def called(self) -> str:
        if self.judged is not None:
            return f"{self.judged.entered.series.measure.ref}, {self.judged.name}"
        return f"{self.row.text('ref') or self.row.text('name')} {self.row.text('period')}".strip()

    @property
    def fate(self) -> Fate:
        if self.row.faults or self.judged is None:
            return Fate.REFUSED
        return Fate.UNCHANGED if self.was_as_downloaded else self.judged.fate

    @property
    def is_conflict(self) -> bool:
        return self.fate in (Fate.ADDED, Fate.CHANGED) and bool(
            self.judged and self.judged.is_conflict
        )

    @property
    def now(self) -> str:
        assert self.judged is not None
        if self.judged.known is None:
            return "Nothing"
        return said_of(self.judged.known, self.judged.known.definition)

    @property
    def says(self) -> str:
        """The figure of the file, with its parts."""
        assert self.judged is not None
        assert self.judged.definition is not None
        kept = self.judged.kept
        row = Reading(
            value=kept.value,
            numerator=kept.numerator,
            denominator=kept.denominator,
            absence=kept.absence,
        )
        said = said_of(row, self.judged.definition)
        if kept.numerator is None or kept.denominator is None:
            return said
        return f"{said} ({kept.numerator.normalize():f} of {kept.denominator.normalize():f})"


@dataclass(frozen=True)
class FigureComparison:
    """A whole file beside the figures."""

    lines: list[FigureLine]
    digest: str
    empty: tuple[int, ...] = ()
    """Numbers of the rows that hold no figure and no word for none."""

    @property
    def empty_in_words(self) -> str:
        """ "2 rows hold no figure and change nothing: rows 3 and 5". A file that was downloaded
        holds many."""
        many = len(self.empty)
        if not many:
            return ""
        said = f"{many} row{' holds' if many == 1 else 's hold'} no figure and change"
        said += "s nothing" if many == 1 else " nothing"
        if many > MOST_NAMED:
            return said
        named = listed([str(number) for number in self.empty])
        return f"{said}: row{'' if many == 1 else 's'} {named}"

    def of(self, fate: Fate) -> list[FigureLine]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def refused(self) -> list[FigureLine]:
        return self.of(Fate.REFUSED)

    @property
    def conflicting(self) -> list[FigureLine]:
        return [line for line in self.lines if line.is_conflict]

    @property
    def added(self) -> list[FigureLine]:
        return [line for line in self.of(Fate.ADDED) if not line.is_conflict]

    @property
    def changed(self) -> list[FigureLine]:
        return [line for line in self.of(Fate.CHANGED) if not line.is_conflict]

    @property
    def unchanged(self) -> int:
        return len(self.of(Fate.UNCHANGED))

    @property
    def plain(self) -> list[FigureLine]:
        return [*self.added, *self.changed]

    @property
    def doubtful(self) -> list[FigureLine]:
        """Unlikely, and the row says nothing of it."""
        asked = [*self.plain, *self.conflicting]
        return [line for line in asked if line.judged and line.judged.is_unanswered]

    @property
    def telling(self) -> list[tuple[FigureLine, list[str]]]:
        """Lines to apply whose new words count a few children, with those words."""
        return [
            (line, found)
            for line in self.to_apply
            if line.judged
            and line.judged.says_anew
            and (found := small_numbers_in(line.judged.note))
        ]

    @property
    def to_apply(self) -> list[FigureLine]:
        return [
            line
            for line in self.lines
            if line.fate in (Fate.ADDED, Fate.CHANGED)
            and not line.is_left_out
            and line.judged is not None
            and line.judged.changes_something
        ]

    @property
    def replaces(self) -> bool:
        """Whether any figure takes the place of another, which needs a reason."""
        return bool(self.of(Fate.CHANGED))

    @property
    def leave_words(self) -> str:
        count = len(self.refused)
        rows = "refused row" if count == 1 else f"{count} refused rows"
        return f"Leave out the {rows} and apply the others"


def answered(line: FigureLine, note: str) -> Judged:
    """What a line gives, with a word for what is doubtful about it. It was judged together with
    all lines, so that what is left out changes no doubt that a person was shown."""
    judged = line.judged
    assert judged is not None
    if not (judged.is_unanswered and note):
        return judged
    return replace(judged, entered=replace(judged.entered, note=note))
