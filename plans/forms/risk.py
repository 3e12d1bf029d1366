"""Forms of the risk register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from plans.forms.fields import PostField, offer
from plans.models import AreaOfWeakness, Regime, Risk, ScoringScheme
from plans.policies.risks import counted_months, latest_review_on
from plans.queries.posts import accountable_posts
from plans.states import (
    RESPONSE_MEANING,
    Proximity,
    RiskCategory,
    RiskResponse,
)
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.periods import day_in_words

Data = Mapping[str, Any] | None


def _options(meanings: Mapping[int, str]) -> list[tuple[Any, str]]:
    return [(score, f"{score} {words}") for score, words in meanings.items()]


def speak_of_scores(form: forms.BaseForm, scheme: ScoringScheme) -> None:
    """Offer each score in the words of the area's scheme."""
    for name, field in form.fields.items():
        of = scheme.likelihoods if "likelihood" in name else scheme.impacts
        if isinstance(field, TargetField):
            field.choices = [("", "No target yet"), *_options(of)]
        elif isinstance(field, ScoreField):
            field.choices = _options(of)


def review_rule(scheme: ScoringScheme) -> str:
    """ "A risk is reviewed within 1 month if it is very high, 2 months if high, …" """
    worst_first = reversed(scheme.levels.items())
    told = [
        f"{counted_months(scheme.months(band))} if {level.word.lower()}"
        for band, level in worst_first
    ]
    return f"A risk is reviewed within {', '.join(told)}."


class ScoreField(RadiosField):
    """A score from 1 to 5 with what it means. The form gives it the area's words."""

    def clean(self, value: Any) -> int:
        return int(super().clean(value))


class TargetField(SelectField):
    """A score from 1 to 5 to reach, or none yet. The form gives it the area's words."""

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class AreaField(ModelSelectField):
    """An area of weakness, by its letter and short title. The form gives it the areas."""

    def label_from_instance(self, area: AreaOfWeakness) -> str:
        return f"({area.ref}) {area.short_title}"


class RiskWords(GovukForm):
    """What a risk is, what is done about it, and who owns it."""

    cause = LongTextField(
        label="Cause", help_text="What could bring it about.", max_length=1000, rows=3
    )
    event = LongTextField(
        label="Event", help_text="What may happen, in one sentence.", max_length=500, rows=2
    )
    effect = LongTextField(
        label="Effect",
        help_text="What it would mean for children, families or the plan.",
        max_length=1000,
        rows=3,
    )
    category = SelectField(
        choices=[("", "Not sorted yet"), *RiskCategory.choices],
        required=False,
        label="Category",
    )
    owner = PostField(
        queryset=None,
        label="Owner",
        help_text="One post. It stays with the post when people change.",
        empty_label="Choose one",
    )


class AimFields(GovukForm):
    """Where a risk is to go, and what is decided about it."""

    response = RadiosField(
        choices=RiskResponse.choices,
        hints={key.value: words for key, words in RESPONSE_MEANING.items()},
        initial=RiskResponse.TREAT.value,
        label="Response",
    )
    proximity = SelectField(
        choices=[("", "Not said"), *Proximity.choices],
        required=False,
        label="Proximity",
        help_text="How soon it would happen if it did.",
    )
    target_likelihood = TargetField(
        label="Target likelihood",
        help_text="Where the score is to be when the controls and actions have worked.",
        required=False,
    )
    target_impact = TargetField(label="Target impact", required=False)
    target_on = DateField(
        label="Target date",
        help_text="The day by which the target is to be reached.",
        required=False,
    )
    target_because = LongTextField(
        label="Why is the target higher than the score now?",
        help_text="Only where it is.",
        required=False,
        max_length=600,
        rows=2,
        noun="why the target is higher than the score now",
    )


AIM = (
    "target_likelihood",
    "target_impact",
    "target_on",
    "target_because",
    "response",
    "proximity",
)


class RiskForm(RiskWords, AimFields):
    """Raise a risk."""

    controls = LongTextField(
        label="Controls in place already",
        help_text="What is done about it so far. More controls, with owners, are added later.",
        required=False,
        max_length=1000,
        rows=3,
        noun="the controls in place already",
    )
    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness",
        empty_label="The whole plan",
        noun="the area of weakness",
    )
    likelihood_before = ScoreField(label="Likelihood before controls")
    impact_before = ScoreField(label="Impact before controls")
    likelihood = ScoreField(label="Likelihood now, after controls")
    impact = ScoreField(label="Impact now, after controls")
    next_review_on = DateField(label="Next review")
    field_order = (
        "area",
        "category",
        "cause",
        "event",
        "effect",
        "likelihood_before",
        "impact_before",
        "controls",
        "likelihood",
        "impact",
        *AIM,
        "owner",
        "next_review_on",
    )

    def __init__(
        self, data: Data = None, *, regime: Regime, on: date, area: AreaOfWeakness | None = None
    ) -> None:
        super().__init__(data, initial={"area": area})
        self.scheme = ScoringScheme.objects.of(regime.local_area).in_force(regime.local_area)
        speak_of_scores(self, self.scheme)
        self.fields["next_review_on"].help_text = review_rule(self.scheme)
        offer(self, area=regime.areas.standing().order_by("position"))
        offer(self, owner=accountable_posts(regime.local_area, on))


class RiskEditForm(EditForm, RiskWords):
    """Change a risk's words, category or owner."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = ("cause", "event", "effect", "category", "owner", "reason")

    def __init__(self, data: Data = None, *, row: Risk, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, owner=accountable_posts(row.local_area, on, current=row.owner))


class RiskReviewForm(EditForm, AimFields):
    """Score a risk again, and decide again where it is to go."""

    likelihood = ScoreField(label="Likelihood now, after controls")
    impact = ScoreField(label="Impact now, after controls")
    note = LongTextField(
        label="What did the review find?",
        help_text="What has changed, which controls work, why the score is right.",
        max_length=2000,
        rows=4,
        noun="what the review found",
    )
    next_review_on = DateField(label="Next review")
    field_order = ("likelihood", "impact", "note", *AIM, "next_review_on")

    def __init__(self, data: Data = None, *, row: Risk, on: date) -> None:
        super().__init__(data, row=row)
        speak_of_scores(self, row.scheme)
        latest = latest_review_on(row.scheme, score=row.score, on=on)
        self.fields[
            "next_review_on"
        ].help_text = (
            f"{review_rule(row.scheme)} With the score as it is now: by {day_in_words(latest)}."
        )
        self.initial["next_review_on"] = None


class RiskCloseForm(EditForm):
    """Take a risk off the open register."""

    because = LongTextField(
        label="Why can it be closed?",
        help_text="What has happened, and what keeps it from coming back.",
        max_length=2000,
        rows=4,
        noun="why it can be closed",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Risk)
        return {"because": row.closed_because}
