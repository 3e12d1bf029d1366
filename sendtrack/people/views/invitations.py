"""Inviting somebody, sending it again, taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Invitation
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.people import changes, queries
from sendtrack.people.forms import InviteForm
from sendtrack.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def invite(request: AreaRequest) -> HttpResponse:
    """Offer a role to somebody by email."""
    form = InviteForm(entered(request), area=request.area, today=clock.today())
    if sent := save(form, changes.invite, area=request.area, by=request.user):
        messages.success(request, f"An invitation is on its way to {sent.email}.")
        return redirect("people:people", area=request.area.slug)
    return answer(request, "people/invite.html", form)


def _found(request: AreaRequest, number: int) -> Invitation:
    rows = Invitation.objects.of(request.area).select_related("invited_by", "person", "local_area")
    return find(rows, pk=number)


@require_safe
@requires(Permission.MANAGE_PEOPLE)
def invitation(request: AreaRequest, number: int) -> HttpResponse:
    """One invitation, what became of its emails, and what can be done about it."""
    found = _found(request, number)
    context = {
        "found": found,
        "state": queries.invitation_state(found, clock.now()),
        "deliveries": queries.emails_of(found),
    }
    return render(request, "people/invitation.html", context)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def again(request: AreaRequest, number: int) -> HttpResponse:
    """Send a new link; the old one stops working."""
    found = _found(request, number)
    try:
        changes.invite_again(invitation=found, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"A new invitation is on its way to {found.email}.")
    return redirect("people:invitation", area=request.area.slug, number=found.pk)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def withdraw(request: AreaRequest, number: int) -> HttpResponse:
    """Take an invitation back; its link stops working."""
    found = _found(request, number)
    try:
        accounts.withdraw_invitation(invitation=found, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"The invitation of {found.name} has been withdrawn.")
    return redirect("people:people", area=request.area.slug)
