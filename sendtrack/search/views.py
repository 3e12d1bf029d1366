"""One box for the whole record of an area."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.search import queries
from sendtrack.search.kinds import BY_KEY
from sendtrack.search.references import named
from sendtrack.search.words import Question, question


def _page(asked: str) -> int:
    return int(asked) if asked.isdecimal() and 0 < len(asked) < 5 and int(asked) else 1


def _links(request: AreaRequest, **changed: str) -> str:
    """The same question, asked otherwise: a filter set, changed or, where empty, taken off."""
    asked = {name: request.GET.get(name, "") for name in ("q", "kind", "area")} | changed
    return "?" + urlencode({name: value for name, value in asked.items() if value})


@require_safe
@requires(Permission.VIEW)
def search(request: AreaRequest) -> HttpResponse:
    """What was asked for by its reference on top, then what holds the words, by kind."""
    asked = question(request.GET.get("q", ""))
    kind = BY_KEY.get(request.GET.get("kind", ""))
    areas = queries.areas_in_force(request.area) if asked.typed else []
    within = next((each for each in areas if each.ref == request.GET.get("area")), None)
    page = _page(request.GET.get("page", ""))
    found = _found(request, asked, kind=kind, within=within, page=page)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {
        "question": asked,
        "named": named(request.area, asked.typed, may_see_restricted=sees) if page == 1 else [],
        "found": [(each, _links(request, kind=each.kind.key)) for each in found],
        "total": sum(each.total for each in found),
        "kind": kind,
        "within": within,
        "areas": [(each, _links(request, area=each.ref)) for each in areas],
        **_ways_on(request, found[0].total if kind and found else 0, page),
    }
    return render(request, "search/search.html", context)


def _found(request: AreaRequest, asked: Question, **narrowed: Any) -> list[queries.Found]:
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    given = {"on": request.day, "may_see_restricted": sees, **narrowed}
    return queries.search(request.area, asked, **given)


def _ways_on(request: AreaRequest, total: int, page: int) -> dict[str, str]:
    """The filters taken off, and the pages before and after."""
    goes_on = total > page * queries.PAGE
    return {
        "kind_url": _links(request),
        "all_kinds_url": _links(request, kind=""),
        "all_areas_url": _links(request, area=""),
        "next_url": _links(request, page=str(page + 1)) if goes_on else "",
        "before_url": _links(request, page=str(page - 1)) if page > 1 else "",
    }
