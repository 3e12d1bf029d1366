"""How the area scores its risks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.risk import review_rule
from plans.forms.scoring import ScoringForm
from plans.models import ScoringScheme
from plans.queries.history import history_of_scoring
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def scoring(request: AreaRequest) -> HttpResponse:
    scheme = ScoringScheme.objects.of(request.area).in_force(request.area)
    context = {
        "scheme": scheme,
        "rule": review_rule(scheme),
        "may_edit": request.access.allows(Permission.SET_SCORING),
    }
    return render(request, "plans/scoring.html", context)


@requires(Permission.SET_SCORING)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def scoring_edit(request: AreaRequest) -> HttpResponse:
    scheme = ScoringScheme.objects.of(request.area).in_force(request.area)
    form = ScoringForm(entered(request), row=scheme)
    if save(form, changes.set_scoring, area=request.area, by=request.user):
        messages.success(request, "The scoring of risks is saved.")
        return redirect("plans:scoring", request.area.slug)
    return answer(request, "plans/scoring_form.html", form)


@requires(Permission.VIEW)
@require_safe
def scoring_history(request: AreaRequest) -> HttpResponse:
    scheme = ScoringScheme.objects.of(request.area).in_force(request.area)
    context = {
        "title": "History of how risks are scored",
        "subject": "Words, levels, reviews and appetite",
        "changes": history_of_scoring(scheme, request.GET.get("page")),
        "back_url": reverse("plans:scoring", args=[request.area.slug]),
        "back_text": "Back to how risks are scored",
    }
    return render(request, "history/page.html", context)
