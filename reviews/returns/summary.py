"""A few sentences for a reader who has one minute, and what the record does not say.

Each sentence is made of counts of the same report's parts, so that it can't say anything else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from plans.queries import Direction
from plans.queries.stated import nobody_said
from plans.states import AreaState, VoiceGroup
from reviews.returns.area_shapes import AreaPart
from reviews.returns.read import Reading
from reviews.returns.shapes import BoardPart, DutyLine
from reviews.wording import areas_listed, capital, counted, has_have, is_are, listed
from sendtrack.govuk.statuses import status_of
from sendtrack.periods import day_in_words

_ORDER = (
    *("complete", "to_confirm", "on_track", "at_risk", "off_track", "not_started"),
    "no_update",
)
SOME = 6
"""How many references a sentence names before it only counts."""
SOME_PLACES = 3
"""So many places at the board that nobody filled."""


def sentences(reading: Reading, board: BoardPart) -> tuple[str, ...]:
    """Delivery, movement, targets, measures where there are any, the board, risks."""
    since = day_in_words(reading.window.start)
    return (
        _delivery(reading, since),
        _movement(reading, since),
        _targets(reading),
        *_measures(reading),
        _board(board, since, reading.regime.short),
        _risks(reading, since),
    )


def _delivery(reading: Reading, since: str) -> str:
    counts: Counter[str] = Counter()
    for summary in reading.summaries:
        counts.update(summary.counts)
    told = [
        f"{counts[key]} {is_are(counts[key])} {status_of(key).word.lower()}"
        for key in _ORDER[:-1]
        if counts[key]
    ]
    if counts["no_update"]:
        told.append(f"of {counts['no_update']} no status is recorded")
    total = counts.total()
    if not total:
        return "No action is recorded."
    if counts["no_update"] == total:
        return f"{capital(counted(total, 'action'))} {is_are(total)} recorded, without a status."
    said = f"Of {counted(total, 'action')}, {listed(told)}."
    silent = sum(bool(action.status) for action in reading.silent)
    return f"{said} Of {silent} nothing was said since {since}." if silent else said


def _movement(reading: Reading, since: str) -> str:
    went = Counter(each.direction for each in reading.movements)
    told = [
        f"{went[direction]} {words}"
        for direction, words in (
            (Direction.CLOSED, "completed"),
            (Direction.IMPROVED, "improved"),
            (Direction.WORSENED, "worsened"),
            (Direction.STARTED, "begun"),
        )
        if went[direction]
    ]
    moves = sum(each.date_moved for each in reading.movements)
    told += [f"{moves} with another date"] if moves else []
    told += _judged(reading)
    said = f"Since {since}: {listed(told)}" if told else f"Nothing has moved since {since}"
    if not any(summary.is_judged for summary in reading.summaries):
        return (
            f"{said}. Without updates and dates nobody can say which actions are slow or overdue."
        )
    overdue, slow = len(reading.newly_overdue), reading.slow
    many = capital(counted(overdue, "action"))
    named = [
        counted(len(found), noun)
        for found, noun in ((slow.outcomes, "outcome"), (slow.actions, "action"))
        if found
    ]
    return (
        f"{said}. {many} {is_are(overdue)} newly overdue; {listed(named) or 'nothing'} "
        f"{is_are(len(slow) or 1)} slow to progress in all."
    )


def _judged(reading: Reading) -> Iterator[str]:
    """Areas of which a cited document said something new: the same of several is said once."""
    by_state: dict[str, list[str]] = defaultdict(list)
    refs = {step.area for step in reading.steps}
    for summary in reading.summaries:
        if summary.area.ref in refs:
            by_state[AreaState(summary.area.state).label.lower()].append(summary.area.ref)
    for state, judged in by_state.items():
        yield f"{areas_listed(judged)} {state}"


def _targets(reading: Reading) -> str:
    states = Counter(rung.state for rung in reading.rungs)
    passed = [rung for rung in reading.rungs if rung.target and _is_over(rung.due, reading.on)]
    if not any(rung.target for rung in reading.rungs):
        return "No target is recorded."
    met = sum(rung.state == "met" for rung in passed)
    missed = sum(rung.state == "missed" for rung in passed)
    unknown = len(passed) - met - missed
    words = f"Of {counted(len(passed), 'target')} whose day has passed, {met} {is_are(met)} met"
    words += f" and {missed} missed"
    if unknown:
        words += f"; of {unknown} no result is recorded"
    ahead = states["not_yet_due"] + states["due_soon"]
    return f"{words}. {capital(counted(ahead, 'target'))} {is_are(ahead)} still ahead."


def _is_over(due: date | None, on: date) -> bool:
    return due is not None and due < on


def _measures(reading: Reading) -> Iterator[str]:
    """How many figures are where they should be, and how many charts improve or get worse."""
    controls = [each.control for each in reading.measures.told]
    if not controls:
        return
    verdicts = Counter(each.verdict.status.key for each in controls if each.verdict)
    told = [
        f"{verdicts[key]} {is_are(verdicts[key])} {status_of(key).word.lower()}"
        for key in ("on_trajectory", "close_to_it", "off_trajectory")
        if verdicts[key]
    ]
    judged = sum(verdicts[key] for key in ("on_trajectory", "close_to_it", "off_trajectory"))
    said = f"{capital(counted(len(controls), 'measure'))} {is_are(len(controls))} watched"
    said += f"; of {judged} that a value was due for, {listed(told)}" if judged else ""
    better = sum(each.variation.key.startswith("improvement") for each in controls)
    worse = sum(each.variation.key.startswith("concern") for each in controls)
    kept = sum(bool(each.unjudged) for each in controls)
    left = f"; {kept} {is_are(kept)} not judged, since figures are withheld" if kept else ""
    yield (
        f"{said}. By their charts {better} {is_are(better)} improving and {worse} worsening{left}."
    )


def _board(board: BoardPart, since: str, regime: str) -> str:
    if not board.meetings:
        return f"No meeting of the board is recorded since {since}."
    came = (
        f"everybody the {regime} names was there"
        if not board.missing
        else f"{counted(len(board.missing), 'place')} that the {regime} names "
        f"{'was' if len(board.missing) == 1 else 'were'} not filled, {_unfilled(board)}"
    )
    marks = [mark for line in board.invitations for mark in line.marks]
    invited = sum(mark.startswith("Invited") for mark in marks)
    asked = "no adviser is linked"
    if marks:
        asked = (
            "both advisers were invited each time"
            if invited == len(marks) and len(board.invitations) == 2
            else f"{invited} of {len(marks)} invitations to advisers are recorded"
        )
    times = counted(len(board.meetings), "time")
    return f"The board has met {times} since {since}: {came}, and {asked}."


def _unfilled(board: BoardPart) -> str:
    """Whose place on which day; the table of who came names those that don't fit here."""
    named = list(board.unfilled[:SOME_PLACES])
    more = len(board.unfilled) - SOME_PLACES
    named += [f"{more} more"] if more > 0 else []
    return f"{'that' if len(board.missing) == 1 else 'those'} of {listed(named)}"


