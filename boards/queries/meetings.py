"""The board's calendar."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from boards.models import Body, Meeting
from boards.models.meeting import MeetingQuerySet
from boards.states import MeetingState
from plans.models import Regime
from sendtrack.periods import add_months, month_of


def board_of(regime: Regime | None) -> Body | None:
    """The board that keeps the record of a regime, once it is set up: after its end still the last
    one."""
    if regime is None:
        return None
    body: Body | None = Body.objects.keeping(regime).first()
    return body


def meetings_of(regime: Regime) -> MeetingQuerySet:
    return Meeting.objects.filter(body__regime=regime).select_related("body")


def last_meeting(regime: Regime, before: date) -> Meeting | None:
    """The last meeting that was held before a day."""
    held = meetings_of(regime).held().filter(meets_on__lt=before)
    meeting: Meeting | None = held.order_by("-meets_on").first()
    return meeting


def next_meeting(regime: Regime, after: date) -> Meeting | None:
    """The next planned meeting: one planned for the day itself is still the next."""
    planned = meetings_of(regime).planned().filter(meets_on__gte=after)
    meeting: Meeting | None = planned.order_by("meets_on").first()
    return meeting


def to_record(regime: Regime, on: date) -> list[Meeting]:
    """Planned meetings whose day has passed without a word of whether they were held."""
    return list(meetings_of(regime).planned().filter(meets_on__lt=on).order_by("meets_on"))


@dataclass(frozen=True)
class Gap:
    """Days without a meeting. `after` is None before the first meeting, `before` after the last."""

    start: date
    end: date
    after: Meeting | None
    before: Meeting | None

    @property
    def days(self) -> int:
        return (self.end - self.start).days


def gaps(regime: Regime, on: date) -> list[Gap]:
    """The stretches between held meetings, in order: from the issue of the Notice to the first,
    between each two, and from the last until `on`. Paragraph 4(b) asks for a meeting each month;
    how long is too long is the duty's to say."""
    held: list[Meeting] = list(meetings_of(regime).held_by(on).order_by("meets_on"))
    found: list[Gap] = []
    start, after = regime.issued_on, None
    for meeting in held:
        if meeting.meets_on > start:
            found.append(Gap(start, meeting.meets_on, after, meeting))
        start, after = max(start, meeting.meets_on), meeting
    if on > start:
        found.append(Gap(start, on, after, None))
    return found


@dataclass(frozen=True)
class Suggestion:
    """When and where the next meeting might be; None where nothing can be said."""

    meets_on: date | None
    starts_at: time
    ends_at: time
    place: str


def suggested_meeting(body: Body, on: date) -> Suggestion | None:
    """The month after the last meeting, on the same weekday of the month, at the same time and
    place. None before the first meeting; no day where that one has passed."""
    last = Meeting.objects.filter(body__regime=body.regime_id).order_by("-meets_on").first()
    if last is None:
        return None
    day = _same_weekday(last.meets_on, add_months(last.meets_on.replace(day=1), 1))
    return Suggestion(day if day > on else None, last.starts_at, last.ends_at, last.place)


def _same_weekday(day: date, first: date) -> date:
    """The first, second … or last such weekday of the month that begins on `first`."""
    weeks = (day.day - 1) // 7
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * weeks)
    return found if found in month_of(first) else found - timedelta(days=7)


def meetings_that_ask(regime: Regime, on: date) -> MeetingQuerySet:
    """The meetings at which something can have been asked by a day, the latest first."""
    rows: MeetingQuerySet = Meeting.objects.filter(body__regime=regime, meets_on__lte=on)
    return rows.exclude(state=MeetingState.CANCELLED).order_by("-meets_on")
