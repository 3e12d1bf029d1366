"""Whether each finding has been addressed: one page for those who ask for it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries.findings import findings
from plans.queries.lacks import Addressed
from plans.queries.regimes import regimes_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires


@requires(Permission.VIEW)
@require_safe
def regime_findings(request: AreaRequest, code: str) -> HttpResponse:
    """Of any regime: also of the one whose revisit found what another carries on."""
    regime = find(regimes_of(request.area), code=code)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    found = findings(regime, request.day, may_see_restricted=sees)
    counts = [(each, sum(row.addressed == each for row in found)) for each in Addressed]
    context = {
        "regime": regime,
        "findings": found,
        "counts": [(state, number) for state, number in counts if number],
    }
    return render(request, "plans/findings.html", context)
