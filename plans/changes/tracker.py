"""Verbs that bring a tracker in: kept, matched, compared, and applied as a whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from plans.changes.actions import take_over, why_updated
from plans.changes.numbering import hold
from plans.changes.work import give_numbers, new_action, reword
from plans.models import Action, ActionUpdate, TrackerImport, TrackerReading
from plans.policies.actions import check_update
from plans.policies.imports import PlanMoved, compared
from plans.policies.rows import Choices, Fate, Line
from plans.policies.tracker import PRIORITY_OF, WORDS
from plans.queries.imports import lock_actions, remembered, table_of
from plans.states import ImportState, Priority
from plans.tracker.columns import BY_KEY
from plans.tracker.found import Unreadable
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files.changes import Upload, keep_file
from sendtrack.files.kinds import SHEETS
from sendtrack.history import brought_in, record, save_together
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


def bring_tracker(
    *, area: LocalArea, upload: Upload, described_on: date | None, by: User, on: date
) -> TrackerImport:
    """Keep a tracker's file, if rows can be read in it. The plan stays as it is.

    Raises `Refusal` at the file, or at the day that it is said to describe.
    """
    if described_on is not None and described_on > on:
        raise Refusal("The day must be today or in the past.", field="described_on")
    reason = f"Uploaded {upload.name}"
    with record(actor=by, reason=reason):
        hold(area)
        highest = TrackerImport.objects.of(area).aggregate(highest=Max("number"))["highest"]
        row = TrackerImport(
            local_area=area,
            number=(highest or 0) + 1,
            file=keep_file(area=area, upload=upload, by=by, kinds=SHEETS),
            described_on=described_on if described_on != on else None,
        )
        try:
            table_of(row)
        except Unreadable as problem:
            raise Refusal(str(problem), field="upload") from problem
        row.save()
    return row


def match_tracker(*, row: TrackerImport, reading: Mapping[str, Any], by: User) -> TrackerImport:
    """Say what the columns and words of a file mean, and remember it for the next one.

    `reading` has `columns` (key by number), `headings` (key by heading), `statuses`, `posts`,
    `days`, `outcome` and `fill`.
    """
    taken = [key for key in reading["columns"].values() if key]
    if "title" not in taken:
        raise Refusal("Choose the column that says what will be done.", field=None)
    if repeated := next((key for key in taken if taken.count(key) > 1), ""):
        raise Refusal(f"Two columns can’t both be “{BY_KEY[repeated].heading}”.", field=None)
    with record(actor=by, reason=f"Matched the columns of {row}"):
        current = row.lock()
        _check_open(current)
        current.reading = {key: value for key, value in reading.items() if key != "headings"}
        current.state = ImportState.REVIEWED
        current.save()
        last = remembered(row.local_area) or TrackerReading(local_area=row.local_area)
        last.headings = {**last.headings, **reading["headings"]}
        last.words = {
            kind: {**last.words.get(kind, {}), **reading[kind]} for kind in ("statuses", "posts")
        }
        last.save()
    return current


def abandon_tracker(*, row: TrackerImport, by: User) -> TrackerImport:
    """Put an import aside for good; its file stays on record."""
    with record(actor=by, reason=f"Abandoned {row}"):
        current = row.lock()
        _check_open(current)
        current.state = ImportState.ABANDONED
        current.save()
    return current


def _check_open(row: TrackerImport) -> None:
    if not row.is_open:
        raise Refusal(f"{row} has been {row.get_state_display().lower()}: it stays as it is.")


def apply_tracker(
    *, row: TrackerImport, choices: Choices, seen: str, leaves_refused: bool, by: User, on: date
) -> TrackerImport:
    """Change the plan as the comparison showed it: all of it, or nothing. Applied twice it counts
    once.

    `seen` is the digest of the comparison that the person read. Raises `PlanMoved` where it is no
    longer so, `Refusal` where a rule or a refused row stands against it.
    """
    named = str(row)
    if row.described_on:
        named += f", describing {day_in_words(row.described_on)}"
    with (
        brought_in(origin=named, described_on=row.described_on),
        record(actor=by, reason="Applied to the plan"),
    ):
        hold(row.local_area)
        current = row.lock()
        if current.state == ImportState.APPLIED:
            return current
        _check_open(current)
        lock_actions(current.local_area)
        comparison = compared(current, on=on, choices=choices)
        if comparison.digest != seen:
            raise PlanMoved
        refused = comparison.refused
        if refused and not leaves_refused:
            fault = refused[0].entry.faults[0]
            raise Refusal(
                f"{fault.cell}: {fault.sentence} Put it right in the file, or leave out the rows "
                "that can’t be taken over.",
            )
        if not comparison.to_apply:
            raise Refusal("Nothing of this file would change the plan, so nothing was applied.")
        _save([_taken(line, current, by, on) for line in comparison.to_apply])
        current.state = ImportState.APPLIED
        current.applied_at, current.applied_by = clock.now(), by
        current.changed = sum(line.fate == Fate.CHANGED for line in comparison.to_apply)
        current.added = sum(line.fate == Fate.ADDED for line in comparison.to_apply)
        current.left_out = len(refused) + sum(line.is_left_out for line in comparison.lines)
        current.save()
    return current


@dataclass(frozen=True)
class _Taken:
    """One row of the file in its action, which isn't saved yet, and why."""

    action: Action
    update: ActionUpdate | None
    reason: str


