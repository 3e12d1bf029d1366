"""Verbs of the second person: approve, send back. And what follows: sent, reminded."""

from datetime import date

from plans.models import LinkedAdviser
from reviews import policies
from reviews.changes import mail
from reviews.models import Return, SentBack
from reviews.returns.leaving import check_may_leave
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.periods import is_working_day
from sendtrack.publishing.changes import approve, offer_again
from sendtrack.publishing.models import (
    Approval,
    Delivery,
    DeliveryState,
    Rendition,
    RenditionFormat,
)
from sendtrack.publishing.queries import message_about
from sendtrack.refusals import Refusal


def approve_return(*, report: Return, by: User, on: date, version: int | None = None) -> Return:
    """Approve a report, and put it in the outbox for every linked adviser with an address.

    It is sent once: a second approval, also at the same moment, is refused. Raises `Refusal`;
    `Stale` where the report has changed since the page with `version` was opened.
    """
    with record(actor=by, reason="Approved the report, to be sent"):
        current = _undecided(report, version)
        assert current.snapshot is not None
        policies.check_is_second_person(current, by)
        check_may_leave(current)
        linked = LinkedAdviser.objects.filter(regime=current.regime).current(on)
        advisers = list(linked.select_related("post__organisation").order_by("pk"))
        policies.check_somebody_receives(advisers, regime=current.regime)
        approval = approve(snapshot=current.snapshot, by=by)
        pdf = Rendition.objects.get(snapshot=current.snapshot, format=RenditionFormat.PDF)
        current.message = mail.send_to_advisers(current, advisers, pdf, approval)
        current.state = ReturnState.APPROVED
        current.save()
    return current


def send_back(
    *, report: Return, because: str, by: User, on: date, version: int | None = None
) -> Return:
    """Ask for another version, with a reason. The lead compiles it when the record is put right.

    Raises `Refusal`; `Stale` where the report has changed since the page was opened.
    """
    because = because.strip()
    if not because:
        raise Refusal("Say what must change before you can approve the report.", field="because")
    with record(actor=by, reason=f"Sent the report back: {because}"):
        current = _undecided(report, version)
        assert current.snapshot is not None
        sent_back = SentBack(
            local_area_id=current.local_area_id,
            report=current,
            snapshot=current.snapshot,
            because=because,
            sent_back_by=by,
            sent_back_at=clock.now(),
        )
        sent_back.save()
        current.state, current.snapshot = ReturnState.SENT_BACK, None
        current.save()
        mail.tell_sent_back(sent_back, on=on)
    return current


def _undecided(report: Return, version: int | None) -> Return:
    """The row, locked, if it waits for the chair's decision."""
    current = report.lock()
    approval = Approval.objects.select_related("approved_by").filter(snapshot=current.snapshot_id)
    policies.check_waits_for_approval(current, approval.first() if current.snapshot_id else None)
    if version is not None and current.version != version:
        raise Stale(current)
    return current


def send_again(*, report: Return, by: User) -> int:
    """Offer an approved report once more to those it did not reach: the same bytes, not a second
    message, and never to those who have it. Returns to how many; `Refusal` where to nobody."""
    with record(actor=by, reason="Offered the report again to those it did not reach"):
        current = report.lock()
        offered = offer_again(message=current.message) if current.message else 0
        if not offered:
            raise Refusal("This report has reached everybody, or is on its way to them.")
        current.save()
    return offered


def settle_sent(*, report: Return, by: User) -> bool:
    """Mark an approved report as sent once every recipient's mail server has taken it."""
    deliveries = Delivery.objects.filter(message=report.message_id)
    if not deliveries or any(row.state != DeliveryState.SENT for row in deliveries):
        return False
    with record(actor=by, reason="Every recipient's mail server has taken the report"):
        current = report.lock()
        if current.state != ReturnState.APPROVED:
            return False
        current.state = ReturnState.SENT
        current.sent_at = max(row.sent_at for row in deliveries)
        current.save()
    return True


def remind_if_late(*, report: Return, on: date) -> None:
    """Remind chair and leads of a late report, once each working day."""
    if not policies.is_late(report, on) or not is_working_day(on):
        return
    if message_about(area=report.local_area, key=f"report-{report.pk}-late-on-{on}") is None:
        mail.remind(report, on=on)
