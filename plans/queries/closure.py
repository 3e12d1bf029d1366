"""What a closure page shows: each action of the regime and what becomes of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from plans.models import Action, AreaOfWeakness, Closure, Disposition, Outcome, Regime, Risk
from plans.queries.actions import ref_order
from plans.queries.risks import risk_rows
from plans.states import IN_FORCE, DispositionKind, Status
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet


def closures_of(area: LocalArea) -> AreaQuerySet:
    return Closure.objects.of(area).select_related(
        "regime__local_area", "ended_by__document", "asked_by", "snapshot", "local_area"
    )


def left_over(regime: Regime) -> list[Action]:
    """The open actions of a regime of which nobody has said what becomes. One query."""
    decided = Disposition.objects.filter(closure__regime=regime).values("action")
    rows = Action.objects.in_regime(regime).open().exclude(pk__in=decided)
    return sorted(rows, key=lambda action: ref_order(action.ref))


@dataclass(frozen=True)
class ClosureLine:
    """One action, and what becomes of it; None where nobody has said so and it is open."""

    action: Action
    disposition: Disposition | None

    @property
    def is_left_over(self) -> bool:
        return self.disposition is None and self.action.status != Status.COMPLETE


@dataclass(frozen=True)
class ClosureWork:
    """The actions of a regime with their dispositions, and the risks that are open."""

    lines: tuple[ClosureLine, ...]
    risks: tuple[Risk, ...]

    @property
    def left_over(self) -> list[ClosureLine]:
        return [line for line in self.lines if line.is_left_over]

    @property
    def open(self) -> list[ClosureLine]:
        """Those that need a disposition, decided or not."""
        return [line for line in self.lines if line.action.status != Status.COMPLETE]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many come to each end, in words: those complete before the closure first."""
        found = Counter(line.disposition.kind for line in self.lines if line.disposition)
        complete = sum(
            line.disposition is None and line.action.status == Status.COMPLETE
            for line in self.lines
        )
        kinds = [(kind.label, found[kind]) for kind in DispositionKind]
        return [("Complete before the closure", complete), *kinds]


def closure_work(regime: Regime) -> ClosureWork:
    """Three queries, whatever the number of actions. An action that has moved on is still here."""
    rows = Disposition.objects.filter(closure__regime=regime).select_related(
        "decided_by", "from_area", "to_outcome__area__regime", "action__accountable__organisation"
    )
    decided = {row.action_id: row for row in rows}
    actions = Action.objects.in_regime(regime).select_related("area", "accountable__organisation")
    lines = [ClosureLine(action, decided.pop(action.pk, None)) for action in actions]
    lines += [ClosureLine(row.action, row) for row in decided.values()]
    return ClosureWork(
        lines=tuple(sorted(lines, key=lambda line: ref_order(line.action.ref))),
        risks=tuple(risk_rows(regime).open().order_by("pk")),
    )


def outcomes_to_move_to(regime: Regime) -> AreaQuerySet:
    """The outcomes of the other plans in force, which can take actions over."""
    return (
        Outcome.objects.of(regime.local_area)
        .filter(area__regime__state__in=IN_FORCE)
        .exclude(area__regime=regime)
        .select_related("area__regime")
        .order_by("area__regime__issued_on", "area__position", "number")
    )


def areas_without_outcome(regime: Regime) -> list[AreaOfWeakness]:
    """The areas of the other plans in force that can take no action over before they have an
    outcome. One query."""
    rows = AreaOfWeakness.objects.of(regime.local_area).standing()
    rows = rows.filter(regime__state__in=IN_FORCE, outcomes__isnull=True).exclude(regime=regime)
    return list(rows.select_related("regime").order_by("regime__issued_on", "position"))


def came_from(action: Action) -> list[Disposition]:
    """The closures that an action went through, the latest first. One query."""
    rows = Disposition.objects.filter(action=action).select_related(
        "closure__regime", "from_area", "to_outcome__area__regime"
    )
    return list(rows.order_by("-decided_on", "-pk"))


def decided_by(closure: Closure) -> date | None:
    """The day of the latest decision about an action of the closure."""
    newest = closure.dispositions.order_by("-decided_on").first()
    return newest.decided_on if newest else None
