"""How complete and up to date the figures are, and who stands for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.statements import DataStatementForm
from plans.queries.commentary import watched
from plans.queries.stated import freshness, statements
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def data_statements(request: AreaRequest) -> HttpResponse:
    measures = watched(request.area, request.day, reader(request))
    context = {
        "fresh": freshness(measures),
        "late": measures.late,
        "statements": statements(request.area, request.day),
        "may_state": request.access.allows(Permission.EDIT_MEASURES),
    }
    return render(request, "plans/measures/statements.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def data_state(request: AreaRequest) -> HttpResponse:
    form = DataStatementForm(entered(request))
    given = {"area": request.area, "by": request.user, "on": request.day}
    if save(form, changes.state_data, **given):
        messages.success(request, "What you said of the figures is on record.")
        return redirect("plans:data-statements", request.area.slug)
    fresh = freshness(watched(request.area, request.day, reader(request)))
    return answer(request, "plans/measures/state_form.html", form, fresh=fresh)
