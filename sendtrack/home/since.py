"""What changed between two days: the first thing an adviser wants to know."""

from dataclasses import dataclass
from datetime import date, timedelta

from boards.models import LogItem, Meeting
from boards.queries import meetings_of
from plans.models import Action, Evidence, Regime, Risk, RiskReview, Target, VoiceEntry
from plans.queries import Movement, PlanReading, moved, newly_overdue, read_plan, read_register
from plans.queries.commentary import watched
from plans.queries.movement import Direction
from plans.queries.readers import Reader
from reviews.models import LineOfEnquiry, Return, Strength
from reviews.steps import Step, steps
from sendtrack import clock
from sendtrack.home.measures_since import MeasureSince, headline_of, measures_since
from sendtrack.past import looking_back
from sendtrack.periods import Period

MEETINGS_NAMED = 6
"""How many meetings are offered to count from and to."""


@dataclass(frozen=True)
class HandedOver:
    """An action that another post answers for now; a post is missing where none was named."""

    action: Action
    before: str
    now: str


@dataclass(frozen=True)
class Reworded:
    """An action whose title is another now."""

    action: Action
    before: str


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
    removed: list[Action]
    """As they stood on `day`."""
    reworded: list[Reworded]
    handed_over: list[HandedOver]
    results: list[Target]
    """The targets that were met or missed in the time."""
    measures: list[MeasureSince]
    """Those with a figure or a verdict that they did not have on `day`."""
    risks_raised: list[Risk]
    risks_closed: list[Risk]
    risks: list[RiskReview]
    meetings: list[Meeting]
    log_items: list[LogItem]
    reports: list[Return]
    evidence: list[Evidence]
    voices: list[VoiceEntry]
    lines_of_enquiry: list[LineOfEnquiry]
    strengths: list[Strength]
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
            (len(self.removed), "removed"),
        )
        said = [f"{number} {words}" for number, words in counted if number]
        actions = f"Actions: {', '.join(said)}." if said else "No action has moved."
        return f"{actions} {headline_of(self.measures)}".rstrip()

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
                self.removed,
                self.reworded,
                self.handed_over,
                self.results,
                self.measures,
                self.risks_raised,
                self.risks_closed,
                self.risks,
                self.meetings,
                self.log_items,
                self.reports,
                self.evidence,
                self.voices,
            )
        )


def since(regime: Regime, day: date, on: date, reader: Reader) -> Since:
    """What moved in a regime after `day` and up to `on`, with the figures that `reader` may see. A
    fixed number of queries.

    What came, went or changed its words is told by the record as it stood at the end of `day`
    beside the record as it is; what moved and why, by what people said in between.
    """
    plan, risks = read_plan(regime, on), read_register(regime, on).risks
    figures = watched(regime.local_area, on, reader)
    with looking_back(clock.end_of(day), regime.local_area):
        then, risks_then = read_plan(regime, day), read_register(regime, day).risks
        figures_then = watched(regime.local_area, day, reader)
    movements = moved(plan, day, on)
    open_then = {risk.pk for risk in risks_then if risk.is_open}
    known_then = {risk.pk for risk in risks_then}

    def those(direction: Direction) -> list[Movement]:
        return [each for each in movements if each.direction == direction]

    return Since(
        day=day,
        on=on,
        improved=those(Direction.IMPROVED),
        worsened=those(Direction.WORSENED),
        closed=those(Direction.CLOSED),
        dates_moved=[each for each in movements if each.date_moved],
        added=_without(plan, then),
        removed=_without(then, plan),
        reworded=_reworded(then, plan),
        handed_over=_handed_over(then, plan),
        results=_results(then, plan),
        measures=measures_since(figures_then, figures),
        risks_raised=[risk for risk in risks if risk.pk not in known_then],
        risks_closed=[risk for risk in risks if risk.pk in open_then and not risk.is_open],
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
            Evidence.objects.counting()
            .leaving()
            .filter(area__regime=regime, dated_on__gt=day, dated_on__lte=on)
            .select_related("area__regime", "action")
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
        strengths=list(
            Strength.objects.filter(review__regime=regime)
            .select_related("citation__document")
            .order_by("review__starts_on", "number")
        ),
        begun=those(Direction.STARTED),
        newly_overdue=newly_overdue(plan, day, on),
        steps=steps(regime, plan.areas, Period(day + timedelta(days=1), on)),
    )


def _without(these: PlanReading, those: PlanReading) -> list[Action]:
    """The actions of one reading that the other does not know."""
    known = {action.pk for action in those.actions}
    return [action for action in these.actions if action.pk not in known]


def _pairs(then: PlanReading, now: PlanReading) -> list[tuple[Action, Action]]:
    before = {action.pk: action for action in then.actions}
    return [(before[action.pk], action) for action in now.actions if action.pk in before]


def _reworded(then: PlanReading, now: PlanReading) -> list[Reworded]:
    return [
        Reworded(action, before.title)
        for before, action in _pairs(then, now)
        if before.title != action.title
    ]


def _handed_over(then: PlanReading, now: PlanReading) -> list[HandedOver]:
    return [
        HandedOver(action, _post(before), _post(action))
        for before, action in _pairs(then, now)
        if before.accountable_id != action.accountable_id
    ]


def _post(action: Action) -> str:
    return action.accountable.in_full if action.accountable else "no post"


def _results(then: PlanReading, now: PlanReading) -> list[Target]:
    before = {target.pk: target.result for target in then.targets}
    return [
        target
        for target in now.targets
        if target.result and target.result != before.get(target.pk, "")
    ]


def between_meetings(regime: Regime, on: date) -> list[tuple[Meeting, Meeting | None]]:
    """From which meeting to which, newest first; the last one held leads to today. One query."""
    held = list(meetings_of(regime).held_by(on).order_by("-meets_on")[:MEETINGS_NAMED])
    return list(zip(held, [None, *held], strict=False))
