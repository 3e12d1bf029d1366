"""The facts that documents state: listed, written down, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.contradictions.forms import FactForm, RemoveFactForm
from sendtrack.editing import answer, save
from sendtrack.sources import changes, queries


@require_safe
@requires(Permission.VIEW)
def facts(request: AreaRequest) -> HttpResponse:
    """Everything that is written down of the documents, oldest document first. One query."""
    context = {
        "facts": list(queries.facts_of(request.area)),
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "contradictions/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def fact_add(request: AreaRequest) -> HttpResponse:
    form = FactForm(entered(request), area=request.area)
    if fact := save(form, changes.add_fact, by=request.user):
        messages.success(request, f"Written down: {fact}")
        return redirect("contradictions:facts", area=request.area.slug)
    known = sorted({fact.about for fact in queries.facts_of(request.area) if fact.about})
    return answer(request, "contradictions/fact_form.html", form, known=known)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def fact_remove(request: AreaRequest, code: str) -> HttpResponse:
    fact = find(queries.facts_of(request.area).filter(conflict__isnull=True), code=code)
    form = RemoveFactForm(entered(request))
    if save(form, changes.remove_fact, fact=fact, by=request.user):
        messages.success(request, f"Taken away: {fact}")
        return redirect("contradictions:facts", area=request.area.slug)
    return answer(request, "contradictions/fact_remove.html", form, fact=fact)
