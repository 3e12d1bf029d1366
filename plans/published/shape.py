"""What a published file holds: its columns told apart, its periods, places and faults."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_OF_TWO_YEARS = re.compile(r"^(\d{4})(\d\d)$")
MUST = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
"""Columns that each file has. Their order and the case of their names are free."""

PLACES = frozenset(
    {
        *("country_code", "country_name", "region_code", "region_name"),
        *("new_la_code", "old_la_code", "la_name", "lad_code", "lad_name"),
        *("pcon_code", "pcon_name", "ward_code", "ward_name"),
        *("rsc_region_lead_name", "trust_id", "trust_name", "sponsor_id", "sponsor_name"),
        *("local_enterprise_partnership_code", "local_enterprise_partnership_name"),
        *("local_skills_improvement_plan_area_code", "local_skills_improvement_plan_area_name"),
        *("lsip_code", "lsip_name", "english_devolved_area_code", "english_devolved_area_name"),
        *("opportunity_area_code", "opportunity_area_name", "school_urn", "school_name"),
        *("school_laestab", "school_estab", "provider_ukprn", "provider_name"),
        *("institution_id", "institution_name", "planning_area_code", "planning_area_name"),
        *("police_force_area_code", "police_force_area_name"),
    }
)
NATIONAL, REGIONAL, COUNCIL = "National", "Regional", "Local authority"
LEVELS = {
    name.casefold(): name
    for name in (
        *(NATIONAL, REGIONAL, COUNCIL, "Local authority district", "RSC region"),
        *("Parliamentary constituency", "Local skills improvement plan area"),
        *("Local enterprise partnership", "English devolved area", "Opportunity area", "Ward"),
        *("MAT", "Sponsor", "School", "Provider", "Institution", "Planning area"),
        "Police force area",
    )
}
COMPARED = frozenset({NATIONAL, REGIONAL, COUNCIL})
TOTAL = "total"
MOST_CHOICES = 200
"""Values of one filter that a form can offer."""


class UnreadableError(Exception):
    """The file is not one of these: a sentence, with the row that shows it (the heading is 1)."""

    def __init__(self, sentence: str, *, row: int | None = None) -> None:
        super().__init__(sentence if row is None else f"Row {row}: {sentence}")
        self.row = row


@dataclass(slots=True)
class Column:
    """One column that is neither time nor place: what its cells have been so far."""

    name: str
    place: int
    numbers: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    first_text: tuple[int, str] | None = None
    choices: dict[str, str] = field(default_factory=dict)
    """The different words, by their folded form, as first written."""
    least: float = 0.0
    most: float = 0.0
    has_total: bool = False

    @property
    def is_filter(self) -> bool:
        """Whether its words tell rows apart. A column of years of age with a "Total" does too."""
        if not self.texts:
            return False
        return self.has_total or self.texts > self.numbers + sum(self.signs.values())

    @property
    def is_indicator(self) -> bool:
        return not self.is_filter


@dataclass(frozen=True)
class Filter:
    name: str
    choices: tuple[str, ...]
    """Empty where there are too many to choose from."""


@dataclass(frozen=True)
class Indicator:
    name: str
    least: float
    most: float
    numbers: int
    signs: dict[str, int]


@dataclass(frozen=True)
class Shape:
    """A file that can be used, as it is kept with its row."""

    rows: int
    levels: dict[str, int]
    stamps: tuple[tuple[str, str], ...]
    """Each `time_period` and `time_identifier` that occurs, the oldest first."""
    filters: tuple[Filter, ...]
    indicators: tuple[Indicator, ...]
    councils: int

    @property
    def periods(self) -> list[str]:
        """Each period as the Department names it: "Academic year 2011/12"."""
        told = ((_OF_TWO_YEARS.sub(r"\1/\2", period), name) for period, name in self.stamps)
        return [f"{name} {period}" for period, name in told]

    def as_data(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "levels": self.levels,
            "stamps": [list(each) for each in self.stamps],
            "filters": [[each.name, list(each.choices)] for each in self.filters],
            "indicators": [
                [each.name, each.least, each.most, each.numbers, each.signs]
                for each in self.indicators
            ],
            "councils": self.councils,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Shape":
        return cls(
            data["rows"],
            data["levels"],
            tuple((period, identifier) for period, identifier in data["stamps"]),
            tuple(Filter(name, tuple(choices)) for name, choices in data["filters"]),
            tuple(Indicator(*each) for each in data["indicators"]),
            data["councils"],
        )

    def indicator(self, name: str) -> Indicator | None:
        folded = name.casefold()
        return next((each for each in self.indicators if each.name.casefold() == folded), None)
