"""Forms of the reports and reviews. They check what was typed; `reviews.changes` saves."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from plans.forms.fields import not_after, offer
from plans.forms.risk import AreaField
from plans.models import Regime
from reviews.changes import NewArea
from reviews.duties.hints import hints_of_reviews
from reviews.models import LineOfEnquiry, Review
from reviews.starting import RegimeTemplate
from reviews.states import ReviewKind
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import SourceDocument

Data = Mapping[str, Any] | None


class ApproveForm(EditForm):
    """Asks nothing: it carries the version of the report that the chair has read."""


class SendBackForm(EditForm):
    because = LongTextField(
        label="What must change before you can approve it?",
        help_text="The programme lead gets these words by email, and they stay with the version.",
        max_length=4000,
        noun="what must change",
    )


DAY, MONTH = "day", "month"
NO_LETTER, KNOWN, NEW = "none", "known", "new"


class ReviewQuestions(GovukForm):
    """What a review was, when, who carried it out, what it found, and its letter."""

    kind = RadiosField(
        label="What is it?",
        choices=ReviewKind.choices,
        noun="what it is",
    )
    when = RadiosField(
        label="When?",
        choices=[(DAY, "The day is known"), (MONTH, "Only the month is known")],
        reveals={DAY: ["starts_on", "ends_on"], MONTH: ["date_words"]},
        noun="when it is",
    )
    starts_on = DateField(label="First day", noun="the first day")
    ends_on = DateField(
        label="Last day (optional)",
        help_text="Leave it empty for one day.",
        required=False,
        noun="the last day",
    )
    date_words = TextField(
        label="Month, as the letter gives it",
        help_text="For example, June 2026. We make up no day.",
        max_length=60,
        width=20,
        noun="the month",
    )
    by_whom = TextField(
        label="Who carries it out? (optional)",
        help_text="Posts or teams, not names. For example, the linked advisers of DfE and NHS "
        "England.",
        max_length=200,
        required=False,
        noun="who carries it out",
    )
    found = LongTextField(
        label="What did it find? (optional)",
        help_text="Leave it empty until you know.",
        max_length=4000,
        required=False,
        noun="what it found",
    )
    document = RadiosField(
        label="Its letter or report",
        choices=[
            (NO_LETTER, "There is none yet"),
            (KNOWN, "It is one of the documents on record"),
            (NEW, "It is not on record yet"),
        ],
        reveals={KNOWN: ["letter"], NEW: ["letter_title", "letter_dated_on"]},
        noun="whether there is a letter or report",
    )
    letter = ModelSelectField(
        queryset=None, label="Document", empty_label="Choose one", noun="the document"
    )
    letter_title = TextField(label="Title", max_length=200, noun="the title of the letter")
    letter_dated_on = DateField(
        label="Its date (optional)", required=False, noun="the date of the letter"
    )

    def offer_of(self, regime: Regime) -> None:
        """The documents of the area, and what its regime says of reviews."""
        offer(self, letter=_documents(regime.local_area))
        kind = self.fields["kind"]
        assert isinstance(kind, RadiosField)
        kind.hints = hints_of_reviews(regime)

    def clean(self) -> None:
        self.cleaned_data.pop("when", None)
        self.cleaned_data.pop("document", None)


class ReviewForm(ReviewQuestions):
    """Record a review or a visit, held or announced."""

    def __init__(self, data: Data = None, *, regime: Regime) -> None:
        super().__init__(data)
        self.offer_of(regime)


class ReviewEditForm(EditForm, ReviewQuestions):
    """Correct or complete what is recorded of a review."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = (*ReviewQuestions.base_fields, "reason")

    def __init__(self, data: Data = None, *, row: Review) -> None:
        super().__init__(data, row=row)
        self.offer_of(row.regime)
        self.initial["when"] = DAY if row.starts_on else MONTH
        self.initial["document"] = KNOWN if row.letter_id else NO_LETTER


class AssessmentForm(EditForm):
    """The day of the council's own assessment before a review, or another day with a reason."""

    on = DateField(
        label="Which day is the council’s own assessment of?", noun="the day of the assessment"
    )
    reason = LongTextField(
        label="Why are you changing the day?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing the day",
    )

    def __init__(self, data: Data = None, *, row: Review, today: date) -> None:
        super().__init__(data, row=row)
        self.today = today
        if row.self_assessed_on is None:
            del self.fields["reason"]

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Review)
        return {"version": row.version, "on": row.self_assessed_on}

    def clean_on(self) -> date:
        return not_after(self.cleaned_data["on"], self.today, what="The day of the assessment")


class ReviewField(ModelSelectField):
    """A review, by what it is and when. The form gives it the reviews."""


