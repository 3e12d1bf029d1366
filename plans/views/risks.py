"""The risk register as a whole."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.models import Regime
from plans.queries.regimes import current_regime, ended_last
from plans.queries.register import Register, headline, read_register
from plans.queries.risks import RiskLine, grid, left_open
from plans.tables.register_filter import RegisterFilter
from plans.tables.risks import BoardRiskTable, ClosedRiskTable, RiskTable
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@requires(Permission.VIEW)
@require_safe
def risks(request: AreaRequest) -> HttpResponse:
    """The open risks by score, the grid, and the closed ones below."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "plans/no_register.html", _left_behind(request))
    context = _register(request, read_register(regime, request.day))
    return render(request, "plans/risks.html", context)


def _left_behind(request: AreaRequest) -> dict[str, Any]:
    """Where no regime leads: what the last ones left open."""
    ended = ended_last(request.area)
    if ended is None:
        return {"ended": None}
    register = read_register(ended.regime, request.day, left_open(request.area))
    lines = register.lines()
    return {
        "ended": ended,
        "left": _left(lines),
        "table": RiskTable(lines, slug=request.area.slug),
        "may_edit": request.access.allows(Permission.EDIT_RISKS),
    }


def _left(lines: list[RiskLine]) -> list[tuple[Regime, int]]:
    """The regimes that have ended, and how many of these risks each left open."""
    ended = [line.risk.regime for line in lines if not line.risk.regime.is_in_force]
    regimes = {regime.pk: regime for regime in ended}
    return [(regime, ended.count(regime)) for regime in regimes.values()]


def _register(request: AreaRequest, register: Register) -> dict[str, Any]:
    """What needs attention first, then the whole register, narrowed as the address asks."""
    since = since_asked_for(request)
    lines, slug = register.lines(since), request.area.slug
    open_lines = [line for line in lines if line.risk.is_open]
    narrowed = RegisterFilter(request.GET, open_lines, register.scheme)
    board = [line for line in open_lines if line.for_board]
    return {
        "headline": headline(register, open_lines),
        "lines": lines,
        "left": _left(lines),
        "board": board,
        "board_table": BoardRiskTable(board, slug=slug, since=since),
        "table": RiskTable(narrowed.apply(), slug=slug, since=since),
        "filter": narrowed,
        "warned": [line for line in open_lines if line.warnings],
        "open_issues": [issue for issue in register.issues if issue.is_open],
        "closed_issues": [issue for issue in register.issues if not issue.is_open],
        "on": request.day,
        "closed": ClosedRiskTable([line for line in lines if not line.risk.is_open], slug=slug),
        "grid": grid(open_lines, register.scheme),
        "scheme": register.scheme,
        "may_edit": request.access.allows(Permission.EDIT_RISKS),
    }


def since_asked_for(request: AreaRequest) -> date | None:
    """The day that movement is counted from, where the address names one: a meeting's."""
    try:
        return date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None
