"""The board's dashboard: what moved, what only the board can unblock, what is slow, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count

from boards.models import Meeting
from boards.queries import (
    Load,
    LogLine,
    board_of,
    last_meeting,
    log_of,
    next_meeting,
    vacant_loads,
)
from boards.queries.looks import Looks, looks_of
from boards.states import LogState
from plans.models import Action, Evidence, Issue, Rebaseline, Regime
from plans.queries import (
    AreaSummary,
    Contribution,
    Movement,
    PlanReading,
    RiskLine,
    Slow,
    SlowAction,
    area_summaries,
    contributions,
    moved,
    newly_overdue,
    read_plan,
    read_register,
    slow,
)
from plans.queries.commentary import Watched, watched
from plans.queries.lacking import Lacking, lacking_in
from plans.queries.ladder import TargetRung, rung_of
from plans.queries.movement import Direction, count
from plans.queries.readers import Reader
from plans.queries.summaries import RULE as AREA_RULE
from plans.queries.targets import moves_to_decide
from plans.states import NEEDS_REASON, Status
from reviews.duties import Judged, judge_all
from reviews.states import VerdictWord
from reviews.wording import capital, counted, until_delivered
from sendtrack.periods import day_in_words

UNMET_FIRST = {
    VerdictWord.NOT_MET: 0,
    VerdictWord.NO_EVIDENCE: 1,
    VerdictWord.MET_LATE: 2,
    VerdictWord.NOT_YET_DUE: 3,
    VerdictWord.MET: 4,
}
"""How duties are ordered. Paragraphs that set no duty are left out."""

RISKS_ON_PAPER, LOG_ON_PAPER = 6, 5
"""How many rows are printed, so that the dashboard stays on two sheets: worst first."""

SLOWEST = 5
MOVED_IN_AREA, MOVED = 4, 12
"""How many moves are named before a link to the page of all of them: worst first."""

TOLD_FIRST = (Direction.WORSENED, Direction.CLOSED, Direction.IMPROVED, Direction.STARTED)


@dataclass(frozen=True)
class Since:
    """What moved since a day, and the counts that the top line says in words."""

    day: date
    meeting: Meeting | None
    movements: list[Movement]
    counts: Mapping[Direction, int]
    dates_moved: list[Movement]
    newly_overdue: list[Action]

    @property
    def told(self) -> list[Movement]:
        return _told_first(self.movements)[:MOVED]

    @property
    def dates_told(self) -> list[Movement]:
        return self.dates_moved[:MOVED]

    @property
    def overdue_told(self) -> list[Action]:
        return self.newly_overdue[:MOVED]

    @property
    def untold(self) -> int:
        """How many more there are than the page names."""
        listed = (self.movements, self.dates_moved, self.newly_overdue)
        return sum(max(0, len(each) - MOVED) for each in listed)

    @property
    def in_words(self) -> str:
        start = f"Since the meeting of {day_in_words(self.day)}" if self.meeting else "So far"
        counted = (
            (self.counts[Direction.CLOSED], "complete"),
            (self.counts[Direction.IMPROVED], "improved"),
            (self.counts[Direction.WORSENED], "worsened"),
            (len(self.newly_overdue), "newly overdue"),
        )
        said = [f"{number} {words}" for number, words in counted if number]
        return f"{start}: {', '.join(said)}." if said else f"{start} no move is recorded."


@dataclass(frozen=True)
class AreaLine:
    """One area of weakness in the table of areas."""

    summary: AreaSummary
    rungs: list[TargetRung]
    movements: list[Movement]
    slow: int
    evidence: int

    @property
    def told(self) -> list[Movement]:
        return _told_first(self.movements)[:MOVED_IN_AREA]

    @property
    def untold(self) -> int:
        """How many more moved than the table names."""
        return len(self.movements) - len(self.told)

    @property
    def ladders(self) -> list[tuple[str, list[TargetRung]]]:
        """One ladder for each outcome, under its reference."""
        grouped = groupby(self.rungs, key=lambda rung: rung.outcome)
        return [(outcome.ref, list(rungs)) for outcome, rungs in grouped]

    @property
    def rungs_in_words(self) -> str:
        """ "3 met, 1 missed, 4 to come": the targets of all outcomes together."""
        named = {
            "met": "met",
            "missed": "missed",
            "no_evidence": "without a result",
            "due_soon": "due soon",
            "not_yet_due": "to come",
        }
        states = [rung.state for rung in self.rungs]
        return ", ".join(
            f"{states.count(state)} {words}" for state, words in named.items() if state in states
        )


@dataclass(frozen=True)
class Dashboard:
    """Everything the chair sees at once. Each part links to its page and from there to evidence."""

    regime: Regime
    on: date
    days_in: int
    days_left: int | None
    since: Since
    next_meeting: Meeting | None
    for_decision: list[Action]
    to_confirm: list[Action]
    """Said to be complete, and waiting for a second person's word."""
    to_move: list[Rebaseline]
    """Targets that somebody has asked to move."""
    areas: list[AreaLine]
    slow: Slow
    contributions: list[Contribution]
    risks: list[RiskLine]
    """Those for the board, each with its reasons and its movement since the last meeting."""
    issues: list[Issue]
    duties: list[Judged]
    log: list[LogLine]
    has_register: bool
    """Whether any risk was ever recorded; and so for the log."""
    has_log: bool
    measures: Watched
    vacant: list[Load]
    """Posts that nobody holds and that answer for something."""
    lacking: list[Lacking]
    """Measures whose figure was due and isn't there."""
    looks: Looks | None = None
    """Who looked at the data of the last complete month; None without a board, and where the
    record is made from documents, which do not say."""

    risks_on_paper = RISKS_ON_PAPER
    log_on_paper = LOG_ON_PAPER
    area_rule = AREA_RULE

    @property
    def slow_rule(self) -> str:
        return self.slow.rule

    @property
    def has_updates(self) -> bool:
        """Whether anybody has said how any action is going: without it nothing can be called
        slow, late or up to date."""
        return any(line.summary.is_judged for line in self.areas)

    @property
    def slowest(self) -> list[SlowAction]:
        """Those to speak of first: as many as fit a printed page."""
        return self.slow.actions[:SLOWEST]

    @property
    def slow_besides(self) -> list[SlowAction]:
        return self.slow.actions[SLOWEST:]

    @property
    def slow_besides_words(self) -> str:
        many = len(self.slow_besides)
        return f"{many} more slow action{'' if many == 1 else 's'}"

    @property
    def risks_besides(self) -> int:
        """How many risks are not printed; the screen shows all."""
        return max(0, len(self.risks) - RISKS_ON_PAPER)

    @property
    def log_besides(self) -> int:
        return max(0, len(self.log) - LOG_ON_PAPER)

    @property
    def duties_met(self) -> list[Judged]:
        """Named in one line on paper; the screen says of each why."""
        return [each for each in self.duties if each.verdict.word == VerdictWord.MET]

    @property
    def horizons(self) -> list[tuple[int, date]]:
        """When the targets of paragraph 3 fall due, by months."""
        return [(months, self.regime.horizon(months)) for months in self.regime.horizons]

    @property
    def headline(self) -> str:
        """The top line: where the Notice is in time, and what moved since the last meeting."""
        said = f"{capital(counted(self.days_in, 'day'))} into the {self.regime.short}"
        if self.regime.issued_words:  # no day to count from
            said = f"{self.regime.get_state_display()} {self.regime.issued_words}"
        if self.days_left is not None:
            said += f", {until_delivered(self.days_left)}"
        return f"{said}. {self.since.in_words}"


