"""Verbs that write the risk register."""

from datetime import date
from typing import Unpack

from plans.changes.controls import new_control
from plans.changes.numbering import hold, next_number
from plans.models import AreaOfWeakness, Regime, Risk, RiskReview, ScoringScheme
from plans.policies.evidence import check_area_in_regime
from plans.policies.risks import (
    Aim,
    check_aim,
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


def _texts(*, cause: str, event: str, effect: str) -> dict[str, str]:
    missing = {
        "cause": (cause, "Say what could bring this about."),
        "event": (event, "Say what may happen."),
        "effect": (effect, "Say what it would mean for children, families or the plan."),
    }
    return {
        field: check_words(words, missing=sentence, field=field)
        for field, (words, sentence) in missing.items()
    }


def _set_aim(risk: Risk, aim: Aim, *, on: date) -> None:
    """Give a risk what was decided of where it is to go; a target that can't stand is refused."""
    target_on_before = risk.target_on
    for field, value in aim.items():
        setattr(risk, field, value.strip() if isinstance(value, str) else value)
    check_aim(risk, target_on_before=target_on_before, on=on)
    if risk.target_score is None or risk.target_score <= risk.score:
        risk.target_because = ""


def raise_risk(
    *,
    regime: Regime,
    area: AreaOfWeakness | None,
    cause: str,
    event: str,
    effect: str,
    owner: Post,
    likelihood_before: int,
    impact_before: int,
    likelihood: int,
    impact: int,
    next_review_on: date,
    by: User,
    on: date,
    controls: str = "",
    category: str = "",
    **aim: Unpack[Aim],
) -> Risk:
    """Put a risk on the register, scored before and after its controls. `controls` is what is done
    about it already: the owner's first control, untested."""
    texts = _texts(cause=cause, event=event, effect=effect)
    check_owner(owner)
    check_scores(
        likelihood_before=likelihood_before,
        impact_before=impact_before,
        likelihood=likelihood,
        impact=impact,
    )
    scheme = ScoringScheme.objects.in_force(regime.local_area)
    check_next_review(scheme, score=likelihood * impact, next_review_on=next_review_on, on=on)
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
        category=category,
        **texts,
    )
    _set_aim(risk, aim, on=on)
    with record(actor=by, reason=f"Raised the risk: {risk.event}"):
        hold(regime.local_area)
        alike = Risk.objects.of(regime.local_area).values_list("ref", flat=True)
        risk.ref = f"R{next_number(alike)}"
        risk.save()
        if controls.strip():
            new_control(risk=risk, what=controls.strip(), owner=owner).save()
    return risk


def edit_risk(
    *,
    risk: Risk,
    version: int,
    cause: str,
    event: str,
    effect: str,
    owner: Post,
    by: User,
    reason: str,
    category: str | None = None,
) -> Risk:
    """Change a risk's words, category or owner; scores change by a review. Raises `Stale`."""
    texts = _texts(cause=cause, event=event, effect=effect)
    check_owner(owner)
    with record(actor=by, reason=check_reason(reason)):
        current = risk.lock(version=version)
        check_open(current)
        for field, words in texts.items():
            setattr(current, field, words)
        current.owner = owner
        if category is not None:
            current.category = category
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
    **aim: Unpack[Aim],
) -> RiskReview:
    """Score a risk again and say why, and decide again where it is to go; the review keeps the
    score before it. Raises `Stale`."""
    note = check_words(note, missing="Say what was found and why the score is right.", field="note")
    check_scores(likelihood=likelihood, impact=impact)
    scheme = ScoringScheme.objects.in_force(risk.local_area)
    check_next_review(scheme, score=likelihood * impact, next_review_on=next_review_on, on=on)
    with record(actor=by, reason=f"Reviewed: {note}"):
        current = risk.lock(version=version)
        check_open(current)
        check_review_order(risk=current, on=on)
        score_before = current.score
        current.likelihood = likelihood
        current.impact = impact
        _set_aim(current, aim, on=on)
        review = RiskReview(
            local_area=current.local_area,
            risk=current,
            reviewed_on=on,
            reviewed_at=clock.now(),
            reviewed_by=by,
            score_before=score_before,
            likelihood=likelihood,
            impact=impact,
            target_score=current.target_score,
            band=scheme.band(likelihood * impact),
            band_name=scheme.level(likelihood * impact).word,
            note=note,
        )
        review.save()
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
