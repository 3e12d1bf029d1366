"""What the report holds of one area of weakness; see `reviews.returns.shapes`."""

from dataclasses import dataclass
from datetime import date

from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import status_of


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
    moved: int = 0
    """How often its day or value was moved by then."""

    @property
    def rung(self) -> Rung:
        return Rung(
            label=f"{self.months}m",
            name=f"{self.months} months",
            state=self.state,
            words=self.words,
            due=self.due_on,
            moved=self.moved,
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
    impact: str = ""
    """A key of the status language; empty where nobody had said."""


@dataclass(frozen=True)
class DateMove:
    ref: str
    title: str
    before: date | None
    now: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceLine:
    ref: str
    kind: str
    title: str
    shows: str
    dated_on: date | None
    where: str


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
    impact: str = ""
    """What difference its actions make, in words."""

    @property
    def is_told(self) -> bool:
        """Whether there is enough to tell for a page of its own."""
        return bool(self.outcomes or self.updates)

    @property
    def is_judged(self) -> bool:
        """Whether anybody has said how any of its actions is going. Without it nobody can say what
        is slow or overdue."""
        return any(each.status != "no_update" for each in self.counts)

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
        if not self.is_judged:
            return "–"
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
