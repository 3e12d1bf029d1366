"""The closure report of a regime: one frozen dataclass for its page and its PDF."""

from dataclasses import dataclass
from datetime import date

from boards.queries import open_log
from plans.models import AreaOfWeakness, Closure
from plans.queries.closure import ClosureLine, closure_work
from plans.queries.findings import Finding, findings
from plans.queries.ladder import TargetRung
from plans.queries.regimes import areas_with_lineage
from plans.states import DispositionKind, Status
from plans.statistics.targets import in_unit
from reviews.returns.payload import from_payload
from sendtrack.govuk.statuses import status_of
from sendtrack.periods import day_in_words

COMPLETE_BEFORE = "Complete before the closure"


@dataclass(frozen=True)
class Closed:
    """What is closed, by whom, and on which document."""

    council: str
    area: str
    is_example: bool
    marking: str
    regime: str
    dated: str
    how: str
    ended_on: date | None
    ended_words: str
    document: str
    words: str
    version: int
    as_at: date
    compiled_by: str


@dataclass(frozen=True)
class ClosedAction:
    ref: str
    title: str
    area: str
    owner: str
    status: str
    ending: str
    words: str
    moved_to: str


@dataclass(frozen=True)
class Count:
    ending: str
    number: int


@dataclass(frozen=True)
class ClosedArea:
    ref: str
    title: str
    state: str
    source: str
    went: str = ""
    """Which areas carry it on; empty in older reports."""


@dataclass(frozen=True)
class ClosedFinding:
    """One finding, and whether it has been addressed."""

    ref: str
    title: str
    words: str
    """Of the document that found it."""
    addressed: str
    judged: tuple[str, ...]
    done: str
    evidence: tuple[str, ...]
    moved: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """An open risk or an open item of the action log."""

    ref: str
    words: str
    owner: str


@dataclass(frozen=True)
class ClosureReport:
    about: Closed
    counts: tuple[Count, ...]
    areas: tuple[ClosedArea, ...]
    actions: tuple[ClosedAction, ...]
    progress: str
    benefits: str
    learning: str
    outstanding: str
    risks: tuple[Left, ...]
    risks_words: str
    log: tuple[Left, ...]
    log_words: str
    findings: tuple[ClosedFinding, ...] = ()
    """Empty in older reports."""

    @property
    def moved(self) -> list[ClosedAction]:
        return [each for each in self.actions if each.moved_to]


def closure_report(closure: Closure, on: date, *, version: int, compiled_by: str) -> ClosureReport:
    """Everything that the report says, from about twelve queries whatever the plan's size."""
    regime, area = closure.regime, closure.regime.local_area
    work = closure_work(regime)
    ended_by = regime.ended_by or closure.ended_by
    how = regime.get_state_display() if regime.ended_by else closure.get_how_display()
    return ClosureReport(
        about=Closed(
            council=area.council_name,
            area=area.name,
            is_example=area.is_example,
            marking=area.marking,
            regime=str(regime),
            dated=regime.dated,
            how=how,
            ended_on=regime.ended_on or closure.ended_on,
            ended_words=regime.ended_words,
            document=str(ended_by) if ended_by else "",
            words=ended_by.words if ended_by else "",
            version=version,
            as_at=on,
            compiled_by=compiled_by,
        ),
        counts=tuple(Count(ending, number) for ending, number in work.counts),
        areas=tuple(
            ClosedArea(
                ref=each.ref,
                title=each.short_title,
                state=each.monitoring,
                source=str(each.state_authority) if each.state_authority else "",
                went=_went(each),
            )
            for each in areas_with_lineage(regime)
        ),
        actions=tuple(_action(line) for line in work.lines),
        progress=closure.progress,
        benefits=closure.benefits,
        learning=closure.learning,
        outstanding=closure.outstanding,
        risks=tuple(Left(risk.ref, risk.event, risk.owner.in_full) for risk in work.risks),
        risks_words=closure.risks_words,
        log=tuple(
            Left(line.item.ref, line.item.what, line.item.accountable.in_full)
            for line in open_log(regime, on)
        ),
        log_words=closure.log_words,
        findings=tuple(
            _finding(each)
            for each in findings(regime, on, may_see_restricted=False, closure=closure)
        ),
    )


def _finding(row: Finding) -> ClosedFinding:
    """Restricted evidence stays inside: the report goes to others."""
    return ClosedFinding(
        ref=row.area.ref,
        title=row.area.short_title,
        words=row.area.finding.words,
        addressed=row.addressed.label,
        judged=tuple(f"{each.words}, {each.citation}" for each in row.judgements),
        done=_done(row),
        evidence=tuple(
            f"{piece.ref}, {day_in_words(piece.dated_on) if piece.dated_on else 'no day given'}: "
            f"{piece.shows}"
            for piece in row.evidence
        ),
        moved=tuple(_moved(rung) for rung in row.targets),
        lacks=row.lacks,
    )


def _done(row: Finding) -> str:
    """ "Actions: 1 of 12 complete", and whose they are where later areas carry the finding on."""
    if not row.actions:
        return ""
    later = ", with those of the areas that carry it on" if row.is_carried else ""
    return f"Actions: {row.done_words}{later}"


def _moved(rung: TargetRung) -> str:
    """ "A1 at 6 months: met" with its figures, in words."""
    target = rung.target
    assert target is not None
    reached = rung.reached
    wanted = in_unit(target.value, target.unit)
    figures = f" ({reached}, to reach {wanted})" if reached and wanted else ""
    state = status_of(rung.state).word.lower()
    what = f"{target.outcome.ref} at {target.horizon_months} months, {target.statement}"
    return f"{what}: {state}{figures}"


def _went(area: AreaOfWeakness) -> str:
    """ "Improvement Notice, area (b); Improvement Notice, area (d)"."""
    return "; ".join(
        f"{row.area.regime}, area ({row.area.ref}) {row.area.short_title}"
        for row in area.heirs.all()
    )


def _action(line: ClosureLine) -> ClosedAction:
    action, row = line.action, line.disposition
    moved_to = ""
    if row and row.kind == DispositionKind.MOVED and row.to_outcome:
        outcome = row.to_outcome
        moved_to = f"{outcome.area.regime}, outcome {outcome.ref}: {outcome.statement}"
    complete = action.status == Status.COMPLETE
    area = row.from_area if row else action.area
    return ClosedAction(
        ref=action.ref,
        title=action.title,
        area=f"({area.ref}) {area.short_title}",
        owner=action.accountable.in_full if action.accountable else "No owner recorded",
        status=action.shown_status,
        ending=row.get_kind_display() if row else (COMPLETE_BEFORE if complete else "Left over"),
        words=row.words if row else "",
        moved_to=moved_to,
    )


def closure_report_of(closure: Closure) -> ClosureReport:
    """The report as it was frozen."""
    assert closure.snapshot is not None
    return from_payload(ClosureReport, closure.snapshot.payload)
