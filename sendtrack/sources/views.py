"""The documents, their cited paragraphs word for word, and the points to read with care."""

from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.sources.models import Citation, Fact, SourceDocument
from sendtrack.sources.queries import points_by_place
from sendtrack.sources.tables import DocumentTable


@requires(Permission.VIEW)
@require_safe
def documents(request: AreaRequest) -> HttpResponse:
    rows = SourceDocument.objects.of(request.area).annotate(cited=Count("citations"))
    table = DocumentTable.for_request(request, rows.order_by("-dated_on"), slug=request.area.slug)
    places = points_by_place(request.area)
    points = sum(len(those) for _, those in places)
    context = {"table": table, "places": places, "points": points}
    return render(request, "sources/documents.html", context)


@requires(Permission.VIEW)
@require_safe
def document(request: AreaRequest, code: str) -> HttpResponse:
    """One document with its cited paragraphs, and what each of them states."""
    facts = Prefetch(
        "facts", Fact.objects.of(request.area).select_related("conflict").order_by("code", "pk")
    )
    citations = Citation.objects.of(request.area).order_by("position", "pk").prefetch_related(facts)
    rows = SourceDocument.objects.of(request.area)
    found = find(rows.prefetch_related(Prefetch("citations", citations)), code=code)
    return render(request, "sources/document.html", {"document": found})
