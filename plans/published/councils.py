"""Which codes mean which council, over time.

The Department's three-digit number stays with a council when the Office for National Statistics
gives it a new nine-character code (Somerset, 933: E10000027 until March 2023, E06000066 since).
Where the number changes too, it is another council, also under the old name (Dorset, 835 and 838).
So a council is known by its number, and never by its name.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
UNKNOWN = frozenset({"", "x", "z", ":"})
"""What stands in place of a code where there is none."""

REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
    "E13000001": "Inner London",
    "E13000002": "Outer London",
}


class NotOneCouncilError(Exception):
    """Two codes of one row are those of two councils: a sentence."""


@dataclass(frozen=True)
class Council:
    """One council for as long as it keeps its number. `codes` are all it has had, newest last."""

    number: str
    name: str
    region: str
    codes: tuple[str, ...]
    began_on: date
    ended_on: date | None
    followed_by: tuple[str, ...]


@cache
def councils() -> Mapping[str, Council]:
    """All of them by number, those that are gone too."""
    found: dict[str, Council] = {}
    for row in _rows("councils.csv"):
        before = found.get(row["number"])
        one = _council(row)
        found[one.number] = _joined(before, one) if before else one
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _council(row: dict[str, str]) -> Council:
    return Council(
        row["number"],
        row["name"],
        row["region"],
        (row["code"],),
        date.fromisoformat(row["from_on"]),
        date.fromisoformat(row["to_on"]) if row["to_on"] else None,
        tuple(row["followed_by"].split()),
    )


def _joined(one: Council, other: Council) -> Council:
    first, last = sorted((one, other), key=lambda council: council.began_on)
    return Council(
        last.number,
        last.name,
        last.region,
        (*first.codes, *last.codes),
        first.began_on,
        last.ended_on,
        last.followed_by,
    )


@cache
def _by_code() -> Mapping[str, Council]:
    return {code: council for council in councils().values() for code in council.codes}


def council_of(text: str) -> Council | None:
    """The council that a number or a code of any time means."""
    return councils().get(text.strip()) or _by_code().get(text.strip().upper())


@lru_cache(maxsize=4096)
def key_of(code: str, number: str, name: str) -> str:
    """What the council of a row is known by: its number, or its code where we know neither.

    Raises `NotOneCouncilError` where both are known and mean two councils.
    """
    code, number = _told(code).upper(), _told(number)
    by_code, by_number = _by_code().get(code), councils().get(number)
    if by_code and by_number and by_code.number != by_number.number:
        raise NotOneCouncilError(
            f"{code} is {by_code.name} and {number} is {by_number.name}: one row can’t be both"
        )
    known = by_number or by_code
    return known.number if known else number or code or name.strip().casefold()


def _told(code: str) -> str:
    code = code.strip()
    return "" if code.casefold() in UNKNOWN else code


def name_of(key: str) -> str:
    """A council's name, or its key where it is none that we know."""
    council = councils().get(key)
    return council.name if council else key


def why_none(key: str, period_end: date, period_start: date) -> str:
    """Why a council can have no figure of its own for a period: it had gone, or did not exist yet.
    Empty where neither is so."""
    council = councils().get(key)
    if council is None:
        return ""
    if council.ended_on and period_end > council.ended_on:
        after = " and ".join(name_of(each) for each in council.followed_by)
        return f"{council.name} ended in {council.ended_on:%B %Y}" + (
            f"; {after} followed it" if after else ""
        )
    if period_start < council.began_on:
        before = [each.name for each in councils().values() if key in each.followed_by]
        told = f"; before, {' and '.join(before)} counted there" if before else ""
        return f"{council.name} began in {council.began_on:%B %Y}{told}"
    return ""


@cache
def published_neighbours() -> Mapping[str, tuple[str, ...]]:
    """The Department's ten statistical neighbours of each council (2025), the closest first."""
    return {row.pop("number"): tuple(row.values()) for row in _rows("neighbours.csv")}
