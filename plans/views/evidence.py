"""Evidence of impact, and views heard."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.evidence import EvidenceForm, VoiceForm
from plans.models import Action, AreaOfWeakness, Regime
from plans.queries.actions import actions_in_force
from plans.queries.evidence import groups_heard, voice_rows
from plans.queries.plan import area_rows, areas_in_force
from plans.queries.regimes import current_regime
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def evidence_add(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    return _add_evidence(request, weakness, None)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def action_evidence_add(request: AreaRequest, ref: str) -> HttpResponse:
    action = find(actions_in_force(request.area), ref=ref)
    return _add_evidence(request, find(area_rows(request.area), pk=action.area_id), action)


def _add_evidence(
    request: AreaRequest, weakness: AreaOfWeakness, action: Action | None
) -> HttpResponse:
    form = EvidenceForm(entered(request), weakness=weakness, action=action, today=request.day)
    if evidence := save(form, changes.add_evidence, area=weakness, by=request.user):
        messages.success(request, f"Evidence added: {evidence.title}")
        return redirect("plans:area", request.area.slug, weakness.ref)
    return answer(request, "plans/evidence_form.html", form, weakness=weakness, action=action)


@requires(Permission.VIEW)
@require_safe
def voices(request: AreaRequest) -> HttpResponse:
    """Views heard, newest first, and how often each group was."""
    regime = current_regime(request.area)
    rows = list(voice_rows().of(request.area).filter(regime=regime))
    context = {
        "voices": rows,
        "groups": groups_heard(rows),
        "may_edit": regime is not None and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/voices.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def voice_add(request: AreaRequest) -> HttpResponse:
    regime = find(Regime.objects.of(request.area).leading())
    form = VoiceForm(entered(request), regime=regime, today=request.day)
    if save(form, changes.add_voice, regime=regime, by=request.user):
        messages.success(request, "Views heard recorded.")
        return redirect("plans:voices", request.area.slug)
    return answer(request, "plans/voice_form.html", form)
