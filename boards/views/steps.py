"""The line of steps through a meeting."""

from django.urls import reverse

from boards.queries.record import MeetingRecord
from boards.states import MeetingState
from sendtrack.govuk.tags.records import Step


def steps_of(record: MeetingRecord, now: str = "") -> list[Step]:
    """Who came, the log, decisions, actions, minutes: each with how far it is."""
    meeting, progress = record.meeting, record.progress
    held = meeting.state == MeetingState.HELD
    came = sum(place.attendance is not None for place in record.places)
    steps = (
        ("attendance", "Who came", held, f"{came} of {len(record.places)} seats"),
        ("updates", "Action log", held and progress.complete, _log_note(record)),
        ("decisions", "Decisions", bool(record.decisions), _count(len(record.decisions))),
        ("actions", "New actions", bool(record.agreed), _count(len(record.agreed))),
        ("minutes", "Minutes", bool(meeting.summary), "Written" if meeting.summary else ""),
    )
    return [
        Step(
            label,
            "now" if name == now else "done" if is_done else "ahead",
            note,
            "" if name == now or not (held or name == "attendance") else _url(record, name),
        )
        for name, label, is_done, note in steps
    ]


def _log_note(record: MeetingRecord) -> str:
    progress = record.progress
    if not progress.carried_in:
        return "Empty"
    if progress.without:
        left = f", {progress.left} to do" if progress.left else ""
        return f"{progress.updated} updated, {progress.without} without an update{left}"
    return f"{progress.done} of {progress.carried_in} updated"


def _count(number: int) -> str:
    return f"{number} recorded" if number else "None yet"


def _url(record: MeetingRecord, name: str) -> str:
    meeting = record.meeting
    kwargs = {"area": meeting.local_area.slug, "meets_on": meeting.meets_on}
    return reverse(f"boards:meeting-{name}", kwargs=kwargs)
