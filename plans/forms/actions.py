"""The form of an update: four short questions, and the date where it moves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.models import Action, ActionUpdate
from plans.policies.actions import Said, asks_for_reason, conflict_with_facts, refusals
from plans.policies.impact import SaidOfImpact, impact_refusals
from plans.queries.impact import Proof
from plans.states import (
    IMPACT_MEANING,
    MEANING,
    MOVES,
    NEEDS_REASON,
    SHOWN,
    Impact,
    Priority,
    Status,
)
from sendtrack.accounts.models import User
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, StatusField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.periods import day_in_words

ASKED_FIRST = (
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.COMPLETE,
    Status.NOT_STARTED,
)

SAID_LAST_TIME = "From the last update. Change what is no longer so."

COMPLETE_MEANS = {
    True: "Done, with evidence. A second person confirms it, because it must be done.",
    False: "Done, with evidence. What difference it makes is told below.",
}


class ImpactQuestions(GovukForm):
    """What difference an action makes, and how one knows."""

    impact = StatusField(
        Impact.values,
        label="What difference has it made?",
        help_text="To children, young people and families, not what was done.",
        hints=IMPACT_MEANING,
        reveals={Impact.TOO_EARLY: ["impact_expected_on"]},
        noun="what difference it made",
    )
    impact_expected_on = DateField(
        label="By when do you expect to see a difference?",
        noun="the day by which you expect a difference",
    )
    difference = LongTextField(
        label="What difference, and how do you know?",
        max_length=3000,
        rows=4,
        required=False,
        noun="what difference it made",
    )

    asks_difference = tuple(each.value for each in SHOWN)
    """The answers that ask for words."""

    def refuse_unasked(self) -> None:
        """Words beside an answer that asks for none are shown, never dropped in silence."""
        answers = self.cleaned_data
        if answers.get("impact") and answers["impact"] not in SHOWN and answers.get("difference"):
            word = Impact(answers["impact"]).label
            self.add_error(
                "impact",
                f"You chose “{word}” and wrote what difference it made: "
                "choose another answer, or clear the text",
            )


class UpdateForm(EditForm, ImpactQuestions):
    """How is it going, what happened, what difference has it made, what next.

    Opens empty but for the reason and the help wanted of an action in trouble: how it goes is
    judged afresh each month, and why it still is in trouble is often the same. What was said last
    time stands beside it. The rules are those of `plans.policies.actions`, all shown at once.
    """

    status = StatusField(
        ASKED_FIRST, label="How is it going?", hints=MEANING, noun="how it is going"
    )
    reason = LongTextField(label="Why?", max_length=1500, rows=3, required=False, noun="why")
    help_wanted = LongTextField(
        label="What help is needed, and from whom?",
        max_length=1500,
        rows=3,
        required=False,
        noun="what help is needed",
    )
    happened = LongTextField(
        label="What has happened so far?", max_length=3000, rows=4, noun="what happened"
    )
    next_step = LongTextField(
        label="What next?", max_length=1500, rows=3, required=False, noun="what is next"
    )
    due_on = DateField(label="New due date", required=False, noun="the new due date")
    move_reason = LongTextField(
        label="Why does the date move?",
        max_length=1500,
        rows=3,
        required=False,
        noun="why the date moves",
    )
    field_order = (
        "status",
        "reason",
        "help_wanted",
        "happened",
        "impact",
        "impact_expected_on",
        "difference",
        "next_step",
        "due_on",
        "move_reason",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, row: Action, proof: Proof, on: date
    ) -> None:
        self.on = on
        self.action = row
        self.proof = proof
        super().__init__(data, row=row)
        self._offer_moves()
        if row.last_update_on is not None:
            happened = f"What has happened since {day_in_words(row.last_update_on)}?"
            self.fields["happened"].label = happened
        self.fields["reason"].help_text = self._reason_hint()
        if self._known():
            self.fields["help_wanted"].help_text = SAID_LAST_TIME

    def _known(self) -> dict[str, str]:
        """The reason and the help wanted that stand for as long as the action is in trouble."""
        action = self.action
        if action.status not in NEEDS_REASON:
            return {}
        return {"reason": action.reason, "help_wanted": action.help_wanted}

    def _offer_moves(self) -> None:
        field: Any = self.fields["status"]
        allowed = MOVES[Status(self.action.status)] if self.action.status else set(Status)
        field.choices = [(key, word) for key, word in field.choices if key in allowed]
        must = self.action.priority == Priority.MUST
        field.hints = {**MEANING, Status.COMPLETE.value: COMPLETE_MEANS[must]}

    def asks_reason(self) -> list[str]:
        """The statuses that ask why: amber, red, and what the facts speak against."""
        action, on = self.action, self.on
        return [
            status
            for status in ASKED_FIRST
            if asks_for_reason(action=action, status=status, due_on=action.due_on, on=on)
        ]

    def asks_help(self) -> list[str]:
        """The statuses that ask what help is needed."""
        return [status for status in ASKED_FIRST if status in NEEDS_REASON]

    def _reason_hint(self) -> str:
        """Without scripts the question is always there, so it says when it is asked."""
        action, on = self.action, self.on
        conflict = conflict_with_facts(
            action=action, status=Status.ON_TRACK, due_on=action.due_on, on=on
        )
        if self._known():
            return SAID_LAST_TIME
        asked = "Asked when it is at risk or off track"
        return (
            f"{asked}, or when it is said to be {conflict[:1].lower()}{conflict[1:]}."
            if (conflict)
            else f"{asked}."
        )

    @property
    def due_in_words(self) -> str:
        due = self.action.due_on
        return f"now {day_in_words(due)}" if due else ""

    def moves_date(self) -> bool:
        """Whether the section about the date holds something that must be seen."""
        names = ("due_on", "move_reason")
        boxes = any(self.data.get(f"due_on-{box}") for box in ("day", "month", "year"))
        typed = boxes or any(self.data.get(name) for name in names)
        return bool(typed) or any(name in self.errors for name in names)

    def clean(self) -> None:
        answers = self.cleaned_data
        self.refuse_unasked()
        if "status" not in answers or answers.get("version") != self.action.version:
            return
        self._drop_what_no_longer_holds()
        found = refusals(action=self.action, said=self._as_said(), proof=self.proof, on=self.on)
        for refusal in found:
            field = refusal.field or ""
            if field not in self.errors:
                self.add_error(field, refusal.sentence)

    def _drop_what_no_longer_holds(self) -> None:
        """The reason that the page offered goes with the trouble that it explained."""
        answers, status = self.cleaned_data, self.cleaned_data["status"]
        asked = {"reason": self.asks_reason(), "help_wanted": self.asks_help()}
        for name, known in self._known().items():
            if status not in asked[name] and answers.get(name) == known:
                answers[name] = ""

    def _as_said(self) -> Said:
        answers = self.cleaned_data
        words = ("happened", "difference", "next_step", "reason", "help_wanted", "move_reason")
        return Said(
            status=Status(answers["status"]),
            impact=answers.get("impact") or "",
            impact_expected_on=answers.get("impact_expected_on"),
            due_on=answers.get("due_on"),
            **{name: answers.get(name) or "" for name in words},
        )

    def _values(self, row: Tracked) -> dict[str, Any]:
        """The version and what is known to begin with; the latest update where somebody was
        quicker."""
        assert isinstance(row, Action)
        if row is self.row:
            return {"version": row.version, **self._known()}
        latest = row.updates.order_by("-made_at", "-pk").first()
        values: dict[str, Any] = {"version": row.version}
        if latest is not None:
            values |= {name: getattr(latest, name) for name in _LATEST}
            values["due_on"] = latest.due_on_after
        return values

    def repeats(self, latest: ActionUpdate | None, *, by: User) -> bool:
        """Whether these answers are the latest update already: the button was pressed twice."""
        if self.clash is None or latest is None or latest.made_by != by:
            return False
        return all(
            getattr(latest, name) == self.cleaned_data.get(name)
            for name in ("status", "impact", *_TEXTS)
        )


class ImpactForm(EditForm, ImpactQuestions):
    """What difference a complete action makes. Its delivery is frozen."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, row: Action, proof: Proof, on: date
    ) -> None:
        super().__init__(data, row=row)
        self.action, self.proof, self.on = row, proof, on

    def _values(self, row: Tracked) -> dict[str, Any]:
        """Asked afresh: what was said last time stands beside the form."""
        assert isinstance(row, Action)
        if row is self.row:
            return {"version": row.version}
        return {
            "version": row.version,
            "impact": row.impact,
            "impact_expected_on": row.impact_expected_on,
            "difference": "",
        }

    def clean(self) -> None:
        self.refuse_unasked()
        answers = self.cleaned_data
        said = SaidOfImpact(
            impact=answers.get("impact") or "",
            difference=answers.get("difference") or "",
            expected_on=answers.get("impact_expected_on"),
        )
        for refusal in impact_refusals(action=self.action, said=said, proof=self.proof, on=self.on):
            if refusal.field not in self.errors:
                self.add_error(refusal.field, refusal.sentence)


_TEXTS = ("reason", "help_wanted", "happened", "difference", "next_step")
_LATEST = ("status", "impact", "impact_expected_on", "move_reason", *_TEXTS)
