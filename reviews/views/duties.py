"""The duties of the Notice: all of them, and why one stands as it does."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.queries import current_regime
from reviews.duties import judge_all, judge_with_months
from reviews.views.verdicts import by_word, shown_duty
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
@requires(Permission.VIEW)
def duties(request: AreaRequest) -> HttpResponse:
    """Unmet first; what only explains comes last. Then the duties that come round, by month."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "reviews/duties.html")
    judged, matrix = judge_with_months(regime, request.day)
    context = {
        "regime": regime,
        "groups": by_word(judged, request.area),
        "count": len(judged),
        "matrix": matrix,
    }
    return render(request, "reviews/duties.html", context)


@require_safe
@requires(Permission.VIEW)
def duty(request: AreaRequest, paragraph: str) -> HttpResponse:
    """The words of one paragraph, the verdict, the facts behind it, and how it is judged."""
    regime = current_regime(request.area)
    judged = judge_all(regime, request.day) if regime else []
    found = [each for each in judged if each.clause.paragraph == paragraph]
    if not found:
        raise Http404
    duty = shown_duty(found[0], request.area)
    return render(request, "reviews/duty.html", {"regime": regime, "duty": duty})
