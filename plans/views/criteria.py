"""What success of an area is judged by: proposed, agreed, judged, dropped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.criteria import (
    AgreeForm,
    CriterionEditForm,
    CriterionForm,
    DropForm,
    JudgeForm,
)
from plans.models import SuccessCriterion
from plans.queries.criteria import (
    criterion_rows,
    history_of_criterion,
    line_of,
    pieces_about,
    responsible_on,
)
from plans.queries.plan import areas_in_force
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.organisations.tenancy import AreaQuerySet


def _sees(request: AreaRequest) -> dict[str, bool]:
    return {"may_see_restricted": request.access.allows(Permission.VIEW_RESTRICTED)}


def _rows(request: AreaRequest) -> AreaQuerySet:
    return criterion_rows(request.area, **_sees(request))


def _in_force(request: AreaRequest, ref: str) -> SuccessCriterion:
    """One that can be changed: of an area that stands, in the regime that leads."""
    return find(_rows(request), ref=ref, area__in=areas_in_force(request.area))


@requires(Permission.VIEW)
@require_safe
def criterion(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(_rows(request), ref=ref)
    line = line_of(row, responsible_on(request.area, request.day))
    is_open = line.is_used and row.area.stands and row.area.regime.is_shown
    context = {
        "line": line,
        "criterion": row,
        "may_edit": is_open and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "plans/criteria/item.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def criterion_add(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    form = CriterionForm(entered(request))
    if made := save(form, changes.add_criterion, area=weakness, by=request.user):
        return _saved(request, made, f"{made.ref} added. Record who agrees to it next.")
    return answer(request, "plans/criteria/form.html", form, weakness=weakness)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def criterion_edit(request: AreaRequest, ref: str) -> HttpResponse:
    row = _in_force(request, ref)
    form = CriterionEditForm(entered(request), row=row)
    if save(form, changes.edit_criterion, criterion=row, by=request.user):
        return _saved(request, row, f"{row.ref} saved. Its new words are to be agreed.")
    context = {"criterion": row, "weakness": row.area}
    return answer(request, "plans/criteria/form.html", form, **context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def criterion_agree(request: AreaRequest, ref: str) -> HttpResponse:
    row = _in_force(request, ref)
    form = AgreeForm(entered(request), row=row, on=request.day)
    given = {"criterion": row, "by": request.user, "on": request.day}
    if made := save(form, changes.agree_criterion, **given):
        return _saved(request, row, f"Recorded that {made.who} agreed to {row.ref}.")
    return answer(request, "plans/criteria/agree.html", form, criterion=row)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def criterion_judge(request: AreaRequest, ref: str) -> HttpResponse:
    row = _in_force(request, ref)
    pieces = pieces_about(row.area, **_sees(request))
    form = JudgeForm(entered(request), row=row, on=request.day, pieces=pieces)
    given = {"criterion": row, "by": request.user, "on": request.day}
    if made := save(form, changes.judge_criterion, **given):
        said = f"{row.ref} judged: {made.get_result_display().lower()}."
        return _saved(request, row, said)
    return answer(request, "plans/criteria/judge.html", form, criterion=row)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def criterion_drop(request: AreaRequest, ref: str) -> HttpResponse:
    row = _in_force(request, ref)
    form = DropForm(entered(request), row=row)
    given = {"criterion": row, "by": request.user, "on": request.day}
    if save(form, changes.drop_criterion, **given):
        return _saved(request, row, f"{row.ref} dropped.")
    return answer(request, "plans/criteria/drop.html", form, criterion=row)


@requires(Permission.VIEW)
@require_safe
def criterion_history(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(_rows(request), ref=ref)
    context = {
        "title": f"History of {row.ref}",
        "subject": row.words,
        "changes": history_of_criterion(row, request.GET.get("page")),
        "back_url": reverse("plans:criterion", args=[request.area.slug, row.ref]),
        "back_text": f"Back to {row.ref}",
    }
    return render(request, "history/page.html", context)


def _saved(request: AreaRequest, row: SuccessCriterion, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:criterion", request.area.slug, row.ref)
