"""Duties about the board: it meets monthly with the people named, and invites the advisers."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from boards.models import Meeting
from boards.states import PRESENT, REQUIRED_SEATS, SeatKind
from plans.models import LinkedAdviser
from reviews.duties.known import Known
from reviews.duties.parameters import Invited, Meets
from reviews.duties.registry import duty
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause
from reviews.states import VerdictWord
from reviews.wording import capital, counted, has_have, listed
from sendtrack.periods import day_in_words, months_between

BOARD = Proof("The board and its meetings", "boards:board")
LOG = Proof("The action log", "boards:log")

NAMED = {
    SeatKind.CHAIR: "the chair",
    SeatKind.CHIEF_EXECUTIVE: "the Chief Executive",
    SeatKind.SOCIAL_CARE: "the Social Care Accountable Officer",
    SeatKind.HEALTH: "the Health Accountable Officer",
}


@duty(
    "board-meets",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
    parameters=Meets,
)
def board_meets(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(b). Met while no gap between meetings exceeds the clause's, the people it names
    came to the latest meetings, and the latest one went through the whole action log. A longer gap
    that has since been closed makes it "met late"."""
    asked, meetings = Meets.of(clause), known.meetings
    start, limit = known.regime.issued_on, timedelta(days=asked.longest_gap_days)
    next_on = known.next_meeting.meets_on if known.next_meeting else None
    next_words = "the board meets" if next_on else "No next meeting is planned."
    if not meetings:
        if known.on <= start + limit:
            because = (
                f"The {known.regime.short} was issued on {day_in_words(start)}; no meeting is "
                "recorded yet."
            )
            return Verdict(VerdictWord.NOT_YET_DUE, because, (BOARD,), next_on, next_words)
        because = "No meeting of the board is recorded here."
        return Verdict(VerdictWord.NO_EVIDENCE, because, (BOARD,), next_on, next_words)
    days = [start, *(meeting.meets_on for meeting in meetings)]
    gaps = [later - sooner for sooner, later in pairwise(days)]
    since = known.on - days[-1]
    because = (
        f"The board met {counted(len(meetings), 'time')} in "
        f"{counted(max(months_between(start, known.on), 1), 'month')}; the longest gap was "
        f"{counted(max([*gaps, since]).days, 'day')}."
    )
    failings = [*_absences(known, asked.over_meetings), *_log_failings(known)]
    if since > limit:
        failings.insert(0, f"it has not met for {since.days} days")
    if failings:
        because += f" {capital('; '.join(failings))}."
    elif known.log.no_update:
        because += f" {capital(counted(known.log.no_update, 'item'))} of the log had no update."
    late = any(gap > limit for gap in gaps)
    word = VerdictWord.MET_LATE if late else VerdictWord.MET
    word = VerdictWord.NOT_MET if failings else word
    return Verdict(word, because, (BOARD, LOG), next_on, next_words)


def _absences(known: Known, over: int) -> Iterator[str]:
    """Who of the people the Notice names missed how many of the latest meetings."""
    latest = known.meetings[-over:]
    for kind in REQUIRED_SEATS:
        who = NAMED[kind]
        if kind not in known.seat_kinds:
            yield f"no seat is recorded for {who}"
            continue
        missed = [meeting for meeting in latest if not _came(meeting, kind)]
        if missed:
            when = listed([day_in_words(meeting.meets_on) for meeting in missed])
            yield f"{who} did not attend on {when}"


def _came(meeting: Meeting, kind: SeatKind) -> bool:
    came = meeting.attendance.all()
    return any(row.seat.kind == kind and row.mode in PRESENT for row in came)


def _log_failings(known: Known) -> Iterator[str]:
    missed = known.log.not_gone_through
    if missed:
        has = has_have(missed)
        yield f"{counted(missed, 'open item')} of the log {has} no entry for the latest meeting"


@duty(
    "advisers-invited",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
    parameters=Invited,
)
def advisers_invited(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(c). Met while every linked adviser was invited to each of the latest meetings,
    the clause's days before it."""
    asked, next_on, next_words = Invited.of(clause), None, ""
    if known.next_meeting:
        next_words = _already_invited(known.next_meeting, known.advisers)
        if not next_words:
            next_on = known.next_meeting.meets_on - timedelta(days=asked.days_before)
            next_words = "invitations to the next meeting are wanted"
    if not known.meetings:
        word = VerdictWord.NO_EVIDENCE if known.from_documents else VerdictWord.NOT_YET_DUE
        because = "No meeting of the board is recorded here, and so no invitation."
        return Verdict(word, because, (BOARD,), next_on, next_words)
    latest = known.meetings[-asked.over_meetings :]
    if not any(meeting.invitations.all() for meeting in known.meetings):
        because = "No invitation of an adviser is recorded here."
        return Verdict(VerdictWord.NO_EVIDENCE, because, (BOARD,), next_on, next_words)
    missing, late = [], []
    for meeting in latest:
        for adviser in known.advisers:
            days = days_of_notice(meeting, adviser)
            words = f"{adviser.post.organisation} for {day_in_words(meeting.meets_on)}"
            if linked_on(adviser, meeting.meets_on) and days is None:
                missing.append(words)
            elif days is not None and days < asked.days_before:
                late.append(words)
    because = f"Judged over {counted(len(latest), 'meeting')}: "
    if missing:
        because += f"no invitation is recorded of {listed(missing)}."
        word = known.lacking
    elif late:
        because += f"all advisers were invited, less than {asked.days_before} days ahead: "
        because += f"{listed(late)}."
        word = VerdictWord.MET_LATE
    else:
        because += f"all linked advisers were invited at least {asked.days_before} days ahead."
        word = VerdictWord.MET
    return Verdict(word, because, (BOARD,), next_on, next_words)


def _already_invited(meeting: Meeting, advisers: Iterable[LinkedAdviser]) -> str:
    """On which days every linked adviser was invited; empty while somebody's is still wanted."""
    first: dict[int, date] = {}
    for row in meeting.invitations.all():
        day = timezone.localdate(row.invited_at)
        first[row.adviser_id] = min(day, first.get(row.adviser_id, day))
    wanted = {each.pk for each in advisers if linked_on(each, meeting.meets_on)}
    if not wanted or not wanted <= set(first):
        return ""
    days = listed([day_in_words(day) for day in sorted({first[key] for key in wanted})])
    meets_on = day_in_words(meeting.meets_on)
    return f"To the meeting of {meets_on} all linked advisers were invited on {days}."


def linked_on(adviser: LinkedAdviser, day: date) -> bool:
    started = adviser.from_on is None or adviser.from_on <= day
    return started and (adviser.to_on is None or adviser.to_on >= day)


def days_of_notice(meeting: Meeting, adviser: LinkedAdviser) -> int | None:
    """Days between the first invitation and the meeting; None where there was none before it."""
    invited = [
        row.invited_at.date()
        for row in meeting.invitations.all()
        if row.adviser_id == adviser.pk and row.invited_at.date() <= meeting.meets_on
    ]
    return (meeting.meets_on - min(invited)).days if invited else None
