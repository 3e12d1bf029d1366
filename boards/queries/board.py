"""The board's own page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from boards.models import Body, Meeting, Seat
from boards.queries.attendance import (
    ASKED_FOR,
    AttendanceMatrix,
    Missing,
    attendance_matrix,
    seats_on,
)
from boards.queries.invitations import Invited, invitations_of
from boards.queries.log import LogLine, Progress, log_kept, open_log
from boards.queries.meetings import last_meeting, meetings_of, next_meeting, to_record
from boards.states import REQUIRED_SEATS, MeetingState, SeatKind
from plans.models import Regime
from plans.queries.regimes import current_regime
from sendtrack.organisations.models import LocalArea

LONGEST_MONTH = 35
"""Days between two meetings of a board that meets monthly on the same weekday of the month."""


def latest_regime(area: LocalArea) -> Regime | None:
    """The regime in force; once it is lifted, the last that was."""
    regime: Regime | None = current_regime(area) or (
        Regime.objects.of(area).order_by("-issued_on", "-pk").first()
    )
    return regime


def current_board(area: LocalArea) -> Body | None:
    """The board of the area's regime, with the regime and the area at hand."""
    regime = latest_regime(area)
    if regime is None:
        return None
    boards = Body.objects.keeping(regime).select_related(
        "regime", "local_area", "citation__document"
    )
    board: Body | None = boards.first()
    return board


@dataclass(frozen=True)
class SeatsOfAKind:
    """The seats that paragraph 4(b) asks for under one name; empty where the board has none."""

    kind: SeatKind
    seats: list[Seat]

    @property
    def required(self) -> bool:
        return self.kind in REQUIRED_SEATS

    @property
    def asked_for(self) -> str:
        return ASKED_FOR.get(self.kind, "")


def seats_by_kind(seats: Iterable[Seat]) -> list[SeatsOfAKind]:
    """The required kinds first, each shown even where nobody sits; members last."""
    found: dict[SeatKind, list[Seat]] = defaultdict(list)
    for seat in seats:
        found[SeatKind(seat.kind)].append(seat)
    return [
        SeatsOfAKind(kind, found[kind])
        for kind in SeatKind
        if kind in REQUIRED_SEATS or found[kind]
    ]


@dataclass(frozen=True)
class PastMeeting:
    """A meeting in a line. One that was called off has no counts."""

    meeting: Meeting
    decisions: int | None
    actions: int | None
    log: Progress | None
    warnings: tuple[Missing, ...]


@dataclass(frozen=True)
class BoardNow:
    """What the board's page shows. `days_since` counts from the last meeting, or from the issue
    of the Notice where none has been held."""

    on: date
    next: Meeting | None
    invited: list[Invited]
    last: Meeting | None
    days_since: int
    to_record: list[Meeting]
    seats: list[SeatsOfAKind]
    log: list[LogLine]
    past: list[PastMeeting]
    attendance: AttendanceMatrix

    @property
    def overdue(self) -> int:
        return sum(line.overdue for line in self.log)

    @property
    def unfinished(self) -> list[PastMeeting]:
        """Held, and still without a word on some items of the log."""
        return [each for each in self.past if each.log and not each.log.complete]

    @property
    def late(self) -> int | None:
        """Days without a meeting, where they are more than a month may have: until today, or
        until the next one that is planned. None where all is well."""
        until = self.next.meets_on if self.next else self.on
        days = self.days_since + (until - self.on).days
        return days if days > LONGEST_MONTH else None


def board_now(body: Body, on: date, last: int | None = None) -> BoardNow:
    """The board as it is on a day, with its `last` so many meetings. Some twenty queries,
    whatever its size."""
    regime = body.kept_for
    coming = next_meeting(regime, after=on)
    before = last_meeting(regime, before=on + timedelta(days=1))
    attendance = attendance_matrix(regime, on, last)
    return BoardNow(
        on=on,
        next=coming,
        invited=invitations_of(coming) if coming else [],
        last=before,
        days_since=(on - (before.meets_on if before else regime.issued_on)).days,
        to_record=to_record(regime, on),
        seats=seats_by_kind(seats_on(body, on)),
        log=open_log(regime, on),
        past=past_meetings(regime, on, attendance, last),
        attendance=attendance,
    )


def past_meetings(
    regime: Regime, on: date, attendance: AttendanceMatrix, last: int | None = None
) -> list[PastMeeting]:
    """The meetings held by a day and those that were called off, newest first. `attendance` is
    that of at least the same meetings."""
    meetings = (
        meetings_of(regime)
        .filter(Q(state=MeetingState.CANCELLED) | Q(state=MeetingState.HELD, meets_on__lte=on))
        .annotate(
            decided=Count("decisions", distinct=True), agreed=Count("log_items", distinct=True)
        )
        .order_by("-meets_on")
    )
    warnings = dict(zip((m.pk for m in attendance.meetings), attendance.missing, strict=True))
    kept = {meeting.pk: progress for meeting, progress in log_kept(regime, on)}
    return [
        PastMeeting(
            meeting,
            meeting.decided,
            meeting.agreed,
            kept[meeting.pk],
            warnings.get(meeting.pk, ()),
        )
        if meeting.state == MeetingState.HELD
        else PastMeeting(meeting, None, None, None, ())
        for meeting in (meetings[:last] if last else meetings)
    ]
