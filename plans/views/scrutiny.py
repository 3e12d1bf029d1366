"""Measures for scrutiny: the table for elected members and the public pack."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries.scrutiny import scrutiny
from plans.queries.scrutiny_sheet import scrutiny_sheet
from plans.views.readers import anybody
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@requires(Permission.VIEW)
@require_safe
def measures_for_scrutiny(request: AreaRequest) -> HttpResponse:
    """As everybody may read it, whoever looks at it here."""
    found = scrutiny(request.area, request.day, anybody(request))
    return render(request, "plans/measures/scrutiny.html", {"scrutiny": found})


@requires(Permission.VIEW)
@require_safe
def scrutiny_download(request: AreaRequest, form: str) -> HttpResponse:
    chosen = format_asked_for(form)
    found = scrutiny(request.area, request.day, anybody(request))
    sheet = scrutiny_sheet(request.area, found, by=str(request.user))
    return sheet_answer(request, sheet, chosen, "scrutiny")
