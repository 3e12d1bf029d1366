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
