"""Questions that an area's administrator answers."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Role
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    EmailField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea, Organisation, OrganisationKind, Person
from sendtrack.people.queries import people_without_access
from sendtrack.periods import add_months, day_in_words
from sendtrack.publishing.mime import check_header
from sendtrack.refusals import Refusal

ADVISERS_STAY_MONTHS = 6
WHAT_ROLES_MAY: dict[str, str] = {
    Role.OFFICER: "Keeps the plan and the risks, updates every action, records meetings.",
    Role.LEAD: "Does what an officer does, and has reports compiled.",
    Role.CHAIR: "Runs the board and approves reports.",
    Role.PARTNER: "Reads everything and updates the actions that their own posts answer for.",
    Role.ADVISER: "Reads everything and changes nothing. Their access always has a last day.",
    Role.ADMINISTRATOR: "Invites people, gives roles and closes access.",
}


class RoleForm(GovukForm):
    """A role with its last day, which for an adviser is asked inside the choice: it can't lack."""

    role = RadiosField(
        label="Role",
        noun="the role",
        choices=Role.choices,
        hints=WHAT_ROLES_MAY,
        reveals={Role.ADVISER: ["adviser_to_on"]},
    )
    adviser_to_on = DateField(label="Last day of the adviser", noun="the adviser’s last day")
    to_on = DateField(
        label="Last day (optional)",
        noun="the last day",
        required=False,
        help_text="Leave it empty for a role without an end.",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for_adviser = answers.pop("adviser_to_on", None)
        if answers.get("role") == Role.ADVISER:
            answers["to_on"] = for_adviser
        if answers.get("role"):
            answers["role"] = Role(answers["role"])
        return answers

    def refuse(self, sentence: str, field: str | None) -> None:
        """The last day of an adviser is asked inside the choice of the role."""
        if field == "to_on" and self.cleaned_data.get("role") == Role.ADVISER:
            field = "adviser_to_on"
        super().refuse(sentence, field)


class InviteForm(RoleForm):
    """Who is invited, as what, from when to when."""

    field_order = ("name", "email", "role", "adviser_to_on", "from_on", "to_on", "person")

    name = TextField(label="Name", noun="the person’s name", max_length=120)
    email = EmailField(label="Email address", noun="the person’s email address", max_length=254)
    from_on = DateField(label="First day", noun="the first day")
    person = ModelSelectField(
        label="Who they are in the record",
        noun="who they are in the record",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody there yet: make a new record",
        help_text="Their posts, and with them their actions, follow from this.",
    )

    def __init__(self, data: Any = None, *, area: LocalArea, today: date) -> None:
        ends_on = add_months(today, ADVISERS_STAY_MONTHS)
        super().__init__(data, initial={"from_on": today, "adviser_to_on": ends_on})
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["person"].queryset = people_without_access(area)  # type: ignore[attr-defined]
        self.fields["adviser_to_on"].help_text = (
            f"Six months is usual: {day_in_words(ends_on)}. Enter another day if it should end "
            "earlier or later."
        )

    def clean_name(self) -> str:
        """The name goes into the header of an email."""
        name: str = self.cleaned_data["name"]
        try:
            return check_header(name, "The person’s name")
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from refusal


class AccessForm(EditForm, RoleForm):
    """What can be changed about somebody's access."""

    person = ModelSelectField(
        label="Who they are in the record",
        noun="who they are in the record",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="Their posts, and with them their actions, follow from this.",
    )
    reason = TextField(
        label="Why do you change it?",
        noun="why you change it",
        max_length=200,
        help_text="It stands in the history beside your name.",
    )
    field_order = ("role", "adviser_to_on", "to_on", "person", "reason")

    def __init__(self, data: Any = None, *, access: Access, today: date) -> None:
        super().__init__(data, row=access)
        ends_on = access.to_on or add_months(today, ADVISERS_STAY_MONTHS)
        self.initial["adviser_to_on"] = ends_on
        if access.role == Role.ADVISER:
            self.initial["to_on"] = None
        own = Person.objects.of(access.local_area).filter(pk=access.person_id)
        others = people_without_access(access.local_area).values("pk")
        people = Person.objects.of(access.local_area).filter(pk__in=others) | own
        self.fields["person"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]

    def _opened_with(self, current: Tracked) -> dict[str, Any]:
        """An adviser's last day is typed inside the role, where the form would not take it over."""
        opened = super()._opened_with(current)
        if self.cleaned_data.get("role") == Role.ADVISER:
            opened.pop("to_on", None)
        return opened


class ReasonForm(GovukForm):
    """Why something ends."""

    reason = TextField(
        label="Why?",
        noun="the reason",
        max_length=200,
        help_text="It stands in the history beside your name.",
    )


class PostForm(GovukForm):
    """A position in an organisation."""

    organisation = ModelSelectField(
        label="Organisation",
        noun="the organisation",
        queryset=Organisation.objects.none(),
        empty_label="Choose one",
    )
    title = TextField(
        label="Title of the post",
        noun="the title of the post",
        max_length=160,
        help_text="For example, Director of Children’s Services",
    )
    covers = TextField(
        label="If it serves several areas, what part of it is for this one? (optional)",
        noun="what part of the post is for this area",
        required=False,
        max_length=200,
        help_text="For example, a third of a full-time post; the rest serves two other areas.",
    )

    def __init__(self, data: Any = None, *, area: LocalArea) -> None:
        super().__init__(data)
        organisations = Organisation.objects.of(area).order_by("name", "pk")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class OrganisationForm(GovukForm):
    """A partner of the local area."""

    name = TextField(label="Name", noun="the organisation’s name", max_length=160)
    short_name = TextField(
        label="Short name (optional)",
        required=False,
        max_length=60,
        help_text="What people call it in a sentence, for example “the ICB”.",
    )
    kind = SelectField(
        label="What kind of organisation is it?",
        noun="the kind of organisation",
        choices=[("", "Choose one"), *OrganisationKind.choices],
    )


WHO = (("known", "Somebody on record"), ("new", "Somebody new"))


class AppointForm(GovukForm):
    """Who takes up a post, and when."""

    who = RadiosField(
        label="Who takes up this post?",
        noun="who takes up this post",
        choices=WHO,
        reveals={"known": ["person"], "new": ["name"]},
    )
    person = ModelSelectField(
        label="Person", noun="the person", queryset=Person.objects.none(), empty_label="Choose one"
    )
    name = TextField(label="Name", noun="the person’s name", max_length=120)
    from_on = DateField(
        label="First day",
        noun="the first day",
        help_text="Whoever holds the post now leaves it the day before.",
    )

    def __init__(self, data: Any = None, *, area: LocalArea, day: date) -> None:
        people = Person.objects.of(area).order_by("name", "pk")
        first = "known" if people.exists() else "new"
        super().__init__(data, initial={"from_on": day, "who": first})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        answers.pop("who", None)
        answers["name"] = answers.get("name") or ""
        return answers


class VacateForm(ReasonForm):
    """The last day of whoever holds a post."""

    field_order = ("to_on", "reason")

    to_on = DateField(label="Last day in the post", noun="the last day in the post")

    def __init__(self, data: Any = None, *, day: date) -> None:
        super().__init__(data, initial={"to_on": day})
