"""Small numbers: what each audience sees of them, and what is shown all the same."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.disclosure import (
    DisclosureForm,
    GrantForm,
    PartsForm,
    WaiverForm,
    WithdrawForm,
)
from plans.measuring.audiences import Audience
from plans.models import Measure, Waiver
from plans.queries.disclosure import OUTSIDE, parts_of, rule_of, rules_of, waivers_of
from plans.queries.history import history_of_disclosure
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.periods import day_in_words


@requires(Permission.VIEW)
@require_safe
def disclosure(request: AreaRequest) -> HttpResponse:
    """How this area shows small numbers, in plain words."""
    context = {
        "rules": rules_of(request.area),
        "waivers": waivers_of(request.area, request.day),
        "may_edit": request.access.allows(Permission.SET_DISCLOSURE),
    }
    return render(request, "plans/disclosure/disclosure.html", context)


@requires(Permission.SET_DISCLOSURE)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def disclosure_edit(request: AreaRequest, audience: str) -> HttpResponse:
    if audience not in OUTSIDE:
        raise Http404
    rule = rule_of(request.area, Audience(audience))
    form = DisclosureForm(entered(request), row=rule)
    given = {"area": request.area, "audience": Audience(audience), "by": request.user}
    if save(form, changes.set_disclosure, **given):
        messages.success(request, f"Saved: small numbers for {Audience(audience).label.lower()}.")
        return redirect("plans:disclosure", request.area.slug)
    return answer(request, "plans/disclosure/rule_form.html", form, rule=rule)


def small_numbers_of(request: AreaRequest, measure: Measure) -> dict[str, object]:
    """What the page of a measure says of its small numbers. Two queries."""
    access = request.access
    return {
        "waivers": waivers_of(request.area, request.day, measure),
        "parts": parts_of(measure),
        "may_ask": measure.is_in_use and access.allows(Permission.ASK_WAIVER),
        "may_grant": access.allows(Permission.GRANT_WAIVER),
    }


@requires(Permission.VIEW)
@require_safe
def disclosure_history(request: AreaRequest) -> HttpResponse:
    context = {
        "title": "History of how small numbers are shown",
        "subject": "Policies of this area, and small numbers shown all the same",
        "changes": history_of_disclosure(request.area, request.GET.get("page")),
        "back_url": reverse("plans:disclosure", args=[request.area.slug]),
        "back_text": "Back to small numbers",
    }
    return render(request, "history/page.html", context)


def _measure(request: AreaRequest, ref: str) -> Measure:
    return find(Measure.objects.of(request.area).in_use(), ref=ref)


def _waiver(request: AreaRequest, ref: str, number: int) -> Waiver:
    rows = Waiver.objects.of(request.area).select_related("measure", "asked_by")
    return find(rows, measure__ref=ref, number=number)


@requires(Permission.ASK_WAIVER)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def waiver_ask(request: AreaRequest, ref: str) -> HttpResponse:
    measure = _measure(request, ref)
    form = WaiverForm(entered(request))
    if save(form, changes.ask_waiver, measure=measure, by=request.user, on=request.day):
        return _saved(request, measure, "Asked for. Somebody else has to grant it.")
    return answer(request, "plans/disclosure/waiver_form.html", form, measure=measure)


@requires(Permission.GRANT_WAIVER)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def waiver_grant(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    waiver = _waiver(request, ref, number)
    form = GrantForm(entered(request), row=waiver)
    if save(form, changes.grant_waiver, waiver=waiver, by=request.user, on=request.day):
        said = f"Granted until {day_in_words(waiver.until_on)}."
        return _saved(request, waiver.measure, said)
    context = {"waiver": waiver, "measure": waiver.measure}
    return answer(request, "plans/disclosure/grant_form.html", form, **context)


@requires(Permission.ASK_WAIVER)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def waiver_withdraw(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    waiver = _waiver(request, ref, number)
    form = WithdrawForm(entered(request), row=waiver)
    if save(form, changes.withdraw_waiver, waiver=waiver, by=request.user, on=request.day):
        return _saved(request, waiver.measure, "The small numbers are withheld.")
    context = {"waiver": waiver, "measure": waiver.measure}
    return answer(request, "plans/disclosure/withdraw_form.html", form, **context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def parts(request: AreaRequest, ref: str) -> HttpResponse:
    measure = _measure(request, ref)
    form = PartsForm(entered(request), row=measure)
    if save(form, changes.set_parts, measure=measure, by=request.user):
        return _saved(request, measure, f"What is counted in {measure.ref} is saved.")
    return answer(request, "plans/disclosure/parts_form.html", form, measure=measure)


def _saved(request: AreaRequest, measure: Measure, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:measure", request.area.slug, measure.ref)