def _risks(reading: Reading, since: str) -> str:
    if not reading.risks:
        return "No open risk is recorded."
    high = sum(line.risk.band in ("high", "very_high") for line in reading.risks)
    ways = Counter(line.movement.direction for line in reading.risks)
    told = [
        f"{ways[key]} {words}"
        for key, words in (
            ("worse", "rose"),
            ("better", "fell"),
            ("new", f"{is_are(ways['new'])} new"),
        )
        if ways[key]
    ]
    moved = f"since {since}, {listed(told)}" if told else f"none has moved since {since}"
    count = len(reading.risks)
    levels = f"{high} of them high or very high" if count > 1 else ("a high one" if high else "")
    opened = f"{capital(counted(count, 'risk'))} {is_are(count)} open"
    return f"{opened}{', ' if levels else ''}{levels}; {moved}."


def gaps(
    reading: Reading, areas: Sequence[AreaPart], board: BoardPart, duties: Sequence[DutyLine]
) -> tuple[str, ...]:
    """What a reader will ask and the record does not say, a sentence each."""
    return tuple(_gaps(reading, areas, board, duties))


def _gaps(
    reading: Reading, areas: Sequence[AreaPart], board: BoardPart, duties: Sequence[DutyLine]
) -> Iterator[str]:
    without = [area.ref for area in areas if not area.evidence]
    if without:
        yield f"No evidence of impact is recorded for {areas_listed(without)}."
    if silent := [action.ref for action in reading.silent]:
        under_way = f"{counted(len(silent), 'action')} under way {has_have(len(silent))}"
        since = day_in_words(reading.window.start)
        yield f"{capital(under_way)} no update since {since}: {_some(silent)}."
    without_status = [action.ref for action in reading.actions if not action.status]
    if without_status:
        of = counted(len(without_status), "action")
        yield f"No status is recorded of {of}: {_some(without_status)}."
    unknown = [
        f"{rung.outcome.ref} at {rung.months} months"
        for rung in reading.rungs
        if rung.target and rung.state == "no_evidence" and _is_over(rung.due, reading.on)
    ]
    if unknown:
        has = has_have(len(unknown))
        words = f"{counted(len(unknown), 'target')} whose day has passed {has} no result"
        yield f"{capital(words)}: {_some(unknown)}."
    for told in reading.measures.unexplained:
        measure = told.control.series.measure
        why = " ".join(told.reasons)
        yield f"Nobody has said what is behind {measure.ref} {measure.name}. {why}"
    late = [each.control.series.measure.ref for each in reading.measures.late]
    if late:
        of = counted(len(late), "measure")
        yield f"A figure that was due is missing of {of}: {_some(late)}."
    start = reading.window.start
    if reading.measures and (reading.statement is None or reading.statement.said_on < start):
        yield nobody_said(start)
    if not board.meetings:
        yield "No meeting of the board is recorded in this time."
    if not reading.risks:
        yield "No open risk is recorded."
    if silent_groups := _not_heard(reading):
        yield f"No views are recorded in this time of {listed(silent_groups)}."
    open_lines = [line for line in reading.enquiries if not line.answer]
    if open_lines:
        of = counted(len(reading.enquiries), "line of enquiry", "lines of enquiry")
        yield f"{len(open_lines)} of {of} {has_have(len(open_lines))} no answer recorded."
    unproven = [duty.paragraph for duty in duties if duty.word == "no_evidence"]
    if unproven:
        many = "paragraph" if len(unproven) == 1 else "paragraphs"
        of = f"{listed(unproven)} of the {reading.regime.short}"
        yield f"No evidence is recorded for {many} {of}."
    for adviser in reading.advisers:
        if not adviser.email:
            yield (
                f"No email address is recorded for the {adviser.post}, "
                f"{adviser.post.organisation}: this report does not reach them by email."
            )


def _not_heard(reading: Reading) -> list[str]:
    heard = {row.group for row in reading.voices}
    return [group.label.lower() for group in VoiceGroup if group.value not in heard]


def _some(refs: Sequence[str]) -> str:
    more = len(refs) - SOME
    return ", ".join(refs[:SOME]) + (f" and {more} more" if more > 0 else "")
