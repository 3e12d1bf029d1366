"""The lines of accountability, and the bodies that they join."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import changes
from boards.forms.governance import (
    AccountableForm,
    BeginLineForm,
    BodyAddForm,
    BodyEditForm,
    EndBodyForm,
    EndLineForm,
    LineForm,
    RenameForm,
)
from boards.models import Body, ReportingLine
from boards.queries.ending import commissions_of, leaving_of
from boards.queries.governance import body_page, governance_on
from boards.queries.history import history_of_body
from boards.queries.terms import terms_now
from boards.views.scope import may_run
from plans.models import Regime
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def _body(request: AreaRequest, number: int) -> Body:
    rows = Body.objects.of(request.area).select_related("regime", "local_area", "gone_to")
    return find(rows.select_related("citation__document", "ended_by__document"), pk=number)


def _to(body: Body, slug: str) -> HttpResponse:
    return redirect("boards:body", slug, body.pk)


@require_safe
@requires(Permission.VIEW)
def governance(request: AreaRequest) -> HttpResponse:
    context = {"now": governance_on(request.area, request.day), "may_run": may_run(request)}
    return render(request, "boards/governance.html", context)


@require_safe
@requires(Permission.VIEW)
def body(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    context = {
        "body": found,
        "page": body_page(found, request.day),
        "asked": commissions_of(found),
        "terms": terms_now(found, request.day),
        "may_run": may_run(request),
        "may_move": may_run(request) and not found.has_ended,
    }
    return render(request, "boards/body.html", context)


@require_safe
@requires(Permission.VIEW)
def history(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    context = {
        "title": f"History of {found}",
        "subject": found.get_kind_display(),
        "changes": history_of_body(found, request.GET.get("page")),
        "back_url": reverse("boards:body", args=[request.area.slug, found.pk]),
        "back_text": f"Back to {found}",
    }
    return render(request, "history/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def add(request: AreaRequest) -> HttpResponse:
    form = BodyAddForm(entered(request), area=request.area)
    given = {"area": request.area, "by": request.user, "on": request.day}
    if made := save(form, changes.add_body, **given):
        messages.success(request, f"{made} is recorded.")
        return _to(made, request.area.slug)
    return answer(request, "boards/body_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def edit(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    form = BodyEditForm(entered(request), row=found)
    if save(form, changes.edit_body, body=found, by=request.user, on=request.day):
        messages.success(request, f"{found} is changed.")
        return _to(found, request.area.slug)
    return answer(request, "boards/body_edit.html", form, body=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def rename(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    form = RenameForm(entered(request), row=found)
    if named := save(form, changes.rename_body, body=found, by=request.user, on=request.day):
        messages.success(request, f"{found} is now called {named}.")
        return _to(found, request.area.slug)
    return answer(request, "boards/body_rename.html", form, body=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def end(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    if found.has_ended and request.method != "POST":
        return _to(found, request.area.slug)
    form = EndBodyForm(entered(request), row=found)
    if left := save(form, changes.end_body, body=found, by=request.user, on=request.day):
        went = f" {left.in_words} went on." if left.has_work else ""
        messages.success(request, f"The end of {found} is recorded.{went}")
        return _to(found, request.area.slug)
    leaving = leaving_of(found, request.day)
    return answer(request, "boards/body_end.html", form, body=found, leaving=leaving)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def draw_line(request: AreaRequest, number: int) -> HttpResponse:
    found = _body(request, number)
    form = LineForm(entered(request), body=found)
    given = {"body": found, "by": request.user, "on": request.day}
    if line := save(form, changes.draw_line, **given):
        messages.success(request, f"Recorded: {line}.")
        return _to(found, request.area.slug)
    return answer(request, "boards/line_add.html", form, body=found)


def _line(request: AreaRequest, number: int) -> ReportingLine:
    rows = ReportingLine.objects.of(request.area).select_related("body", "to", "local_area")
    return find(rows, pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def begin_line(request: AreaRequest, number: int) -> HttpResponse:
    line = _line(request, number)
    form = BeginLineForm(entered(request), row=line)
    given = {"line": line, "by": request.user, "on": request.day}
    if save(form, changes.begin_line, **given):
        messages.success(request, f"Recorded: {line}.")
        return _to(line.body, request.area.slug)
    return answer(request, "boards/line_begin.html", form, line=line)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def end_line(request: AreaRequest, number: int) -> HttpResponse:
    line = _line(request, number)
    form = EndLineForm(entered(request), row=line)
    given = {"line": line, "by": request.user, "on": request.day}
    if save(form, changes.end_line, **given):
        messages.success(request, f"{line.body} no longer reports to {line.to}.")
        return _to(line.body, request.area.slug)
    return answer(request, "boards/line_end.html", form, line=line)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def accountable(request: AreaRequest, code: str) -> HttpResponse:
    regime = find(Regime.objects.of(request.area).in_force(), code=code)
    form = AccountableForm(entered(request), regime=regime)
    given = {"regime": regime, "by": request.user, "on": request.day}
    if named := save(form, changes.name_accountable, **given):
        messages.success(request, f"Recorded: {named}.")
        return redirect("boards:governance", request.area.slug)
    return answer(request, "boards/accountable.html", form, regime=regime)
