"""Forms for evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models.functions import Length
from django.forms import BoundField

from plans.forms.fields import PostField, not_after, offer
from plans.models import Action, AreaOfWeakness, Evidence, TellsOf
from plans.queries.posts import accountable_posts
from plans.queries.things import Thing, thing_of, things_to_choose
from plans.states import Classification, EvidenceKind
from sendtrack.editing import EditForm
from sendtrack.files.inspection import LARGEST
from sendtrack.files.kinds import DOCUMENTS, named
from sendtrack.govuk.fields import (
    DateField,
    FileField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation

Data = Mapping[str, Any] | None

CHOOSE_AGAIN = "Choose the file again: a browser does not keep it while something is put right."


class ActionField(ModelSelectField):
    """An action, by reference and title. The form gives it the actions."""

    def label_from_instance(self, action: Action) -> str:
        return f"{action.ref} {action.title}"


class EvidenceWords(GovukForm):
    """What a piece of evidence is and shows."""

    folded = (
        "organisation",
        "owner",
        "reliability",
        "period_from",
        "period_to",
        "stale_after",
        "supersedes",
    )
    """What few pieces need: drawn closed."""

    title = TextField(label="What is it?", max_length=200, noun="what it is")
    kind = RadiosField(
        label="What kind of evidence is it?",
        choices=EvidenceKind.choices,
        reveals={EvidenceKind.EXPERIENCE: ["tells_of", "consent_on", "consent_kept_at"]},
        noun="the kind of evidence",
    )
    tells_of = RadiosField(
        label="Whose experience does it tell?",
        choices=TellsOf.choices,
        required=False,
        noun="whose experience it tells",
    )
    consent_on = DateField(
        label="For a case study: on which day did the family agree to its use?",
        help_text="The story of one child or family stands here with their consent only.",
        required=False,
        noun="the day on which the family agreed",
    )
    consent_kept_at = TextField(
        label="For a case study: where does the council keep the record of their consent?",
        help_text="A place or a number. Name nobody.",
        max_length=300,
        required=False,
        noun="where their consent is kept",
    )
    shows = LongTextField(
        label="What does it show, in one sentence?",
        help_text="What got better for whom, or what did not. Name no child.",
        max_length=600,
        rows=3,
        noun="what it shows",
    )
    dated_on = DateField(
        label="Which day is it of?",
        help_text="The day of the audit, survey or data, not the day you add it.",
        noun="the day it is of",
    )
    period_from = DateField(
        label="First day of the period it describes (optional)", required=False, noun="the day"
    )
    period_to = DateField(label="Last day of the period (optional)", required=False, noun="the day")
    organisation = ModelSelectField(
        queryset=None,
        required=False,
        label="Organisation it comes from (optional)",
        empty_label="None chosen",
        noun="the organisation",
    )
    owner = PostField(
        queryset=None,
        required=False,
        label="Who answers questions about it? (optional)",
        empty_label="None chosen",
        noun="who answers questions about it",
    )
    reliability = TextField(
        label="How far can it be relied on? (optional)",
        help_text="For example: 20 of 400 plans, chosen by chance, read by two people.",
        max_length=300,
        required=False,
        noun="how far it can be relied on",
    )
    link = TextField(
        label="Link (optional)",
        help_text="An address that begins with https://",
        max_length=500,
        required=False,
        noun="the link",
    )
    kept_at = TextField(
        label="Where is it kept? (optional with a file or a link)",
        help_text="A place or an address where a reviewer can be shown it.",
        max_length=300,
        required=False,
        noun="where it is kept",
    )
    classification = RadiosField(
        label="Who may see it?",
        choices=Classification.choices,
        initial=Classification.BOARD,
        noun="who may see it",
    )
    stale_after = DateField(
        label="Stale after (optional)",
        help_text="Otherwise it counts as stale a year after its day.",
        required=False,
        noun="the day",
    )

    today: date

    def clean_dated_on(self) -> date | None:
        day: date | None = self.cleaned_data["dated_on"]
        return day and not_after(day, self.today, what="The day it is of")

    def clean_consent_on(self) -> date | None:
        day: date | None = self.cleaned_data["consent_on"]
        return day and not_after(day, self.today, what="The day on which the family agreed")

    def _offer_bodies(self, weakness: AreaOfWeakness, owner: Any = None) -> None:
        organisations = Organisation.objects.of(weakness.local_area)
        offer(self, organisation=organisations.order_by("name"))
        offer(self, owner=accountable_posts(weakness.local_area, self.today, current=owner))

    def asked_first(self) -> list[BoundField]:
        later = {*self.folded, "reason"}
        return [bound for bound in self.top_fields() if bound.name not in later]

    def asked_last(self) -> list[BoundField]:
        return [bound for bound in self.visible_fields() if bound.name in self.folded]

    def opens_the_rest(self) -> bool:
        """Where something in it is wrong, or says what its summary does not lead to expect."""
        told = [name for name in self.folded if name != "organisation"]
        return any(self.initial.get(n) for n in told) or any(
            self.errors.get(n) for n in self.folded
        )


class EvidenceForm(EvidenceWords):
    """Add a piece of evidence to an area of weakness, or to one of its actions."""

    action = ActionField(
        queryset=None,
        required=False,
        label="Action it belongs to (optional)",
        empty_label="The area as a whole",
        noun="the action",
    )
    upload = FileField(
        required=False,
        label="File (optional)",
        help_text=f"{named(DOCUMENTS)}, up to {LARGEST // 1024**2} MB, without macros.",
        noun="the evidence",
    )
    supersedes = ModelSelectField(
        queryset=None,
        required=False,
        label="Takes the place of (optional)",
        empty_label="Nothing: it is new",
        noun="what it takes the place of",
    )
    field_order = (
        "title",
        "kind",
        "tells_of",
        "consent_on",
        "consent_kept_at",
        "shows",
        "dated_on",
        "upload",
        "link",
        "kept_at",
        "action",
        "classification",
        "organisation",
        "owner",
        "reliability",
        "period_from",
        "period_to",
        "stale_after",
        "supersedes",
    )

    def __init__(
        self,
        data: Data = None,
        files: Any = None,
        *,
        weakness: AreaOfWeakness,
        today: date,
        action: Action | None = None,
        older: Evidence | None = None,
    ) -> None:
        super().__init__(data, files, initial={"action": action, "supersedes": older})
        self.today = today
        self.fields["classification"].choices = [  # type: ignore[attr-defined]  # of radios
            pair for pair in Classification.choices if pair[0] != Classification.PUBLIC
        ]
        offer(self, action=weakness.actions.order_by("outcome__number", Length("ref"), "ref"))
        offer(
            self,
            supersedes=weakness.evidence.filter(superseded_by__isnull=True)
            .filter(withdrawn_on__isnull=True)
            .order_by("pk"),
        )
        self._offer_bodies(weakness)

    def ask_for_the_file_again(self) -> None:
        """A file that was chosen is not sent back to the browser with the other answers."""
        if self.errors and self.files and "upload" not in self.errors:
            self.add_error("upload", CHOOSE_AGAIN)


class OwnEvidenceForm(EvidenceForm):
    """Add a piece of evidence to an action of one's own posts. It is for the board: whoever may
    not see restricted evidence can't mark a piece so that it is gone from their own sight."""

    def __init__(self, data: Data = None, files: Any = None, **about: Any) -> None:
        super().__init__(data, files, **about)
        for name in ("action", "supersedes", "classification"):
            del self.fields[name]


