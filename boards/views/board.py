"""The board: what waits for it, who sits on it, how its meetings went."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards import changes
from boards.forms.bodies import BoardForm, LeaveSeatForm, SeatForm
from boards.models import Seat
from boards.queries import board_now, current_board
from boards.queries.attendance import in_order
from boards.tables import PastTable
from boards.views.scope import board_of, may_run
from plans.queries.regimes import current_regime
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.tables import MOST_PER_PAGE

MEETINGS_SHOWN = 12


@require_safe
@requires(Permission.VIEW)
def board(request: AreaRequest) -> HttpResponse:
    body = current_board(request.area)
    if body is None:
        regime = current_regime(request.area)
        no_board = {"regime": regime, "may_run": may_run(request)}
        return render(request, "boards/no_board.html", no_board)
    last = None if request.GET.get("meetings") == "all" else MEETINGS_SHOWN
    now = board_now(body, request.day, last)
    context = {
        "board": body,
        "now": now,
        "past": PastTable.for_request(request, now.past, per_page=MOST_PER_PAGE),
        "is_cut": last is not None and len(now.past) == last,
        "may_run": may_run(request),
    }
    return render(request, "boards/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def set_up(request: AreaRequest) -> HttpResponse:
    regime = current_regime(request.area)
    if regime is None:
        raise Http404
    board = current_board(request.area)
    if board and not board.has_ended:
        return redirect("boards:board", request.area.slug)
    form = BoardForm(entered(request))
    if body := save(form, changes.set_up_board, by=request.user, regime=regime):
        messages.success(request, f"{body} is set up. Now give it its seats.")
        return redirect("boards:seats", request.area.slug)
    return answer(request, "boards/set_up.html", form, regime=regime)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def seats(request: AreaRequest) -> HttpResponse:
    body = board_of(request)
    form = SeatForm(entered(request), area=request.area, on=request.day)
    if seat := save(form, changes.seat, by=request.user, body=body):
        messages.success(request, f"{seat.post} has a seat.")
        return redirect("boards:seats", request.area.slug)
    rows = Seat.objects.of(request.area).filter(body=body).select_related("post__organisation")
    return answer(request, "boards/seats.html", form, board=body, seats=in_order(rows))


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def leave_seat(request: AreaRequest, pk: int) -> HttpResponse:
    rows = Seat.objects.of(request.area).filter(body=board_of(request)).select_related("post")
    seat = find(rows, pk=pk)
    form = LeaveSeatForm(entered(request), row=seat)
    if left := save(form, changes.leave_seat, by=request.user, seat=seat):
        messages.success(request, f"{left.post} leaves the board.")
        return redirect("boards:seats", request.area.slug)
    return answer(request, "boards/leave_seat.html", form, seat=seat)
