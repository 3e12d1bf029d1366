"""Forms of the risk register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import PostField, offer
from plans.models import AreaOfWeakness, Regime, Risk
from plans.policies.risks import latest_review_on
from plans.queries.posts import accountable_posts
from plans.states import REVIEW_WITHIN_MONTHS, RiskBand
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, ModelSelectField, RadiosField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.periods import day_in_words

Data = Mapping[str, Any] | None

LIKELIHOOD = {
    "1": "Rare",
    "2": "Unlikely",
    "3": "Possible",
    "4": "Likely",
    "5": "Almost certain",
}
IMPACT = {
    "1": "Negligible",
    "2": "Minor",
    "3": "Moderate",
    "4": "Major",
    "5": "Severe",
}
REVIEW_RULE = "A risk is reviewed within {} if it is very high, {} if high, {} otherwise.".format(
    *(
        f"{months} month{'' if months == 1 else 's'}"
        for months in (
            REVIEW_WITHIN_MONTHS[RiskBand.VERY_HIGH],
            REVIEW_WITHIN_MONTHS[RiskBand.HIGH],
            REVIEW_WITHIN_MONTHS[RiskBand.MODERATE],
        )
    )
)


class ScoreField(RadiosField):
    """A score from 1 to 5 with what it means."""

    def __init__(self, meanings: Mapping[str, str], **kwargs: Any) -> None:
        choices = [(score, f"{score} {words}") for score, words in meanings.items()]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> int:
        return int(super().clean(value))


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
    controls = LongTextField(
        label="Controls",
        help_text="What is done about it. Write “None yet” if that is so.",
        max_length=2000,
        rows=4,
        noun="the controls",
    )
    owner = PostField(
        queryset=None,
        label="Owner",
        help_text="One post. It stays with the post when people change.",
        empty_label="Choose one",
    )


class RiskForm(RiskWords):
    """Raise a risk."""

    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness",
        empty_label="The whole plan",
        noun="the area of weakness",
    )
    likelihood_before = ScoreField(LIKELIHOOD, label="Likelihood before controls")
    impact_before = ScoreField(IMPACT, label="Impact before controls")
    likelihood = ScoreField(LIKELIHOOD, label="Likelihood now, after controls")
    impact = ScoreField(IMPACT, label="Impact now, after controls")
    next_review_on = DateField(label="Next review", help_text=REVIEW_RULE)
    field_order = (
        "area",
        "cause",
        "event",
        "effect",
        "likelihood_before",
        "impact_before",
        "controls",
        "likelihood",
        "impact",
        "owner",
        "next_review_on",
    )

    def __init__(
        self, data: Data = None, *, regime: Regime, on: date, area: AreaOfWeakness | None = None
    ) -> None:
        super().__init__(data, initial={"area": area})
        offer(self, area=regime.areas.order_by("position"))
        offer(self, owner=accountable_posts(regime.local_area, on))


class RiskEditForm(EditForm, RiskWords):
    """Change a risk's words or its owner."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = ("cause", "event", "effect", "controls", "owner", "reason")

    def __init__(self, data: Data = None, *, row: Risk, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, owner=accountable_posts(row.local_area, on, current=row.owner))


class RiskReviewForm(EditForm):
    """Score a risk again."""

    likelihood = ScoreField(LIKELIHOOD, label="Likelihood now, after controls")
    impact = ScoreField(IMPACT, label="Impact now, after controls")
    note = LongTextField(
        label="What did the review find?",
        help_text="What has changed, which controls work, why the score is right.",
        max_length=2000,
        rows=4,
        noun="what the review found",
    )
    next_review_on = DateField(label="Next review")

    def __init__(self, data: Data = None, *, row: Risk, on: date) -> None:
        super().__init__(data, row=row)
        latest = latest_review_on(likelihood=row.likelihood, impact=row.impact, on=on)
        self.fields[
            "next_review_on"
        ].help_text = f"{REVIEW_RULE} With the score as it is now: by {day_in_words(latest)}."
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
