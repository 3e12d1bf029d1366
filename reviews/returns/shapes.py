"""The progress report as one frozen value. Page, PDF and spreadsheet all draw this and no more.

Every part is plain: words, numbers, days, tuples of parts. So it goes to JSON and comes back equal
(`payload`), and what was reported in March can still be shown when the plan has long moved on.
A status is a key of the status language.
"""

from dataclasses import dataclass, replace
from datetime import date

from plans.states import Stated, stated_as
from reviews.returns.area_shapes import AreaPart
from reviews.returns.measure_shapes import MeasureLine
from reviews.wording import counted, sentence, until_delivered
from sendtrack.govuk.statuses import Status, movement, status_of


@dataclass(frozen=True)
class EnquiryLine:
    """What the Department said it would look for, and the answer; empty where there is none."""

    number: int
    area: str
    """As "(d)"; empty where the letter names none."""
    words: str
    answer: str


@dataclass(frozen=True)
class ChangeLine:
    """An action whose status changed since the last report."""

    ref: str
    title: str
    before: str
    now: str
    direction: str
    reason: str
    """Why; where nobody gave a reason, what the latest update says has happened."""

    @property
    def reason_words(self) -> str:
        """Only what got worse lacks something where no reason stands."""
        missing = "No reason recorded" if self.direction == "worsened" else ""
        return self.reason or missing

    @property
    def movement(self) -> str:
        if not self.before:
            return f"new: {status_of(self.now).word}"
        return str(movement(before=self.before, now=self.now))


@dataclass(frozen=True)
class SlowLine:
    """An outcome that missed its latest target, or a slow action.

    `target_months` is the horizon of that target; None of an action, and of everything in reports
    that were frozen before outcomes were named. An outcome's `owner` and `reason` are those of the
    actions that serve it.
    """

    ref: str
    title: str
    status: str
    due_on: date | None
    owner: str
    why: tuple[str, ...]
    reason: str
    help_wanted: str
    target_months: int | None = None
    answer: str = ""
    """What the owner said of it, of which day; empty where nobody has answered."""

    @property
    def owners(self) -> tuple[str, ...]:
        """One post each: an outcome has those of all actions that serve it."""
        return tuple(self.owner.split("; "))

    @property
    def why_words(self) -> str:
        return " ".join(sentence(each) for each in self.why)


@dataclass(frozen=True)
class AskLine:
    """Help that an action wants because it is off track or at risk."""

    ref: str
    title: str
    status: str
    owner: str
    help_wanted: str


@dataclass(frozen=True)
class ContributionLine:
    """What is asked of one organisation: each sentence says how many, the references which."""

    organisation: str
    why: tuple[str, ...]
    refs: tuple[str, ...]
    asked: tuple[str, ...] = ()
    """What it was asked for and what it answered, a sentence each."""


@dataclass(frozen=True)
class RiskLine:
    ref: str
    area: str
    event: str
    cause: str
    effect: str
    owner: str
    score_before: int
    score: int
    band: str
    movement: str
    direction: str
    next_review_on: date
    review_overdue: bool
    band_name: str = ""
    """What the area called the level; empty in reports frozen before areas had their own words."""
    target_score: int | None = None
    target_on: date | None = None
    for_board: tuple[str, ...] = ()
    """Why the board must see it; empty in reports frozen before that was told."""

    @property
    def level(self) -> Status:
        status = status_of(self.band)
        return replace(status, word=self.band_name or status.word)

    @property
    def told(self) -> str:
        """Event, cause and effect as sentences, and the area."""
        cause, effect = sentence(self.cause), sentence(self.effect)
        return f"{sentence(self.event)} Because: {cause} Effect: {effect} Area: {self.area}"


@dataclass(frozen=True)
class IssueLine:
    """A risk that has happened, open or resolved in the time covered."""

    ref: str
    risk: str
    what: str
    severity: str
    state: str
    owner: str
    plan: str
    due_on: date
    resolved_on: date | None
    resolution: str


@dataclass(frozen=True)
class LogLine:
    ref: str
    what: str
    owner: str
    due_on: date
    state: str
    said: str
    said_on: date | None


@dataclass(frozen=True)
class SeatLine:
    """A seat with one word for each meeting, "–" where it had none."""

    seat: str
    kind: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class InvitationLine:
    adviser: str
    marks: tuple[str, ...]
    """One for each meeting: the day of the first invitation, or that there was none."""


@dataclass(frozen=True)
class BoardPart:
    """Who came to the meetings in the time covered, and who was invited."""

    name: str
    meetings: tuple[date, ...]
    seats: tuple[SeatLine, ...]
    missing: tuple[str, ...]
    invitations: tuple[InvitationLine, ...]
    decisions: tuple[str, ...]
    next_on: date | None
    unfilled: tuple[str, ...] = ()
    """The places in `missing`, in a few words each: "the chair on 4 March 2026"."""

    @property
    def seats_caption(self) -> str:
        return f"Who came to the meetings of the {self.name}"


