"""Which views reached the board, at which meeting, and what it answered (paragraph 4g)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from boards.models import Body, HeardView, Meeting
from plans.models import AreaOfWeakness, VoiceEntry
from plans.states import VoiceGroup

MEETINGS = 6
"""How many meetings the coverage looks back over: half a year of a board that meets monthly."""


def views_at(meeting: Meeting) -> list[HeardView]:
    """What stands on the agenda of a meeting, by group. One query."""
    rows = HeardView.objects.filter(meeting=meeting).select_related(
        "voice__area__regime", "decision", "meeting"
    )
    order = list(VoiceGroup)
    return sorted(rows, key=lambda row: (order.index(VoiceGroup(row.voice.group)), row.voice_id))


def views_to_bring(meeting: Meeting) -> "QuerySet[VoiceEntry]":
    """Entries that were heard by the day of the meeting and do not stand there: those that never
    reached the board first, then the newest."""
    ever = HeardView.objects.filter(voice=OuterRef("pk"))
    rows = VoiceEntry.objects.of(meeting.local_area).filter(regime=meeting.body.regime_id)
    rows = rows.exclude(heard_on__gt=meeting.meets_on)
    here = HeardView.objects.filter(meeting=meeting).values("voice")
    return rows.exclude(pk__in=here).annotate(was=Exists(ever)).order_by("was", "-heard_on", "-pk")


@dataclass(frozen=True)
class MeetingHeard:
    """One meeting: how often each group was heard at or through it, about which areas."""

    meeting: Meeting
    views: list[HeardView]

    @property
    def counts(self) -> list[int]:
        """In the order of `VoiceGroup`."""
        counted = Counter(view.voice.group for view in self.views)
        return [counted[group] for group in VoiceGroup]

    @property
    def areas(self) -> list[AreaOfWeakness]:
        found = {view.voice.area for view in self.views if view.voice.area}
        return sorted(found, key=lambda area: (area.position, area.pk))

    @property
    def answered(self) -> int:
        return sum(bool(view.answer) for view in self.views)

    @property
    def decided(self) -> list[HeardView]:
        return [view for view in self.views if view.decision_id]


@dataclass(frozen=True)
class BoardHeard:
    """The last meetings of a board with the views that they took into consideration."""

    meetings: list[MeetingHeard]
    areas: list[AreaOfWeakness]
    waiting: list[VoiceEntry]
    """Heard, and never brought to the board."""

    @property
    def totals(self) -> list[int]:
        columns = zip(*(each.counts for each in self.meetings), strict=True)
        return [sum(column) for column in columns]

    @property
    def sentence(self) -> str:
        """How many of the meetings heard anybody."""
        with_views = sum(bool(each.views) for each in self.meetings)
        many = len(self.meetings)
        if not many:
            return ""
        heard = f"Views were taken up at {with_views} of the last {many} meetings"
        if many == 1:
            heard = f"Views were {'' if with_views else 'not '}taken up at the last meeting"
        answered = sum(each.answered for each in self.meetings)
        total = sum(len(each.views) for each in self.meetings)
        tail = f", and the board answered {answered} of {total}" if total else ""
        return f"{heard}{tail}."

    @property
    def gaps(self) -> list[str]:
        """What is missing, and what to do next. Empty where nothing is."""
        if not self.meetings:
            return []
        said = []
        silent = [g for g, many in zip(VoiceGroup, self.totals, strict=True) if not many]
        if silent:
            said.append(f"Not heard at any of these meetings: {_listed(silent)}.")
        touched = {area.pk for each in self.meetings for area in each.areas}
        if missing := [area for area in self.areas if area.pk not in touched]:
            named = ", ".join(f"({area.ref})" for area in missing)
            said.append(f"No views came to the board about area{'s'[: len(missing) > 1]} {named}.")
        open_ = [view for each in self.meetings for view in each.views if not view.answer]
        if open_:
            refs = ", ".join(view.voice.ref for view in open_)
            said.append(f"The minutes do not say what the board answered to {refs}.")
        if self.waiting:
            refs = ", ".join(voice.ref for voice in self.waiting)
            said.append(f"Heard, and never brought to the board: {refs}.")
        return said


def _listed(groups: Sequence[VoiceGroup]) -> str:
    *others, last = [group.label[:1].lower() + group.label[1:] for group in groups]
    return f"{', '.join(others)} and {last}" if others else last


def board_heard(body: Body, on: date, last: int | None = MEETINGS) -> BoardHeard:
    """Over the last so many meetings held by a day, newest first; all of them for None. Four
    queries, whatever was heard."""
    held = list(Meeting.objects.filter(body=body).held_by(on).order_by("-meets_on")[:last])
    rows = HeardView.objects.filter(meeting__in=held).select_related("voice__area", "decision")
    views: dict[int, list[HeardView]] = defaultdict(list)
    for row in rows.order_by("pk"):
        views[row.meeting_id].append(row)
    ever = HeardView.objects.filter(voice=OuterRef("pk"))
    waiting = VoiceEntry.objects.filter(~Exists(ever), regime=body.kept_for)
    return BoardHeard(
        meetings=[MeetingHeard(meeting, views[meeting.pk]) for meeting in held],
        areas=list(body.kept_for.areas.standing().order_by("position")),
        waiting=list(waiting.order_by("heard_on", "pk")),
    )
