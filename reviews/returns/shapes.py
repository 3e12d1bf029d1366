"""The progress report as one frozen value. Page, PDF and spreadsheet all draw this and no more.

Every part is plain: words, numbers, days, tuples of parts. So it goes to JSON and comes back equal
(`payload`), and what was reported in March can still be shown when the plan has long moved on.
A status is a key of the status language.
"""

from dataclasses import dataclass
from datetime import date

from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import Status, movement, status_of


@dataclass(frozen=True)
class StatusCount:
    status: str
    count: int

    @property
    def words(self) -> str:
        if self.status == "no_update":
            return f"{self.count} without a status"
        return f"{self.count} {status_of(self.status).word.lower()}"


@dataclass(frozen=True)
class TargetLine:
    """One horizon of an outcome. `words` replace the state's own ("missed by 4 points")."""

    months: int
    state: str
    words: str
    due_on: date | None
    statement: str

    @property
    def rung(self) -> Rung:
        return Rung(
            label=f"{self.months}m",
            name=f"{self.months} months",
            state=self.state,
            words=self.words,
            due=self.due_on,
        )


@dataclass(frozen=True)
class OutcomeLine:
    ref: str
    statement: str
    targets: tuple[TargetLine, ...]

    @property
    def about(self) -> str:
        return f"{self.ref} {self.statement}"

    @property
    def rungs(self) -> list[Rung]:
        return [target.rung for target in self.targets]


@dataclass(frozen=True)
class UpdateLine:
    """The latest word on an action in the time that the report covers."""

    ref: str
    title: str
    status: str
    said_on: date
    happened: str
    difference: str
    next_step: str


@dataclass(frozen=True)
class DateMove:
    ref: str
    title: str
    before: date | None
    now: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceLine:
    kind: str
    title: str
    shows: str
    dated_on: date | None
    where: str


@dataclass(frozen=True)
class EnquiryLine:
    """What the Department said it would look for, and the answer; empty where there is none."""

    number: int
    area: str
    """As "(d)"; empty where the letter names none."""
    words: str
    answer: str


@dataclass(frozen=True)
class AreaPart:
    """A page of the report: one area of weakness."""

    ref: str
    title: str
    finding: str
    source: str
    monitoring: str
    status: str
    because: str
    counts: tuple[StatusCount, ...]
    overdue: int
    slow: int
    improved: int
    worsened: int
    completed: int
    outcomes: tuple[OutcomeLine, ...]
    updates: tuple[UpdateLine, ...]
    silent: tuple[str, ...]
    """References of the actions under way of which nothing was said."""
    moves: tuple[DateMove, ...]
    evidence: tuple[EvidenceLine, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is enough to tell for a page of its own."""
        return bool(self.outcomes or self.updates)

    @property
    def total(self) -> int:
        return sum(each.count for each in self.counts)

    @property
    def complete(self) -> int:
        return sum(each.count for each in self.counts if each.status == "complete")

    @property
    def updates_caption(self) -> str:
        return f"The latest word on each action of area ({self.ref})"

    @property
    def moves_caption(self) -> str:
        return f"Dates that moved in area ({self.ref})"

    @property
    def evidence_caption(self) -> str:
        return f"Evidence recorded for area ({self.ref})"

    @property
    def moved_words(self) -> str:
        """2 improved, 1 worsened"""
        said = (
            (self.completed, "completed"),
            (self.improved, "improved"),
            (self.worsened, "worsened"),
        )
        return ", ".join(f"{count} {word}" for count, word in said if count) or "No change"

    @property
    def targets_words(self) -> str:
        """4 of 6 met: of those whose result is known."""
        states = [target.state for outcome in self.outcomes for target in outcome.targets]
        judged = sum(state in ("met", "missed") for state in states)
        return f"{states.count('met')} of {judged} met" if judged else "No result recorded"


@dataclass(frozen=True)
class ChangeLine:
    """An action whose status changed since the last report."""

    ref: str
    title: str
    before: str
    now: str
    direction: str
    reason: str

    @property
    def movement(self) -> str:
        if not self.before:
            return f"new: {status_of(self.now).word}"
        return str(movement(before=self.before, now=self.now))


@dataclass(frozen=True)
class SlowLine:
    ref: str
    title: str
    status: str
    due_on: date | None
    owner: str
    why: tuple[str, ...]
    reason: str
    help_wanted: str


@dataclass(frozen=True)
class ContributionLine:
    """What is asked of one organisation: each sentence says how many, the references which."""

    organisation: str
    why: tuple[str, ...]
    refs: tuple[str, ...]


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
    due_on: date
    next_due_on: date
    recipients: tuple[str, ...]
    marking: str
    is_example: bool
    compiled_by: str
    days_in: int
    days_left: int | None
    end_on: date | None


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

    @property
    def asks(self) -> tuple[SlowLine, ...]:
        """The slow actions that want help from somebody."""
        return tuple(line for line in self.slow if line.help_wanted)