def _save(taken: Sequence[_Taken]) -> None:
    """Everything at once: each action and each update with one row of history."""
    give_numbers([each.action for each in taken if not each.action.ref])
    save_together([(each.action, each.reason) for each in taken])
    save_together([(each.update, each.reason) for each in taken if each.update])


def _taken(line: Line, row: TrackerImport, by: User, on: date) -> _Taken:
    day = row.described_on or on
    try:
        if line.action is not None:
            return _changed(line, line.action, row, by, day)
        return _added(line, row, by, day)
    except Refusal as refusal:
        raise Refusal(f"Row {line.entry.number}: {refusal.sentence}") from refusal


def _changed(line: Line, action: Action, row: TrackerImport, by: User, day: date) -> _Taken:
    words = line.takes & set(WORDS)
    reasons = []
    if words:
        named = ", ".join(BY_KEY[key].heading for key in WORDS if key in words)
        reasons.append(f"Changed: {named}.")
        reword(
            action,
            title=str(line.values["title"] or ""),
            success_criteria=str(line.values["success_criteria"] or ""),
            accountable=line.post,
        )
        if "priority" in line.takes:
            action.priority = PRIORITY_OF[str(line.values["priority"])]
    if line.said is not None:
        reasons.append(why_updated(action=action, said=line.said))
    return _Taken(action, _update(action, line, row, by, day), " ".join(reasons))


def _added(line: Line, row: TrackerImport, by: User, day: date) -> _Taken:
    assert line.outcome is not None
    start_on, due_on = (line.values.get(key) for key in ("start_on", "due_on"))
    action = new_action(
        outcome=line.outcome,
        title=line.title,
        success_criteria=str(line.values.get("success_criteria") or ""),
        accountable=line.post,
        start_on=start_on if isinstance(start_on, date) else None,
        due_on=due_on if isinstance(due_on, date) else None,
        on=day,
        priority=PRIORITY_OF.get(str(line.values.get("priority") or ""), Priority.SHOULD),
    )
    update = _update(action, line, row, by, day)
    return _Taken(action, update, f"Added the action: {line.title}")


def _update(
    action: Action, line: Line, row: TrackerImport, by: User, day: date
) -> ActionUpdate | None:
    """What is said of the action, put into it."""
    if line.said is None:
        return None
    check_update(action=action, said=line.said, proof=line.proof, on=day)
    update = take_over(action, line.said, by=by, on=day)
    if row.described_on:
        update.made_at = clock.start_of(row.described_on)
    return update
