"""The pages of the report that tell of one area of weakness each."""

from collections.abc import Iterable

from plans.models import Action, Evidence
from plans.queries import AreaSummary, Direction, TargetRung
from plans.states import AreaState
from reviews.returns.area_shapes import (
    AreaPart,
    DateMove,
    EvidenceLine,
    OutcomeLine,
    StatusCount,
    TargetLine,
    UpdateLine,
)
from reviews.returns.read import Reading
from sendtrack.periods import day_in_words

NOTHING_BUT_ITS_IMPACT = "Its impact was judged; its delivery stands as it was."
"""What happened where the latest word says only what difference an action makes."""


def area_parts(reading: Reading) -> tuple[AreaPart, ...]:
    return tuple(_part(reading, summary) for summary in reading.summaries)


def _part(reading: Reading, summary: AreaSummary) -> AreaPart:
    area = summary.area
    theirs = [action for action in reading.actions if action.area_id == area.pk]
    moved = [each for each in reading.movements if each.action.area_id == area.pk]
    went = [each.direction for each in moved]
    return AreaPart(
        ref=area.ref,
        title=area.short_title,
        finding=area.finding.words,
        source=str(area.finding),
        monitoring=_monitoring(summary),
        status=str(summary.status),
        because=summary.because,
        counts=tuple(
            StatusCount(str(status), count) for status, count in summary.counts.items() if count
        ),
        overdue=len(summary.overdue),
        slow=reading.slow.count_in(area),
        improved=went.count(Direction.IMPROVED),
        worsened=went.count(Direction.WORSENED),
        completed=went.count(Direction.CLOSED),
        outcomes=_outcomes(reading, area.pk),
        updates=_updates(reading, theirs),
        silent=tuple(action.ref for action in reading.silent if action.area_id == area.pk),
        moves=tuple(
            DateMove(
                each.action.ref,
                each.action.title,
                each.due_before,
                each.due_now,
                each.move_reasons,
            )
            for each in moved
            if each.date_moved
        ),
        evidence=_evidence(reading, area.pk),
        impact=summary.impact_words,
    )


def _monitoring(summary: AreaSummary) -> str:
    area = summary.area
    words = AreaState(area.state).label
    if area.state != AreaState.FORMAL_MONITORING and area.state_since:
        words += f" since {day_in_words(area.state_since)}"
    if area.state_authority:
        words += f" ({area.state_authority.document})"
    return words


def _outcomes(reading: Reading, area: int) -> tuple[OutcomeLine, ...]:
    found = [rungs for rungs in reading.ladders.values() if rungs[0].outcome.area_id == area]
    return tuple(
        OutcomeLine(
            ref=rungs[0].outcome.ref,
            statement=rungs[0].outcome.statement,
            targets=tuple(_target(rung) for rung in rungs),
        )
        for rungs in sorted(found, key=lambda rungs: rungs[0].outcome.number)
    )


def _target(rung: TargetRung) -> TargetLine:
    statement = rung.target.statement if rung.target else ""
    return TargetLine(rung.months, rung.state, rung.words, rung.due, statement, rung.moved)


def _updates(reading: Reading, actions: Iterable[Action]) -> tuple[UpdateLine, ...]:
    """The latest word on each action, in the order of the references."""
    said = [(action, reading.updates.get(action.pk)) for action in actions]
    return tuple(
        UpdateLine(
            ref=action.ref,
            title=action.title,
            status=update.status,
            said_on=update.made_on,
            happened=update.happened or NOTHING_BUT_ITS_IMPACT,
            difference=update.difference,
            next_step=update.next_step,
            impact=update.impact,
        )
        for action, update in said
        if update is not None
    )


def _where(row: Evidence) -> str:
    """Where a reviewer finds it: in this record by its reference, or where it says."""
    if row.file_id or row.link:
        return f"{row.ref} in sendtrack"
    return row.kept_at or (str(row.citation) if row.citation else "")


def _evidence(reading: Reading, area: int) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(
            ref=row.ref,
            kind=row.get_kind_display(),
            title=row.title,
            shows=row.shows,
            dated_on=row.dated_on,
            where=_where(row),
        )
        for row in reading.evidence.get(area, [])
    )
