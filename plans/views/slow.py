"""Slow progress: what owners answer, and the tests that the area asks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.slow import SlowAnswerForm, SlowRuleForm
from plans.models import Regime, SlowRule
from plans.policies.actions import may_update
from plans.queries.history import history_of_slow_rule
from plans.queries.regimes import current_regime
from plans.queries.slow import slow_action
from plans.queries.slow_tests import Rule, rules_of
from plans.queries.story import actions_to_show
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.UPDATE_OWN_ACTIONS)
def answer_slow(request: AreaRequest, ref: str) -> HttpResponse:
    """Why an action is slow and what will change, by whoever may update it."""
    action = find(actions_to_show(request.area, request.day).in_force(), ref=ref)
    if not may_update(action=action, access=request.access, on=request.day):
        raise PermissionDenied
    form = SlowAnswerForm(entered(request))
    if save(form, changes.answer_slow, action=action, by=request.user, on=request.day):
        messages.success(request, f"Answer about {action.ref} saved.")
        return redirect("plans:action", request.area.slug, action.ref)
    line = slow_action(action, request.day)
    return answer(request, "plans/slow/answer_form.html", form, action=action, line=line)


@require_safe
@requires(Permission.VIEW)
def slow_rules(request: AreaRequest) -> HttpResponse:
    """The tests for slow progress, as this area asks them."""
    context = {
        "rules": rules_of(request.area.pk, current_regime(request.area)),
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/slow/rules.html", context)


def _rule(request: AreaRequest, kind: str) -> Rule:
    """One test, where there is a plan that it is asked of."""
    regime = find(Regime.objects.of(request.area).leading())
    for rule in rules_of(request.area.pk, regime):
        if rule.kind.kind == kind:
            return rule
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def slow_rule_edit(request: AreaRequest, kind: str) -> HttpResponse:
    rule = _rule(request, kind)
    row = rule.row or SlowRule(local_area=request.area, kind=rule.kind.kind)
    form = SlowRuleForm(entered(request), row=row, rule=rule)
    given = {"area": request.area, "kind": rule.kind.kind, "by": request.user}
    if save(form, changes.set_slow_rule, **given):
        messages.success(request, f"Test saved: {rule.kind.kind.label}.")
        return redirect("plans:slow-rules", request.area.slug)
    return answer(request, "plans/slow/rule_form.html", form, rule=rule)


@require_safe
@requires(Permission.VIEW)
def slow_rule_history(request: AreaRequest, kind: str) -> HttpResponse:
    rule = _rule(request, kind)
    if rule.row is None:
        raise Http404
    context = {
        "changes": history_of_slow_rule(rule.row, request.GET.get("page")),
        "title": f"History of the test: {rule.kind.kind.label}",
        "subject": rule.words,
        "back_url": reverse("plans:slow-rules", args=[request.area.slug]),
        "back_text": "Back to the tests",
    }
    return render(request, "history/page.html", context)
