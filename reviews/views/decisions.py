"""What people decide about a report: compile it, approve it, send it back."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from reviews import changes, policies, queries
from reviews.forms import ApproveForm, SendBackForm
from reviews.models import Return
from reviews.returns.earlier import told_with_earlier
from reviews.views.shown import ShownReport
from sendtrack import clock
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.refusals import Refusal


def _back(request: AreaRequest, row: Return) -> HttpResponse:
    return redirect("reviews:report", request.area.slug, row.period_end)


def _is_decided(request: AreaRequest, row: Return) -> HttpResponse | None:
    """To the report, which says where it is, unless it waits for the chair at this moment."""
    current = find(queries.reports_of(request.area), pk=row.pk)
    try:
        policies.check_waits_for_approval(current, queries.approval_of(current))
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
        return _back(request, row)
    return None


@require_POST
@requires(Permission.COMPILE_REPORT)
def compile_now(request: AreaRequest, period_end: date) -> HttpResponse:
    row = find(queries.reports_of(request.area), period_end=period_end)
    try:
        changes.ask_to_compile(report=row, by=request.user)
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
    return _back(request, row)


@require_POST
@requires(Permission.COMPILE_REPORT)
def send_again(request: AreaRequest, period_end: date) -> HttpResponse:
    row = find(queries.reports_of(request.area), period_end=period_end)
    try:
        changes.send_again(report=row, by=request.user)
        messages.success(request, "The report is on its way again, as it was.")
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
    return _back(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.APPROVE_REPORT)
def approve(request: AreaRequest, period_end: date) -> HttpResponse:
    """Who gets it, and one button. A second press leads to the report and sends nothing."""
    row = find(queries.reports_of(request.area), period_end=period_end)
    form = ApproveForm(request.POST or None, row=row)
    if save(form, changes.approve_return, report=row, by=request.user, on=request.day):
        messages.success(request, "Approved. The report is on its way to the advisers.")
        return _back(request, row)
    if decided := _is_decided(request, row):
        return decided
    shown = ShownReport(row, request.access, request.day, clock.now())
    told = told_with_earlier(row, request.day) if shown.may_decide else []
    return answer(request, "reviews/approve.html", form, row=row, shown=shown, told=told)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.APPROVE_REPORT)
@keeps_typed
def send_back(request: AreaRequest, period_end: date) -> HttpResponse:
    """Why the report can't be approved as it is."""
    row = find(queries.reports_of(request.area), period_end=period_end)
    form = SendBackForm(entered(request), row=row)
    if save(form, changes.send_back, report=row, by=request.user, on=request.day):
        messages.success(request, "Sent back. The programme lead has your reason.")
        return _back(request, row)
    if decided := _is_decided(request, row):
        return decided
    return answer(request, "reviews/send_back.html", form, row=row)
