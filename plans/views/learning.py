"""The learning log: what disputes taught, and what changed because of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries.learning import TEACHES, learning_log
from plans.queries.regimes import current_regime
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@requires(Permission.VIEW)
@require_safe
def learning(request: AreaRequest) -> HttpResponse:
    regime = current_regime(request.area)
    chosen = request.GET.get("from", "")
    context = {
        "log": learning_log(regime, request.day, reader(request), channel=chosen),
        "ways": [(each.value, each.label) for each in TEACHES],
        "chosen": chosen,
        "may_edit": regime is not None and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/learning.html", context)
