"""The risk register as a whole."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries.regimes import current_regime
from plans.queries.register import read_register
from plans.queries.risks import grid
from plans.tables.risks import ClosedRiskTable, RiskTable
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@requires(Permission.VIEW)
@require_safe
def risks(request: AreaRequest) -> HttpResponse:
    """The open risks by score, the grid, and the closed ones below."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "plans/no_register.html")
    register = read_register(regime, request.day)
    lines = register.lines()
    slug = request.area.slug
    open_lines = [line for line in lines if line.risk.is_open]
    context = {
        "regime": regime,
        "table": RiskTable(open_lines, slug=slug),
        "closed": ClosedRiskTable([line for line in lines if not line.risk.is_open], slug=slug),
        "overdue": sum(line.review_overdue for line in open_lines),
        "grid": grid(open_lines, register.scheme),
        "scheme": register.scheme,
        "may_edit": request.access.allows(Permission.EDIT_RISKS),
    }
    return render(request, "plans/risks.html", context)
