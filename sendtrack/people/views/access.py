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
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.people import changes, queries
from sendtrack.people.forms import AccessForm, ReasonForm
from sendtrack.people.tables import AccessTable, FormerAccessTable, InvitationTable


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
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def access(request: AreaRequest, number: int) -> HttpResponse:
    """One person's access, with the form that changes role, last day and person."""
    found, today = _found(request, number), clock.today()
    form = AccessForm(entered(request), access=found, today=today)
    if save(form, accounts.change_access, access=found, by=request.user):
        messages.success(request, f"The access of {found.user} has been changed.")
        return redirect("people:people", area=request.area.slug)
    if form.clash:
        found = _found(request, number)
    context = {
        "found": found,
        "state": queries.state_of(found, today),
        "posts": queries.posts_held_by(found.person, today),
    }
    return answer(request, "people/access.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def close(request: AreaRequest, number: int) -> HttpResponse:
    """End somebody's access at once."""
    found = _found(request, number)
    form = ReasonForm(entered(request))
    if save(form, accounts.close_access, access=found, by=request.user):
        messages.success(request, f"The access of {found.user} has been closed.")
        return redirect("people:people", area=request.area.slug)
    return answer(request, "people/close.html", form, found=found)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def password_link(request: AreaRequest, number: int) -> HttpResponse:
    """Send somebody the link with which they set a new password."""
    found = _found(request, number)
    user = changes.send_password_link(access=found, by=request.user)
    messages.success(request, f"A link to set a new password is on its way to {user.email}.")
    return redirect("people:access", area=request.area.slug, number=found.pk)
