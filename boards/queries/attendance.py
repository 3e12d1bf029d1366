"""Who came to which meeting, and what paragraph 4(b) of the Notice asks of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from boards.models import Attendance, Body, Meeting, Seat
from boards.queries.meetings import meetings_of
from boards.states import PRESENT, REQUIRED_SEATS, AttendanceMode, SeatKind
from plans.models import Regime
from sendtrack.organisations.models import Post

PLACES = {kind: place for place, kind in enumerate(SeatKind)}

ASKED_FOR = {
    SeatKind.CHAIR: "an elected member in the chair",
    SeatKind.CHIEF_EXECUTIVE: "the Chief Executive",
    SeatKind.SOCIAL_CARE: "the Social Care Accountable Officer",
    SeatKind.HEALTH: "the health Accountable Officer",
}
"""The seats of paragraph 4(b) in the words of a sentence."""

INSTEAD = {
    AttendanceMode.DEPUTY: "sent a deputy",
    AttendanceMode.APOLOGIES: "sent apologies",
    AttendanceMode.ABSENT: "was absent without apologies",
}


def in_order(seats: Iterable[Seat]) -> list[Seat]:
    """The seats as they sit: those the Notice names first, then by post."""
    return sorted(seats, key=lambda s: (PLACES[SeatKind(s.kind)], s.post.title, s.pk))


def seats_on(body: Body, on: date) -> list[Seat]:
    """The seats of a day, with `post.holder_name`: who holds the post then, or None."""
    posts = Post.objects.with_holder(on).select_related("organisation")
    seats = Seat.objects.filter(body=body).current(on)
    found: list[Seat] = list(seats.prefetch_related(Prefetch("post", queryset=posts)))
    return in_order(found)


@dataclass(frozen=True)
class Missing:
    """A required seat that a meeting went without; its text is the whole sentence."""

    kind: SeatKind
    said: str
    by_notice: bool
    """Whether the regime of the board is a Notice, which asks for the seat."""

    def __str__(self) -> str:
        who = ASKED_FOR[self.kind]
        if self.by_notice:
            return f"The Notice asks for {who} (paragraph 4b). {self.said}"
        return f"Boards usually have {who}. {self.said}"


def warnings_of(
    seats: Iterable[Seat], attendance: Iterable[Attendance], *, regime: Regime
) -> list[Missing]:
    """What paragraph 4(b) asks for and the meeting did not have; never an empty list by silence:
    a required seat that the board does not have is said as well.

    A deputy is not the person that the Notice names. Whether one will do is for the reader.
    """
    modes = {row.seat_id: AttendanceMode(row.mode) for row in attendance}
    by_kind: dict[SeatKind, list[Seat]] = defaultdict(list)
    for seat in seats:
        by_kind[SeatKind(seat.kind)].append(seat)
    return [
        Missing(kind, said, regime.is_notice)
        for kind in REQUIRED_SEATS
        if (said := _what_was_missing(by_kind[kind], modes))
    ]


def _what_was_missing(seats: list[Seat], modes: dict[int, AttendanceMode]) -> str:
    """Empty where one of the seats of a kind came."""
    if not seats:
        return "The board had no such seat on that day."
    if any(modes.get(seat.pk) in PRESENT for seat in seats):
        return ""
    said = [
        f"{seat.post} {INSTEAD.get(modes[seat.pk], '')}"
        if seat.pk in modes
        else f"No record says whether {seat.post} came"
        for seat in in_order(seats)
    ]
    return f"{'; '.join(said)}."


@dataclass(frozen=True)
class AttendanceRow:
    """A seat's line: a row of attendance for each meeting, None where it had no seat or no
    record."""

    seat: Seat
    cells: tuple[Attendance | None, ...]

    @property
    def came(self) -> int:
        return sum(cell is not None and cell.mode in PRESENT for cell in self.cells)

    @property
    def of(self) -> int:
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True)
class AttendanceMatrix:
    """Seats down, meetings across, oldest first. `missing` has the warnings of each meeting."""

    meetings: tuple[Meeting, ...]
    rows: tuple[AttendanceRow, ...]
    missing: tuple[tuple[Missing, ...], ...]


def attendance_matrix(regime: Regime, on: date, last: int | None = None) -> AttendanceMatrix:
    """Who came to the meetings held by a day (the `last` so many of them)."""
    held = meetings_of(regime).held_by(on).order_by("-meets_on")
    meetings: list[Meeting] = list(reversed(held[:last] if last else held))
    marks: dict[tuple[int, int], Attendance] = {
        (row.seat_id, row.meeting_id): row
        for row in Attendance.objects.filter(meeting__in=[m.pk for m in meetings])
    }
    seats: list[Seat] = in_order(
        Seat.objects.filter(body__regime=regime).select_related("post__organisation")
    )
    rows = [
        AttendanceRow(seat, tuple(marks.get((seat.pk, meeting.pk)) for meeting in meetings))
        for seat in seats
    ]
    missing = [
        tuple(
            warnings_of(
                [
                    seat
                    for seat in seats
                    if seat.body_id == meeting.body_id and _sat(seat, meeting.meets_on)
                ],
                [row for (_, held_at), row in marks.items() if held_at == meeting.pk],
                regime=regime,
            )
        )
        for meeting in meetings
    ]
    seen = tuple(row for row in rows if row.of or _sat(row.seat, on))
    return AttendanceMatrix(tuple(meetings), seen, tuple(missing))


def _sat(seat: Seat, on: date) -> bool:
    return (seat.from_on is None or seat.from_on <= on) and (seat.to_on is None or on <= seat.to_on)
