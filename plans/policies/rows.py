"""The rows of a tracker that came back, and what becomes of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plans.models import Action, Outcome
from plans.policies.actions import Said
from plans.queries.impact import NO_PROOF, Proof
from plans.tracker.compare import Difference
from plans.tracker.entries import Entry
from plans.tracker.sheets import Cell
from sendtrack.organisations.models import Post


class Fate(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REFUSED = "refused"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Choices:
    """What the person has decided on the page: which rows stay out, which texts of the file win
    over a newer one."""

    left_out: frozenset[int] = frozenset()
    """Numbers of rows."""
    taken: frozenset[str] = frozenset()
    """Cells: "J7"."""


@dataclass
class Line:
    """What becomes of one row of the file."""

    entry: Entry
    fate: Fate
    action: Action | None = None
    outcome: Outcome | None = None
    post: Post | None = None
    found: list[Difference] = field(default_factory=list)
    ignored: list[Difference] = field(default_factory=list)
    """Changed cells of columns that are only there to be read."""
    said: Said | None = None
    proof: Proof = NO_PROOF
    """What a word about its impact was held against."""
    values: Mapping[str, Cell] = field(default_factory=dict)
    """What the row says once it is taken over."""
    takes: frozenset[str] = frozenset()
    """The columns that change."""
    is_left_out: bool = False

    @property
    def title(self) -> str:
        return self.action.title if self.action else str(self.entry.values.get("title") or "")

    @property
    def called(self) -> str:
        """The reference of the action, or the one that the row gives, however wrong; or "New"."""
        return self.action.ref if self.action else str(self.entry.values.get("ref") or "New")

    @property
    def conflicts(self) -> list[Difference]:
        return [each for each in self.found if each.is_conflict]

    @property
    def plain(self) -> list[Difference]:
        """What nobody else has changed."""
        return [each for each in self.found if not each.is_conflict]

    @property
    def is_taken_over(self) -> bool:
        changes = self.fate == Fate.ADDED or (self.fate == Fate.CHANGED and bool(self.takes))
        return changes and not self.is_left_out


@dataclass(frozen=True)
class Comparison:
    """A whole file against the plan."""

    lines: list[Line]
    missing: list[Action]
    """Actions of the plan that are not in the file. They stay."""
    digest: str

    def of(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def changed(self) -> list[Line]:
        return self.of(Fate.CHANGED)

    @property
    def added(self) -> list[Line]:
        return self.of(Fate.ADDED)

    @property
    def refused(self) -> list[Line]:
        return self.of(Fate.REFUSED)

    @property
    def leave_words(self) -> str:
        count = len(self.refused)
        rows = "refused row" if count == 1 else f"{count} refused rows"
        return f"Leave out the {rows} and apply the others"

    @property
    def plain(self) -> list[Line]:
        """Those that change something besides what somebody else has changed meanwhile."""
        return [line for line in self.changed if line.plain]

    @property
    def conflicting(self) -> list[Line]:
        return [line for line in self.changed if line.conflicts]

    @property
    def unchanged(self) -> int:
        return len(self.of(Fate.UNCHANGED))

    @property
    def ignored(self) -> list[Difference]:
        return [each for line in self.lines for each in line.ignored]

    @property
    def to_apply(self) -> list[Line]:
        return [line for line in self.lines if line.is_taken_over]
