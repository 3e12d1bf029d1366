"""Forms of programmes of audits, and of the day of each round."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from plans.forms.fields import PostField, offer
from plans.forms.risk import AreaField
from plans.measuring.audits import MOST_GRADES, OFSTED_GRADES, Criterion, Subject
from plans.models import Action, AreaOfWeakness, AuditPartner, AuditProgramme, AuditTool, Outcome
from plans.models.audit import MOST_MONTHS
from plans.queries.actions import actions_in_force
from plans.queries.plan import areas_in_force, outcomes_in_force
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm, Ticked
from sendtrack.govuk.fields import (
    CheckboxesField,
    DateField,
    IntegerField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea, Organisation

Data = Mapping[str, Any] | None


class OutcomeField(ModelSelectField):
    def label_from_instance(self, outcome: Outcome) -> str:
        return f"{outcome.ref} {outcome.statement}"


class ActionField(ModelSelectField):
    def label_from_instance(self, action: Action) -> str:
        return f"{action.ref} {action.title}"


class AuditWords(GovukForm):
    """What is audited, by whom and how."""

    name = TextField(
        label="What are the audits called?",
        help_text="For example: multi-agency audit of EHC plans.",
        max_length=200,
        noun="what the audits are called",
    )
    subject = SelectField(label="What is audited?", choices=Subject.choices, noun="what is audited")
    lead = PostField(queryset=None, label="Who leads?", empty_label="Choose one", noun="who leads")
    partners = ModelCheckboxesField(
        queryset=None,
        label="Which organisations take part?",
        help_text="Whose people audit, the council’s among them.",
        noun="which organisations take part",
    )
    sampling = LongTextField(
        label="How is the sample drawn?",
        help_text="For example: by chance, of the plans issued in the quarter, two of each school "
        "phase at least.",
        max_length=600,
        rows=3,
        noun="how the sample is drawn",
    )
    moderation = LongTextField(
        label="How are judgements moderated?",
        help_text="Who checks which of them, and what happens where two auditors differ.",
        max_length=600,
        rows=3,
        noun="how judgements are moderated",
    )
    planned_sample = IntegerField(
        label="How many are audited in a round?",
        min_value=1,
        max_value=2000,
        width=4,
        noun="how many are audited",
    )
    every_months = IntegerField(
        label="Every how many months? (leave empty if each round is planned by itself)",
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        width=2,
        noun="how often",
    )
    area = AreaField(
        queryset=None,
        label="Area of weakness it tells of (optional)",
        empty_label="None chosen",
        required=False,
        noun="the area of weakness",
    )
    outcome = OutcomeField(
        queryset=None,
        label="Outcome it tells of (optional)",
        empty_label="None chosen",
        required=False,
        noun="the outcome",
    )
    action = ActionField(
        queryset=None,
        label="Action that set it up (optional)",
        empty_label="None chosen",
        required=False,
        noun="the action",
    )

    def offer_rows(
        self, area: LocalArea, on: date, *, current: AuditProgramme | None = None
    ) -> None:
        """What is linked now stays to be chosen, also after its regime has ended."""
        areas, outcomes = areas_in_force(area), outcomes_in_force(area)
        actions = actions_in_force(area)
        if current is not None:
            areas |= AreaOfWeakness.objects.of(area).filter(pk=current.area_id)
            outcomes |= Outcome.objects.of(area).filter(pk=current.outcome_id)
            actions |= Action.objects.of(area).filter(pk=current.action_id)
        offer(
            self,
            lead=accountable_posts(area, on, current=current.lead if current else None),
            partners=Organisation.objects.of(area).order_by("name"),
            area=areas.order_by("position", "pk"),
            outcome=outcomes.order_by("area__position", "number"),
            action=actions.order_by("area__position", "outcome__number", "pk"),
        )


class ToolWords(GovukForm):
    """What is judged by."""

    tool = TextField(label="Audit tool", max_length=120, noun="the audit tool")
    edition = TextField(
        label="Version of the tool",
        help_text="Such as “version 2” or “as agreed in May 2026”.",
        max_length=60,
        noun="the version of the tool",
    )
    grades = LongTextField(
        lets_few_stand="names of grades",
        label="Its overall grades",
        help_text=f"A line each, the best first; {MOST_GRADES} at most.",
        max_length=400,
        rows=5,
        initial="\n".join(OFSTED_GRADES),
        noun="the grades",
    )
    good = IntegerField(
        label="How many of them count as good or better?",
        help_text="Counted from the top: 2 for outstanding and good.",
        min_value=1,
        max_value=MOST_GRADES - 1,
        initial=2,
        width=2,
        noun="how many count as good",
    )
    criteria = CheckboxesField(
        label="What else does it judge?",
        help_text="Each is met, partly met, not met, or does not apply.",
        choices=Criterion.choices,
        required=False,
        noun="what else it judges",
    )

    def clean_grades(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["grades"].splitlines() if line.strip()]


class AuditsForm(AuditWords, ToolWords):
    """Set a programme of audits up."""

    planned_on = DateField(label="First round by", noun="the day of the first round")

    def __init__(self, data: Data = None, *, area: LocalArea, on: date) -> None:
        super().__init__(data)
        self.offer_rows(area, on)


class AuditsEditForm(EditForm, AuditWords):
    """Change who audits what and how."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = (*AuditWords.base_fields, "reason")

    def __init__(self, data: Data = None, *, row: AuditProgramme, on: date) -> None:
        super().__init__(data, row=row)
        self.offer_rows(row.local_area, on, current=row)

    ticked: ClassVar = {"partners": Ticked(AuditPartner, "programme", "organisation")}

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {**super()._values(row), "partners": self.ticked["partners"].now(row)}


class ToolForm(EditForm, ToolWords):
    """Judge by another tool or scale from a day on."""

    from_on = DateField(
        label="Used from",
        help_text="Rounds before and after this day are not compared.",
        noun="the day from which it is used",
    )
    because = LongTextField(
        label="Why does the tool change?",
        max_length=600,
        rows=3,
        noun="why the tool changes",
    )
    field_order = (*ToolWords.base_fields, "from_on", "because")

    def __init__(self, data: Data = None, *, row: AuditProgramme, tool: AuditTool) -> None:
        self.last = tool
        super().__init__(data, row=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        tool = self.last
        return {
            "version": row.version,
            "tool": tool.name,
            "edition": tool.edition,
            "grades": "\n".join(tool.grades),
            "good": tool.good,
            "criteria": tool.criteria,
        }


class EndForm(EditForm):
    """Audit no further."""

    because = LongTextField(
        label="Why do the audits end?",
        help_text="What was found stays. Rounds that are planned are not held.",
        max_length=600,
        rows=3,
        noun="why the audits end",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}


class RoundForm(GovukForm):
    """Plan one more round."""

    planned_on = DateField(label="Round by", noun="the day of the round")


class RoundMoveForm(EditForm):
    """Plan a round for another day."""

    planned_on = DateField(label="Round by", noun="the day of the round")
    reason = LongTextField(
        label="Why does it move?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why it moves",
    )


class SkipForm(EditForm):
    """Say that a round is not held."""

    because = LongTextField(
        label="Why is it not held?",
        help_text="It stands on the page of the audits.",
        max_length=600,
        rows=3,
        noun="why it is not held",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
