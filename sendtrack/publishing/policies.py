"""Who may let something leave the building."""

from sendtrack.accounts.models import User
from sendtrack.publishing.models import Snapshot
from sendtrack.refusals import Refusal


def check_can_approve(*, snapshot: Snapshot, by: User) -> None:
    """Refuses the one who compiled it: a second person reads what is sent."""
    if snapshot.compiled_by_id == by.pk:
        raise Refusal("You compiled this, so somebody else must approve it.")


def can_approve(*, snapshot: Snapshot, by: User) -> bool:
    try:
        check_can_approve(snapshot=snapshot, by=by)
    except Refusal:
        return False
    return True
