"""How an area of the plan is laid out, on the whole plan and on its own page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.models import AreaOfWeakness
from plans.queries.formerly import Former
from plans.queries.plan import AreaEntry, OutcomeEntry
from plans.queries.summaries import AreaSummary
from plans.tables.plan import OutcomeTable


@dataclass(frozen=True)
class OutcomeSection:
    entry: OutcomeEntry
    table: OutcomeTable
    formers: list[Former] = field(default_factory=list)
    """What it was called before its area changed shape."""


@dataclass(frozen=True)
class AreaSection:
    area: AreaOfWeakness
    summary: AreaSummary
    outcomes: list[OutcomeSection]
    loose: OutcomeTable | None
    """Actions that a document states without an outcome."""


def lay_out(
    entry: AreaEntry, *, slug: str, formers: Mapping[int, list[Former]] | None = None
) -> AreaSection:
    """The sections of one area, with their tables."""
    return AreaSection(
        area=entry.area,
        summary=entry.summary,
        outcomes=[
            OutcomeSection(
                each,
                OutcomeTable(each.actions, slug=slug, caption=f"Actions for {each.outcome.ref}"),
                (formers or {}).get(each.outcome.pk, []),
            )
            for each in entry.outcomes
        ],
        loose=OutcomeTable(
            entry.loose,
            slug=slug,
            caption=f"Actions that documents state for area ({entry.area.ref})",
        )
        if entry.loose
        else None,
    )
