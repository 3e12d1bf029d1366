"""What is to be collected, by whom and when; and what counts as having come."""

from datetime import date

from plans.models import AreaOfWeakness, Evidence, Outcome, PlannedSource
from plans.models.planned import MOST_MONTHS
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Post, PostHolding
from sendtrack.periods import add_months, day_in_words
from sendtrack.refusals import Refusal


def check_schedule(
    *, owner: Post | None, every_months: int | None, next_due_on: date | None
) -> tuple[Post, date]:
    if owner is None:
        raise Refusal("Choose the post that collects it.", field="owner")
    if every_months is not None and not 1 <= every_months <= MOST_MONTHS:
        raise Refusal(f"Enter a number of months from 1 to {MOST_MONTHS}.", field="every_months")
    if next_due_on is None:
        raise Refusal("Enter the day by which it is to come.", field="next_due_on")
    return owner, next_due_on


def check_outcome(*, outcome: Outcome | None, area: AreaOfWeakness) -> None:
    if outcome is not None and outcome.area_id != area.pk:
        raise Refusal(f"{outcome.ref} belongs to another area of weakness.", field="outcome")


def check_next_day(source: PlannedSource, next_due_on: date) -> None:
    last = source.last_collected_on
    if last is not None and next_due_on <= last:
        raise Refusal(
            f"It last came on {day_in_words(last)}: the next day must be after that.",
            field="next_due_on",
        )


def check_still_planned(source: PlannedSource) -> None:
    if source.stopped_on is not None:
        raise Refusal(
            f"{source.ref} was stopped on {day_in_words(source.stopped_on)}. Plan a new one."
        )


def check_still_to_come(source: PlannedSource) -> None:
    check_still_planned(source)
    if source.next_due_on is None:
        raise Refusal(
            f"{source.ref} was to come once, and has come. Change how often it is to come, or plan "
            "another."
        )


def day_it_came(*, source: PlannedSource, evidence: Evidence, on: date) -> date:
    """The day of the evidence, where it may count: of the area, not withdrawn, newer than the
    last."""
    if evidence.withdrawn_on is not None:
        raise Refusal(f"{evidence.ref} was withdrawn. Choose another.", field="evidence")
    if evidence.area_id != source.area_id:
        linked = evidence.links.filter(area=source.area_id)
        if not linked.exists():
            raise Refusal(
                f"{evidence.ref} is of another area of weakness. Link it to this one first.",
                field="evidence",
            )
    day = min(evidence.dated_on or on, on)
    last = source.last_collected_on
    if last is not None and day <= last:
        raise Refusal(
            f"{evidence.ref} is of {day_in_words(day)}, and the last piece of "
            f"{day_in_words(last)}. Choose a newer one.",
            field="evidence",
        )
    return day


def next_day(source: PlannedSource, came_on: date) -> date | None:
    """When it is to come again, counted from the day it came; None where it was to come once."""
    return None if source.every_months is None else add_months(came_on, source.every_months)


def may_collect(*, source: PlannedSource, access: Access, on: date) -> bool:
    """Whoever keeps the plan says that anything came; a partner what their own posts collect."""
    if access.allows(Permission.EDIT_PLAN):
        return True
    if access.person_id is None or not access.allows(Permission.UPDATE_OWN_ACTIONS):
        return False
    held = PostHolding.objects.filter(person=access.person_id, post=source.owner_id)
    return held.current(on).exists()
