"""Forms about small numbers: what an audience sees, and what is shown all the same."""

from collections.abc import Mapping
from typing import Any

from plans.forms.charts import WhyField
from plans.forms.fields import offer
from plans.measuring.audiences import Audience
from plans.models import DisclosureRule, Measure, Waiver
from plans.models.disclosure import BASES
from plans.policies.disclosure import least_threshold
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    IntegerField,
    LongTextField,
    ModelCheckboxesField,
    RadiosField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class DisclosureForm(EditForm):
    """Up to which count an audience is shown nothing."""

    threshold = IntegerField(label="Withhold counts from 1 up to", noun="up to which count")
    base = RadiosField(
        label="Other counts are shown",
        choices=[
            (str(base), "as they are" if base == 1 else f"to the nearest {base}") for base in BASES
        ],
        noun="how other counts are shown",
    )
    reason = WhyField()

    def __init__(self, data: Data = None, *, row: DisclosureRule) -> None:
        super().__init__(data, row=row)
        least = least_threshold(row.audience)
        self.fields["threshold"].help_text = f"{least} or more. The Department withholds 1 to 5."

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, DisclosureRule)
        return {"version": row.version, "threshold": row.threshold, "base": str(row.base)}


class WaiverForm(GovukForm):
    """Ask that small numbers of a measure be shown for some time."""

    audience = RadiosField(
        label="Who should see them?",
        choices=[choice for choice in Audience.choices if choice[0] != Audience.INTERNAL],
        noun="who should see them",
    )
    because = LongTextField(
        label="Why should they be shown?",
        help_text="And who has agreed to it, such as the Caldicott guardian.",
        max_length=600,
        rows=3,
        noun="why they should be shown",
    )
    from_on = DateField(label="From", noun="the first day")
    until_on = DateField(label="Until", help_text="A year at most.", noun="the last day")


class GrantForm(EditForm):
    """Agree, as a second person."""

    reason = LongTextField(
        label="Why do you agree?",
        help_text="Kept with the decision.",
        max_length=600,
        rows=3,
        noun="why you agree",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        return {}


class WithdrawForm(EditForm):
    """Withhold them again."""

    because = LongTextField(
        label="Why is it taken back?",
        help_text="Kept with the decision.",
        max_length=600,
        rows=3,
        noun="why it is taken back",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Waiver)
        return {"version": row.version}

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Waiver)
        return {"because": row.withdrawn_because}


class MeasuresField(ModelCheckboxesField):
    """Measures by reference and name. The form gives it the measures."""

    def label_from_instance(self, measure: Measure) -> str:
        return str(measure)


class PartsForm(EditForm):
    """Which measures are counted in another one too."""

    parts = MeasuresField(
        queryset=None,
        label="Which measures are counted in this one too?",
        help_text="Such as the kinds of need of which this is the total, or the months of this "
        "year. What one of them withholds can then not be worked out of the others.",
        required=False,
        noun="which measures are counted in it",
    )
    reason = WhyField()

    def __init__(self, data: Data = None, *, row: Measure) -> None:
        super().__init__(data, row=row)
        others = Measure.objects.of(row.local_area).exclude(pk=row.pk).order_by("ref", "pk")
        offer(self, parts=others)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Measure)
        counted = Measure.objects.of(row.local_area).filter(part_of__whole=row)
        return {"version": row.version, "parts": list(counted)}
