"""What a body would leave behind if it ended: its open work, its seats and its lines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from boards.models import (
    Accountability,
    Body,
    Commission,
    LogItem,
    Meeting,
    ReportingLine,
    Seat,
)


@dataclass(frozen=True)
class Leaving:
    """What hangs on a body: `items` and `commissions` go to a successor, the rest ends with it."""

    planned: list[Meeting]
    items: list[LogItem]
    commissions: list[Commission]
    seats: list[Seat]
    lines: list[ReportingLine]
    oversees: list[Accountability]

    @property
    def has_work(self) -> bool:
        return bool(self.items or self.commissions)

    @property
    def in_words(self) -> str:
        """ "3 open log items and 1 request without an answer"."""
        counted = (
            (len(self.items), "open log item"),
            (len(self.commissions), "open request"),
        )
        said = [f"{many} {word}{'' if many == 1 else 's'}" for many, word in counted if many]
        return " and ".join(said)


def commissions_of(body: Body) -> list[Commission]:
    """What a body has asked for and still waits on, also what it took over. One query."""
    mine = Q(owed_to=body) | Q(owed_to__isnull=True, meeting__body=body)
    rows = Commission.objects.filter(mine, request__settled_on__isnull=True)
    rows = rows.select_related("request__organisation", "meeting")
    return list(rows.order_by("request__number"))


def leaving_of(body: Body, last: date) -> Leaving:
    """What a body leaves after its last day. Six queries."""
    later = Q(to_on__isnull=True) | Q(to_on__gt=last)
    mine = Q(body=body) | Q(to=body)
    lines = ReportingLine.objects.filter(mine, later).select_related("body", "to")
    oversees = Accountability.objects.filter(later, body=body).select_related("body", "regime")
    items = LogItem.objects.filter(body=body).open().select_related("accountable__organisation")
    seats = Seat.objects.filter(later, body=body).select_related("post__organisation")
    return Leaving(
        planned=list(Meeting.objects.filter(body=body).planned().order_by("meets_on")),
        items=sorted(items, key=lambda item: (item.due_on, item.pk)),
        commissions=commissions_of(body),
        seats=list(seats.order_by("pk")),
        lines=list(lines.order_by("pk")),
        oversees=list(oversees.order_by("pk")),
    )
