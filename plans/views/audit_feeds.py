"""Measures that count audits: begin, stop, and enter a round that is done."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.audit_feeds import CountForm, EnterForm, StopForm
from plans.models import AuditFeed, AuditProgramme, AuditRound
from plans.queries.audit_feeds import feedings
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def feed_add(request: AreaRequest, ref: str) -> HttpResponse:
    rows = AuditProgramme.objects.of(request.area).filter(ended_on__isnull=True)
    row = find(rows, ref=ref)
    tool = row.tools.select_related("programme").order_by("-number")[0]
    form = CountForm(entered(request), tool=tool)
    if made := save(form, changes.count_audits, tool=tool, by=request.user):
        messages.success(request, f"{made.measure.ref} counts {row.ref} from the next round on.")
        return redirect("plans:audit-programme", request.area.slug, row.ref)
    return answer(request, "plans/audits/feed_form.html", form, row=row, tool=tool)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def feed_stop(request: AreaRequest, ref: str, measure: str) -> HttpResponse:
    rows = AuditFeed.objects.of(request.area).select_related("measure", "tool__programme")
    rows = rows.filter(tool__programme__ref=ref, measure__ref=measure).order_by("-tool__number")
    row = find(rows, pk=rows.values_list("pk", flat=True).first())
    form = StopForm(entered(request), row=row)
    if save(form, changes.stop_counting_audits, feed=row, by=request.user):
        messages.success(request, f"{measure} no longer counts {ref}.")
        return redirect("plans:audit-programme", request.area.slug, ref)
    return answer(request, "plans/audits/feed_stop_form.html", form, feed=row)


@requires(Permission.ENTER_ANY_FIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def round_enter(request: AreaRequest, ref: str, number: int, measure: str) -> HttpResponse:
    rows = AuditRound.objects.of(request.area).select_related("programme")
    row = find(rows, programme__ref=ref, number=number)
    found = (each for each in feedings(row, request.day) if each.feed.measure.ref == measure)
    feeding = next((each for each in found if each.fed.can_enter), None)
    if feeding is None:
        raise Http404
    form = EnterForm(entered(request), feeding=feeding)
    given = {"row": row, "feed": feeding.feed, "by": request.user, "on": request.day}
    if save(form, changes.enter_round, **given):
        messages.success(request, f"{row.ref} entered in {measure}.")
        return redirect("plans:audit-round", request.area.slug, ref, number)
    return answer(request, "plans/audits/enter_form.html", form, round=row, feeding=feeding)
