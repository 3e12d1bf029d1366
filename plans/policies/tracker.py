"""What a tracker that comes back would change, row by row, and what stands against it.

The same rules hold as on the pages: those of an update, of an action's words and of a new action.
Nothing is written here.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from plans.models import Action, Outcome
from plans.policies.actions import (
    Said,
    asks_for_reason,
    check_delivery_goes_on,
    refusals,
)
from plans.policies.rows import Choices, Comparison, Fate, Line
from plans.policies.work import check_accountable, check_action_dates, check_due, check_words
from plans.queries.impact import NO_PROOF
from plans.queries.imports import PlanNow
from plans.states import Impact, Priority, Status
from plans.tracker.columns import COLUMNS, RowKey, read_key
from plans.tracker.compare import differences, same
from plans.tracker.entries import Entry, check_changed
from plans.tracker.headings import squeezed
from sendtrack.govuk.sentences import short_of
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

EDITABLE = tuple(column.key for column in COLUMNS if column.is_editable)
ONLY_READ = ("ref", "area", "outcome", "start_on", "baseline_due_on", "last_update_on")
WORDS = ("title", "success_criteria", "accountable", "priority")
TEXTS = ("happened", "difference", "next_step", "reason", "help_wanted", "move_reason")
SAID = ("status", "due_on", "impact", "impact_expected_on", *TEXTS)
FILLED = ("happened", "reason", "help_wanted", "move_reason")
"""What an older tracker may lack and the importer may fill with a word about that."""

NO_RESULT = (
    "The cell holds a formula, and the file holds no result of it. Write the words or the day "
    "themselves into the cell."
)
"""A program that does not work formulas out has saved the file: nothing is cleared by that."""

_STATUS_OF = {status.label: status for status in Status}
PRIORITY_OF = {priority.label: priority for priority in Priority}
_IMPACT_OF = {impact.label: impact for impact in Impact}


def compare(
    entries: list[Entry],
    plan: PlanNow,
    *,
    described_on: date | None,
    fill: str,
    fallback: str,
    choices: Choices,
) -> Comparison:
    """Judge every row. No query.

    `fill` stands where an older tracker says nothing, `fallback` is the reference of the outcome
    for new actions that name none.
    """
    judge = _Judge(plan, described_on, fill, fallback, choices)
    lines = [judge.line(entry) for entry in entries]
    judge.refuse_repeated(lines)
    seen = {line.action.pk for line in lines if line.action}
    missing = [action for pk, action in plan.actions.items() if pk not in seen]
    return Comparison(lines, missing, _digest(lines))


class _Judge:
    def __init__(
        self,
        plan: PlanNow,
        described_on: date | None,
        fill: str,
        fallback: str,
        choices: Choices,
    ) -> None:
        self.plan = plan
        self.on = described_on or plan.on
        self.described_on = described_on
        self.fill = fill
        self.fallback = fallback
        self.choices = choices

    def line(self, entry: Entry) -> Line:
        key_text = str(entry.values.get("key") or "")
        key = read_key(self.plan.area.slug, key_text) if key_text else None
        line = Line(entry, Fate.REFUSED, is_left_out=entry.number in self.choices.left_out)
        if key_text and (key is None or key.pk not in self.plan.actions):
            entry.refuse(
                "key",
                "This is not the key of an action of this plan. Copy the row from a new "
                "download, or clear the key to add a new action.",
            )
            return line
        line.action = self.plan.actions[key.pk] if key else self._alike(entry)
        if line.action is not None and key is not None:
            said = str(entry.values.get("ref") or line.action.ref)
            if said.casefold() != line.action.ref.casefold():
                entry.refuse(
                    "ref",
                    f"The key belongs to {line.action.ref} and the row says {said}. The sheet "
                    "may have been sorted without all of its columns: download it again.",
                )
                return line
        if entry.faults:
            return line
        if line.action is None:
            self._judge_new(line)
        else:
            self._judge_known(line, line.action, key)
        return line

    def _alike(self, entry: Entry) -> Action | None:
        """The action that a row without a key means: by reference, or by the same words."""
        ref = str(entry.values.get("ref") or "").casefold()
        if ref in self.plan.by_ref:
            return self.plan.by_ref[ref]
        alike = self.plan.by_title.get(squeezed(str(entry.values.get("title") or "")), [])
        return alike[0] if len(alike) == 1 else None

    def _judge_known(self, line: Line, action: Action, key: RowKey | None) -> None:
        now = self.plan.values[action.pk]
        base = None if key is None else self.plan.were.get(key, now)
        found = differences(line.entry, now=now, base=base, keys=EDITABLE)
        if key is None:
            found = [each for each in found if not same(each.file, "")]
        else:
            line.ignored = differences(line.entry, now=now, base=base, keys=ONLY_READ)
        for each in found:
            if each.key in line.entry.without_result:
                line.entry.refuse(each.key, NO_RESULT)
            check_changed(line.entry, each.key, is_known=self.plan.knows)
        taken = self.choices.taken
        line.found = found = [replace(each, is_taken=each.cell in taken) for each in found]
        takes = {each.key: each.file for each in found if not each.is_conflict or each.is_taken}
        if line.entry.faults:
            return
        if found and not takes:
            line.fate = Fate.CHANGED
            return
        if not found:
            line.fate = Fate.UNCHANGED
            return
        line.values, line.takes = {**now, **takes}, frozenset(takes)
        self._judge_words(line, action, line.values)
        if any(key in takes for key in SAID):
            self._judge_said(line, action, now, takes)
        line.fate = Fate.REFUSED if line.entry.faults else Fate.CHANGED

    def _judge_words(self, line: Line, action: Action, values: Mapping[str, object]) -> None:
        name = str(values.get("accountable") or "")
        line.post = self.plan.posts.get(name) or (
            action.accountable if name == self.plan.values[action.pk]["accountable"] else None
        )
        if action.citation_id is None:
            self._ask(line, lambda: check_accountable(line.post, regime=None))
        words = str(values.get("title") or "")
        self._ask(line, lambda: check_words(words, missing="Say what will be done.", field="title"))
        if "priority" in line.takes and not values.get("priority"):
            line.entry.refuse("priority", "Choose how important it is.")

    def _judge_said(
        self,
        line: Line,
        action: Action,
        now: Mapping[str, object],
        takes: Mapping[str, object],
    ) -> None:
        if line.entry.faults:
            return
        last = action.last_update_on
        if self.described_on and last and last > self.described_on:
            line.entry.refuse(
                "status",
                f"This action was updated on {day_in_words(last)}, after the day that the "
                "tracker describes. Leave the row out.",
            )
            return
        if last is not None and "happened" not in takes:
            line.entry.refuse(
                "happened",
                f"Say here what has happened since {day_in_words(last)}: the text is still "
                "that of the last update.",
            )
            return
        line.said = self._said(action, {**now, **takes}, takes)
        self._ask(line, lambda: check_delivery_goes_on(action))
        if line.entry.faults:
            return
        line.proof = self.plan.proof_of(action)
        for refusal in refusals(action=action, said=line.said, proof=line.proof, on=self.on):
            line.entry.refuse(refusal.field or "status", refusal.sentence)

    def _said(
        self, action: Action, values: Mapping[str, object], takes: Mapping[str, object]
    ) -> Said:
        text = {key: str(values.get(key) or "") for key in TEXTS}
        status = _STATUS_OF.get(str(values.get("status") or ""), Status.NOT_STARTED)
        impact = _IMPACT_OF.get(str(values.get("impact") or ""), "")
        due_on = values.get("due_on")
        due_on = due_on if isinstance(due_on, date) else None
        expected_on = _day(values.get("impact_expected_on"))
        if self.fill:
            moves = due_on is not None and due_on != action.due_on
            text["happened"] = text["happened"] or self.fill
            text["move_reason"] = text["move_reason"] or (self.fill if moves else "")
        why = asks_for_reason(action=action, status=status, due_on=due_on, on=self.on)
        if self.fill and why:
            text["reason"] = text["reason"] or self.fill
            text["help_wanted"] = text["help_wanted"] or self.fill
        for key in ("reason", "help_wanted"):
            if not why and key not in takes:
                text[key] = ""
        return Said(
            status=status,
            due_on=due_on,
            impact=impact if "impact" in takes else "",
            impact_expected_on=expected_on if impact == Impact.TOO_EARLY else None,
            **text,
        )

    def _judge_new(self, line: Line) -> None:
        entry, values = line.entry, line.entry.values
        unread = set()
        for key in (*EDITABLE, *(["start_on"] if values.get("start_on") else [])):
            faults = len(entry.faults)
            if key in values:
                check_changed(entry, key, is_known=self.plan.knows)
            if len(entry.faults) > faults:
                unread.add(key)
        line.outcome, line.values = self._outcome(entry), values
        if line.outcome is None:
            entry.refuse(
                "outcome",
                "Say which outcome this new action serves, by its reference: "
                f"{_some([each.ref for each in self.plan.outcomes])}.",
            )
        line.post = self.plan.posts.get(str(values.get("accountable") or ""))
        title, due_on = str(values.get("title") or ""), _day(values.get("due_on"))
        no_words = "Say what will be done."
        for key, rule in (
            ("title", lambda: check_words(title, missing=no_words, field="title")),
            ("accountable", lambda: check_accountable(line.post, regime=None)),
            ("due_on", lambda: check_due(due_on, regime=None)),
        ):
            if key not in unread:
                self._ask(line, rule)
        if entry.faults or line.outcome is None or due_on is None:
            return
        regime, start_on = line.outcome.area.regime, _day(values.get("start_on"))
        self._ask(line, lambda: check_action_dates(regime=regime, start_on=start_on, due_on=due_on))
        if any(values.get(key) for key in SAID if key != "due_on"):
            blank = Action(
                ref="this action",
                status=Status.NOT_STARTED,
                start_on=start_on,
                due_on=due_on,
                baseline_due_on=due_on,
                area=line.outcome.area,
            )
            line.said = self._said(blank, values, values)
            if line.said.status != Status.NOT_STARTED or values.get("happened"):
                line.proof = NO_PROOF
                for refusal in refusals(action=blank, said=line.said, proof=line.proof, on=self.on):
                    entry.refuse(refusal.field or "status", refusal.sentence)
            else:
                line.said = None
        line.fate = Fate.REFUSED if entry.faults else Fate.ADDED

    def _outcome(self, entry: Entry) -> Outcome | None:
        """By its reference, by its words, or the only one of the area that the row names."""
        text = str(entry.values.get("outcome") or "").strip()
        first = text.split()[0].strip(":.,").casefold() if text else ""
        for outcome in self.plan.outcomes:
            if text and (
                outcome.ref.casefold() == first or squeezed(outcome.statement) == squeezed(text)
            ):
                return outcome
        area = squeezed(str(entry.values.get("area") or ""))
        mine = [
            each
            for each in self.plan.outcomes
            if area
            and (
                area.split()[0] == each.area.ref.lower() or area == squeezed(each.area.short_title)
            )
        ]
        if len(mine) == 1:
            return mine[0]
        return next((each for each in self.plan.outcomes if each.ref == self.fallback), None)

    def _ask(self, line: Line, rule: Callable[[], object]) -> None:
        try:
            rule()
        except Refusal as refusal:
            line.entry.refuse(refusal.field or "title", short_of(refusal.sentence))

    def refuse_repeated(self, lines: list[Line]) -> None:
        """Two rows about one action can't both be right; nor two new ones in the same words."""
        known = Counter(line.action.pk for line in lines if line.action)
        new = Counter(squeezed(line.title) for line in lines if line.fate == Fate.ADDED)
        for line in lines:
            if line.action and known[line.action.pk] > 1:
                line.entry.refuse("ref", f"{line.action.ref} stands in more than one row.")
                line.fate = Fate.REFUSED
            elif line.fate == Fate.ADDED and new[squeezed(line.title)] > 1:
                line.entry.refuse("title", "The same new action stands in more than one row.")
                line.fate = Fate.REFUSED


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _some(refs: list[str]) -> str:
    return ", ".join(refs[:8]) + (" or another one" if len(refs) > 8 else "")


def _digest(lines: list[Line]) -> str:
    """Changes with anything that a person has been shown, whatever they have chosen."""
    told = [
        [
            line.entry.number,
            line.action.version if line.action else None,
            line.fate == Fate.ADDED,
            [[each.cell, str(each.now), str(each.file)] for each in line.found],
        ]
        for line in lines
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
