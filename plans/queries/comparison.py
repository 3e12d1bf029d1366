"""What stands beside a measure: its figures, and the words that tell of them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.measuring.calendar import PeriodType, named, same_a_year_before
from plans.measuring.words import Cohort, Geography
from plans.models import Comparator, Definition, NeighbourSet, PublishedFile
from plans.queries.judged import unit_of
from plans.queries.series import Point, Series
from plans.statistics.comparators import Basis, change_between
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


def basis_of(definition: Definition, period: str) -> Basis:
    """What a figure of ours is of, in the words of its definition."""
    return Basis(
        definition=words_of(definition),
        unit=unit_of(definition),
        period_type=lower(PeriodType(definition.period_type).label),
        period=period,
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
    return "" if point.value is None else point.definition.in_words(point.value)


def year_before(series: Series, point: Point | None) -> str:
    """Our own figure of a year before beside this one, where both were counted alike."""
    if point is None or point.value is None:
        return ""
    kind = point.definition.period_type
    wanted = same_a_year_before(kind, point.period)
    before = next((each for each in series.points if each.period == wanted), None)
    if before is not None and before.withheld:
        return f"Our own figure of {before.name}, a year before, is withheld."
    if before is None or before.value is None:
        return f"There is no figure of ours for {named(kind, wanted)}, a year before."
    if before.definition.pk != point.definition.pk:
        return "Not comparable with a year before, because it was defined otherwise then."
    was, now = Fraction(before.value), Fraction(point.value)
    told = change_between(was, now, unit_of(point.definition)).sentence
    return f"Since {before.name}: {told}"


def release_in_words(file: PublishedFile) -> str:
    """The release as a caption names it, with its licence."""
    told = f"{file.data.publication}, {file.data.title}, {day_in_words(file.released_on)}"
    if file.is_made_up:
        return f"{told}. Invented for this example."
    return f"{told}. Department for Education, {file.licence}."
