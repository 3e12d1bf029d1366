"""Targets: their arithmetic under any regime, and the forms that set them and record results."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.plan import ResultForm, TargetEditForm, TargetForm
from plans.models import Target
from plans.policies.work import warning_of_late_date
from plans.queries.counted import counted
from plans.queries.evidence import evidence_about
from plans.queries.formerly import former_refs, targets_called
from plans.queries.history import history_of_target
from plans.queries.ladder import because, rung_of, target_history_url, target_url
from plans.queries.plan import outcome_key, outcomes_in_force
from plans.queries.results import ever_told_of_few, reached, reached_in_words
from plans.queries.targets import moves_of
from plans.views.readers import reader
from plans.views.references import lead_on, way_to
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def target_of(request: AreaRequest, ref: str, months: int) -> Target:
    """A target of the regimes in force, or 404."""
    outcome = find(outcomes_in_force(request.area), **outcome_key(ref))
    for target in outcome.targets.all():
        if target.horizon_months == months:
            return target
    raise Http404


@requires(Permission.VIEW)
@require_safe
def target(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    """The plan's own target; an old reference leads to what it stands for now."""
    try:
        return _shown(request, target_of(request, ref, months))
    except Http404:
        return _led_on(request, ref, months)


@requires(Permission.VIEW)
@require_safe
def regime_target(request: AreaRequest, code: str, ref: str, months: int) -> HttpResponse:
    """The target of any regime, also of one that has ended. Changed only while that leads."""
    pairs = targets_called(request.area, ref, months, regime_code=code)
    now = [target for target, called in pairs if called.former is None]
    if now:
        return _shown(request, now[0])
    return _led_on(request, ref, months, regime_code=code)


def _led_on(request: AreaRequest, ref: str, months: int, regime_code: str = "") -> HttpResponse:
    pairs = targets_called(request.area, ref, months, regime_code=regime_code)
    ways = [way_to(called, target_url(target)) for target, called in pairs]
    return lead_on(request, ref.upper(), ways)


def _shown(request: AreaRequest, found: Target) -> HttpResponse:
    """What the target asks, what was reached, and how the state on its rung follows."""
    regime, outcome, months = found.outcome.area.regime, found.outcome, found.horizon_months
    leads = regime.is_shown
    context = {
        "leads": leads,
        "formers": former_refs([outcome]).get(outcome.pk, []),
        "history_url": target_history_url(found),
        "target": found,
        "rung": rung_of(found, request.day),
        "because": because(found, request.day),
        "reached": reached(found, exactly=reader(request).sees_all),
        "reached_in_words": reached_in_words(found, exactly=reader(request).sees_all),
        "counted": counted(found, request.day, reader(request)),
        "regime": regime,
        "counted_on": regime.horizon(months),
        "moves": moves_of(found),
        "may_decide": leads and request.access.allows(Permission.CONFIRM_COMPLETION),
        "late": warning_of_late_date(regime=regime, due_on=found.due_on),
        "evidence": evidence_about(
            target=found, may_see_restricted=request.access.allows(Permission.VIEW_RESTRICTED)
        ),
        "may_edit": leads and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/target.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def target_add(request: AreaRequest, ref: str) -> HttpResponse:
    outcome = find(outcomes_in_force(request.area), **outcome_key(ref))
    form = TargetForm(entered(request), outcome=outcome)
    if not form.is_bound and not form.has_horizons:
        messages.info(request, f"{outcome.ref} has a target for each horizon. Change one of them.")
        return redirect("plans:area", request.area.slug, outcome.area.ref)
    if made := save(form, changes.set_target, outcome=outcome, by=request.user):
        messages.success(request, f"Target for {made.horizon_months} months set.")
        return redirect("plans:target", request.area.slug, outcome.ref, made.horizon_months)
    return answer(request, "plans/target_form.html", form, outcome=outcome)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def target_edit(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    found = target_of(request, ref, months)
    form = TargetEditForm(entered(request), row=found)
    if save(form, changes.edit_target, target=found, by=request.user):
        messages.success(request, "Target saved.")
        return redirect("plans:target", request.area.slug, found.outcome.ref, months)
    return answer(request, "plans/target_form.html", form, outcome=found.outcome, target=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def target_result(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    found = target_of(request, ref, months)
    says = counted(found, request.day, reader(request))
    told = counted(found, request.day, reader(request).as_board())
    start = told.proposed if told and not found.result else {}
    kept = bool(told and told.point and told.point.withheld)
    form = ResultForm(entered(request), row=found, today=request.day, start=start, is_withheld=kept)
    if save(form, changes.record_result, target=found, by=request.user):
        messages.success(request, "Result recorded.")
        return redirect("plans:target", request.area.slug, found.outcome.ref, months)
    return answer(request, "plans/result_form.html", form, target=found, counted=says)


@requires(Permission.VIEW)
@require_safe
def target_history(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    return _told(request, target_of(request, ref, months))


@requires(Permission.VIEW)
@require_safe
def regime_target_history(request: AreaRequest, code: str, ref: str, months: int) -> HttpResponse:
    pairs = targets_called(request.area, ref, months, regime_code=code)
    for found, called in pairs:
        if called.former is None:
            return _told(request, found)
    raise Http404


def _told(request: AreaRequest, found: Target) -> HttpResponse:
    months = found.horizon_months
    context = {
        "title": f"History of the target of {found.outcome.ref} for {months} months",
        "subject": found.statement,
        "changes": history_of_target(
            found,
            request.GET.get("page"),
            sees_results=reader(request).sees_all or not ever_told_of_few(found),
        ),
        "back_url": target_url(found),
        "back_text": "Back to the target",
    }
    return render(request, "history/page.html", context)
