"""What a linked adviser receives about a meeting: a text to read and an entry for the calendar.

One meeting is one calendar entry for life: its UID never changes, and each version of it has a
higher SEQUENCE, so that calendars replace what they have (RFC 5545 and 5546).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
)

from boards.models import Meeting
from plans.models import LinkedAdviser
from sendtrack.periods import day_in_words
from sendtrack.publishing.mime import Recipient, sender

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Letter:
    """One email about a meeting, ready for the outbox."""

    key: str
    subject: str
    text: str
    recipient: Recipient
    calendar: bytes


def write(
    *, meeting: Meeting, adviser: LinkedAdviser, email: str, at: datetime, calls_off: bool = False
) -> Letter:
    """The email to one adviser. `at`: the moment it is written. `calls_off`: the meeting, to
    which they were invited, will not be held."""
    name = f"{adviser.post}, {adviser.post.organisation}"
    words = "Not held" if calls_off else "Changed" if meeting.calendar_sequence else "Invitation"
    context = {
        "meeting": meeting,
        "body": meeting.body,
        "council": meeting.local_area.council_name,
        "recipient_name": name,
        "url": address_of(meeting),
        "calls_off": calls_off,
        "changed": meeting.calendar_sequence > 0,
    }
    return Letter(
        key=f"invitation-{meeting.calendar_uid}-{meeting.calendar_sequence}-{adviser.pk}",
        subject=f"{words}: {meeting.body}, {day_in_words(meeting.meets_on)}",
        text=render_to_string("mail/board_invitation.txt", context),
        recipient=Recipient(email, name),
        calendar=_entry(meeting, email=email, name=name, at=at, calls_off=calls_off),
    )


def address_of(meeting: Meeting) -> str:
    """Where the meeting stands in the product, with the host."""
    path = reverse(
        "boards:meeting",
        kwargs={"area": meeting.local_area.slug, "meets_on": meeting.meets_on},
    )
    return f"{settings.PUBLIC_ORIGIN}{path}"


def _entry(meeting: Meeting, *, email: str, name: str, at: datetime, calls_off: bool) -> bytes:
    host = urlsplit(settings.PUBLIC_ORIGIN).hostname
    organiser = vCalAddress(f"mailto:{sender().addr_spec}")
    organiser.params["CN"] = meeting.body.name
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params.update(
        {"CN": name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    )
    event = Event()
    event.add("uid", f"{meeting.calendar_uid}@{host}")
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", at)
    event.add("dtstart", datetime.combine(meeting.meets_on, meeting.starts_at, LONDON))
    event.add("dtend", datetime.combine(meeting.meets_on, meeting.ends_at, LONDON))
    event.add("summary", f"{meeting.body} ({meeting.local_area.council_name})")
    event.add("location", meeting.place)
    event.add("organizer", organiser)
    event.add("attendee", attendee)
    event.add("status", "CANCELLED" if calls_off else "CONFIRMED")
    event.add("url", address_of(meeting))
    entry = Calendar()
    entry.add("prodid", "-//sendtrack//improvement board//EN")
    entry.add("version", "2.0")
    entry.add("method", "CANCEL" if calls_off else "REQUEST")
    entry.add_component(_london())
    entry.add_component(event)
    return entry.to_ical()


def _london() -> Timezone:
    """Europe/London by its rule of today. The library's own table has the spring change an hour
    late: RFC 5545 counts it in the time that is being left."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    changes = (
        (TimezoneDaylight, "BST", datetime.combine(date(1981, 3, 29), time(1)), 3, 0, 1),
        (TimezoneStandard, "GMT", datetime.combine(date(1996, 10, 27), time(2)), 10, 1, 0),
    )
    for kind, name, first, month, hours_before, hours_after in changes:
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", first)
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        part.add("tzoffsetfrom", timedelta(hours=hours_before))
        part.add("tzoffsetto", timedelta(hours=hours_after))
        zone.add_component(part)
    return zone
