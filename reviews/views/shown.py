"""A report as one person sees it on its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from reviews import policies, queries
from reviews.models import Return, SentBack
from reviews.queries import Receivers
from reviews.returns import ProgressReport, from_payload
from reviews.returns.leaving import may_not_leave, may_read
from reviews.states import ReturnState
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.govuk.tags.dates import moment, short_day
from sendtrack.govuk.tags.records import Step
from sendtrack.publishing.models import Approval, Delivery, DeliveryState, Rendition
from sendtrack.publishing.queries import deliveries_of

_DONE = {
    ReturnState.DUE: 1,
    ReturnState.COMPILING: 1,
    ReturnState.FAILED: 1,
    ReturnState.SENT_BACK: 1,
    ReturnState.AWAITING_APPROVAL: 2,
    ReturnState.APPROVED: 3,
    ReturnState.SENT: 4,
}
"""How many steps of the line are done in each state."""


@dataclass(frozen=True)
class ShownReport:
    """What stands on the page. Parts are read when the page asks for them, once."""

    row: Return
    access: Access
    on: date
    at: datetime

    @cached_property
    def is_readable(self) -> bool:
        return may_read(self.row, self.access)

    @cached_property
    def report(self) -> ProgressReport | None:
        if not self.is_readable:
            return None
        return from_payload(ProgressReport, queries.payload_of(self.row))

    @cached_property
    def pdf(self) -> Rendition | None:
        return queries.pdf_of(self.row) if self.is_readable else None

    @cached_property
    def approval(self) -> Approval | None:
        return queries.approval_of(self.row)

    @cached_property
    def sent_back(self) -> list[SentBack]:
        """For those inside the council: the advisers get what was approved."""
        return queries.versions_sent_back(self.row) if self.is_inside else []

    @cached_property
    def deliveries(self) -> Sequence[Delivery]:
        return list(deliveries_of(self.row.message)) if self.row.message else []

    @property
    def unreached(self) -> list[Delivery]:
        """Recipients whose mail server refused the report, or never answered."""
        failed = (DeliveryState.REFUSED, DeliveryState.GAVE_UP)
        return [row for row in self.deliveries if row.state in failed]

    @property
    def may_send_again(self) -> bool:
        return bool(self.unreached) and self.access.allows(Permission.COMPILE_REPORT)

    @cached_property
    def receivers(self) -> Receivers:
        return queries.receivers(self.row.regime, self.on)

    @property
    def is_inside(self) -> bool:
        return queries.is_inside(self.access)

    @property
    def is_being_made(self) -> bool:
        """A worker has it, or will take it at the next moment."""
        waits = self.row.state == ReturnState.DUE and self.row.not_before <= self.at
        return waits or self.row.state == ReturnState.COMPILING

    @property
    def waits_for_the_chair(self) -> bool:
        return self.row.state == ReturnState.AWAITING_APPROVAL

    @property
    def is_missed(self) -> bool:
        return self.row.state == ReturnState.MISSED

    @property
    def days_late(self) -> int:
        late = policies.is_late(self.row, self.on)
        return (self.on - self.row.due_on).days if late else 0

    @cached_property
    def may_decide(self) -> bool:
        allowed = self.access.allows(Permission.APPROVE_REPORT)
        return allowed and policies.can_approve(self.row, self.access.user)

    @cached_property
    def may_compile(self) -> bool:
        allowed = self.access.allows(Permission.COMPILE_REPORT)
        return allowed and policies.can_compile(self.row)

    @cached_property
    def may_not_leave(self) -> list[str]:
        """Why the version that waits can't be approved as it is, in sentences."""
        return may_not_leave(self.row) if self.waits_for_the_chair and self.is_inside else []

    @property
    def next_version(self) -> int:
        return len(self.sent_back) + 1

    @cached_property
    def steps(self) -> list[Step]:
        """Period ended → compiled → approved → sent; none for a period that was missed."""
        if self.is_missed:
            return []
        done = _DONE[ReturnState(self.row.state)]
        return [
            Step(label, "done" if place < done else "now" if place == done else "ahead", note)
            for place, (label, note) in enumerate(self._steps())
        ]

    def _steps(self) -> Iterator[tuple[str, str]]:
        yield "Period ended", short_day(self.row.period_end)
        yield "Compiled", self._compiled()
        approval = self.approval
        words = f"{approval.approved_by}, {short_day(approval.approved_at)}" if approval else ""
        yield "Approved", words or ("Waits for the chair" if self.waits_for_the_chair else "")
        due_on = self.row.told_due_on
        yield "Sent", moment(self.row.sent_at) or (f"By {short_day(due_on)}" if due_on else "")

    def _compiled(self) -> str:
        if self.row.snapshot is not None:
            return f"{self.row.asked_by}, {short_day(self.row.snapshot.compiled_at)}"
        return {
            ReturnState.DUE: "Waits for its turn",
            ReturnState.COMPILING: self.row.stage,
            ReturnState.FAILED: "Could not be compiled",
            ReturnState.SENT_BACK: "The next version",
        }.get(ReturnState(self.row.state), "")
