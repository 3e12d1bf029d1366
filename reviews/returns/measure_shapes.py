"""What the report tells of one measure: its figure, what was due, its chart and what is said."""

from dataclasses import dataclass
from datetime import date

from plans.charts.control import ControlDrawing
from plans.charts.ladder import LadderDrawing
from sendtrack.govuk.statuses import Status, status_of


@dataclass(frozen=True)
class PrintedFigure:
    """How many stand behind one figure of the report, as far as it says so. Kept so that the next
    report can be held against this one; no page prints it."""

    starts: date
    ends: date
    part: int | None
    """None where the figure is withheld."""
    whole: int | None


@dataclass(frozen=True)
class MeasureLine:
    """One measure with its newest figure. Figures are words: they can't be added up or compared
    by who reads the frozen report."""

    ref: str
    name: str
    areas: str
    """As "(b), (d)"; empty where it is of no one area."""
    is_headline: bool
    figure: str
    """ "57.4%"; empty where there is no figure yet."""
    period: str
    baseline: str
    """ "34.8%, November 2024"; empty where no figure is the baseline."""
    target: str
    """ "70% by 21 March 2027"; empty where nothing is to be reached any more."""
    verdict: str
    """A key of the status language; empty where nothing was due."""
    because: str
    """The verdict with its arithmetic."""
    variation: str
    assurance: str
    late: tuple[str, ...]
    """Periods whose figure was due and is not entered."""
    asked: tuple[str, ...]
    """Why the figure has to be explained."""
    shows: str
    behind: str
    doing: str
    back_on: date | None
    rules: str
    warnings: tuple[str, ...]
    chart: ControlDrawing | None
    beside: tuple[str, ...] = ()
    """England, the region and the neighbours beside it, a line each, or why they are not compared;
    empty where no published figure is tied to it, and in reports frozen before there were any."""
    stands: str = ""
    """ "Better than 6 of 9 neighbours."."""
    release: str = ""
    """Where the published figures come from."""
    unjudged: str = ""
    """Why there is no verdict on its process, where figures are withheld; empty in reports frozen
    before none was given."""
    printed: tuple[PrintedFigure, ...] = ()
    ladder: LadderDrawing | None = None
    """Of headline measures with a trajectory; absent in reports frozen before it was drawn."""
    courses: tuple[str, ...] = ()
    """Whether what lies ahead will be reached if the trend holds, a line for the next value and one
    for the last; absent in reports frozen before it was told."""
    assured_of: str = ""
    """What the word on assurance is about; absent in reports frozen before it was told."""
    apart: str = ""
    """Why chart and outlook say different things, where they do."""

    @property
    def status(self) -> Status | None:
        return status_of(self.verdict) if self.verdict else None

    @property
    def is_unexplained(self) -> bool:
        return bool(self.asked) and not self.shows

    @property
    def chart_words(self) -> str:
        """ "Improving, values high. Hit or miss: 70% by 21 March 2027." """
        variation, assurance = status_of(self.variation).word, status_of(self.assurance).word
        aim = f": {self.assured_of}" if self.assured_of else ""
        return f"{variation}. {assurance}{aim}. {self.unjudged}".strip()
