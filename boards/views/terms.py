"""Terms of reference, and the agenda of a meeting."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from boards import changes
from boards.forms.terms import AgendaForm, AgendaItemForm, AgreeTermsForm, TermsForm
from boards.models import AgendaItem, Body, Meeting, TermsOfReference
from boards.queries.terms import agenda_of
from boards.views.scope import meeting_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def draft(request: AreaRequest, number: int) -> HttpResponse:
    body = find(Body.objects.of(request.area).select_related("local_area"), pk=number)
    form = TermsForm(entered(request), body=body)
    if save(form, changes.draft_terms, body=body, by=request.user):
        messages.success(request, "The new version is kept as a draft.")
        return redirect("boards:body", request.area.slug, body.pk)
    return answer(request, "boards/terms_add.html", form, body=body)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def agree(request: AreaRequest, number: int) -> HttpResponse:
    terms = find(TermsOfReference.objects.of(request.area).select_related("body"), pk=number)
    form = AgreeTermsForm(entered(request), row=terms)
    given = {"terms": terms, "by": request.user, "on": request.day}
    if save(form, changes.agree_terms, **given):
        messages.success(request, f"Version {terms.number} is agreed.")
        return redirect("boards:body", request.area.slug, terms.body_id)
    return answer(request, "boards/terms_agree.html", form, terms=terms, body=terms.body)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def agenda(request: AreaRequest, meets_on: date) -> HttpResponse:
    meeting = meeting_of(request, meets_on)
    form = AgendaForm(entered(request), meeting=meeting)
    if added := save(form, changes.add_agenda_item, meeting=meeting, by=request.user):
        messages.success(request, f"On the agenda: {added.title}")
        return _to(meeting)
    context = {"meeting": meeting, "agenda": agenda_of(meeting)}
    return answer(request, "boards/agenda.html", form, **context)


def _item(request: AreaRequest, meets_on: date, number: int) -> AgendaItem:
    rows = AgendaItem.objects.of(request.area).filter(meeting=meeting_of(request, meets_on))
    return find(rows.select_related("meeting__body", "responsibility"), number=number)


def _to(meeting: Meeting) -> HttpResponse:
    return redirect("boards:agenda", meeting.local_area.slug, meeting.meets_on)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def edit_item(request: AreaRequest, meets_on: date, number: int) -> HttpResponse:
    item = _item(request, meets_on, number)
    form = AgendaItemForm(entered(request), row=item)
    if save(form, changes.edit_agenda_item, item=item, by=request.user):
        messages.success(request, f"Item {item.number} is changed.")
        return _to(item.meeting)
    context = {"item": item, "meeting": item.meeting}
    return answer(request, "boards/agenda_item.html", form, **context)


@require_POST
@requires(Permission.RUN_BOARD)
def drop_item(request: AreaRequest, meets_on: date, number: int) -> HttpResponse:
    item = _item(request, meets_on, number)
    try:
        changes.drop_agenda_item(item=item, by=request.user)
        messages.success(request, f"Taken off the agenda: {item.title}")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return _to(item.meeting)
