"""Several figures at once: what becomes of each, whichever door they come through.

The entry page, rows pasted from a spreadsheet and files are judged here, by the rules of a single
figure.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.measuring.figures import rounded
from plans.measuring.words import Finality
from plans.models import Definition, Reading
from plans.policies.doubts import Given, Standing
from plans.policies.measures import check_in_use
from plans.policies.readings import Figure, check_over, check_source, definition_among, worked_out
from plans.policies.rows import Fate
from plans.policies.work import check_words
from plans.queries.alongside import Alongside
from plans.queries.entered import EnteredSeries
from plans.statistics.plausibility import Hint
from sendtrack.periods import Period
from sendtrack.refusals import Refusal

UNANSWERED = "Say why it is right all the same. Your words are kept with the figure."
"""Of a doubtful figure that nobody has said a word about."""


class FiguresMoved(Exception):
    """Some of the figures have changed since they were shown."""


@dataclass(frozen=True)
class Entered:
    """What somebody gives for one period of a measure. Empty words leave what stands there."""

    series: EnteredSeries
    period: Period
    figure: Figure
    finality: str = ""
    source: str = ""
    source_on: date | None = None
    note: str = ""
    version: int | None = None
    """Of the figure that stood there when the form was opened or the file was made, 0 for none;
    None where that isn't known."""
    otherwise: str = ""
    """Where a new or changed figure comes from, if its row does not say."""
    takes: bool = True
    """Whether it takes the place of a figure that came in between."""


@dataclass
class Judged:
    """One of them beside the figure that stands there."""

    entered: Entered
    known: Reading | None
    fate: Fate = Fate.REFUSED
    definition: Definition | None = None
    kept: Figure = field(default_factory=Figure)
    """As it is kept, with the value that its parts come to."""
    finality: str = ""
    source: str = ""
    source_on: date | None = None
    faults: list[Refusal] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    is_conflict: bool = False
    """Somebody else has entered or changed the figure in between."""

    @property
    def finality_in_words(self) -> str:
        return Finality(self.finality).label if self.finality else ""

    @property
    def note(self) -> str:
        return self.entered.note.strip() or (self.known.note if self.known else "")

    @property
    def says_anew(self) -> bool:
        """Whether there is a note, and another one than stands there."""
        return bool(self.note) and (self.known is None or self.note != self.known.note)

    @property
    def is_unanswered(self) -> bool:
        """Doubtful, and nobody has said why it is right."""
        return bool(self.hints) and not self.entered.note.strip()

    @property
    def counts_anew(self) -> bool:
        """Whether there is a figure, and another one than stands there."""
        known, kept = self.known, self.kept
        told = (kept.value, kept.numerator, kept.denominator)
        stands = (known.value, known.numerator, known.denominator) if known else ()
        return kept.value is not None and told != stands

    @property
    def changes_something(self) -> bool:
        taken = not self.is_conflict or self.entered.takes
        return self.fate in (Fate.ADDED, Fate.CHANGED) and taken

    @property
    def name(self) -> str:
        period, definition = self.entered.period, self.definition
        return definition.named(period) if definition else f"{period.start} to {period.end}"


def judge_all(entered: Sequence[Entered], *, on: date, beside: Alongside) -> list[Judged]:
    """What becomes of each figure, beside those that stand and the others that come in. No
    query."""
    found = [_judge(each, on) for each in entered]
    many = Counter((each.entered.series.measure.pk, each.entered.period) for each in found)
    for each in found:
        if many[each.entered.series.measure.pk, each.entered.period] > 1:
            each.fate = Fate.REFUSED
            each.faults.append(
                Refusal(
                    f"{each.entered.series.measure.ref}, {each.name} stands in more than one row.",
                    field="period",
                )
            )
    _put_doubts(found, beside)
    return found


