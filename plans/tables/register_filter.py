"""What the register can be narrowed to, as links in the address."""

from collections.abc import Sequence

from django.http import QueryDict

from plans.models import ScoringScheme
from plans.queries.risks import RiskLine
from plans.tables.filters import Choice, Group

ATTENTION, BOARD = "attention", "board"
WHOLE_PLAN = "plan"


class RegisterFilter:
    """The filters as an address asks for them; what it asks for that isn't there is ignored. Only
    what a risk of the register has is offered. No query."""

    def __init__(self, asked: QueryDict, lines: Sequence[RiskLine], scheme: ScoringScheme) -> None:
        self.asked = asked
        self.lines = lines
        areas = {line.risk.area.ref: line.risk.area for line in lines if line.risk.area}
        owners = {str(line.risk.owner_id): line.risk.owner.in_full for line in lines}
        bands = {line.risk.band for line in lines}
        self.options: dict[str, tuple[str, dict[str, str]]] = {
            "show": ("Show only", {ATTENTION: "Needs attention", BOARD: "For the board"}),
            "area": (
                "Area",
                {ref: f"({ref}) {areas[ref].short_title}" for ref in sorted(areas)}
                | {WHOLE_PLAN: "Whole plan"},
            ),
            "level": (
                "Level",
                {
                    str(band): level.word
                    for band, level in reversed(scheme.levels.items())
                    if band in bands
                },
            ),
            "owner": (
                "Owner",
                dict(sorted(owners.items(), key=lambda each: each[1])),
            ),
        }
        self.chosen = {
            name: value
            for name, (_, options) in self.options.items()
            if (value := str(asked.get(name, ""))) in options
        }

    def apply(self) -> list[RiskLine]:
        return [line for line in self.lines if self._fits(line)]

    def _fits(self, line: RiskLine) -> bool:
        """Whether a line is as every chosen filter asks; linked areas count as well."""
        chosen = self.chosen
        areas = [line.risk.area.ref] if line.risk.area else [WHOLE_PLAN]
        areas += [link.area.ref for link in line.links if link.area]
        fits = {
            "show": line.needs_attention
            if chosen.get("show") == ATTENTION
            else bool(line.for_board),
            "area": chosen.get("area") in areas,
            "level": chosen.get("level") == str(line.risk.band),
            "owner": chosen.get("owner") == str(line.risk.owner_id),
        }
        return all(fits[name] for name in chosen)

    @property
    def groups(self) -> list[Group]:
        return [
            Group(label, [self._choice(name, "", "All"), *self._choices(name, options)])
            for name, (label, options) in self.options.items()
            if options
        ]

    @property
    def in_words(self) -> str:
        """ "area (d), very high": what the list shows; empty where it shows everything."""
        return ", ".join(self.options[name][1][value] for name, value in self.chosen.items())

    def _choices(self, name: str, options: dict[str, str]) -> list[Choice]:
        return [self._choice(name, value, label) for value, label in options.items()]

    def _choice(self, name: str, value: str, label: str) -> Choice:
        address = QueryDict(mutable=True)
        for key, chosen in (self.chosen | {name: value}).items():
            if chosen:
                address[key] = chosen
        return Choice(label, f"?{address.urlencode()}#register", self.chosen.get(name, "") == value)
