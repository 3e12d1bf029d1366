"""Risks that have happened: issues, who resolves them and how."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.issue import HappenedForm, IssueEditForm, ResolveForm
from plans.models import Issue
from plans.queries.history import history_of_issue
from plans.queries.risks import issues_of, risks_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def issue(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(issues_of(request.area), ref=ref)
    context = {
        "issue": found,
        "risk": found.risk,
        "is_late": found.is_open and found.due_on < request.day,
        "may_edit": found.is_open and request.access.allows(Permission.EDIT_RISKS),
    }
    return render(request, "plans/issue.html", context)


@requires(Permission.VIEW)
@require_safe
def issue_history(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(issues_of(request.area), ref=ref)
    context = {
        "title": f"History of {found.ref}",
        "subject": found.what,
        "changes": history_of_issue(found, request.GET.get("page")),
        "back_url": reverse("plans:issue", args=[request.area.slug, found.ref]),
        "back_text": f"Back to {found.ref}",
    }
    return render(request, "history/page.html", context)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_happened(request: AreaRequest, ref: str) -> HttpResponse:
    risk = find(risks_of(request.area), ref=ref)
    form = HappenedForm(entered(request), row=risk, on=request.day)
    given = {"risk": risk, "by": request.user, "on": request.day}
    if made := save(form, changes.turn_into_issue, **given):
        return _saved(request, made, f"{risk.ref} is now issue {made.ref}.")
    return answer(request, "plans/happened_form.html", form, risk=risk)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def issue_edit(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(issues_of(request.area), ref=ref)
    form = IssueEditForm(entered(request), row=found, on=request.day)
    given = {"issue": found, "by": request.user, "on": request.day}
    if save(form, changes.edit_issue, **given):
        return _saved(request, found, f"Issue {found.ref} saved.")
    return answer(request, "plans/issue_form.html", form, issue=found, verb="Change")


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def issue_resolve(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(issues_of(request.area), ref=ref)
    form = ResolveForm(entered(request), row=found)
    given = {"issue": found, "by": request.user, "on": request.day}
    if save(form, changes.resolve_issue, **given):
        return _saved(request, found, f"Issue {found.ref} resolved.")
    return answer(request, "plans/issue_form.html", form, issue=found, verb="Resolve")


def _saved(request: AreaRequest, issue: Issue, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:issue", request.area.slug, issue.ref)
