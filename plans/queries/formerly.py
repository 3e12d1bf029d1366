"""What an outcome was called before its area changed shape, and where old references lead.

A reference names the area ("B2"), so that an outcome which goes to another area gets a new one.
The old one stands in minutes, letters and reports that were sent. It is never given again in the
same regime, because the area that gave it has ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from plans.models import Outcome, Target
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
