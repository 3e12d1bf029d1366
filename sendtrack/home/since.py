"""What has happened since a day: the first thing an adviser wants to know."""

from dataclasses import dataclass
from datetime import date, timedelta

from boards.models import LogItem, Meeting
from plans.models import Action, Evidence, Regime, RiskReview, VoiceEntry
from plans.queries import Movement, moved, newly_overdue, read_plan
from plans.queries.movement import Direction
from reviews.models import LineOfEnquiry, Return
from reviews.steps import Step, steps
from sendtrack.periods import Period


@dataclass(frozen=True)
class Since:
    """Rows that came or moved after `day` and up to `on`, grouped as they are read."""

    day: date
    on: date
    improved: list[Movement]
    worsened: list[Movement]
    closed: list[Movement]
    dates_moved: list[Movement]
    added: list[Action]
    risks: list[RiskReview]
    meetings: list[Meeting]
    log_items: list[LogItem]
    reports: list[Return]
    evidence: list[Evidence]
    voices: list[VoiceEntry]
    lines_of_enquiry: list[LineOfEnquiry]
    begun: list[Movement]
    newly_overdue: list[Action]
    steps: list[Step]
    """What outside bodies said and did: areas stepped down, reviews, letters."""

    @property
    def headline(self) -> str:
        counted = (
            (len(self.closed), "complete"),
            (len(self.improved), "improved"),
            (len(self.worsened), "worsened"),
            (len(self.begun), "begun"),
            (len(self.newly_overdue), "newly overdue"),
            (len(self.dates_moved), "with a new date"),
            (len(self.added), "added"),
        )
        said = [f"{number} {words}" for number, words in counted if number]
        return f"Actions: {', '.join(said)}." if said else "No action has moved."

    @property
    def is_empty(self) -> bool:
        return not any(
            (
                self.improved,
                self.worsened,
                self.closed,
                self.begun,
                self.newly_overdue,
                self.steps,
                self.dates_moved,
                self.added,
                self.risks,
                self.meetings,
                self.log_items,
                self.reports,
                self.evidence,
                self.voices,
            )
        )


def since(regime: Regime, day: date, on: date) -> Since:
    """What moved in a regime after `day`. A fixed number of queries."""
    plan = read_plan(regime, on)
    movements = moved(plan, day, on)

    def those(direction: Direction) -> list[Movement]:
        return [each for each in movements if each.direction == direction]

    return Since(
        day=day,
        on=on,
        improved=those(Direction.IMPROVED),
        worsened=those(Direction.WORSENED),
        closed=those(Direction.CLOSED),
        dates_moved=[each for each in movements if each.date_moved],
        added=list(
            Action.objects.in_regime(regime)
            .filter(status_since__gt=day, status="not_started", last_update_on__isnull=True)
            .select_related("area")
            .order_by("ref")
        ),
        risks=list(
            RiskReview.objects.filter(risk__regime=regime, reviewed_on__gt=day, reviewed_on__lte=on)
            .select_related("risk")
            .order_by("-reviewed_on", "risk__ref")
        ),
        meetings=list(
            Meeting.objects.filter(body__regime=regime, meets_on__gt=day)
            .held_by(on)
            .select_related("body")
            .order_by("-meets_on")
        ),
        log_items=list(
            LogItem.objects.filter(body__regime=regime, meeting__meets_on__gt=day)
            .filter(meeting__meets_on__lte=on)
            .select_related("accountable", "meeting")
            .order_by("ref")
        ),
        reports=list(
            Return.objects.filter(regime=regime, sent_at__date__gt=day).order_by("-period_end")
        ),
        evidence=list(
            Evidence.objects.filter(area__regime=regime, dated_on__gt=day, dated_on__lte=on)
            .select_related("area", "action")
            .order_by("-dated_on", "pk")
        ),
        voices=list(
            VoiceEntry.objects.filter(regime=regime, heard_on__gt=day, heard_on__lte=on)
            .select_related("area")
            .order_by("-heard_on", "pk")
        ),
        lines_of_enquiry=list(
            LineOfEnquiry.objects.filter(review__regime=regime)
            .select_related("citation__document", "area", "asked_for")
            .order_by("review__starts_on", "number")
        ),
        begun=those(Direction.STARTED),
        newly_overdue=newly_overdue(plan, day, on),
        steps=steps(regime, plan.areas, Period(day + timedelta(days=1), on)),
    )
