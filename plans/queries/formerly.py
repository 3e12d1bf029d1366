"""What an outcome was called before its area changed shape, and where old references lead.

A reference names the area ("B2"), so that an outcome which goes to another area gets a new one.
The old one stands in minutes, letters and reports that were sent. It is never given again in the
same regime, because the area that gave it has ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from plans.models import Action, AreaOfWeakness, Outcome, Risk, Target
from plans.queries.plan import outcome_key
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.periods import day_in_words


@dataclass(frozen=True)
class Former:
    """A reference that an outcome had until a day."""

    ref: str
    until: date

    @property
    def words(self) -> str:
        return f"formerly {self.ref} (until {day_in_words(self.until)})"


@dataclass(frozen=True)
class Called:
    """An outcome that is called so, or was: then `former` says until when."""

    outcome: Outcome
    former: Former | None = None


@dataclass(frozen=True)
class Went:
    """What an area held once, and other areas hold now."""

    outcomes: list[Called]
    actions: list[Action]
    """Those that a document states without an outcome; others go with theirs."""
    risks: list[Risk]

    def __bool__(self) -> bool:
        return bool(self.outcomes or self.actions or self.risks)


_Row = tuple[int, int, str, int, Any]


def former_refs(outcomes: Iterable[Outcome]) -> dict[int, list[Former]]:
    """What each was called before, by its id, the first first. One query."""
    known = {outcome.pk for outcome in outcomes}
    return _told(Outcome.history.filter(id__in=known)) if known else {}


def _told(history: Any) -> dict[int, list[Former]]:
    """Each reference but the one it has now, until the day on which the next one was given."""
    rows: Iterable[_Row] = history.order_by("id", "history_date", "history_id").values_list(
        "id", "area_id", "area__ref", "number", "history_date"
    )
    told: dict[int, list[Former]] = {}
    last: dict[int, tuple[int, int, str]] = {}
    for key, area, ref, number, at in rows:
        before = last.get(key)
        if before is not None and before[:2] != (area, number):
            until = timezone.localdate(at)
            told.setdefault(key, []).append(Former(f"{before[2].upper()}{before[1]}", until))
        last[key] = (area, number, ref)
    return told


def outcome_rows(area: LocalArea) -> AreaQuerySet:
    """The outcomes of every regime, with what their addresses are made of."""
    rows: AreaQuerySet = Outcome.objects.of(area).select_related(
        "area__regime", "area__local_area", "local_area"
    )
    return rows


def called(area: LocalArea, ref: str, *, regime_code: str = "") -> list[Called]:
    """The outcomes that are called so under any regime, or were, those of today first and those
    of the regime that leads before others. Three queries at most, whatever there is."""
    key = outcome_key(ref)
    if "pk" in key:
        return []
    rows = outcome_rows(area)
    if regime_code:
        rows = rows.filter(area__regime__code=regime_code)
    now = [Called(outcome) for outcome in rows.filter(**key)]
    once = Outcome.history.filter(local_area=area, **key).values("id")
    moved = list(rows.filter(pk__in=once).exclude(pk__in=[each.outcome.pk for each in now]))
    refs = former_refs(moved)
    past = [
        Called(outcome, former)
        for outcome in moved
        for former in refs.get(outcome.pk, [])[::-1]
        if former.ref == ref.upper()
    ]
    return sorted([*now, *past], key=_order)


def _order(each: Called) -> tuple[bool, bool, int]:
    return each.former is not None, not each.outcome.area.regime.is_shown, -each.outcome.pk


def went_from(area: AreaOfWeakness) -> Went:
    """Where the work of an area went that was split, merged or dropped. Four queries."""
    outcomes = list(
        outcome_rows(area.local_area)
        .filter(pk__in=Outcome.history.filter(area_id=area.pk).values("id"))
        .exclude(area=area)
        .order_by("area__position", "number")
    )
    refs = former_refs(outcomes)
    prefix = area.ref.upper()
    return Went(
        outcomes=[Called(each, _of(refs.get(each.pk, []), prefix)) for each in outcomes],
        actions=list(
            _once_in(area, Action)
            .filter(outcome__isnull=True)
            .select_related("area")
            .order_by("pk")
        ),
        risks=list(_once_in(area, Risk).select_related("area").order_by("pk")),
    )


def _once_in(area: AreaOfWeakness, model: type[Action] | type[Risk]) -> AreaQuerySet:
    once = model.history.filter(area_id=area.pk).values("id")
    rows: AreaQuerySet = model.objects.of(area.local_area).filter(pk__in=once)
    return rows.filter(Q(area__isnull=True) | ~Q(area=area))


def _of(formers: list[Former], prefix: str) -> Former | None:
    return next((each for each in formers if each.ref.startswith(prefix)), None)


def targets_called(
    area: LocalArea, ref: str, months: int, *, regime_code: str = ""
) -> list[tuple[Target, Called]]:
    """The targets at a horizon of the outcomes that are or were called so. One query more."""
    found = called(area, ref, regime_code=regime_code)
    rows = Target.objects.of(area).filter(
        horizon_months=months, outcome__in=[each.outcome.pk for each in found]
    )
    by_outcome = {target.outcome_id: target for target in rows.with_moves()} if found else {}
    pairs = []
    for each in found:
        if target := by_outcome.get(each.outcome.pk):
            target.outcome = each.outcome
            pairs.append((target, each))
    return pairs
