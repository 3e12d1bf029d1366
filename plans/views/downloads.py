"""The risk register and the evidence library as spreadsheets, as their pages are narrowed."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from plans.queries.evidence import library
from plans.queries.regimes import current_regime
from plans.queries.register import read_register
from plans.queries.sheets import evidence_sheet, register_sheet
from plans.tables.evidence import EvidenceFilter
from plans.tables.register_filter import RegisterFilter
from plans.views.risks import since_asked_for
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
@requires(Permission.VIEW)
def risks_download(request: AreaRequest, form: str) -> HttpResponse:
    """The open risks that the address leaves; without a filter the closed ones too."""
    chosen = format_asked_for(form)
    regime = current_regime(request.area)
    if regime is None:
        raise Http404
    register = read_register(regime, request.day)
    lines = register.lines(since_asked_for(request))
    narrowed = RegisterFilter(
        request.GET, [line for line in lines if line.risk.is_open], register.scheme
    )
    sheet = register_sheet(
        request.area,
        narrowed.apply() if narrowed.chosen else lines,
        on=request.day,
        by=str(request.user),
        narrowed_to=narrowed.in_words,
    )
    return sheet_answer(request, sheet, chosen, "risks")


@require_safe
@requires(Permission.VIEW)
def evidence_download(request: AreaRequest, form: str) -> HttpResponse:
    """The pieces that the address leaves, and of them those that the reader may know of."""
    chosen = format_asked_for(form)
    if current_regime(request.area) is None:
        raise Http404
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    narrowed = EvidenceFilter(request.GET, area=request.area, on=request.day)
    rows = narrowed.apply(library(request.area, may_see_restricted=sees))
    sheet = evidence_sheet(
        request.area,
        rows.order_by("pk"),
        on=request.day,
        by=str(request.user),
        narrowed_to=narrowed.in_words(),
    )
    return sheet_answer(request, sheet, chosen, "evidence")
