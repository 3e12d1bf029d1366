"""Who may ask partner organisations for a contribution, and who answers for one."""

from datetime import date

from plans.models import ContributionRequest
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Organisation, Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


def check_asked(
    *, organisation: Organisation | None, due_on: date | None, on: date
) -> tuple[Organisation, date]:
    """A request goes to somebody and has a day that is still ahead."""
    if organisation is None:
        raise Refusal("Choose the organisation that is asked.", field="organisation")
    if due_on is None:
        raise Refusal("Enter the day by which they are asked to answer.", field="due_on")
    if due_on < on:
        raise Refusal(f"The day must be {day_in_words(on)} or later.", field="due_on")
    return organisation, due_on


def check_open(request: ContributionRequest) -> None:
    if request.settled_on is not None:
        raise Refusal(
            f"Request {request.number} was settled on {day_in_words(request.settled_on)}. "
            "Ask again if more is wanted."
        )


def may_answer(*, request: ContributionRequest, access: Access, on: date) -> bool:
    """An officer records any answer; a partner answers for the organisations whose posts they
    hold on that day. At most one query."""
    if request.settled_on is not None:
        return False
    if access.allows(Permission.UPDATE_ANY_ACTION):
        return True
    if access.person is None or not access.allows(Permission.UPDATE_OWN_ACTIONS):
        return False
    held = Post.objects.of(access.local_area).held_by(access.person, on)
    return bool(held.filter(organisation=request.organisation_id).exists())
