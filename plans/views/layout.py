"""How an area of the plan is laid out, on the whole plan and on its own page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.models import AreaOfWeakness
from plans.queries.commentary import Told
from plans.queries.formerly import Former
from plans.queries.measured import Measured
from plans.queries.plan import AreaEntry, OutcomeEntry
from plans.queries.summaries import AreaSummary
from plans.tables.plan import OutcomeTable


@dataclass(frozen=True)
class OutcomeSection:
    entry: OutcomeEntry
    table: OutcomeTable
    formers: list[Former] = field(default_factory=list)
    """What it was called before its area changed shape."""
    measures: list[Told] = field(default_factory=list)
    """Those that count a target of it."""


@dataclass(frozen=True)
class AreaSection:
    area: AreaOfWeakness
    summary: AreaSummary
    outcomes: list[OutcomeSection]
    loose: OutcomeTable | None
    """Actions that a document states without an outcome."""
    measures: list[Told] = field(default_factory=list)
    """Those that tell of the area and count no target of it."""


def lay_out(
    entry: AreaEntry,
    *,
    slug: str,
    formers: Mapping[int, list[Former]] | None = None,
    measured: Measured | None = None,
) -> AreaSection:
    """The sections of one area, with their tables, and with measures beside the actions where
    they do not have a part of the page to themselves."""
    measured, formers = measured or Measured(), formers or {}
    return AreaSection(
        area=entry.area,
        summary=entry.summary,
        outcomes=[_outcome(each, slug, formers, measured) for each in entry.outcomes],
        loose=OutcomeTable(
            entry.loose,
            slug=slug,
            caption=f"Actions that documents state for area ({entry.area.ref})",
        )
        if entry.loose
        else None,
        measures=measured.by_area.get(entry.area.pk, []),
    )


def _outcome(
    entry: OutcomeEntry, slug: str, formers: Mapping[int, list[Former]], measured: Measured
) -> OutcomeSection:
    outcome = entry.outcome
    return OutcomeSection(
        entry,
        OutcomeTable(entry.actions, slug=slug, caption=f"Actions for {outcome.ref}"),
        formers.get(outcome.pk, []),
        measured.by_outcome.get(outcome.pk, []),
    )