def board_dashboard(regime: Regime, on: date, reader: Reader) -> Dashboard:
    """The dashboard of a regime on a day. A fixed number of queries, whatever the plan's size."""
    previous = last_meeting(regime, before=on)
    plan = read_plan(regime, on)
    since = _since(plan, previous)
    flagged = slow(plan, reader)
    register = read_register(regime, on)
    board = board_of(regime)
    log = log_of(board, on) if board else []
    return Dashboard(
        regime=regime,
        on=on,
        days_in=(on - regime.issued_on).days,
        days_left=(regime.target_end_on - on).days if regime.target_end_on else None,
        since=since,
        next_meeting=next_meeting(regime, after=on),
        for_decision=_for_decision(plan),
        to_confirm=[each for each in plan.actions if each.status == Status.TO_CONFIRM],
        to_move=moves_to_decide(regime),
        areas=_areas(plan, since, flagged),
        slow=flagged,
        contributions=[each for each in contributions(plan) if each.to_strengthen],
        risks=[line for line in register.open_lines(since.day) if line.for_board],
        issues=[issue for issue in register.issues if issue.is_open],
        duties=_duties(regime, on),
        log=[line for line in log if line.state == LogState.OPEN],
        has_register=bool(register.risks),
        has_log=bool(log),
        measures=watched(regime.local_area, on, reader),
        vacant=vacant_loads(regime.local_area, on),
        lacking=lacking_in(regime.local_area, on),
        looks=looks_of(board, on, 1) if board and not regime.local_area.record_ends_on else None,
    )


def _since(plan: PlanReading, meeting: Meeting | None) -> Since:
    day = meeting.meets_on if meeting else plan.regime.issued_on
    movements = moved(plan, day, plan.on)
    return Since(
        day=day,
        meeting=meeting,
        movements=[each for each in movements if _is_news(each)],
        counts=count(movements),
        dates_moved=[each for each in movements if each.date_moved],
        newly_overdue=newly_overdue(plan, day, plan.on),
    )


def _is_news(movement: Movement) -> bool:
    """That work which nobody had spoken of is on track is told by the counts alone."""
    if movement.direction == Direction.STARTED:
        return bool(movement.before)
    return movement.direction != Direction.UNCHANGED


def _told_first(movements: list[Movement]) -> list[Movement]:
    return sorted(movements, key=lambda each: TOLD_FIRST.index(each.direction))


def _for_decision(plan: PlanReading) -> list[Action]:
    """Off track first, then at risk: each says what help is wanted."""
    troubled = [action for action in plan.actions if action.status in NEEDS_REASON]
    return sorted(
        troubled,
        key=lambda action: (action.status != Status.OFF_TRACK, action.due_on or date.max),
    )


def _areas(plan: PlanReading, since: Since, flagged: Slow) -> list[AreaLine]:
    counted = (
        Evidence.objects.filter(area__regime=plan.regime)
        .counting()
        .leaving()
        .values_list("area_id")
    )
    pieces = dict(counted.annotate(Count("pk")))
    return [
        AreaLine(
            summary=summary,
            rungs=[rung_of(target, plan.on) for target in summary.targets],
            movements=[m for m in since.movements if m.action.area_id == summary.area.pk],
            slow=flagged.count_in(summary.area),
            evidence=pieces.get(summary.area.pk, 0),
        )
        for summary in area_summaries(plan)
    ]


def _duties(regime: Regime, on: date) -> list[Judged]:
    judged = [each for each in judge_all(regime, on) if each.verdict.word in UNMET_FIRST]
    return sorted(judged, key=lambda each: (UNMET_FIRST[each.verdict.word], each.clause.position))
