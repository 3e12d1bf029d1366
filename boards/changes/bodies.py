"""Verbs that write the board and its seats."""

from datetime import date

from boards.models import Body, Seat
from boards.policies.meetings import check_free_seat, check_in_being, check_line
from boards.states import SeatKind
from plans.models import Regime
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation


def set_up_board(
    *,
    regime: Regime,
    name: str,
    by: User,
    also_called: str = "",
    citation: Citation | None = None,
) -> Body:
    """Record the improvement board that the regime asks for: one for each regime."""
    name = check_line(name, field="name", missing="Enter the name of the board.")
    with record(actor=by, reason=f"Set up {name}"):
        regime.lock()
        if Body.objects.keeping(regime).filter(ended_on__isnull=True).exists():
            raise Refusal(f"{regime} has a board already.", field="name")
        body = Body(
            local_area=regime.local_area,
            regime=regime,
            name=name,
            also_called=also_called,
            citation=citation,
        )
        body.save()
    return body


def seat(*, body: Body, kind: SeatKind, post: Post, by: User, from_on: date | None = None) -> Seat:
    """Give a post a seat at the board, from a day on; from the beginning where none is given."""
    if post.local_area_id != body.local_area_id:
        raise Refusal("Choose a post of this area.", field="post")
    with record(actor=by, reason=f"Gave {post} a seat: {SeatKind(kind).label}"):
        check_in_being(body.lock())
        if Seat.objects.filter(body=body, post=post).exists():
            raise Refusal(f"{post} has a seat already.", field="post")
        check_free_seat(body, kind=kind, from_on=from_on)
        place = Seat(local_area=body.local_area, body=body, kind=kind, post=post, from_on=from_on)
        place.save()
    return place


def leave_seat(*, seat: Seat, version: int, last_on: date, by: User, reason: str) -> Seat:
    """End a seat after its last day. Meetings before keep it."""
    reason = reason.strip()
    if not reason:
        raise Refusal("Say why the seat ends.", field="reason")
    with record(actor=by, reason=reason):
        current = seat.lock(version=version)
        if current.from_on is not None and last_on < current.from_on:
            raise Refusal(
                f"The last day must be on or after {day_in_words(current.from_on)}.",
                field="last_on",
            )
        current.to_on = last_on
        current.save()
    return current