class LineQuestions(GovukForm):
    """What will be looked for, in whose words, for which review, about which area."""

    words = LongTextField(
        lets_few_stand="the words of a letter, as they stand there",
        label="What will they look for, in the words of the letter?",
        max_length=2000,
        rows=4,
        noun="what they will look for",
    )
    asked_for = ReviewField(
        queryset=None,
        required=False,
        label="For which review? (optional)",
        empty_label="The letter does not say",
        noun="the review",
    )
    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness (optional)",
        empty_label="None named",
        noun="the area of weakness",
    )

    def offer_rows(self, review: Review) -> None:
        others = Review.objects.of(review.local_area).exclude(pk=review.pk)
        offer(self, asked_for=others.order_by("-starts_on", "pk"))
        offer(self, area=review.regime.areas.order_by("position"))


class LineForm(LineQuestions):
    """Quote what a letter says will be looked for."""

    document = ModelSelectField(
        queryset=None,
        label="Which letter says so?",
        empty_label="Choose one",
        noun="the letter",
    )
    paragraph = TextField(
        label="Where in it?",
        help_text="For example, page 3, bullet 2",
        max_length=60,
        width=20,
        noun="where in the letter it stands",
    )
    field_order = ("words", "document", "paragraph", "asked_for", "area")

    def __init__(self, data: Data = None, *, review: Review) -> None:
        super().__init__(data, initial={"document": review.letter})
        self.offer_rows(review)
        offer(self, document=_documents(review.local_area))


class LineEditForm(EditForm, LineQuestions):
    """Put right what was taken down of a line of enquiry."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = ("words", "asked_for", "area", "reason")

    def __init__(self, data: Data = None, *, row: LineOfEnquiry) -> None:
        super().__init__(data, row=row)
        self.offer_rows(row.review)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, LineOfEnquiry)
        return {**super()._values(row), "words": row.citation.words}


class AnswerForm(EditForm):
    """Answer a line of enquiry, or correct the answer."""

    answer = LongTextField(
        label="What is the answer?",
        help_text="Say what was done and what shows it. Advisers and the report see these words.",
        max_length=8000,
        noun="the answer",
    )


class StartForm(GovukForm):
    """Start a regime from a template: its document, days, areas, and the words of paragraphs."""

    title = TextField(max_length=200, label="What is it called?", noun="what it is called")
    document_title = TextField(
        max_length=200, label="Title of its document", noun="the title of its document"
    )
    issued_by = TextField(max_length=160, label="Who issued it?", noun="who issued it")
    issued_on = DateField(label="When was it issued?", noun="when it was issued")
    submit_by_on = DateField(
        required=False, label="To be submitted by", noun="the day of submission"
    )
    target_end_on = DateField(
        required=False, label="To be delivered by", noun="the day of delivery"
    )
    succeeds = ModelSelectField(
        queryset=None, required=False, label="Succeeds", empty_label="No earlier regime"
    )
    required_by = ModelSelectField(
        queryset=None, required=False, label="Required by", empty_label="No other regime"
    )
    areas = LongTextField(
        lets_few_stand="the areas of weakness that a Notice lists",
        max_length=8000,
        rows=8,
        label="Areas that it lists",
        help_text="One on each line, beginning with its letter or number: “a. A lack of capacity”.",
        noun="the areas that it lists",
    )

    def __init__(self, data: Data = None, *, template: RegimeTemplate, area: LocalArea) -> None:
        initial = {
            "title": template.name,
            "issued_by": template.issued_by,
            "areas": template.areas,
        }
        super().__init__(data, initial=initial)
        self.template = template
        regimes = Regime.objects.of(area).order_by("issued_on", "pk")
        offer(self, succeeds=regimes, required_by=regimes.in_force())
        for place, clause in enumerate(template.clauses):
            self.fields[f"clause_{place}"] = LongTextField(
                required=False,
                max_length=4000,
                rows=2,
                label=f"{clause.paragraph}: {clause.title}",
                lets_few_stand="the words of a Notice, as they stand there",
                noun=f"paragraph {clause.paragraph}",
            )

    def clean_areas(self) -> list[NewArea]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["areas"].splitlines())):
            match = re.fullmatch(r"\(?(\w{1,4})[.):]\s*(\S.*)", line)
            if match is None:
                raise ValidationError(
                    f"“{line[:60]}” must begin with a letter or number and a full stop"
                )
            found.append(NewArea(ref=match[1], words=match[2]))
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        words = [told.pop(f"clause_{place}", "") for place, _ in enumerate(self.template.clauses)]
        pairs = zip(self.template.clauses, words, strict=True)
        told["clauses"] = [(clause, said) for clause, said in pairs if said]
        return told


def _documents(area: LocalArea) -> Any:
    return SourceDocument.objects.of(area).order_by("-dated_on", "title", "pk")
