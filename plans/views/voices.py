"""Views heard: the ledger, one entry, and the forms that record, answer and feed back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.voices import AnswerForm, FeedBackForm, VoiceEditForm, VoiceForm
from plans.models import Regime, VoiceEntry
from plans.queries.evidence_history import history_of_voice
from plans.queries.regimes import current_regime, ended_last
from plans.queries.voices import ledger, made_with_families, voice_rows, voices_of
from plans.states import VoiceGroup
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def voices(request: AreaRequest) -> HttpResponse:
    """Whom we have heard and whom not, what waits for a response, and everything said."""
    regime = current_regime(request.area)
    rows = list(voice_rows().of(request.area).filter(regime=regime))
    context = {
        "voices": rows,
        "ended": None if regime else ended_last(request.area),
        "made_with": made_with_families(regime),
        "ledger": ledger(regime, rows, request.day),
        "group_names": [group.label for group in VoiceGroup],
        "may_edit": regime is not None and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/voices.html", context)


@requires(Permission.VIEW)
@require_safe
def voice(request: AreaRequest, ref: str) -> HttpResponse:
    context = {
        "voice": find(voices_of(request.area), ref=ref),
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/voice.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def voice_add(request: AreaRequest) -> HttpResponse:
    regime = find(Regime.objects.of(request.area).leading())
    asked = {"regime": regime, "today": request.day, "channel": request.GET.get("way", "")}
    form = VoiceForm(entered(request), **asked)
    if save(form, changes.add_voice, regime=regime, by=request.user):
        messages.success(request, "Views heard recorded.")
        return redirect("plans:voices", request.area.slug)
    return answer(request, "plans/voice_form.html", form)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def voice_edit(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(voices_of(request.area), ref=ref)
    form = VoiceEditForm(entered(request), row=found, today=request.day)
    if save(form, changes.edit_voice, voice=found, by=request.user):
        return _saved(request, found, f"{found.ref} saved.")
    return answer(request, "plans/voice_form.html", form, voice=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def voice_answer(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(voices_of(request.area), ref=ref)
    form = AnswerForm(entered(request), row=found)
    if save(form, changes.answer_voice, voice=found, by=request.user):
        return _saved(request, found, "Saved. Tell those who were heard next.")
    return answer(request, "plans/voice_answer_form.html", form, voice=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def voice_feed_back(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(voices_of(request.area), ref=ref)
    form = FeedBackForm(entered(request), row=found, today=request.day)
    if save(form, changes.feed_back, voice=found, by=request.user):
        return _saved(request, found, "Saved: they have been told.")
    return answer(request, "plans/voice_answer_form.html", form, voice=found, is_telling=True)


@requires(Permission.VIEW)
@require_safe
def voice_history(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(voices_of(request.area), ref=ref)
    context = {
        "title": f"History of {found.ref}",
        "subject": str(found),
        "voice": found,
        "changes": history_of_voice(found, request.GET.get("page")),
    }
    return render(request, "plans/voice_history.html", context)


def _saved(request: AreaRequest, voice: VoiceEntry, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:voice", request.area.slug, voice.ref)
