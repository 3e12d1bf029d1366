"""One risk: its page, and the forms that keep it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.risk import RiskCloseForm, RiskEditForm, RiskForm, RiskReviewForm
from plans.models import Regime, Risk
from plans.queries.evidence import evidence_about
from plans.queries.history import history_of_risk
from plans.queries.posts import holds
from plans.queries.register import read_register, risk_page
from plans.queries.risks import risks_of
from sendtrack.accounts.permissions import Permission, who_may
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def risk(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(risks_of(request.area), ref=ref)
    may_edit = found.is_open and request.access.allows(Permission.EDIT_RISKS)
    is_owner = holds(request.access.person, found.owner, request.day)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {
        "risk": found,
        "page": risk_page(read_register(found.regime, request.day, [found])),
        "evidence": evidence_about(risk=found, may_see_restricted=sees),
        "may_edit": may_edit,
        "reviewers": who_may(Permission.EDIT_RISKS) if is_owner and not may_edit else "",
    }
    return render(request, "plans/risk.html", context)


@requires(Permission.VIEW)
@require_safe
def risk_history(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(risks_of(request.area), ref=ref)
    context = {
        "title": f"History of {found.ref}",
        "subject": found.event,
        "changes": history_of_risk(found, request.GET.get("page")),
        "back_url": reverse("plans:risk", args=[request.area.slug, found.ref]),
        "back_text": f"Back to {found.ref}",
    }
    return render(request, "history/page.html", context)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_add(request: AreaRequest) -> HttpResponse:
    regime = find(Regime.objects.of(request.area).leading())
    area = regime.areas.standing().filter(ref=request.GET.get("area", "")).first()
    form = RiskForm(entered(request), regime=regime, area=area, on=request.day)
    given = {"regime": regime, "by": request.user, "on": request.day}
    if made := save(form, changes.raise_risk, **given):
        messages.success(request, f"Risk {made.ref} raised: {made.event}")
        return redirect("plans:risk", request.area.slug, made.ref)
    return answer(request, "plans/risk_form.html", form, scheme=form.scheme)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_edit(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(risks_of(request.area), ref=ref)
    form = RiskEditForm(entered(request), row=found, on=request.day)
    if save(form, changes.edit_risk, risk=found, by=request.user):
        return _saved(request, found, f"Risk {found.ref} saved.")
    return answer(request, "plans/risk_form.html", form, risk=found, scheme=found.scheme)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_review(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(risks_of(request.area), ref=ref)
    form = RiskReviewForm(entered(request), row=found, on=request.day)
    given = {"risk": found, "by": request.user, "on": request.day}
    if save(form, changes.review_risk, **given):
        return _saved(request, found, f"Review of {found.ref} saved.")
    return answer(
        request,
        "plans/risk_review_form.html",
        form,
        risk=found,
        controls=found.controls.in_place().order_by("number"),
    )


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_close(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(risks_of(request.area), ref=ref)
    form = RiskCloseForm(entered(request), row=found)
    given = {"risk": found, "by": request.user, "on": request.day}
    if save(form, changes.close_risk, **given):
        return _saved(request, found, f"Risk {found.ref} closed.")
    return answer(request, "plans/risk_close_form.html", form, risk=found)


def _saved(request: AreaRequest, risk: Risk, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:risk", request.area.slug, risk.ref)
