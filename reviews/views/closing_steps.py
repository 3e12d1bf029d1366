"""The line of steps through the closure of a regime."""

from collections.abc import Iterable

from django.urls import reverse

from plans.models import Closure
from plans.policies.closure import TEXTS
from plans.queries.closure import ClosureWork
from plans.states import ClosureState
from sendtrack.govuk.tags.records import Step

_SENT = {ClosureState.COMPILING, ClosureState.AWAITING_APPROVAL, ClosureState.CLOSED}


def steps_of(
    closure: Closure, work: ClosureWork, *, may_write: bool, may_approve: bool
) -> list[Step]:
    """Actions, words, document, chair: each with how far it is; what comes next is "now"."""
    written = sum(bool(getattr(closure, name)) for name in TEXTS)
    left, ended = len(work.left_over), not closure.regime.is_in_force
    sent = closure.state in _SENT
    steps = (
        ("dispose", "Say what becomes of actions", not left, f"{left} left over" if left else ""),
        ("write", "Write the report", written == len(TEXTS), f"{written} of {len(TEXTS)} written"),
        ("cite", "Cite the document", ended or closure.ended_by_id is not None, ""),
        ("ask", "Send it to the chair", sent, ""),
        ("approve", "The chair approves", closure.state == ClosureState.CLOSED, ""),
    )
    may = {"dispose": may_write, "write": may_write, "cite": may_write and not ended}
    urls = {name: _url(closure, name) for name, is_so in may.items() if is_so}
    if may_approve:
        urls["approve"] = _url(closure, "approve")
    return _drawn(steps, urls)


def _drawn(steps: Iterable[tuple[str, str, bool, str]], urls: dict[str, str]) -> list[Step]:
    """The first one that is not done is "now"."""
    steps = list(steps)
    following = next((name for name, _, is_done, _ in steps if not is_done), "")
    return [
        Step(
            label,
            "done" if is_done else "now" if name == following else "ahead",
            note,
            urls.get(name, ""),
        )
        for name, label, is_done, note in steps
    ]


def _url(closure: Closure, name: str) -> str:
    return reverse(f"reviews:closure-{name}", args=[closure.local_area.slug, closure.regime.code])
