"""Forms about the bodies of an area's governance and the lines between them."""

from typing import Any

from boards.models import Body
from boards.states import BodyKind, LegalStanding
from plans.forms.fields import offer
from plans.forms.regimes import AuthorityFields, Data
from plans.models import Regime
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    SelectField,
    TextField,
    TickField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked, changes_of
from sendtrack.organisations.models import LocalArea

STANDINGS = [(key or "", label) for key, label in LegalStanding.choices]


def why_asked(label: str, noun: str) -> LongTextField:
    return LongTextField(
        label=label, help_text="Kept with the change.", max_length=600, rows=3, noun=noun
    )


class BodyWords(GovukForm):
    """What a body is."""

    kind = SelectField(
        choices=[("", "Choose one"), *BodyKind.choices], label="Kind", noun="the kind"
    )
    standing = SelectField(
        choices=STANDINGS,
        required=False,
        label="Legal standing (optional)",
        noun="the legal standing",
    )
    also_called = TextField(
        label="Other names that documents use (optional)",
        max_length=300,
        required=False,
        width=30,
    )
    begins_on = DateField(
        label="First day (optional)",
        help_text="Leave it empty where no document gives it. For example, 1 4 2023",
        required=False,
        noun="the first day",
    )
    announced = TickField(
        label="It is only announced: a document says that it will be set up", required=False
    )


class BodyAddForm(BodyWords, AuthorityFields):
    """Record a body, and the document that speaks of it."""

    name = TextField(label="Name of the body", max_length=160, width=30, noun="the name")
    demands_document = False
    field_order = (
        "name",
        "kind",
        "standing",
        "also_called",
        "begins_on",
        "announced",
        *AuthorityFields.AUTHORITY,
    )

    def __init__(self, data: Data = None, *, area: LocalArea) -> None:
        super().__init__(data)
        optional(self, area)


def optional(form: AuthorityFields, area: LocalArea) -> None:
    """The document may be left out: all of its questions, not some."""
    form.offer_documents(area)
    form.fields["document"].empty_label = "No document, or one that is named below"  # type: ignore[attr-defined]  # the stubs give no class
    for name in ("paragraph", "words"):
        form.fields[name].required = False
    form.fields["document"].label = "Document that says so (optional)"


class BodyEditForm(EditForm, BodyWords):
    """Correct what a body is, or record that an announced one has begun."""

    ends_when = TextField(
        label="When it is to end, where a document announces it (optional)",
        help_text="In the words of the document, to go on from “will end”. For example: after "
        "the plan has been signed off",
        max_length=200,
        required=False,
    )
    reason = why_asked("Why does it change?", "why it changes")
    field_order = (
        "kind",
        "standing",
        "also_called",
        "begins_on",
        "announced",
        "ends_when",
        "reason",
    )


class RenameForm(EditForm):
    """Give a body another name from a day on."""

    name = TextField(label="New name", max_length=160, width=30, noun="the new name")
    from_on = DateField(label="From which day?", noun="the first day of the new name")
    reason = why_asked("Why does the name change?", "why the name changes")


class BodyField(ModelSelectField):
    """A body by its name. The form gives it those of the area."""


class LineFields(AuthorityFields):
    """From when a line is in force, and the document that says so."""

    from_on = DateField(
        label="From (optional)",
        help_text="Leave it empty where no document gives the day. For example, 1 4 2023",
        required=False,
        noun="the first day",
    )
    announced = TickField(label="It is only announced: it is not yet so", required=False)
    demands_document = False


class LineForm(LineFields):
    """To which body another one reports."""

    to = BodyField(queryset=None, label="Reports to", empty_label="Choose one", noun="the body")
    field_order = ("to", "from_on", "announced", *AuthorityFields.AUTHORITY)

    def __init__(self, data: Data = None, *, body: Body) -> None:
        super().__init__(data)
        optional(self, body.local_area)
        others = Body.objects.of(body.local_area).filter(ended_on__isnull=True)
        offer(self, to=others.exclude(pk=body.pk).order_by("name", "pk"))


class BeginLineForm(EditForm):
    """An announced line comes into force."""

    from_on = DateField(label="From which day is it so?", noun="the first day")
    reason = why_asked("What has brought it into force?", "what has brought it into force")


class EndLineForm(EditForm):
    """A line ends."""

    to_on = DateField(label="Last day", noun="the last day")
    reason = why_asked("Why does it end?", "why it ends")

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        last = changes_of(row)[0]
        return {**self._values(row), "reason": last.history_change_reason}


class AccountableForm(LineFields):
    """Which body oversees a regime."""

    body = BodyField(
        queryset=None, label="Which body oversees it?", empty_label="Choose one", noun="the body"
    )
    reason = why_asked("Why does it change?", "why it changes")
    field_order = ("body", "from_on", "announced", *AuthorityFields.AUTHORITY, "reason")

    def __init__(self, data: Data = None, *, regime: Regime) -> None:
        super().__init__(data)
        optional(self, regime.local_area)
        bodies = Body.objects.of(regime.local_area).filter(ended_on__isnull=True)
        offer(self, body=bodies.order_by("name", "pk"))


class EndBodyForm(EditForm, AuthorityFields):
    """How a body ends, on which document, and who takes over its open work."""

    ended_on = DateField(label="Last day of the body", noun="the last day")
    because = why_asked("Why does it end?", "why it ends")
    successor = BodyField(
        queryset=None,
        required=False,
        label="Which body takes over its open work?",
        empty_label="No body: nothing is open",
        noun="the body that takes over",
    )
    field_order = ("ended_on", "because", "successor", *AuthorityFields.AUTHORITY)

    def __init__(self, data: Data = None, *, row: Body) -> None:
        super().__init__(data, row=row)
        self.offer_documents(row.local_area)
        bodies = Body.objects.of(row.local_area).filter(ended_on__isnull=True, announced=False)
        offer(self, successor=bodies.exclude(pk=row.pk).order_by("name", "pk"))

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Body)
        return {
            "ended_on": row.ended_on,
            "because": row.ended_because,
            "successor": row.gone_to,
        }
