"""Bodies, meetings and the action log."""

from datetime import date, time
from typing import Any

from boards import changes as boards
from boards.models import Meeting, ReportingLine
from boards.models.view import HeardHow
from boards.states import BodyKind, SeatKind
from plans.models import (
    VoiceEntry,
)
from sendtrack.accounts.models import User
from tests.architecture.samples.evidence import voice
from tests.conftest import Place


def make_meeting(place: Place, by: User) -> Meeting:
    body = boards.set_up_board(regime=place.regime, name="Improvement board", by=by)
    return boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )


def make_held_meeting(place: Place, by: User) -> Meeting:
    meeting = make_meeting(place, by)
    return boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={},
        summary="",
        by=by,
        on=meeting.meets_on,
    )


def board(place: Place, by: User) -> dict[str, Any]:
    make_meeting(place, by)
    return {}


def board_seat(place: Place, by: User) -> dict[str, Any]:
    body = make_meeting(place, by).body
    seat = boards.seat(body=body, kind=SeatKind.CHAIR, post=place.posts["chair"], by=by)
    return {"pk": seat.pk}


def make_line(place: Place, by: User) -> ReportingLine:
    """The group of the plan will report to the improvement board."""
    group = boards.add_body(
        area=place.area,
        name="Delivery group",
        kind=BodyKind.DELIVERY,
        by=by,
        on=date(2026, 3, 4),
    )
    return boards.draw_line(
        body=group, to=make_meeting(place, by).body, announced=True, by=by, on=date(2026, 3, 4)
    )


def governing_body(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_line(place, by).body_id}


def drafted_terms(place: Place, by: User) -> dict[str, Any]:
    body = make_line(place, by).body
    terms = boards.draft_terms(body=body, text="It delivers.", responsibilities="", by=by)
    return {"number": terms.pk}


def agenda_item(place: Place, by: User) -> dict[str, Any]:
    item = boards.add_agenda_item(meeting=make_meeting(place, by), title="The plan", by=by)
    return {"meets_on": item.meeting.meets_on, "number": item.number}


def announced_line(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_line(place, by).pk}


def board_meeting(place: Place, by: User) -> dict[str, Any]:
    return {"meets_on": make_meeting(place, by).meets_on}


def held_meeting(place: Place, by: User) -> dict[str, Any]:
    return {"meets_on": make_held_meeting(place, by).meets_on}


def decision(place: Place, by: User) -> dict[str, Any]:
    meeting = make_held_meeting(place, by)
    made = boards.decide(meeting=meeting, words="Fund two posts", because="", by=by)
    return {"meets_on": meeting.meets_on, "number": made.number}


def view_at_a_meeting(place: Place, by: User) -> dict[str, Any]:
    heard = VoiceEntry.objects.get(local_area=place.area, ref=voice(place, by)["ref"])
    meeting = make_held_meeting(place, by)
    boards.bring_views(meeting=meeting, voices=[heard], how=HeardHow.BROUGHT, by=by)
    return {"meets_on": meeting.meets_on, "ref": heard.ref}


def log_item(place: Place, by: User) -> dict[str, Any]:
    made = boards.add_log_item(
        meeting=make_held_meeting(place, by),
        what="Write to schools",
        accountable=place.posts["lead"],
        due_on=date(2026, 4, 1),
        by=by,
    )
    return {"ref": made.ref}
