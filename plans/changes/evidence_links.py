"""Verbs that say on what of the plan a piece of evidence bears."""

from plans.models import (
    Action,
    AreaOfWeakness,
    Evidence,
    EvidenceLink,
    Measure,
    Outcome,
    Risk,
    Target,
)
from plans.policies.evidence import check_still_stands
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal

Thing = AreaOfWeakness | Outcome | Target | Action | Risk | Measure

_NAMES: dict[type[Thing], str] = {
    AreaOfWeakness: "area",
    Outcome: "outcome",
    Target: "target",
    Action: "action",
    Risk: "risk",
    Measure: "measure",
}


def link_evidence(*, evidence: Evidence, to: Thing, by: User) -> EvidenceLink:
    """Let a piece of evidence stand on one more page of the plan. Said twice, it is said once."""
    name = _NAMES[type(to)]
    if to in (evidence.area, evidence.action):
        raise Refusal(f"{evidence.ref} is filed under that already.", field="to")
    with record(actor=by, reason=f"Linked {evidence.ref} to {to}"):
        current = evidence.lock()
        check_still_stands(current)
        link = EvidenceLink.objects.filter(**{"evidence": current, name: to}).first()
        if link is None:
            link = EvidenceLink(local_area=current.local_area, evidence=current, **{name: to})
            link.save()
    return link


def unlink_evidence(*, link: EvidenceLink, by: User) -> None:
    """Take a link away; the history keeps it."""
    with record(actor=by, reason=f"Took away the link: {link}"):
        link.lock().delete()
