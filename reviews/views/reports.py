"""The reports to the Department and NHS England: all of them, one of them, its PDF."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries import current_regime
from reviews import queries
from reviews.changes import file_name
from reviews.returns.leaving import may_read
from reviews.tables import ReportTable
from reviews.views.shown import ShownReport
from sendtrack import clock
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires

LOOK_AGAIN_SECONDS = 5


@require_safe
@requires(Permission.VIEW)
def reports(request: AreaRequest) -> HttpResponse:
    """Every period, and where its report has got to."""
    rows = queries.reports_of(request.area)
    table = ReportTable.for_request(request, rows, on=request.day)
    context = {"table": table, "regime": current_regime(request.area)}
    return render(request, "reviews/reports.html", context)


@require_safe
@requires(Permission.VIEW)
def report(request: AreaRequest, period_end: date) -> HttpResponse:
    """One report. While it is being made the page looks again by itself, without a script."""
    row = find(queries.reports_of(request.area), period_end=period_end)
    shown = ShownReport(row, request.access, request.day, clock.now())
    response = render(request, "reviews/report.html", {"row": row, "shown": shown})
    if shown.is_being_made:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@require_safe
@requires(Permission.VIEW)
def report_pdf(request: AreaRequest, period_end: date) -> HttpResponse:
    """The stored bytes: those that were, or will be, sent."""
    row = find(queries.reports_of(request.area), period_end=period_end)
    pdf = queries.pdf_of(row) if may_read(row, request.access) else None
    if pdf is None:
        raise Http404
    response = HttpResponse(bytes(pdf.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(row)}"'
    response["Cache-Control"] = "no-store"
    return response
