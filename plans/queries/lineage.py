"""Where an area comes from, what became of it, and what it holds while it changes shape."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, Q

from plans.models import Action, AreaLineage, AreaOfWeakness, Outcome, Risk
from plans.models.area import AreaOrigin
from plans.queries.things import area_url
from sendtrack.periods import day_in_words
from sendtrack.sources.models import Citation


@dataclass(frozen=True)
class Relative:
    """An area that another one came out of, or went into."""

    area: AreaOfWeakness
    url: str
    words: str
    """ "(a) Leaders", or "Written Statement of Action, (3) Leaders" under another regime."""


@dataclass(frozen=True)
class Step:
    """One step of a lineage: "Split on 4 November 2026 from (a) …"."""

    kind: str
    words: str
    relatives: tuple[Relative, ...]
    citation: Citation | None


_FROM = {
    AreaOrigin.CARRIED: "Carried over from",
    AreaOrigin.SPLIT: "Split{on} from",
    AreaOrigin.MERGED: "Merged{on} from",
}
_INTO = {
    AreaOrigin.CARRIED: "Carried over into",
    AreaOrigin.SPLIT: "Split{on} into",
    AreaOrigin.MERGED: "Merged{on} into",
}


@dataclass(frozen=True)
class Lineage:
    origins: list[Step]
    heirs: list[Step]


def lineage_of(area: AreaOfWeakness) -> Lineage:
    """Both directions, in the order of the areas. One query, two more where there are any: one
    that joined all of it was planned badly on past days."""
    rows = AreaLineage.objects.filter(Q(area=area) | Q(origin=area))
    rows = rows.select_related("citation__document").prefetch_related(
        _read("area"), _read("origin")
    )
    rows = rows.order_by("on", "kind", "origin__position", "area__position")
    origins = [row for row in rows if row.area_id == area.pk]
    heirs = [row for row in rows if row.origin_id == area.pk]
    return Lineage(
        origins=_steps(origins, area, _FROM, lambda row: row.origin),
        heirs=_steps(heirs, area, _INTO, lambda row: row.area),
    )


def _read(end: str) -> Prefetch:
    return Prefetch(
        end,
        AreaOfWeakness.objects.select_related(
            "local_area", "regime", "finding__document", "state_authority__document"
        ),
    )


def _steps(
    rows: Iterable[AreaLineage],
    about: AreaOfWeakness,
    words: dict[AreaOrigin, str],
    other: Callable[[AreaLineage], AreaOfWeakness],
) -> list[Step]:
    steps = []
    for (kind, on), found in groupby(rows, key=lambda row: (row.kind, row.on)):
        group = list(found)
        day = f" on {day_in_words(on)}" if on else ""
        steps.append(
            Step(
                kind=kind,
                words=words[AreaOrigin(kind)].format(on=day),
                relatives=tuple(_relative(other(row), about) for row in group),
                citation=group[0].citation,
            )
        )
    return steps


def _relative(area: AreaOfWeakness, about: AreaOfWeakness) -> Relative:
    words = f"({area.ref}) {area.short_title}"
    if area.regime_id != about.regime_id:
        words = f"{area.regime}, {words}"
    return Relative(area, area_url(area), words)


@dataclass(frozen=True)
class Holdings:
    """What somebody must be found for when an area is split or dropped."""

    outcomes: list[Outcome]
    """With their actions."""
    loose: list[Action]
    risks: list[Risk]
    others: int
    """Pieces of evidence and views heard."""


def holdings_of(area: AreaOfWeakness) -> Holdings:
    """Six queries."""
    return Holdings(
        outcomes=list(
            area.outcomes.select_related("area").prefetch_related("actions").order_by("number")
        ),
        loose=list(area.actions.filter(outcome__isnull=True).order_by("pk")),
        risks=list(area.risks.open().order_by("pk")),
        others=sum(
            rows.filter(action__isnull=True).count() for rows in (area.evidence, area.voices)
        ),
    )
