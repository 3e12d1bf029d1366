"""Verbs about what partner organisations are asked to contribute (paragraph 4f)."""

from datetime import date

from django.db.models import Max

from plans.changes.numbering import hold
from plans.models import ContributionRequest, Regime
from plans.policies.requests import check_asked, check_open
from plans.policies.work import check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Organisation


def ask_contribution(
    *,
    regime: Regime,
    organisation: Organisation | None,
    what: str,
    due_on: date | None,
    asked_at: str,
    by: User,
    on: date,
) -> ContributionRequest:
    """Ask a partner organisation for something by a day. `asked_at` names the meeting."""
    what = check_words(what, missing="Say what they are asked for.", field="what")
    organisation, due_on = check_asked(organisation=organisation, due_on=due_on, on=on)
    asked = ContributionRequest(
        local_area_id=regime.local_area_id,
        regime=regime,
        organisation=organisation,
        what=what,
        due_on=due_on,
        asked_on=on,
        asked_by=by,
        asked_at=asked_at.strip(),
    )
    with record(actor=by, reason=f"Asked {organisation} for a contribution: {what}"):
        hold(regime.local_area)
        rows = ContributionRequest.objects.of(regime.local_area)
        asked.number = (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
        asked.save()
    return asked


def answer_contribution(
    *, request: ContributionRequest, version: int, answer: str, by: User, on: date
) -> ContributionRequest:
    """Answer a request, or answer it again; earlier answers stay in the history. Raises `Stale`."""
    answer = check_words(answer, missing="Say what the organisation does about it.", field="answer")
    with record(actor=by, reason=f"Answered: {answer}"):
        current: ContributionRequest = request.lock(version=version)
        check_open(current)
        current.answer, current.answered_by, current.answered_on = answer, by, on
        current.save()
    return current


def settle_contribution(
    *, request: ContributionRequest, version: int, because: str, by: User, on: date
) -> ContributionRequest:
    """Close a request: what came of it. Raises `Stale`."""
    because = check_words(because, missing="Say what came of it.", field="because")
    with record(actor=by, reason=f"Settled: {because}"):
        current: ContributionRequest = request.lock(version=version)
        check_open(current)
        current.settled_on, current.settled_because = on, because
        current.save()
    return current
