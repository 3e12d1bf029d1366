"""What the report reads of the record, once: the parts are made of this."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import (
    Action,
    ActionUpdate,
    DataStatement,
    Evidence,
    Issue,
    LinkedAdviser,
    Regime,
    ScoringScheme,
    VoiceEntry,
)
from plans.queries import (
    AreaSummary,
    Contribution,
    Movement,
    RiskLine,
    Slow,
    TargetRung,
    area_summaries,
    contributions,
    ladders,
    moved,
    newly_overdue,
    read_plan,
    read_register,
    slow,
)
from plans.queries.commentary import Watched, watched
from plans.queries.readers import linked
from plans.queries.stated import newest_statement
from reviews.duties import Judged, judge_all
from reviews.models import LineOfEnquiry, Return
from reviews.steps import Step, steps
from sendtrack.periods import Period


@dataclass(frozen=True)
class Reading:
    """The record of one regime on one day, as far as the report tells it."""

    regime: Regime
    on: date
    window: Period
    """The days it tells of: from the day after the last report's data to the day it is read."""
    summaries: Sequence[AreaSummary]
    actions: Sequence[Action]
    updates: Mapping[int, ActionUpdate]
    """By action: the latest in the window."""
    movements: Sequence[Movement]
    newly_overdue: Sequence[Action]
    slow: Slow
    contributions: Sequence[Contribution]
    ladders: Mapping[int, list[TargetRung]]
    risks: Sequence[RiskLine]
    issues: Sequence[Issue]
    scheme: ScoringScheme
    evidence: Mapping[int, list[Evidence]]
    """By area."""
    enquiries: Sequence[LineOfEnquiry]
    voices: Sequence[VoiceEntry]
    advisers: Sequence[LinkedAdviser]
    duties: Sequence[Judged]
    steps: Sequence[Step]
    measures: Watched
    statement: DataStatement | None
    """What somebody last said of the figures."""

    @property
    def rungs(self) -> list[TargetRung]:
        return [rung for rungs in self.ladders.values() for rung in rungs]

    @property
    def silent(self) -> list[Action]:
        """Under way, and nobody has said anything in the window.

        An action that a document states without a start counts once somebody has spoken of it.
        """
        return [
            action
            for action in self.actions
            if action.pk not in self.updates
            and not action.is_settled
            and (action.start_on or action.last_update_on or date.max) <= self.on
        ]


def read_regime(regime: Regime, period: Period, on: date) -> Reading:
    """Everything the report needs, in about fifty queries whatever the size of the plan."""
    window = Period(covers_from(regime, period), on)
    since = window.start - timedelta(days=1)
    plan, reader = read_plan(regime, on), linked(on)
    register = read_register(regime, on)
    advisers = LinkedAdviser.objects.filter(regime=regime).current(on)
    voices = VoiceEntry.objects.filter(regime=regime, heard_on__range=(window.start, on))
    return Reading(
        regime=regime,
        on=on,
        window=window,
        summaries=area_summaries(plan),
        actions=plan.actions,
        updates=_latest_updates(regime, window),
        movements=moved(plan, since, on),
        newly_overdue=newly_overdue(plan, since, on),
        slow=slow(plan, reader),
        contributions=[each for each in contributions(plan) if each.to_strengthen],
        ladders=ladders(plan),
        risks=register.open_lines(since),
        issues=register.issues,
        scheme=register.scheme,
        evidence=_evidence(regime, on),
        enquiries=_enquiries(regime),
        voices=list(voices.order_by("heard_on", "pk")),
        advisers=list(advisers.select_related("post__organisation").order_by("pk")),
        duties=judge_all(regime, on),
        steps=steps(regime, plan.areas, window),
        measures=watched(regime.local_area, on, reader),
        statement=newest_statement(regime.local_area, on),
    )


def covers_from(regime: Regime, period: Period) -> date:
    """The day after the data of the last report; the first of the period where there is none."""
    earlier = Return.objects.filter(regime=regime, period_end__lt=period.start).compiled()
    last = earlier.order_by("-period_end").values_list("snapshot__data_as_at", flat=True).first()
    return last + timedelta(days=1) if last else period.start


def _latest_updates(regime: Regime, window: Period) -> dict[int, ActionUpdate]:
    rows = ActionUpdate.objects.filter(
        action__area__regime=regime, made_on__range=(window.start, window.end)
    )
    latest = rows.order_by("action_id", "-made_at", "-pk").distinct("action_id")
    return {update.action_id: update for update in latest}


def _evidence(regime: Regime, on: date) -> dict[int, list[Evidence]]:
    """Restricted pieces stay here: the report goes outside."""
    rows = Evidence.objects.counting().leaving().filter(area__regime=regime)
    rows = rows.exclude(dated_on__gt=on)
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows.select_related("citation__document").order_by("-dated_on", "pk"):
        found[row.area_id].append(row)
    return found


def _enquiries(regime: Regime) -> list[LineOfEnquiry]:
    """What the latest letter says will be looked for."""
    rows = LineOfEnquiry.objects.filter(review__regime=regime)
    latest = rows.order_by("-review__starts_on", "-review_id").values("review_id")[:1]
    lines = rows.filter(review_id__in=latest).select_related("citation", "area")
    return list(lines.order_by("number"))