def _put_doubts(found: Sequence[Judged], beside: Alongside) -> None:
    """What is unlikely about each that says something new; of one whose numbers stay as they are
    that was asked when it was entered."""
    given = {
        id(each): Given(each.entered.series, each.definition, each.entered.period, each.kept)
        for each in found
        if each.fate != Fate.REFUSED and each.definition is not None
    }
    standing = Standing(list(given.values()), beside)
    for each in found:
        if each.fate in (Fate.ADDED, Fate.CHANGED) and each.counts_anew:
            each.hints = standing.doubts_about(given[id(each)])


def _judge(entered: Entered, on: date) -> Judged:
    series, period = entered.series, entered.period
    judged = Judged(entered, series.by_period.get(period))
    known = judged.known
    try:
        check_in_use(series.measure)
        judged.definition = definition_among(series.definitions, period)
        judged.kept = worked_out(judged.definition, entered.figure)
        check_over(period, on=on)
    except Refusal as refusal:
        judged.faults.append(refusal)
        return judged
    if known is not None and _says_the_same(judged, known):
        judged.fate = Fate.UNCHANGED
        return judged
    _judge_words(judged, on)
    if known is not None and known.is_baseline and judged.kept.value is None:
        judged.faults.append(
            Refusal(
                "This figure is the baseline. Choose another baseline before taking it away.",
                field="absence",
            )
        )
    if judged.faults:
        return judged
    judged.fate = Fate.ADDED if known is None else Fate.CHANGED
    standing = 0 if known is None else known.version
    judged.is_conflict = entered.version is not None and entered.version != standing
    return judged


def _judge_words(judged: Judged, on: date) -> None:
    """How final it is and where it comes from."""
    entered, known = judged.entered, judged.known
    chosen = entered.finality or (known.finality if known else Finality.PROVISIONAL)
    if known is None and chosen == Finality.REVISED:
        judged.faults.append(
            Refusal(
                "There is no figure yet that this one could revise: choose provisional or final.",
                field="finality",
            )
        )
    elif known is not None and known.finality != Finality.PROVISIONAL:
        chosen = Finality.REVISED
    judged.finality = chosen
    try:
        source = entered.source or entered.otherwise or (known.source if known else "")
        judged.source = check_words(
            source, missing="Say where the figure comes from.", field="source"
        )
        source_on = entered.source_on or (known.source_on if known else None)
        judged.source_on = check_source(source_on=source_on, period=entered.period, on=on)
    except Refusal as refusal:
        judged.faults.append(refusal)


def _says_the_same(judged: Judged, known: Reading) -> bool:
    """Whether the figure that stands there says all of it already. What was rounded when it was
    written down is no other figure than the one worked out from its parts."""
    kept, entered, definition = judged.kept, judged.entered, judged.definition
    assert definition is not None
    parts = (kept.numerator, kept.denominator)
    same = (kept.value, *parts, kept.absence) == (
        known.value,
        known.numerator,
        known.denominator,
        known.absence,
    )
    if not same and parts == (None, None) and kept.value is not None and known.value is not None:
        places = definition.decimals
        same = known.numerator is not None and rounded(kept.value, places) == rounded(
            known.value, places
        )
    words = (
        (entered.finality, known.finality),
        (entered.source.strip(), known.source),
        (entered.note.strip(), known.note),
    )
    return same and all(not said or said == stands for said, stands in words)


def digest_of(judged: Iterable[Judged]) -> str:
    """Changes with anything that a person has been shown, whatever they have chosen."""
    told = [
        (
            each.entered.series.measure.ref,
            str(each.entered.period),
            each.known.version if each.known else 0,
            str(each.kept),
            each.fate,
            [hint.sentence for hint in each.hints],
        )
        for each in judged
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def check_batch(judged: Sequence[Judged]) -> None:
    """Raises `Refusal` for the first that can't be saved: all are, or none."""
    for each in judged:
        where = f"{each.entered.series.measure.ref}, {each.name}"
        if each.faults:
            raise Refusal(f"{where}: {each.faults[0].sentence}")
        if each.changes_something and each.is_unanswered:
            raise Refusal(f"{where}: {each.hints[0].sentence} {UNANSWERED}")
