"""The verb that compiles a claimed report."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from reviews.changes import mail
from reviews.changes.returns import held, say_stage, title_of
from reviews.models import Return
from reviews.returns import ProgressReport, progress_report, to_payload
from reviews.states import ReturnState
from sendtrack.history import record
from sendtrack.publishing.changes import freeze, store_rendition
from sendtrack.publishing.models import RenditionFormat
from sendtrack.publishing.render import render_pdf

KIND = "progress-report"
RENDER_WITHIN = 80  # seconds; the task has 100


def compile_return(*, report: Return, on: date, at: datetime) -> Return:
    """Collect and render a claimed report, then keep it and ask the chair.

    `on`: the day the record is read at. About 2 s and 0.1 s for each page. A worker that dies
    before the end leaves nothing behind. Raises `LostClaimError`, `RenderError`.
    """
    say_stage(report=report, stage="Collecting the plan")
    progress = progress_report(
        report.regime,
        report.period,
        on,
        version=report.sent_back.count() + 1,
        compiled_by=str(report.asked_by),
    )
    say_stage(report=report, stage="Rendering the PDF")
    html = render_to_string("reviews/print/progress_report.html", {"report": progress})
    pdf = render_pdf(html=html, wall_seconds=RENDER_WITHIN)
    return keep_compiled(report=report, progress=progress, html=html, pdf=pdf, at=at)


def keep_compiled(
    *, report: Return, progress: ProgressReport, html: str, pdf: bytes, at: datetime
) -> Return:
    """Keep data and files of a claimed report in one transaction, and ask the chair to approve.

    Raises `LostClaimError` where another worker has the report by now.
    """
    about = progress.about
    with record(actor=report.asked_by, reason=f"Compiled version {about.version}"):
        current = held(report)
        current.snapshot = freeze(
            area=current.local_area,
            kind=KIND,
            title=title_of(current),
            number=about.version,
            data_as_at=about.as_at,
            payload=to_payload(progress),
            by=current.asked_by,
        )
        for format, content in ((RenditionFormat.HTML, html.encode()), (RenditionFormat.PDF, pdf)):
            store_rendition(snapshot=current.snapshot, format=format, content=content)
        current.state, current.lease_until = ReturnState.AWAITING_APPROVAL, None
        current.stage, current.because = "", ""
        current.save()
        mail.ask_for_approval(current, on=timezone.localdate(at))
    return current
