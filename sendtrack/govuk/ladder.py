"""A target ladder: what was to be reached by when, and whether it was."""

from dataclasses import dataclass
from datetime import date

from sendtrack.govuk.statuses import Status, status_of

SPOKEN = {"no_evidence": "no evidence recorded"}

LATE_TO_FIRST = "met, late by its first date"
"""What was met by a day that it was moved to, and not by the one it had first."""

SHORT = {"missed": "missed", "not_yet_due": "ahead"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One horizon of a ladder.

    `label` is short ("3m"), `name` is what is read aloud and shown where there is room ("3
    months"). `state` is a key of the status table. `words` replace the status's own ("missed by
    4 points"); `url` leads to the arithmetic.
    """

    label: str
    state: str
    due: date | None = None
    words: str = ""
    url: str = ""
    name: str = ""
    moved: int = 0
    """How often its day or value was moved."""
    moves_url: str = ""
    """Where the reason for each move stands, and who agreed."""

    @property
    def status(self) -> Status:
        return status_of(self.state)

    @property
    def said(self) -> str:
        """The state in words: "met", "not yet due", "missed by 4 points"."""
        return self.words or SPOKEN.get(self.state) or self.status.word.lower()

    @property
    def in_short(self) -> str:
        """The state in one word, where there is no room to say by how much: "missed"."""
        return "met late" if self.words == LATE_TO_FIRST else SHORT.get(self.state, self.said)

    @property
    def moved_words(self) -> str:
        """ "moved once", "moved 2 times"; empty where it never moved."""
        if not self.moved:
            return ""
        return "moved once" if self.moved == 1 else f"moved {self.moved} times"

    @property
    def look(self) -> str:
        """The state as the end of a class: how a rung is drawn besides its colour."""
        return self.state.replace("_", "-")

    @property
    def full_name(self) -> str:
        return self.name or self.label
