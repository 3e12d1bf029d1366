"""Verbs of a closure report: send it to the chair, compile it, approve it or send it back."""

from datetime import date, datetime

from django.template.loader import render_to_string

from plans.changes import carry_out
from plans.models import Closure
from plans.policies.closure import check_can_ask
from plans.states import ClosureState
from reviews.changes import mail
from reviews.changes.compiling import RENDER_WITHIN
from reviews.changes.returns import FIRST_DELAY, GAVE_UP, LEASE, MOST_ATTEMPTS, LostClaimError
from reviews.returns import to_payload
from reviews.returns.closing import ClosureReport, closure_report
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.publishing.changes import approve, freeze, store_rendition
from sendtrack.publishing.models import RenditionFormat
from sendtrack.publishing.render import render_pdf
from sendtrack.refusals import Refusal
from sendtrack.wake import wake

KIND = "closure-report"


def ask_for_closure(*, closure: Closure, by: User, version: int | None = None) -> Closure:
    """Send a closure to the chair: its report is compiled and waits for approval. Whoever sends it
    is its author. Raises `Refusal` where something is missing; `Stale`."""
    with record(actor=by, reason="Sent the closure to the chair"):
        current = closure.lock(version=version)
        check_can_ask(current)
        current.state, current.asked_by = ClosureState.COMPILING, by
        current.attempts, current.because, current.lease_until = 0, "", None
        current.not_before = clock.now()
        current.save()
        wake("reviews.compile_closure", current.pk)
    return current


def claim_closure(*, closure: Closure, at: datetime) -> bool:
    """Take a closure in hand, if it is to be compiled and nobody has it: then `closure` is the
    claimed row. One that has stopped its worker five times is given up."""
    assert closure.asked_by is not None
    with record(actor=closure.asked_by, reason="Began to compile the closure report"):
        rows = Closure.objects.to_compile(at).select_for_update(of=("self",), skip_locked=True)
        current = rows.filter(pk=closure.pk).first()
        if current is None:
            return False
        taken = current.attempts < MOST_ATTEMPTS
        if taken:
            current.attempts += 1
            current.lease_until = at + LEASE
        else:
            current.state, current.lease_until = ClosureState.FAILED, None
            current.because = GAVE_UP
        current.save()
    closure.refresh_from_db()
    return bool(taken)


def _held(closure: Closure) -> Closure:
    current = closure.lock()
    token = (ClosureState.COMPILING, closure.attempts, closure.lease_until)
    if (current.state, current.attempts, current.lease_until) != token:
        raise LostClaimError(f"{closure} is no longer in the hands of this worker")
    return current


def put_closure_off(*, closure: Closure, because: str, at: datetime) -> Closure:
    """Record that an attempt failed, and why; tried again later, the fifth failure stays."""
    assert closure.asked_by is not None
    with record(actor=closure.asked_by, reason=f"Could not compile the report: {because}"):
        current = _held(closure)
        last = current.attempts >= MOST_ATTEMPTS
        current.state = ClosureState.FAILED if last else ClosureState.COMPILING
        current.not_before = at + FIRST_DELAY * 2 ** (current.attempts - 1)
        current.lease_until, current.because = None, because
        current.save()
    return current


def compile_closure(*, closure: Closure, on: date) -> Closure:
    """Collect and render the report of a claimed closure, and keep it for the chair.

    Raises `LostClaimError`, `RenderError`.
    """
    report = closure_report(
        closure, on, version=closure.version_number + 1, compiled_by=str(closure.asked_by)
    )
    html = render_to_string("reviews/print/closure_report.html", {"report": report})
    pdf = render_pdf(html=html, wall_seconds=RENDER_WITHIN)
    return keep_closure(closure=closure, report=report, html=html, pdf=pdf)


def keep_closure(*, closure: Closure, report: ClosureReport, html: str, pdf: bytes) -> Closure:
    """Keep data and files of a claimed closure in one transaction. Raises `LostClaimError`."""
    author = closure.asked_by
    assert author is not None
    with record(actor=author, reason=f"Compiled version {report.about.version}"):
        current = _held(closure)
        current.version_number = report.about.version
        current.snapshot = freeze(
            area=current.local_area,
            kind=KIND,
            title=f"Closure report: {report.about.regime}",
            number=report.about.version,
            data_as_at=report.about.as_at,
            payload=to_payload(report),
            by=author,
        )
        for format, content in ((RenditionFormat.HTML, html.encode()), (RenditionFormat.PDF, pdf)):
            store_rendition(snapshot=current.snapshot, format=format, content=content)
        current.state, current.lease_until = ClosureState.AWAITING_APPROVAL, None
        current.because = ""
        current.save()
        mail.ask_for_closure(current, on=report.about.as_at)
    return current


def approve_closure(*, closure: Closure, by: User, version: int | None = None) -> Closure:
    """Approve the report, and carry the closure out: actions move, and a regime in force ends.

    Raises `Refusal` for its author, or where an action was left over since; `Stale`.
    """
    with record(actor=by, reason="Approved the closure report"):
        current = _waiting(closure, version)
        assert current.snapshot is not None
        approve(snapshot=current.snapshot, by=by)
        return carry_out(closure=current, by=by)


def send_closure_back(
    *, closure: Closure, because: str, by: User, on: date, version: int
) -> Closure:
    """Ask for changes, with a reason. The frozen version stays; the next has the next number, and
    the leads are told."""
    with record(actor=by, reason=f"Sent the closure back: {because}"):
        current = _waiting(closure, version)
        current.state, current.snapshot, current.because = ClosureState.WRITING, None, because
        current.save()
        mail.tell_closure_sent_back(current, number=current.version_number, by=by, on=on)
    return current


def _waiting(closure: Closure, version: int | None) -> Closure:
    current = closure.lock(version=version)
    if current.state != ClosureState.AWAITING_APPROVAL:
        raise Refusal("This closure does not wait for approval now.")
    return current
