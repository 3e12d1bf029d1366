"""Verbs about what the impact framework is to collect."""

from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import AreaOfWeakness, Collected, Evidence, Outcome, PlannedSource
from plans.models.planned import SourceMethod
from plans.policies.planned import (
    check_next_day,
    check_outcome,
    check_schedule,
    check_still_planned,
    check_still_to_come,
    day_it_came,
    next_day,
)
from plans.policies.shape import check_stands
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post

NO_WHAT = "Say what is to be collected."
NO_TELLS = "Say what it is to tell."


def plan_source(
    *,
    area: AreaOfWeakness,
    method: SourceMethod,
    what: str,
    tells: str,
    outcome: Outcome | None,
    owner: Post | None,
    every_months: int | None,
    next_due_on: date | None,
    by: User,
) -> PlannedSource:
    """Say what will be collected for an area, by whom, how often, and by when first."""
    what = check_words(what, missing=NO_WHAT, field="what")
    tells = check_words(tells, missing=NO_TELLS, field="tells")
    owner, due = check_schedule(owner=owner, every_months=every_months, next_due_on=next_due_on)
    with record(actor=by, reason=f"Planned what to collect: {what}"):
        hold(area.local_area)
        current = area.lock()
        check_stands(current)
        check_outcome(outcome=outcome, area=current)
        alike = PlannedSource.objects.of(area.local_area).values_list("ref", flat=True)
        source = PlannedSource(
            local_area=area.local_area,
            area=current,
            outcome=outcome,
            ref=f"Q{next_number(alike)}",
            method=method,
            what=what,
            tells=tells,
            owner=owner,
            every_months=every_months,
            next_due_on=due,
        )
        source.save()
    return source


def edit_source(
    *,
    source: PlannedSource,
    version: int,
    method: SourceMethod,
    what: str,
    tells: str,
    outcome: Outcome | None,
    owner: Post | None,
    every_months: int | None,
    next_due_on: date | None,
    by: User,
    reason: str,
) -> PlannedSource:
    """Change what is collected, by whom, how often or when next. What came once may be planned to
    come again. Raises `Stale`."""
    what = check_words(what, missing=NO_WHAT, field="what")
    tells = check_words(tells, missing=NO_TELLS, field="tells")
    owner, due = check_schedule(owner=owner, every_months=every_months, next_due_on=next_due_on)
    with record(actor=by, reason=check_reason(reason)):
        current = source.lock(version=version)
        check_still_planned(current)
        check_outcome(outcome=outcome, area=current.area)
        check_next_day(current, due)
        current.method, current.what, current.tells = method, what, tells
        current.outcome, current.owner = outcome, owner
        current.every_months, current.next_due_on = every_months, due
        current.save()
    return current


def collect_source(
    *, source: PlannedSource, version: int, evidence: Evidence, by: User, on: date
) -> Collected:
    """Link the evidence that came, and set the day of the next. Raises `Stale`."""
    with record(actor=by, reason="It came as planned"):
        current = source.lock(version=version)
        check_still_to_come(current)
        came_on = day_it_came(source=current, evidence=evidence.lock(), on=on)
        collected = Collected(
            local_area=current.local_area,
            source=current,
            evidence=evidence,
            collected_on=came_on,
            recorded_by=by,
        )
        current.last_collected_on = came_on
        current.next_due_on = next_day(current, came_on)
        current.save()
        collected.save()
    return collected


def stop_source(
    *, source: PlannedSource, version: int, because: str, by: User, on: date
) -> PlannedSource:
    """Collect it no more, and say why. What has come stays. Raises `Stale`."""
    because = check_words(because, missing="Say why it is stopped.", field="because")
    with record(actor=by, reason=f"Stopped it: {because}"):
        current = source.lock(version=version)
        check_still_planned(current)
        current.stopped_on, current.stopped_because = on, because
        current.next_due_on = None
        current.save()
    return current
