"""The regimes of a local area: the one that leads, and how they follow one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q

from plans.models import AreaLineage, AreaOfWeakness, Regime
from plans.models.regime import RegimeQuerySet
from plans.states import IN_FORCE
from sendtrack.organisations.models import LocalArea


def current_regime(area: LocalArea) -> Regime | None:
    """The regime that leads: the one in force whose plan, board and duties the pages show. None
    where there is none. One query; its document comes with it."""
    regimes = Regime.objects.of(area).leading().select_related("document", "addressed_to")
    return regimes.first()


@dataclass(frozen=True)
class Ended:
    """The regime that ended last, where none is in force."""

    regime: Regime
    last_day: date | None
    """On which its pages can still be read as they were; None where no document gives its end."""


def ended_last(area: LocalArea) -> Ended | None:
    """What its pages point to once nothing leads any more. One query."""
    ended = Regime.objects.of(area).exclude(state__in=IN_FORCE)
    last = ended.order_by(F("ended_on").desc(nulls_last=True), "-pk").first()
    if last is None:
        return None
    return Ended(last, last.ended_on - timedelta(days=1) if last.ended_on else None)


def regimes_of(area: LocalArea) -> RegimeQuerySet:
    """Every regime of the area, with what a page says of each. Never one of another area."""
    rows: RegimeQuerySet = Regime.objects.of(area).select_related(
        "local_area",
        "document",
        "addressed_to",
        "succeeds",
        "required_by",
        "ended_by__document",
    )
    return rows


@dataclass(frozen=True)
class Link:
    """One regime in the chain, with what it brought and what followed."""

    regime: Regime
    areas: int
    actions: int
    successors: tuple[Regime, ...]
    required: tuple[Regime, ...]


def chain(area: LocalArea) -> list[Link]:
    """The regimes in the order in which they came into force. One query."""
    rows = regimes_of(area).annotate(
        area_count=Count("areas", filter=Q(areas__ended_on__isnull=True), distinct=True),
        action_count=Count("areas__actions", distinct=True),
    )
    regimes = list(rows.order_by("issued_on", "pk"))
    return [
        Link(
            regime=regime,
            areas=regime.area_count,
            actions=regime.action_count,
            successors=_tied(regimes, "succeeds_id", regime),
            required=_tied(regimes, "required_by_id", regime),
        )
        for regime in regimes
    ]


def _tied(regimes: Iterable[Regime], link: str, to: Regime) -> tuple[Regime, ...]:
    return tuple(each for each in regimes if getattr(each, link) == to.pk)


def areas_with_lineage(regime: Regime) -> list[AreaOfWeakness]:
    """The areas of a regime with their findings, judgements, labels, and the areas they come from
    and went into; also those that were split, merged or dropped. Six queries at most."""
    rows = regime.areas.select_related(
        "local_area",
        "regime__ended_by__document",
        "finding__document",
        "state_authority__document",
    ).prefetch_related(_kin("origins", "origin"), _kin("heirs", "area"), "labels__document")
    return list(rows.annotate(open_actions=_open_actions()).order_by("position"))


def _kin(related: str, other: str) -> "Prefetch[str, Any, str]":
    rows = AreaLineage.objects.select_related(f"{other}__regime", f"{other}__local_area")
    return Prefetch(related, rows.order_by(f"{other}__regime", f"{other}__position"))


def _open_actions() -> Count:
    return Count("actions", filter=~Q(actions__status="complete"), distinct=True)
