"""The duties that a regime sets: all of them, and why one stands as it does."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.models import Regime
from plans.queries import current_regime
from plans.queries.regimes import regimes_of
from reviews.duties import judge_all, judge_with_months
from reviews.models import Clause
from reviews.views.verdicts import by_word, shown_duty
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires


def _judged_on(regime: Regime, day: date) -> date:
    """The day that is asked for, or the one on which the regime ended before it."""
    return min(day, regime.ended_on) if regime.ended_on else day


@require_safe
@requires(Permission.VIEW)
def duties(request: AreaRequest) -> HttpResponse:
    """Unmet first; what only explains comes last. Then the duties that come round, by month."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "reviews/duties.html")
    return _all(request, regime)


@require_safe
@requires(Permission.VIEW)
def regime_duties(request: AreaRequest, code: str) -> HttpResponse:
    """The same of any regime; of one that has ended as they stood on its last day."""
    regime = find(regimes_of(request.area), code=code)
    if regime.is_shown:
        return redirect("reviews:duties", request.area.slug)
    return _all(request, regime)


def _all(request: AreaRequest, regime: Regime) -> HttpResponse:
    on = _judged_on(regime, request.day)
    judged, matrix = judge_with_months(regime, on)
    context = {
        "regime": regime,
        "on": on,
        "groups": by_word(judged, request.area),
        "count": len(judged),
        "matrix": matrix,
    }
    return render(request, "reviews/duties.html", context)


@require_safe
@requires(Permission.VIEW)
def duty(request: AreaRequest, paragraph: str) -> HttpResponse:
    """The words of one paragraph, the verdict, the facts behind it, and how it is judged. One that
    the leading regime does not have leads to the latest regime that has it."""
    regime = current_regime(request.area)
    answer = _one(request, regime, paragraph) if regime else None
    if answer is not None:
        return answer
    rows = Clause.objects.of(request.area).filter(paragraph=paragraph).select_related("regime")
    clause = rows.order_by("-regime__issued_on", "-regime").first()
    if clause is None:
        raise Http404
    return redirect("reviews:regime-duty", request.area.slug, clause.regime.code, paragraph)


@require_safe
@requires(Permission.VIEW)
def regime_duty(request: AreaRequest, code: str, paragraph: str) -> HttpResponse:
    regime = find(regimes_of(request.area), code=code)
    answer = _one(request, regime, paragraph)
    if answer is None:
        raise Http404
    return answer


def _one(request: AreaRequest, regime: Regime, paragraph: str) -> HttpResponse | None:
    on = _judged_on(regime, request.day)
    for judged in judge_all(regime, on):
        if judged.clause.paragraph == paragraph:
            duty = shown_duty(judged, request.area)
            context = {"regime": regime, "duty": duty, "on": on}
            return render(request, "reviews/duty.html", context)
    return None
