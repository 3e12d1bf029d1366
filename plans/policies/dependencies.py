"""What may wait for what."""

from collections import defaultdict

from plans.models import Action, Dependency
from plans.states import Status
from sendtrack.refusals import Refusal


def check_may_wait(*, action: Action, needs: Action | None) -> Action:
    """Another action of the area, open, that doesn't itself wait for this one. One query."""
    if needs is None:
        raise Refusal("Choose the action that it waits for.", field="needs")
    if needs.pk == action.pk:
        raise Refusal("An action can't wait for itself.", field="needs")
    if needs.status == Status.COMPLETE:
        raise Refusal(f"{needs.ref} is complete: nothing waits for it.", field="needs")
    standing: dict[int, set[int]] = defaultdict(set)
    rows = Dependency.objects.of(action.local_area).standing()
    for waiting, needed in rows.values_list("action_id", "needs_id"):
        standing[waiting].add(needed)
    if needs.pk in standing[action.pk]:
        raise Refusal(f"{action.ref} waits for {needs.ref} already.", field="needs")
    if _leads_to(standing, needs.pk, action.pk):
        raise Refusal(
            f"{needs.ref} waits for {action.ref}, itself or through others: both would wait for "
            "ever. End the other dependency first.",
            field="needs",
        )
    return needs


def _leads_to(standing: dict[int, set[int]], start: int, end: int) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(standing[here])
    return False
