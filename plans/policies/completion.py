"""Who confirms that an action is complete, and what opens it again."""

from plans.models import Action
from plans.states import Status
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Permission
from sendtrack.refusals import Refusal


def may_confirm(*, action: Action, access: Access) -> bool:
    """Somebody with the right to, and never whoever said that it is complete."""
    return (
        action.status == Status.TO_CONFIRM
        and access.allows(Permission.CONFIRM_COMPLETION)
        and action.said_complete_by_id != access.user_id
    )


def to_confirm_by(access: Access) -> list[Action]:
    """What waits for this person's word that it is complete, longest waiting first. One query, and
    none for whoever may not give it."""
    if not access.allows(Permission.CONFIRM_COMPLETION):
        return []
    rows = Action.objects.of(access.local_area).in_force().to_confirm()
    mine = rows.exclude(said_complete_by=access.user_id).select_related("said_complete_by")
    return list(mine.order_by("completed_on", "pk"))


def check_to_confirm(*, action: Action, by: User) -> None:
    if action.status != Status.TO_CONFIRM:
        raise Refusal(
            f"{action.ref} does not wait for confirmation: it is "
            f"{action.get_status_display().lower() or 'without a status'}."
        )
    if action.said_complete_by_id == by.pk:
        raise Refusal(
            "You said that it is complete, so somebody else has to confirm it: "
            f"{action.ref} must be done, and two people vouch for it."
        )


def check_complete(action: Action) -> None:
    if action.status != Status.COMPLETE:
        raise Refusal(f"{action.ref} is open already.")
