"""Verbs that write the risk register."""

from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import AreaOfWeakness, Regime, Risk, RiskReview
from plans.policies.evidence import check_area_in_regime
from plans.policies.risks import (
    check_next_review,
    check_open,
    check_owner,
    check_review_order,
    check_scores,
)
from plans.policies.work import check_reason, check_words
from plans.states import RiskState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post


def _texts(*, cause: str, event: str, effect: str, controls: str) -> dict[str, str]:
    missing = {
        "cause": (cause, "Say what could bring this about."),
        "event": (event, "Say what may happen."),
        "effect": (effect, "Say what it would mean for children, families or the plan."),
        "controls": (controls, "Say what is done about it. Write “None yet” if that is so."),
    }
    return {
        field: check_words(words, missing=sentence, field=field)
        for field, (words, sentence) in missing.items()
    }


def raise_risk(
    *,
    regime: Regime,
    area: AreaOfWeakness | None,
    cause: str,
    event: str,
    effect: str,
    owner: Post,
    controls: str,
    likelihood_before: int,
    impact_before: int,
    likelihood: int,
    impact: int,
    next_review_on: date,
    by: User,
    on: date,
) -> Risk:
    """Put a risk on the register, scored before and after its controls."""
    texts = _texts(cause=cause, event=event, effect=effect, controls=controls)
    check_owner(owner)
    check_scores(
        likelihood_before=likelihood_before,
        impact_before=impact_before,
        likelihood=likelihood,
        impact=impact,
    )
    check_next_review(likelihood=likelihood, impact=impact, next_review_on=next_review_on, on=on)
    check_area_in_regime(area=area, regime=regime)
    risk = Risk(
        local_area=regime.local_area,
        regime=regime,
        area=area,
        owner=owner,
        likelihood_before=likelihood_before,
        impact_before=impact_before,
        likelihood=likelihood,
        impact=impact,
        raised_on=on,
        next_review_on=next_review_on,
        **texts,
    )
    with record(actor=by, reason=f"Raised the risk: {risk.event}"):
        hold(regime.local_area)
        alike = Risk.objects.of(regime.local_area).values_list("ref", flat=True)
        risk.ref = f"R{next_number(alike)}"
        risk.save()
    return risk


def edit_risk(
    *,
    risk: Risk,
    version: int,
    cause: str,
    event: str,
    effect: str,
    controls: str,
    owner: Post,
    by: User,
    reason: str,
) -> Risk:
    """Change a risk's words or its owner; scores change by a review. Raises `Stale`."""
    texts = _texts(cause=cause, event=event, effect=effect, controls=controls)
    check_owner(owner)
    with record(actor=by, reason=check_reason(reason)):
        current = risk.lock(version=version)
        check_open(current)
        for field, words in texts.items():
            setattr(current, field, words)
        current.owner = owner
        current.save()
    return current


def review_risk(
    *,
    risk: Risk,
    version: int,
    likelihood: int,
    impact: int,
    note: str,
    next_review_on: date,
    by: User,
    on: date,
) -> RiskReview:
    """Score a risk again and say why; the review keeps the score before it. Raises `Stale`."""
    note = check_words(note, missing="Say what was found and why the score is right.", field="note")
    check_scores(likelihood=likelihood, impact=impact)
    check_next_review(likelihood=likelihood, impact=impact, next_review_on=next_review_on, on=on)
    with record(actor=by, reason=f"Reviewed: {note}"):
        current = risk.lock(version=version)
        check_open(current)
        check_review_order(risk=current, on=on)
        review = RiskReview(
            local_area=current.local_area,
            risk=current,
            reviewed_on=on,
            reviewed_at=clock.now(),
            reviewed_by=by,
            score_before=current.score,
            likelihood=likelihood,
            impact=impact,
            note=note,
        )
        review.save()
        current.likelihood = likelihood
        current.impact = impact
        current.last_reviewed_on = on
        current.next_review_on = next_review_on
        current.save()
    return review


def close_risk(*, risk: Risk, version: int, because: str, by: User, on: date) -> Risk:
    """Take a risk off the open register, with the reason. Raises `Stale`."""
    because = check_words(because, missing="Say why this risk can be closed.", field="because")
    with record(actor=by, reason=f"Closed: {because}"):
        current = risk.lock(version=version)
        check_open(current)
        check_review_order(risk=current, on=on)
        current.state = RiskState.CLOSED
        current.closed_on = on
        current.closed_because = because
        current.save()
    return current
