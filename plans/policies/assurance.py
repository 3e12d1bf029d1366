"""When an area is checked for lasting improvement, and by whom."""

from datetime import date

from plans.models import AreaOfWeakness, Assurance
from plans.states import AreaState
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Post, PostHolding
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

LEFT_MONITORING = (AreaState.STEPPED_DOWN, AreaState.SUFFICIENT_PROGRESS)


def is_to_be_assured(area: AreaOfWeakness) -> bool:
    """Whether an outside body looks no longer, so that the area has to look itself."""
    return area.state in LEFT_MONITORING and area.stands


def check_to_be_assured(area: AreaOfWeakness) -> None:
    if not is_to_be_assured(area):
        raise Refusal(
            f"Area ({area.ref}) is {area.get_state_display().lower()}: its people check it once "
            "an outside body has said that it looks no longer."
        )


def check_plan(*, owner: Post | None, every_months: int | None) -> tuple[Post, int]:
    if owner is None:
        raise Refusal("Choose the post that looks whether it holds.", field="owner")
    if every_months not in range(1, 13):
        raise Refusal("Enter a number of months from 1 to 12.", field="every_months")
    assert every_months is not None
    return owner, every_months


def check_day(*, assurance: Assurance, checked_on: date, on: date) -> None:
    """A check lies after the one before, and has happened."""
    if checked_on > on:
        raise Refusal(f"The day must be {day_in_words(on)} or before.", field="checked_on")
    last = assurance.last_checked_on
    if last is not None and checked_on <= last:
        raise Refusal(
            f"The last check was on {day_in_words(last)}: the day must be after that.",
            field="checked_on",
        )


def may_check(*, assurance: Assurance, access: Access, on: date) -> bool:
    """An officer records any check; a partner those of the posts they hold on that day."""
    if access.allows(Permission.UPDATE_ANY_ACTION):
        return True
    if access.person_id is None or not access.allows(Permission.UPDATE_OWN_ACTIONS):
        return False
    held = PostHolding.objects.filter(person=access.person_id, post=assurance.owner_id)
    return held.current(on).exists()
