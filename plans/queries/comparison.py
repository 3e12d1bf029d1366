"""What stands beside a measure: its figures, and the words that tell of them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.measuring.calendar import PeriodType, may_begin_a_year, named
from plans.measuring.figures import plain
from plans.measuring.words import Cohort, Geography
from plans.models import Comparator, Definition, NeighbourSet, PublishedFile
from plans.queries.judged import unit_of
from plans.queries.series import Point
from plans.statistics.comparators import Basis
from plans.statistics.standing import Standing, standing
from plans.statistics.verdicts import Polarity
from sendtrack.periods import Period, day_in_words

OURS, ENGLAND, REGION, MEAN, MEDIAN, NEIGHBOUR = (
    "ours",
    "national",
    "regional",
    "mean",
    "median",
    "neighbour",
)


@dataclass(frozen=True)
class Other:
    """Somebody else's figure beside ours."""

    kind: str
    name: str
    value: Decimal | None
    words: str
    """The figure with its unit, or why there is none."""
    sentence: str
    """Ours against theirs, or why they are not compared."""
    difference: str
    """Ours less theirs; empty where they are not compared."""


@dataclass(frozen=True)
class Compared:
    """A measure beside others in one period of one release."""

    comparator: Comparator
    definition: Definition
    file: PublishedFile
    files: tuple[PublishedFile, ...]
    """Every release that it can be compared with, the newest first."""
    period: Period
    periods: tuple[Period, ...]
    """The newest first."""
    own: Decimal | None
    own_words: str
    own_parts: str
    """ "321 of 522", as far as whoever reads may know both."""
    is_exact: bool
    """Whether whoever reads is given our own figure as it was entered, and not rounded."""
    published: Decimal | None
    """What the release itself says of our council."""
    others: tuple[Other, ...]
    neighbours: NeighbourSet | None
    had: int
    why_not: tuple[str, ...]
    """Why nothing here is compared, each reason once; empty where it is."""
    year_before: str

    @property
    def name(self) -> str:
        return named(self.comparator.counted_by, self.period)

    def of_kind(self, kind: str) -> Other | None:
        """The first of a kind: England, the region, the neighbours’ mean or their median."""
        return next((each for each in self.others if each.kind == kind), None)

    @property
    def standing(self) -> Standing | None:
        """Where ours stands among the neighbours that it is compared with."""
        if self.own is None:
            return None
        rows = (each for each in self.others if each.kind == NEIGHBOUR and each.difference)
        values = [None if each.value is None else Fraction(each.value) for each in rows]
        return standing(Fraction(self.own), values, Polarity(self.definition.polarity))

    @property
    def stands(self) -> str:
        """ "Better than 6 of 9 neighbours."; empty where it can't be said."""
        found = self.standing
        return f"{found.words[:1].upper()}{found.words[1:]}." if found else ""

    @property
    def quarters(self) -> str:
        """Between what half of the neighbours lie, and in which quarter of them ours is; empty
        among too few."""
        found = self.standing
        if found is None or found.quartiles is None:
            return ""
        ends = (found.quartiles.lower, found.quartiles.upper)
        lower, upper = (self.definition.in_words(decimal(end)) for end in ends)
        return (
            f"Half of the neighbours that have a figure lie between {lower} and {upper}. Ours is "
            f"{found.quarter_words}."
        )

    @property
    def sentences(self) -> list[str]:
        """England, the region and the neighbours, a sentence each."""
        kinds = (ENGLAND, REGION, MEAN, MEDIAN)
        return [each.sentence for each in self.others if each.kind in kinds]

    @property
    def differs_from_published(self) -> str:
        """Where our own figure is not the one that was published, a sentence."""
        if self.own is None or self.published is None or not self.is_exact:
            return ""
        ours, theirs = (self.definition.in_words(each) for each in (self.own, self.published))
        if ours == theirs:
            return ""
        return f"Our own figure is {ours}, and the release says {theirs} of us."

    def named_period(self, period: Period) -> str:
        return named(self.comparator.counted_by, period)


def basis_of(definition: Definition, period: Period) -> Basis:
    """What a figure of ours is of, in the words of its definition."""
    kind = definition.period_type
    runs_on = definition.is_cumulative and not may_begin_a_year(kind, period)
    return Basis(
        definition=words_of(definition),
        unit=unit_of(definition),
        period_type=lower(PeriodType(definition.period_type).label),
        period=definition.named(period),
        since="the start of the year" if runs_on else "",
        cohort=lower(Cohort(definition.cohort).label),
        geography=lower(Geography(definition.geography).label),
    )


def words_of(definition: Definition) -> str:
    """What a definition counts, as a sentence names it."""
    above, below = definition.numerator.strip(), definition.denominator.strip()
    return f"“{above}” out of “{below}”" if below else f"“{above}”"


def lower(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def decimal(value: Fraction) -> Decimal:
    """A fraction to as many places as a figure can have."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def own_words(point: Point | None) -> str:
    """Our own figure as whoever reads may know it; empty where there is none."""
    if point is None:
        return ""
    if point.withheld:
        return "Withheld"
    return point.words


def own_parts(point: Point | None) -> str:
    """What our figure is worked out of, where both counts are given out."""
    figure = point.figure if point else None
    if figure is None or figure.part is None or figure.whole is None:
        return ""
    return f"{plain(figure.part)} of {plain(figure.whole)}"


def release_in_words(file: PublishedFile) -> str:
    """The release as a caption names it, with its licence."""
    told = f"{file.data.publication}, {file.data.title}, {day_in_words(file.released_on)}"
    if file.is_made_up:
        return f"{told}. Invented for this example."
    return f"{told}. Department for Education, {file.licence}."
