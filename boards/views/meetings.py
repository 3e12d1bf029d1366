"""A meeting: before, during and after."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import Meeting
from boards.queries.invitations import invitations_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires


@require_safe
@requires(Permission.VIEW)
def meeting(request: AreaRequest, meets_on: date) -> HttpResponse:
    rows = Meeting.objects.of(request.area).select_related("body__regime", "local_area")
    found = find(rows, meets_on=meets_on)
    context = {"meeting": found, "invited": invitations_of(found)}
    return render(request, "boards/meeting.html", context)
