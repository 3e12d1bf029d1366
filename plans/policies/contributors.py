"""Who may be said to have a part in an action."""

from plans.models import Action
from sendtrack.organisations.models import Organisation
from sendtrack.refusals import Refusal


def check_may_contribute(*, action: Action, organisation: Organisation | None) -> Organisation:
    """Another organisation than the one that answers for the action, and each once. One query."""
    if organisation is None:
        raise Refusal("Choose the organisation that contributes.", field="organisation")
    if action.accountable and action.accountable.organisation_id == organisation.pk:
        raise Refusal(
            f"{organisation} answers for {action.ref}: its part is the action itself.",
            field="organisation",
        )
    if action.contributors.standing().filter(organisation=organisation).exists():
        raise Refusal(
            f"{organisation} contributes to {action.ref} already. End that part before you record "
            "another.",
            field="organisation",
        )
    return organisation
