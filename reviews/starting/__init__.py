"""What the kinds of regime usually hold, as data beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plans.states import RegimeKind, RegimeState

DATA = Path(__file__).with_name("templates.yaml")


@dataclass(frozen=True)
class TemplateClause:
    """A paragraph that such a document usually has, and how it is judged."""

    paragraph: str
    title: str
    kind: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RegimeTemplate:
    key: RegimeKind
    name: str
    about: str
    issued_by: str
    horizons: tuple[int, ...]
    report_every_months: int | None
    state: RegimeState
    clauses: tuple[TemplateClause, ...]
    code: str = ""
    """Of an area's own: its address."""
    areas: str = ""
    """The areas that it usually lists, one a line."""

    @property
    def address(self) -> str:
        return self.code or self.key


@cache
def templates() -> tuple[RegimeTemplate, ...]:
    """All of them, in the order of the file."""
    return tuple(_template(row) for row in yaml.safe_load(DATA.read_text(encoding="utf-8")))


def _template(row: dict[str, Any]) -> RegimeTemplate:
    return RegimeTemplate(
        key=RegimeKind(row["key"]),
        name=row["name"],
        about=row["about"],
        issued_by=row["issued_by"],
        horizons=tuple(row["horizons"]),
        report_every_months=row["report_every_months"],
        state=RegimeState(row["state"]),
        clauses=tuple(TemplateClause(**clause) for clause in row["clauses"]),
    )


def template_of(key: str) -> RegimeTemplate | None:
    return next((each for each in templates() if each.key == key), None)
