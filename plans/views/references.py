"""Where a reference leads that somebody wrote down once: in minutes, a letter, a report."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.models import AreaOfWeakness
from plans.queries.formerly import Called, called
from plans.queries.things import url_of, words_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@dataclass(frozen=True)
class Way:
    """One thing that a reference stands for, or stood for."""

    words: str
    url: str
    regime: str
    former: str = ""
    """ "formerly B2 (until 4 November 2026)"; empty where it is called so today."""


def way_to(thing: AreaOfWeakness | Called, url: str = "") -> Way:
    if isinstance(thing, AreaOfWeakness):
        return Way(words_of(thing), url or url_of(thing), thing.regime.in_full)
    outcome = thing.outcome
    return Way(
        words_of(outcome),
        url or url_of(outcome),
        outcome.area.regime.in_full,
        thing.former.words if thing.former else "",
    )


def lead_on(request: AreaRequest, ref: str, ways: Sequence[Way]) -> HttpResponse:
    """To the one thing that the reference stands for, or to a page that names each of several."""
    if not ways:
        raise Http404
    if len(ways) == 1:
        return redirect(ways[0].url)
    return render(request, "plans/several.html", {"ref": ref, "ways": ways})


@requires(Permission.VIEW)
@require_safe
def outcome(request: AreaRequest, ref: str) -> HttpResponse:
    """To the outcome on the page of its area, also by a reference that it had before."""
    found = called(request.area, ref)
    leading = [each for each in found if each.outcome.area.regime.is_shown and each.former is None]
    return lead_on(request, ref.upper(), [way_to(each) for each in leading or found])
