"""Forms about terms of reference and agendas."""

from boards.forms.governance import optional, why_asked
from boards.models import AgendaItem, Body, Meeting, Responsibility
from boards.queries.terms import responsibilities_of
from plans.forms.fields import offer
from plans.forms.regimes import AuthorityFields, Data
from plans.models import Evidence
from plans.states import Classification
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, ModelSelectField, TextField
from sendtrack.govuk.forms import GovukForm


class TermsForm(AuthorityFields):
    """A version of a body's terms of reference."""

    text = LongTextField(
        lets_few_stand="terms of reference, as they were agreed",
        label="Text (optional)",
        help_text="Or choose the evidence that holds the file, or name the document.",
        max_length=20000,
        rows=10,
        required=False,
    )
    evidence = ModelSelectField(
        queryset=None,
        required=False,
        label="Evidence that holds the file (optional)",
        empty_label="No evidence",
        noun="the evidence",
    )
    responsibilities = LongTextField(
        lets_few_stand="terms of reference, as they were agreed",
        label="Responsibilities (optional)",
        help_text="One a line, so that agenda items can name them.",
        max_length=6000,
        rows=6,
        required=False,
    )
    demands_document = False
    field_order = ("text", "evidence", "responsibilities", *AuthorityFields.AUTHORITY)

    def __init__(self, data: Data = None, *, body: Body) -> None:
        super().__init__(data)
        optional(self, body.local_area)
        kept = Evidence.objects.of(body.local_area).standing()
        open_to_all = kept.exclude(classification=Classification.RESTRICTED)
        offer(self, evidence=open_to_all.order_by("ref", "pk"))


class AgreeTermsForm(EditForm):
    """When drafted terms were agreed, and by whom."""

    agreed_on = DateField(label="On which day were they agreed?", noun="the day")
    agreed_by = TextField(
        label="Who agreed them?",
        help_text="A body or a post. For example: the Health and Wellbeing Board",
        max_length=160,
        width=30,
        noun="who agreed them",
    )
    reason = why_asked("How were they agreed?", "how they were agreed")


class AgendaFields(GovukForm):
    """What an item of an agenda is about."""

    title = TextField(label="What is the item about?", max_length=200, noun="what it is about")
    responsibility = ModelSelectField(
        queryset=None,
        required=False,
        label="Which responsibility does it serve? (optional)",
        empty_label="None of the terms of reference",
        noun="the responsibility",
    )

    def offer_responsibilities(self, meeting: Meeting, kept: Responsibility | None = None) -> None:
        keys = [each.pk for each in responsibilities_of(meeting)]
        keys += [kept.pk] if kept else []
        rows = Responsibility.objects.of(meeting.local_area).filter(pk__in=keys)
        offer(self, responsibility=rows.order_by("number", "pk"))


class AgendaForm(AgendaFields):
    """Add an item to the agenda."""

    def __init__(self, data: Data = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        self.offer_responsibilities(meeting)


class AgendaItemForm(EditForm, AgendaFields):
    """Change an item."""

    reason = why_asked("Why does it change?", "why it changes")
    field_order = ("title", "responsibility", "reason")

    def __init__(self, data: Data = None, *, row: AgendaItem) -> None:
        super().__init__(data, row=row)
        self.offer_responsibilities(row.meeting, row.responsibility)
