"""What becomes of the risks of a regime that ends: another plan takes them over, or they close."""

from collections.abc import Iterable
from datetime import date

from plans.models import AreaLineage, AreaOfWeakness, Issue, Regime, Risk
from plans.policies.risk_endings import RiskEnding, check_can_settle
from plans.policies.risks import check_review_order
from plans.states import IssueState, RiskState
from sendtrack.accounts.models import User
from sendtrack.history import record


def settle_risks(
    *,
    regime: Regime,
    risks: Iterable[Risk],
    kind: RiskEnding,
    words: str,
    by: User,
    on: date,
    to_regime: Regime | None = None,
) -> list[Risk]:
    """Say of these risks of a regime, and of the issues that they have become, what becomes of
    them. One that moves keeps its reference, its reviews and its history. Raises `Refusal`."""
    risks = sorted(risks, key=lambda risk: risk.pk)
    words = check_can_settle(
        regime=regime, risks=risks, kind=kind, to_regime=to_regime, words=words
    )
    if kind == RiskEnding.CLOSED:
        reason = f"Closed: {words}"
    else:
        reason = f"Moved from the {regime} to the {to_regime}: {words}"
    with record(actor=by, reason=reason):
        for risk in risks:
            current = risk.lock()
            if to_regime is None:
                _close(current, words, on)
            else:
                _move(current, to_regime)
    return risks


def _move(risk: Risk, regime: Regime) -> None:
    risk.regime, risk.area = regime, _heir(risk.area, regime)
    risk.save()
    for issue in Issue.objects.open().filter(risk=risk):
        current = issue.lock()
        current.regime = regime
        current.save()


def _heir(area: AreaOfWeakness | None, regime: Regime) -> AreaOfWeakness | None:
    """The area of the other plan that carries this one on; None, the whole plan, where none or
    several do."""
    carried = AreaLineage.objects.filter(origin=area, area__regime=regime)
    heirs = [step.area for step in carried.select_related("area") if step.area.ended_on is None]
    return heirs[0] if area is not None and len(heirs) == 1 else None


def _close(risk: Risk, because: str, on: date) -> None:
    if risk.is_open:
        check_review_order(risk=risk, on=on)
        risk.state, risk.closed_on, risk.closed_because = RiskState.CLOSED, on, because
        risk.save()
    for issue in Issue.objects.open().filter(risk=risk):
        current = issue.lock()
        current.state, current.resolved_on = IssueState.RESOLVED, on
        current.resolution = because
        current.save()
