"""The plan as a spreadsheet: the way out."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from plans.models import Action, Regime
from plans.queries.actions import actions_in_force
from plans.queries.measured import measured
from plans.queries.plan import Show, narrowed, of_organisation, outcomes_in_force, whole_plan
from plans.queries.posts import accountable_posts
from plans.queries.reading import read_plan
from plans.queries.regimes import current_regime
from plans.queries.tracker import tracker_sheet
from plans.tables.filters import ActionFilter
from plans.tracker.sheets import CONTENT_TYPES, Format, Sheet
from plans.tracker.writing import write
from plans.views.plan import FILTERS, organisation_asked_for, show_asked_for
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
@requires(Permission.VIEW)
def plan_download(request: AreaRequest, form: str) -> HttpResponse:
    """The plan as its page shows it, with the same filters in the address."""
    regime = current_regime(request.area)
    if regime is None:
        raise Http404
    show, organisation = show_asked_for(request), organisation_asked_for(request)
    entries = whole_plan(read_plan(regime, request.day))
    if organisation is not None:
        entries = of_organisation(entries, organisation)
    words = [] if show == Show.ALL else [FILTERS[show]]
    words += [str(organisation)] if organisation else []
    lines = [line for entry in narrowed(entries, show) for line in entry.lines]
    actions = (line.action for line in lines)
    return _answer(request, form, regime, actions, " · ".join(words))


@require_safe
@requires(Permission.VIEW)
def actions_download(request: AreaRequest, form: str) -> HttpResponse:
    """The actions as their list shows them, with the same filters in the address."""
    regime = current_regime(request.area)
    if regime is None:
        raise Http404
    chosen = ActionFilter(request.GET, area=request.area, on=request.day)
    rows = chosen.apply(actions_in_force(request.area))
    return _answer(request, form, regime, rows, chosen.in_words())


def _answer(
    request: AreaRequest, form: str, regime: Regime, actions: Iterable[Action], narrowed_to: str
) -> HttpResponse:
    chosen = format_asked_for(form)
    sheet = tracker_sheet(
        request.area,
        actions,
        on=request.day,
        by=str(request.user),
        narrowed_to=narrowed_to,
        choosable=accountable_posts(request.area, request.day),
        outcomes=outcomes_in_force(request.area).order_by("area__position", "number"),
        measured=measured(regime, request.day, reader(request)),
    )
    return sheet_answer(request, sheet, chosen, "tracker")


def format_asked_for(form: str) -> Format:
    try:
        return Format(form)
    except ValueError as error:
        raise Http404 from error


def sheet_answer(request: AreaRequest, sheet: Sheet, form: Format, what: str) -> HttpResponse:
    """A file to keep, named after the area, the list and the day."""
    response = HttpResponse(write(sheet, form), content_type=CONTENT_TYPES[form])
    name = f"{request.area.slug}-{what}-{request.day.isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
