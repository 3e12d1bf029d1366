"""What a clause may set for its kind of duty, parsed from its JSON.

Each kind has a frozen dataclass; its defaults are what the Notice says, or the measure we take
where the Notice names none, which the verdict's sentence then tells.
"""

from dataclasses import dataclass, fields
from typing import Any, Self

from reviews.models import Clause
from reviews.wording import listed
from sendtrack.periods import HORIZONS

OURS = "sendtrack’s measure, not the document’s"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class BadParametersError(ValueError):
    """The clause sets something that its kind does not know. Says what, in a sentence."""


@dataclass(frozen=True)
class Parameters:
    """A kind that can be set nothing."""

    @classmethod
    def parse(cls, raw: Any) -> Self:
        """The parameters of a clause's JSON object. Raises `BadParametersError`."""
        if not isinstance(raw, dict):
            raise BadParametersError("The parameters must be an object.")
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(raw) - known):
            raise BadParametersError(f"This kind of duty has no parameter {', '.join(unknown)}.")
        for name, value in raw.items():
            numbers = value if isinstance(value, list) else [value]
            wants_list = isinstance(getattr(cls, name), tuple)
            good = wants_list == isinstance(value, list) and numbers
            if not good or not all(type(number) is int and number > 0 for number in numbers):
                kind = "a list of whole numbers" if wants_list else "a whole number"
                raise BadParametersError(f"The parameter {name} must be {kind} above 0.")
        return cls(**{name: _frozen(value) for name, value in raw.items()})

    @property
    def in_words(self) -> str:
        """What a verdict is measured with, and whose measure it is; empty where nothing is set."""
        return ""

    @classmethod
    def of(cls, clause: Clause) -> Self:
        return cls.parse(clause.parameters)


@dataclass(frozen=True)
class Targets(Parameters):
    horizons: tuple[int, ...] = HORIZONS

    @property
    def in_words(self) -> str:
        months = listed([str(each) for each in self.horizons])
        return f"Each area needs a measurable target for {months} months."


@dataclass(frozen=True)
class UpToDate(Parameters):
    at_least_percent: int = 90
    """Of the actions under way, how many were updated in the month."""

    @property
    def in_words(self) -> str:
        share = f"At least {self.at_least_percent}% of the actions under way"
        return f"{share} are to be updated in the month: {OURS}."


@dataclass(frozen=True)
class Meets(Parameters):
    longest_gap_days: int = 38
    """A month and a week: "meets monthly"."""
    over_meetings: int = 3
    """How many of the latest meetings the attendance is judged over."""

    @property
    def in_words(self) -> str:
        return (
            f"No more than {self.longest_gap_days} days are to lie between two meetings, and "
            f"attendance is judged over the latest {self.over_meetings}: {OURS}."
        )


@dataclass(frozen=True)
class Invited(Parameters):
    days_before: int = 5
    """An invitation later than this before the meeting counts as late."""
    over_meetings: int = 6

    @property
    def in_words(self) -> str:
        return (
            f"An invitation is late less than {self.days_before} days before its meeting, and the "
            f"latest {self.over_meetings} meetings are judged: {OURS}."
        )


@dataclass(frozen=True)
class Recent(Parameters):
    months: int = 6
    """How far back something still counts as recent."""

    @property
    def in_words(self) -> str:
        return f"Recent is what is of the last {self.months} months: {OURS}."


@dataclass(frozen=True)
class Every(Parameters):
    months: int = 6
    """The longest time between two."""

    @property
    def in_words(self) -> str:
        return f"No more than {self.months} months are to lie between two reviews."


@dataclass(frozen=True)
class Before(Parameters):
    months: int = 3
    """How long before a review a report still serves it."""

    @property
    def in_words(self) -> str:
        return f"A report serves a review of the {self.months} months after it: {OURS}."
