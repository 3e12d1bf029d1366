"""The board: its seats, eight meetings, the action log, and the next meeting."""

from datetime import date, time, timedelta
from typing import Any

from boards import changes as boards
from boards.models import LogItem, Meeting
from boards.states import AttendanceMode, LogState, SeatKind
from plans.models import Measure
from sendtrack.demo.telling.story import MONTHS, Story, read, spread

STARTS_AT, ENDS_AT = time(14, 0), time(16, 0)


def board(story: Story) -> None:
    # Days that are no working days may fall together: the hours keep the order.
    story.at(story.issued_on + timedelta(days=5), 8, lambda on: _set_up(story))
    for row in read("board")["meetings"]:
        _meeting(story, row)
    upcoming = MONTHS + 1
    story.at(story.meets_on(MONTHS) + timedelta(days=1), 9, lambda on: _plan(story, upcoming))
    story.at(
        story.meets_on(MONTHS) + timedelta(days=3), 10, lambda on: _invite(story, upcoming, on)
    )


def _set_up(story: Story) -> None:
    rows = read("partnership")["board"]
    story.body = boards.set_up_board(regime=story.regime, name=rows["name"], by=story.by("lead"))
    for row in rows["seats"]:
        story.seats[row["person"]] = boards.seat(
            body=story.body,
            kind=SeatKind(row["kind"]),
            post=story.posts[row["person"]],
            from_on=story.issued_on,
            by=story.by("lead"),
        )


def _plan(story: Story, number: int) -> None:
    story.meetings[number] = boards.plan_meeting(
        body=story.body,
        meets_on=story.meets_on(number),
        starts_at=STARTS_AT,
        ends_at=ENDS_AT,
        place=read("partnership")["board"]["place"],
        by=story.by("lead"),
    )


def _invite(story: Story, number: int, on: date) -> None:
    boards.invite_advisers(meeting=story.meetings[number], by=story.by("lead"), on=on)
    story.send_mail()


def _meeting(story: Story, row: dict[str, Any]) -> None:
    number, day = row["number"], story.meets_on(row["number"])
    known = max(day - timedelta(days=14), story.issued_on + timedelta(days=6))
    story.at(known, 9, lambda on: _plan(story, number))
    story.at(known + timedelta(days=1), 10, lambda on: _invite(story, number, on))
    story.at(day, 17, lambda on: _hold(story, row, on))


def _hold(story: Story, row: dict[str, Any], on: date) -> None:
    chair = story.by("lead")
    meeting = Meeting.objects.get(pk=story.meetings[row["number"]].pk)
    meeting = boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={
            seat: _came(row, person, row["number"]) for person, seat in story.seats.items()
        },
        summary=row["summary"],
        by=chair,
        on=on,
    )
    for words, because, *counted in row["decisions"]:
        rests_on = Measure.objects.of(story.area).filter(library_key__in=counted)
        boards.decide(
            meeting=meeting, words=words, because=because, based_on=list(rests_on), by=chair
        )
    _update_log(story, meeting, row["number"])
    for item in read("board")["log"]:
        if item["meeting"] == row["number"]:
            added = boards.add_log_item(
                meeting=meeting,
                what=item["what"],
                accountable=story.posts[item["who"]],
                due_on=on + timedelta(weeks=item["weeks"]),
                by=chair,
            )
            story.log.append((item, added))


def _came(row: dict[str, Any], person: str, number: int) -> tuple[AttendanceMode, str]:
    if person in row.get("deputies", {}):
        return AttendanceMode.DEPUTY, row["deputies"][person]
    if person in row.get("apologies", []):
        return AttendanceMode.APOLOGIES, ""
    online = spread(f"{person}{number}", 3) == 0
    return (AttendanceMode.ONLINE if online else AttendanceMode.IN_PERSON), ""


def _update_log(story: Story, meeting: Meeting, number: int) -> None:
    """Every open item is updated or marked "no update", as paragraph 4(b) asks."""
    for row, added in story.log:
        item = LogItem.objects.get(pk=added.pk)
        if item.state == LogState.CLOSED:
            continue
        said = row["said"][number - row["meeting"] - 1 : number - row["meeting"]]
        boards.update_log_item(
            item=item,
            meeting=meeting,
            said=(said[0] if said else None) or "",
            close=row["closed"] == number,
            by=story.by("lead"),
        )
