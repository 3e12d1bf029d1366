"""States of meetings, attendance and the action log, as data."""

from django.db import models


class BodyKind(models.TextChoices):
    """What a body is for."""

    IMPROVEMENT = "improvement", "Improvement board"
    PARTNERSHIP = "partnership", "Partnership board"
    ICS = "ics", "Board within the Integrated Care System"
    SCRUTINY = "scrutiny", "Scrutiny committee"
    CABINET = "cabinet", "Cabinet or council committee"
    HEALTH = "health", "Board of a health body"
    DELIVERY = "delivery", "Delivery or operations group"
    OTHER = "other", "Another body"


class LegalStanding(models.TextChoices):
    """Whether a body is a committee of the council by law: its papers and meetings then are
    subject to the rules on access."""

    UNSAID = "", "Not recorded"
    COMMITTEE = "committee", "Formal committee of the council"
    PARTNERSHIP = "partnership", "Partnership body, not a committee"


class SeatKind(models.TextChoices):
    """Seats that paragraph 4(b) of the Notice names, and all others."""

    CHAIR = "chair", "Chair (an elected member)"
    CHIEF_EXECUTIVE = "chief_executive", "Chief Executive of the council"
    SOCIAL_CARE = "social_care", "Social Care Accountable Officer"
    HEALTH = "health", "Health Accountable Officer"
    MEMBER = "member", "Member"


REQUIRED_SEATS = (
    SeatKind.CHAIR,
    SeatKind.CHIEF_EXECUTIVE,
    SeatKind.SOCIAL_CARE,
    SeatKind.HEALTH,
)
"""Who the Notice says must attend every meeting (paragraph 4b)."""


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Not held"


MEETING_MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class AttendanceMode(models.TextChoices):
    IN_PERSON = "in_person", "In person"
    ONLINE = "online", "Online"
    DEPUTY = "deputy", "Sent a deputy"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent without apologies"


PRESENT = frozenset({AttendanceMode.IN_PERSON, AttendanceMode.ONLINE})


class LogState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


LOG_MOVES: dict[LogState, frozenset[LogState]] = {
    LogState.OPEN: frozenset({LogState.CLOSED}),
    LogState.CLOSED: frozenset({LogState.OPEN}),
}