@dataclass(frozen=True)
class VoiceLine:
    group: str
    heard_on: date | None
    how: str
    said: str
    changed: str


@dataclass(frozen=True)
class DutyLine:
    paragraph: str
    title: str
    word: str
    because: str
    next_on: date | None
    next_words: str

    @property
    def status(self) -> Status | None:
        """None for a paragraph that sets no duty."""
        return None if self.word == "no_duty" else status_of(self.word)


@dataclass(frozen=True)
class ActionLine:
    ref: str
    title: str
    status: str
    baseline_due_on: date | None
    due_on: date | None
    date_words: str
    owner: str
    last_said_on: date | None

    @property
    def stated(self) -> str:
        """What a document says of how it goes: no date to come."""
        return "" if stated_as(self.date_words) == Stated.LATER else self.date_words

    @property
    def due_words(self) -> str:
        return self.date_words if stated_as(self.date_words) == Stated.LATER else ""


@dataclass(frozen=True)
class Identity:
    """Whose report it is, to whom, about when."""

    council: str
    area: str
    partners: str
    regime: str
    issued_by: str
    issued_on: date
    number: int
    version: int
    period_start: date
    period_end: date
    covers_from: date
    """The day after the last report's data: what happened from then on is told here."""
    as_at: date
    due_on: date | None  # none in a record made from documents
    next_due_on: date | None
    recipients: tuple[str, ...]
    marking: str
    is_example: bool
    compiled_by: str
    days_in: int
    days_left: int | None
    end_on: date | None
    """The day by which the actions of the plan should be delivered (paragraph 10)."""
    documents: int = 0
    """Of how many published documents the record is made; 0 where people keep it, and in reports
    frozen before this was told."""
    called: str = "Notice"
    """The regime inside a sentence; only Notices were reported on before this was told."""

    @property
    def time_words(self) -> str:
        """How far the Notice has come on the day of the data."""
        said = f"{self.days_in} days into the {self.called}"
        return said if self.days_left is None else f"{said}, {until_delivered(self.days_left)}"

    @property
    def made_from(self) -> str:
        """Of a record made from documents: what this is, and what it is not."""
        many = counted(self.documents, "published document")
        return (
            f"This report is made from {many}. It is not a report by {self.council}, and it was "
            "never sent."
        )

    @property
    def covers_words(self) -> str:
        """Why the days told of are not those of the period."""
        if self.covers_from == self.period_start:
            start = "the period’s first day, as no report before it was read"
        else:
            start = "the day after the report before it was read"
        return f"from {start}, to the day when the record was read for this one"


@dataclass(frozen=True)
class ProgressReport:
    """The two-monthly report (paragraph 4d)."""

    about: Identity
    summary: tuple[str, ...]
    areas: tuple[AreaPart, ...]
    changes: tuple[ChangeLine, ...]
    newly_overdue: tuple[str, ...]
    slow: tuple[SlowLine, ...]
    contributions: tuple[ContributionLine, ...]
    risks: tuple[RiskLine, ...]
    log: tuple[LogLine, ...]
    board: BoardPart
    voices: tuple[VoiceLine, ...]
    enquiries: tuple[EnquiryLine, ...]
    duties: tuple[DutyLine, ...]
    actions: tuple[ActionLine, ...]
    gaps: tuple[str, ...]
    """What the record does not say and a reader will ask: shown before approval."""
    asked: tuple[AskLine, ...] = ()
    """Empty in reports frozen before every ask was kept, slow or not."""
    issues: tuple[IssueLine, ...] = ()
    """Empty in reports frozen before risks that happened became issues."""
    scoring: str = ""
    """How the area scores its risks; empty in reports frozen before areas had their own levels."""
    steps: tuple[str, ...] = ()
    """What outside bodies said and did in the time covered, a sentence each."""
    measures: tuple[MeasureLine, ...] = ()
    """Headline measures first; empty in reports frozen before anything was measured."""
    figures_stand: tuple[str, ...] = ()
    """How complete and up to date the figures are, and who says so, a sentence each; empty in
    reports frozen before anybody was asked."""

    @property
    def explained(self) -> tuple[MeasureLine, ...]:
        """Measures whose figure has to be explained, or of which somebody has said something."""
        return tuple(line for line in self.measures if line.asked or line.shows)

    @property
    def has_updates(self) -> bool:
        """Whether anybody has said how any action is going."""
        return any(area.is_judged for area in self.areas)

    @property
    def asks(self) -> tuple[AskLine | SlowLine, ...]:
        """All help that is wanted, of what is off track first."""
        return self.asked or tuple(line for line in self.slow if line.help_wanted)
