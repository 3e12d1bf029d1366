"""A figure beside another's, only like with like (measures, C6; domain, 5.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from plans.statistics.words import Say, change, counted, rounded, shown

ABSENT = {
    "c": "it is suppressed there",
    "x": "it isn’t available there",
    "z": "it doesn’t apply there",
    "u": "it is too unreliable there",
    "low": "it rounds to zero there and isn’t zero",
    "k": "it rounds to zero there and isn’t zero",
}
"""Why a published figure has no value (measures, C2)."""

WITHHELD = "withheld"
OURS_ABSENT = {WITHHELD: "our own figure is withheld"}
"""Why whoever reads is not given a value of our own, where that is not because there is none."""

ASPECTS = (
    ("definition", "is defined as"),
    ("unit", "is measured in"),
    ("period_type", "is counted by"),
    ("period", "is for"),
    ("until", "runs until"),
    ("since", "counts from"),
    ("cohort", "is about"),
    ("coverage", "covers"),
    ("geography", "counts by"),
)
"""What has to be alike, with the words that tell of it, the weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a figure is of, each part in words as they stand on the page: "the school’s place".

    `until` is the day up to which a figure counts that grows through the year; empty where the
    period is complete. `since` is from when it counts, where that is before its period: a term of
    a year that is counted on is no term by itself.
    """

    definition: str
    unit: str
    period_type: str
    period: str
    until: str = ""
    since: str = ""
    cohort: str = ""
    coverage: str = ""
    geography: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody's value with its basis: `name` as in "England’s". `absent` is a code of `ABSENT`;
    of our own, one of `OURS_ABSENT`."""

    name: str
    value: Fraction | None
    basis: Basis
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference, ours less theirs, or the reasons why there is none. Never both."""

    difference: Fraction | None
    reasons: tuple[str, ...]
    sentence: str

    @property
    def is_comparable(self) -> bool:
        return not self.reasons


def unlike(ours: Basis, theirs: Basis, *, name: str) -> list[str]:
    """What keeps two figures from being compared, a part of a sentence each (domain, 5.3)."""
    reasons = []
    for aspect, verb in ASPECTS:
        mine, other = getattr(ours, aspect), getattr(theirs, aspect)
        if mine == other:
            continue
        reasons.append(
            f"{name} figure {verb} {other or _complete(aspect)} and this one {verb} "
            f"{mine or _complete(aspect)}"
        )
    return reasons


def compare(ours: Figure, theirs: Figure, *, places: int = 1, say: Say | None = None) -> Comparison:
    """Two figures side by side: the difference in points, or "not comparable, because…". `say`
    writes them as their measure does."""
    reasons = unlike(ours.basis, theirs.basis, name=theirs.name)
    if theirs.value is None:
        absent = ABSENT.get(theirs.absent, "there is none")
        reasons = [f"{theirs.name} figure has no value: {absent}", *reasons]
    if ours.value is None:
        reasons = [OURS_ABSENT.get(ours.absent, "there is no value of our own"), *reasons]
    if reasons or ours.value is None or theirs.value is None:
        return Comparison(None, tuple(reasons), f"Not comparable, because {'; '.join(reasons)}.")
    difference = Fraction(rounded(ours.value, places)) - Fraction(rounded(theirs.value, places))
    unit = ours.basis.unit
    mine, other = (
        say(each) if say else shown(each, unit, places=places)
        for each in (ours.value, theirs.value)
    )
    stands = f"{mine} against {theirs.name} {other}"
    apart = change(difference, unit, places=places if say else None)
    said = f"{stands}: {apart}." if difference else f"{stands}: the same."
    return Comparison(difference, (), said)


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain mean, or the median, of those that have a value; None where none has."""

    value: Fraction | None
    had: int
    of: int
    what: str = "mean"

    @property
    def words(self) -> str:
        """ "mean of 8 of 10 neighbours": never without how many had a value."""
        return f"{self.what} of {self.had} of {counted(self.of, 'neighbour')}"


def neighbours_mean(values: Mapping[str, Fraction | None]) -> Mean:
    """The unweighted mean over statistical neighbours, as DfE’s tool takes it (measures, C6)."""
    present = [value for value in values.values() if value is not None]
    mean = sum(present, Fraction()) / len(present) if present else None
    return Mean(mean, len(present), len(values))


def neighbours_median(values: Mapping[str, Fraction | None]) -> Mean:
    """The one in the middle, or half-way between the two there: an outlier does not move it."""
    present = sorted(value for value in values.values() if value is not None)
    middle = median(present) if present else None
    return Mean(middle, len(present), len(values), "median")


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another, in the unit itself and in per cent of where it began.

    28% to 36% is +8 percentage points and +28.6 per cent: never one for the other (domain, 4).
    """

    points: Fraction
    relative: Fraction | None
    sentence: str


def change_between(
    before: Fraction, after: Fraction, unit: str, *, places: int = 1, say: Say | None = None
) -> Change:
    """Both ways to tell a change, between the values as they are written: whoever works it out
    from those gets the same. No relative one from zero or below."""
    before, after = (Fraction(rounded(each, places)) for each in (before, after))
    points = after - before
    relative = 100 * points / before if before > 0 else None
    was, now = (say(each) if say else shown(each, unit, places=places) for each in (before, after))
    said = f"from {was} to {now}: {change(points, unit, places=places if say else None)}"
    relative = None if relative is None else Fraction(rounded(relative, 1))
    if relative is not None:
        said = f"{said}, or {change(relative, '').strip()} per cent of what it was"
    return Change(points, relative, f"{said}.")


def consecutive(values: Iterable[Fraction | None]) -> Fraction | None:
    """The latest change, only between neighbouring periods that both have a value (C6)."""
    *_, before, after = [None, None, *values]
    return None if before is None or after is None else after - before


def _complete(aspect: str) -> str:
    ends = {"until": "the end of its period", "since": "the start of its period"}
    return ends.get(aspect, "everything")
