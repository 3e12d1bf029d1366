"""What a report was compiled with, and may not leave the area any more."""

from plans.models import Evidence
from reviews import queries
from reviews.models import Return
from reviews.returns.area_shapes import AreaPart
from reviews.returns.payload import from_payload
from reviews.states import ReturnState
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.refusals import Refusal


def may_not_leave(report: Return) -> list[str]:
    """Evidence that the frozen report tells of and that a family took back, or that was restricted,
    since: a sentence for each. Three queries. Reports of an older release did not keep which
    evidence they tell of, and are held against nothing."""
    frozen = Return.objects.filter(pk=report.pk).values_list("snapshot__payload__areas", flat=True)
    parts = [from_payload(AreaPart, part) for part in frozen.get() or ()]
    refs = {piece.ref for part in parts for piece in part.evidence if piece.ref}
    told = Evidence.objects.of(report.local_area).filter(ref__in=refs)
    kept = told.exclude(pk__in=told.leaving().values("pk"))
    return [_why(piece) for piece in kept.order_by("pk")]


def _why(piece: Evidence) -> str:
    if piece.consent_ended_on:
        return f"The family whose story {piece.ref} tells no longer agrees to its use."
    return f"{piece.ref} is restricted now: it stays inside the area."


def check_may_leave(report: Return) -> None:
    """Raise `Refusal` where the report tells what may not leave the area any more."""
    if kept := may_not_leave(report):
        raise Refusal(
            f"{' '.join(kept)} Send the report back: the next version is compiled without it."
        )


def may_read(report: Return, access: Access) -> bool:
    """Whether somebody may read a report now. A version that waits and tells what may not leave any
    more is for those who keep the plan, as the evidence itself is."""
    if not queries.may_read(report, access):
        return False
    waits = report.state == ReturnState.AWAITING_APPROVAL
    keeps = access.allows(Permission.EDIT_PLAN)
    return keeps or not (waits and may_not_leave(report))