class EvidenceEditForm(EditForm, EvidenceWords):
    """Change what is said of a piece of evidence."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = (*EvidenceForm.field_order, "reason")

    def __init__(self, data: Data = None, *, row: Evidence, today: date) -> None:
        super().__init__(data, row=row)
        self.today = today
        if row.citation_id:
            self.fields["dated_on"].required = False
        self._offer_bodies(row.area, owner=row.owner)


class WithdrawForm(EditForm):
    """Take a piece of evidence out of use."""

    because = LongTextField(
        label="Why is it withdrawn?",
        help_text="For example: the figures were wrong, or it named a family.",
        max_length=1000,
        rows=3,
        noun="why it is withdrawn",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Evidence)
        return {"because": row.withdrawn_because}


class TakeBackForm(EditForm):
    """A family no longer agrees to the use of their story."""

    because = LongTextField(
        label="How do we know?",
        help_text="For example: they wrote to the SEND team. Name nobody.",
        max_length=1000,
        rows=3,
        noun="how we know",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Evidence)
        return {"because": row.consent_ended_because}


class LinkForm(GovukForm):
    """One more thing of the plan that a piece of evidence bears on."""

    to = SelectField(
        label="What else does it bear on?",
        help_text=(
            "An area, outcome, target, action, risk or measure. It is listed on that page then."
        ),
        noun="what it bears on",
    )

    def __init__(self, data: Data = None, *, evidence: Evidence) -> None:
        super().__init__(data)
        self.evidence = evidence
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # of a select
            ("", "Choose one"),
            *things_to_choose(evidence.area.regime),
        ]

    def clean_to(self) -> Thing:
        return thing_of(self.evidence.area.regime, self.cleaned_data["to"])


__all__ = ["EvidenceEditForm", "EvidenceForm", "LinkForm", "TakeBackForm", "WithdrawForm"]
