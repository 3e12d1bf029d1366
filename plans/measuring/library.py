"""The library: measures that councils use, each with a definition to start from, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).with_name("library.yaml")

DEFAULTS: Mapping[str, Any] = {
    "numerator": "",
    "denominator": "",
    "multiplier": 1,
    "per": "",
    "decimals": 0,
    "is_cumulative": False,
    "dataset": "",
    "lag_days": 0,
    "due_working_days": 10,
    "caveats": "",
    "plain_name": "",
    "rationale": "",
    "leads": "",
}
"""What an entry of the library need not say."""


@dataclass(frozen=True)
class Entry:
    """A measure of the library: the answers that the form for a new one opens with."""

    key: str
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.told["name"])


@dataclass(frozen=True)
class Group:
    name: str
    entries: tuple[Entry, ...]

    @property
    def count_in_words(self) -> str:
        many = len(self.entries)
        return f"{many} measure{'' if many == 1 else 's'}"


@cache
def library() -> tuple[Group, ...]:
    """All of them, in the order of the file."""
    return tuple(
        Group(group["name"], tuple(_entry(row) for row in group["measures"]))
        for group in yaml.safe_load(DATA.read_text(encoding="utf-8"))
    )


def _entry(row: dict[str, Any]) -> Entry:
    told = {**DEFAULTS, **row}
    return Entry(told.pop("key"), told)


BLANK = Entry("")


def started_from(key: str) -> Entry:
    """The entry that a new measure starts from; an empty one for a key that is not there."""
    entries = (entry for group in library() for entry in group.entries)
    return next((entry for entry in entries if entry.key == key), BLANK)
