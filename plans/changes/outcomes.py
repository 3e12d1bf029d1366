"""Verbs that write outcomes."""

from django.db.models import Max

from plans.changes.numbering import hold
from plans.models import AreaOfWeakness, Outcome
from plans.policies.shape import check_stands
from plans.policies.work import check_words
from sendtrack.accounts.models import User
from sendtrack.history import record

_MISSING = "Say what should change for children, young people and families."


def add_outcome(*, area: AreaOfWeakness, statement: str, by: User) -> Outcome:
    """Add the next outcome of an area of weakness."""
    statement = check_words(statement, missing=_MISSING, field="statement")
    outcome = Outcome(local_area=area.local_area, area=area, statement=statement)
    with record(actor=by, reason=f"Added an outcome to {area}"):
        hold(area.local_area)
        check_stands(area.lock())
        highest = area.outcomes.aggregate(highest=Max("number"))["highest"]
        outcome.number = (highest or 0) + 1
        outcome.save()
    return outcome


def edit_outcome(*, outcome: Outcome, version: int, statement: str, by: User) -> Outcome:
    """Put an outcome in other words. Raises `Stale`."""
    statement = check_words(statement, missing=_MISSING, field="statement")
    with record(actor=by, reason=f"Changed the wording of outcome {outcome.ref}"):
        current = outcome.lock(version=version)
        current.statement = statement
        current.save()
    return current
