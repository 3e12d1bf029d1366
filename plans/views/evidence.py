"""Evidence of impact: the library, one piece, its file, and the forms that keep it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans import changes
from plans.forms.evidence import (
    EvidenceEditForm,
    EvidenceForm,
    LinkForm,
    OwnEvidenceForm,
    TakeBackForm,
    WithdrawForm,
)
from plans.models import Action, AreaOfWeakness, Evidence, TellsOf
from plans.policies.evidence import may_add_to, warning_of_early_day
from plans.queries.actions import actions_in_force
from plans.queries.evidence import audits_beside, library, links_of, one_piece, triangulation
from plans.queries.evidence_history import history_of_evidence
from plans.queries.plan import area_rows, areas_in_force
from plans.queries.planned import sources_of
from plans.queries.regimes import current_regime
from plans.queries.things import words_of
from plans.tables.evidence import EvidenceFilter, EvidenceTable
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.files.serving import hand_out


def _sees(request: AreaRequest) -> dict[str, bool]:
    return {"may_see_restricted": request.access.allows(Permission.VIEW_RESTRICTED)}


def _reads(request: AreaRequest) -> dict[str, bool]:
    """Who keeps the plan also reads what a family has taken back."""
    return {**_sees(request), "may_see_taken_back": request.access.allows(Permission.EDIT_PLAN)}


def _piece(request: AreaRequest, ref: str) -> Evidence:
    return find(one_piece(request.area, **_reads(request)), ref=ref)


@requires(Permission.VIEW)
@require_safe
def evidence(request: AreaRequest) -> HttpResponse:
    """The library, and for each area whether one kind of evidence stands alone."""
    regime = current_regime(request.area)
    chosen = EvidenceFilter(request.GET, area=request.area, on=request.day)
    rows = chosen.apply(library(request.area, **_reads(request)))
    may_edit = request.access.allows(Permission.EDIT_PLAN)
    context = {
        "table": EvidenceTable.for_request(request, rows, on=request.day),
        "filter": chosen,
        "proofs": triangulation(regime, request.day, **_sees(request)) if regime else [],
        "lacking_consent": library(request.area, **_sees(request)).lacking_consent().count()
        if may_edit
        else 0,
        "may_edit": may_edit,
    }
    return render(request, "plans/evidence/library.html", context)


@requires(Permission.VIEW)
@require_safe
def evidence_item(request: AreaRequest, ref: str) -> HttpResponse:
    piece = _piece(request, ref)
    around = library(request.area, **_sees(request))
    may_edit = request.access.allows(Permission.EDIT_PLAN)
    context = {
        "piece": piece,
        "newer": around.filter(supersedes=piece).first(),
        "older": around.filter(pk=piece.supersedes_id).first(),
        "links": links_of(piece),
        "audits": audits_beside(piece),
        "planned_as": sources_of(piece),
        "early": warning_of_early_day(piece, piece.area.regime),
        "is_stale": piece.is_stale(request.day),
        "may_edit": piece.withdrawn_on is None and may_edit,
        "may_take_back": may_edit and piece.is_case_study and piece.consent_ended_on is None,
    }
    return render(request, "plans/evidence/item.html", context)


@requires(Permission.VIEW)
@require_safe
def evidence_file(request: AreaRequest, ref: str) -> HttpResponse | FileResponse:
    """The bytes, as an attachment, to whoever may see the piece; never of a withdrawn one.

    Whatever day is asked for, what holds today decides.
    """
    if request.as_at:
        return redirect(request.path)
    piece = find(one_piece(request.area, **_reads(request)).filter(file__isnull=False), ref=ref)
    if piece.withdrawn_on:
        return render(request, "plans/evidence/withdrawn_file.html", {"piece": piece}, status=410)
    assert piece.file is not None
    return hand_out(request, piece.file)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def evidence_add(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    return _add_evidence(request, weakness, None)


@requires(Permission.UPDATE_OWN_ACTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def action_evidence_add(request: AreaRequest, ref: str) -> HttpResponse:
    """By whoever keeps the plan, and by a partner for an action of a post that they hold."""
    action = find(actions_in_force(request.area).select_related("area__regime"), ref=ref)
    if not may_add_to(action=action, access=request.access, on=request.day):
        raise PermissionDenied
    weakness = find(area_rows(request.area), pk=action.area_id)
    if request.access.allows(Permission.EDIT_PLAN):
        return _add_evidence(request, weakness, action)
    given: dict[str, Any] = {"weakness": weakness, "action": action, "today": request.day}
    form = OwnEvidenceForm(entered(request), request.FILES or None, **given)
    return _added(request, form, area=weakness, action=action)


def _add_evidence(
    request: AreaRequest, weakness: AreaOfWeakness, action: Action | None
) -> HttpResponse:
    older = weakness.evidence.filter(ref=request.GET.get("instead-of", ""))
    given: dict[str, Any] = {"weakness": weakness, "action": action, "today": request.day}
    form = EvidenceForm(entered(request), request.FILES or None, older=older.first(), **given)
    return _added(request, form, area=weakness, shown=action)


def _added(
    request: AreaRequest, form: EvidenceForm, *, shown: Action | None = None, **given: Any
) -> HttpResponse:
    """`shown`: the action that the form asks about; it is given where the form does not ask."""
    if piece := save(form, changes.add_evidence, by=request.user, **given):
        messages.success(request, f"Evidence added: {piece.title}")
        return redirect("plans:evidence-item", request.area.slug, piece.ref)
    form.ask_for_the_file_again()
    about = {"weakness": given["area"], "action": given.get("action", shown)}
    return answer(request, "plans/evidence_form.html", form, **about)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def evidence_edit(request: AreaRequest, ref: str) -> HttpResponse:
    piece = _piece(request, ref)
    form = EvidenceEditForm(entered(request), row=piece, today=request.day)
    if save(form, changes.edit_evidence, evidence=piece, by=request.user):
        return _saved(request, piece, f"{piece.ref} saved.")
    return answer(request, "plans/evidence/edit.html", form, piece=piece)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def evidence_withdraw(request: AreaRequest, ref: str) -> HttpResponse:
    piece = _piece(request, ref)
    form = WithdrawForm(entered(request), row=piece)
    given = {"evidence": piece, "by": request.user, "on": request.day}
    if save(form, changes.withdraw_evidence, **given):
        return _saved(request, piece, f"{piece.ref} withdrawn.")
    return answer(request, "plans/evidence/withdraw.html", form, piece=piece)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def evidence_take_back(request: AreaRequest, ref: str) -> HttpResponse:
    """A family no longer agrees to the use of their story."""
    piece = find(one_piece(request.area, **_reads(request)).filter(tells_of=TellsOf.ONE), ref=ref)
    form = TakeBackForm(entered(request), row=piece)
    given = {"evidence": piece, "by": request.user, "on": request.day}
    if save(form, changes.take_back_consent, **given):
        return _saved(request, piece, f"{piece.ref} withdrawn: the family took back its consent.")
    return answer(request, "plans/evidence/take_back.html", form, piece=piece)


@requires(Permission.EDIT_PLAN)
@require_POST
def evidence_check(request: AreaRequest, ref: str) -> HttpResponse:
    piece = find(one_piece(request.area, **_sees(request)).standing(), ref=ref)
    changes.check_for_personal_data(evidence=piece, by=request.user, on=request.day)
    return _saved(request, piece, "Recorded: you have checked it for personal data.")


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_link(request: AreaRequest, ref: str) -> HttpResponse:
    piece = _piece(request, ref)
    form = LinkForm(entered(request), evidence=piece)
    if link := save(form, changes.link_evidence, evidence=piece, by=request.user):
        return _saved(request, piece, f"{piece.ref} is listed there too: {words_of(link.thing)}")
    return answer(request, "plans/evidence/link.html", form, piece=piece)


@requires(Permission.EDIT_PLAN)
@require_POST
def evidence_unlink(request: AreaRequest, ref: str, link: int) -> HttpResponse:
    piece = _piece(request, ref)
    changes.unlink_evidence(link=find(piece.links.all(), pk=link), by=request.user)
    return _saved(request, piece, "The link has been taken away.")


@requires(Permission.VIEW)
@require_safe
def evidence_history(request: AreaRequest, ref: str) -> HttpResponse:
    piece = _piece(request, ref)
    context = {
        "title": f"History of {piece.ref}",
        "subject": piece.title,
        "piece": piece,
        "changes": history_of_evidence(piece, request.GET.get("page")),
    }
    return render(request, "plans/evidence/history.html", context)


def _saved(request: AreaRequest, piece: Evidence, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:evidence-item", request.area.slug, piece.ref)
