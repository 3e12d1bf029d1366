"""Terms of reference as they stood on a day, agendas, and what no meeting served."""

from dataclasses import dataclass
from datetime import date

from boards.models import AgendaItem, Body, Meeting, Responsibility, TermsOfReference

LAST_MEETINGS = 3
"""So many meetings may pass before a responsibility without an item is said."""


def terms_on(body: Body, on: date) -> TermsOfReference | None:
    """The terms agreed last by a day; where none were agreed, the latest draft."""
    rows = TermsOfReference.objects.filter(body=body).select_related(
        "citation__document", "evidence"
    )
    agreed: TermsOfReference | None = rows.agreed_by_then(on).in_order().first()
    if agreed is not None:
        return agreed
    draft: TermsOfReference | None = rows.filter(agreed_on__isnull=True).in_order().first()
    return draft


def responsibilities_of(meeting: Meeting) -> "list[Responsibility]":
    """What the items of a meeting can serve: those of the terms of its day."""
    terms = terms_on(meeting.body, meeting.meets_on)
    return list(terms.responsibilities.order_by("number")) if terms else []


@dataclass(frozen=True)
class Served:
    """A responsibility and the last meeting that had an item for it."""

    responsibility: Responsibility
    last: Meeting | None
    neglected: bool
    """Whether none of the last meetings had one."""


@dataclass(frozen=True)
class TermsNow:
    """The terms of a body on a day, with the versions that came before or are drafted."""

    terms: TermsOfReference
    served: list[Served]
    others: list[TermsOfReference]
    held: int
    """Of so many last meetings the responsibilities are judged; none says nothing."""

    @property
    def neglected(self) -> list[Served]:
        return [each for each in self.served if each.neglected]


def terms_now(body: Body, on: date) -> TermsNow | None:
    """What the page of a body says of its terms. Five queries. A responsibility that an earlier
    version has in the same words is the same one."""
    terms = terms_on(body, on)
    if terms is None:
        return None
    meetings: list[Meeting] = list(
        Meeting.objects.filter(body=body).held_by(on).order_by("-meets_on")[:LAST_MEETINGS]
    )
    items = (
        AgendaItem.objects.filter(
            meeting__body=body, meeting__meets_on__lte=on, responsibility__isnull=False
        )
        .filter(meeting__state="held")
        .select_related("meeting", "responsibility")
        .order_by("meeting__meets_on")
    )
    last = {item.responsibility.words.casefold(): item.meeting for item in items}
    recent = {meeting.pk for meeting in meetings}
    served = []
    for each in terms.responsibilities.order_by("number"):
        at = last.get(each.words.casefold())
        served.append(Served(each, at, bool(recent) and (at is None or at.pk not in recent)))
    rows = TermsOfReference.objects.filter(body=body).exclude(pk=terms.pk)
    return TermsNow(terms, served, list(rows.in_order()), len(meetings))


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("responsibility")
    return list(rows.order_by("number"))
