"""Who has access to the area: the list, one person's access, its change and its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.history import Stale
from sendtrack.people import changes, queries
from sendtrack.people.forms import AccessForm, ReasonForm
from sendtrack.people.tables import AccessTable, FormerAccessTable, InvitationTable
from sendtrack.refusals import Refusal


@require_safe
@requires(Permission.MANAGE_PEOPLE)
def people(request: AreaRequest) -> HttpResponse:
    """Everybody with access, everybody invited, and everybody whose access has ended."""
    today = clock.today()
    accesses = list(queries.accesses_of(request.area))
    working = [access for access in accesses if queries.works(access, today)]
    ended = [access for access in accesses if not queries.works(access, today)]
    invited = queries.unsettled_invitations(request.area)
    context = {
        "present": AccessTable(working, today=today),
        "invited": InvitationTable(invited, at=clock.now()),
        "former": FormerAccessTable(ended, today=today),
    }
    return render(request, "people/people.html", context)


def _found(request: AreaRequest, number: int) -> Access:
    return find(queries.accesses_of(request.area), pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def access(request: AreaRequest, number: int) -> HttpResponse:
    """One person's access, with the form that changes role, last day and person."""
    found, today = _found(request, number), clock.today()
    form = AccessForm(request.POST if request.method == "POST" else None, access=found, today=today)
    if form.is_bound and form.is_valid():
        try:
            accounts.change_access(access=found, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        except Stale:
            found = _found(request, number)
            form.has_been_overtaken(found)
        else:
            messages.success(request, f"The access of {found.user} has been changed.")
            return redirect("people:people", area=request.area.slug)
    posts = queries.posts_held_by(found.person, today)
    context = {"found": found, "form": form, "state": queries.state_of(found, today)}
    return render(request, "people/access.html", {**context, "posts": posts})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def close(request: AreaRequest, number: int) -> HttpResponse:
    """End somebody's access at once."""
    found = _found(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            accounts.close_access(access=found, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"The access of {found.user} has been closed.")
            return redirect("people:people", area=request.area.slug)
    return render(request, "people/close.html", {"found": found, "form": form})


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def password_link(request: AreaRequest, number: int) -> HttpResponse:
    """Send somebody the link with which they set a new password."""
    found = _found(request, number)
    user = changes.send_password_link(access=found, by=request.user)
    messages.success(request, f"A link to set a new password is on its way to {user.email}.")
    return redirect("people:access", area=request.area.slug, number=found.pk)
