"""The verb that writes how an area scores its risks."""

from plans.changes.numbering import hold
from plans.models import ScoringScheme
from plans.policies.scoring import NUMBERS, WORDS, check_scheme
from plans.policies.work import check_reason
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea


def set_scoring(
    *, area: LocalArea, version: int, by: User, reason: str, **said: str | int
) -> ScoringScheme:
    """Give an area its own words, levels, review rule and appetite. What is left out stays.

    Open risks are read by the new scheme at once; a review keeps the level that it gave. The next
    reviews that are planned already stay where they are. Raises `Stale`.
    """
    unknown = set(said) - {*WORDS, *NUMBERS}
    if unknown:
        raise TypeError(f"A scoring scheme has no {', '.join(sorted(unknown))}")
    with record(actor=by, reason=check_reason(reason)):
        hold(area)
        current = ScoringScheme.objects.in_force(area)
        if current.pk is not None:
            current = current.lock(version=version)
        for field, value in said.items():
            setattr(current, field, value)
        check_scheme(current)
        current.save()
    return current
