"""Forms of measures: what is measured, and what exactly is counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import PostField, offer
from plans.forms.risk import AreaField
from plans.measuring.calendar import PeriodType
from plans.measuring.words import Cohort, Geography, Leads, Polarity, SourceKind, Unit
from plans.models import AreaOfWeakness, Definition, Measure, Regime
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    IntegerField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
    TickField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea, Organisation

Data = Mapping[str, Any] | None


class AreasField(ModelCheckboxesField):
    """Areas of weakness, by letter and short title. The form gives it the areas."""

    def label_from_instance(self, area: AreaOfWeakness) -> str:
        return AreaField.label_from_instance(self, area)  # type: ignore[arg-type]  # its words are borrowed, not its rows


class MeasureWords(GovukForm):
    """What a measure is called, what it tells of, and who answers for it."""

    name = TextField(label="What is measured", max_length=200, noun="what is measured")
    plain_name = TextField(
        label="In words a parent would use",
        max_length=200,
        required=False,
        noun="the words a parent would use",
    )
    areas = AreasField(
        queryset=None,
        label="Areas of weakness it tells of",
        required=False,
        noun="the areas of weakness",
    )
    rationale = LongTextField(
        label="Why it is watched",
        help_text="What the board should conclude from it, and what not.",
        max_length=1000,
        rows=3,
        required=False,
        noun="why it is watched",
    )
    owner = PostField(
        queryset=None,
        label="Who answers for it",
        help_text="The post that explains it when it is red.",
        empty_label="Choose one",
        noun="who answers for it",
    )
    supplier = ModelSelectField(
        queryset=None,
        label="Who supplies the figures",
        help_text="Its people may enter them.",
        empty_label="The council",
        required=False,
        noun="who supplies the figures",
    )
    leads = RadiosField(
        choices=[("", "Not said"), *Leads.choices],
        label="When does it move?",
        required=False,
        noun="when it moves",
    )
    is_headline = TickField(
        label="One of the few that the board reads first", required=False, noun="headline"
    )

    def offer_rows(self, area: LocalArea, on: date, *, current: Measure | None = None) -> None:
        standing = (
            AreaOfWeakness.objects.of(area)
            .filter(regime__in=Regime.objects.of(area).leading())
            .standing()
        )
        if current is not None:
            standing = standing | AreaOfWeakness.objects.of(area).filter(
                pk__in=current.area_links.values("area")
            )
        offer(self, areas=standing.order_by("position", "pk").distinct())
        offer(self, supplier=Organisation.objects.of(area).order_by("name"))
        offer(
            self,
            owner=accountable_posts(area, on, current=current.owner if current else None),
        )


class DefinitionFields(GovukForm):
    """What exactly is counted, so that anybody could count it again."""

    unit = RadiosField(choices=Unit.choices, label="Unit")
    numerator = LongTextField(
        label="What is counted",
        help_text="Above the line: “new plans issued within 20 weeks, exceptions left out”.",
        max_length=600,
        rows=2,
        required=False,
        noun="what is counted",
    )
    denominator = LongTextField(
        label="Out of what",
        help_text="Below the line, for percentages, rates and ratios.",
        max_length=600,
        rows=2,
        required=False,
        noun="what it is out of",
    )
    multiplier = IntegerField(
        label="Multiplied by",
        help_text="100 for a percentage or for “per 100 pupils”, otherwise 1.",
        min_value=1,
        max_value=1_000_000,
        initial=1,
        noun="what it is multiplied by",
    )
    per = TextField(
        label="Per how many",
        help_text="Only for rates: “100 pupils” of a rate per 100 pupils.",
        max_length=40,
        required=False,
        noun="what the rate is of",
    )
    decimals = IntegerField(
        label="Decimal places shown", min_value=0, max_value=4, initial=0, noun="decimal places"
    )
    polarity = RadiosField(
        choices=Polarity.choices,
        label="What is better?",
        reveals={"band": ["band_from", "band_to"]},
        noun="what is better",
    )
    band_from = DecimalField(label="Best from", noun="where the band begins")
    band_to = DecimalField(label="Best up to", noun="where the band ends")
    cohort = SelectField(choices=Cohort.choices, label="Who is counted")
    geography = SelectField(choices=Geography.choices, label="Counted where")
    period_type = SelectField(choices=PeriodType.choices, label="Counted over")
    is_cumulative = TickField(
        label="Counted from the start of the year on", required=False, noun="cumulative"
    )
    source = SelectField(choices=SourceKind.choices, label="Source")
    dataset = TextField(
        label="Data set or report", max_length=200, required=False, noun="the data set"
    )
    lag_days = IntegerField(
        label="Days until the source has it",
        help_text="Counted from the end of the period. National figures take months.",
        min_value=0,
        max_value=1500,
        initial=0,
        noun="the days until the source has it",
    )
    due_working_days = IntegerField(
        label="Working days to enter it",
        help_text="Counted from then. After that the figure is late.",
        min_value=0,
        max_value=250,
        initial=10,
        noun="the working days to enter it",
    )
    caveats = LongTextField(
        label="What a reader must know",
        help_text="Breaks, exceptions, what it can't be compared with.",
        max_length=2000,
        rows=3,
        required=False,
        noun="what a reader must know",
    )


TOLD = tuple(DefinitionFields.base_fields)


class BeginsField(DateField):
    """The first day of the first period that a definition holds for."""


class MeasureForm(MeasureWords, DefinitionFields):
    """Begin to measure something."""

    from_on = BeginsField(
        label="Counted from",
        help_text="The first day of the first period that you have figures for, such as 1 April "
        "2024.",
        noun="the day it is counted from",
    )
    field_order = (*MeasureWords.base_fields, *TOLD, "from_on")

    def __init__(
        self, data: Data = None, *, area: LocalArea, on: date, start: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=start)
        self.offer_rows(area, on)


class MeasureEditForm(EditForm, MeasureWords):
    """Change what a measure is called, what it tells of or who answers for it."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )

    def __init__(self, data: Data = None, *, row: Measure, on: date) -> None:
        super().__init__(data, row=row)
        self.offer_rows(row.local_area, on, current=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Measure)
        return {**super()._values(row), "areas": row.areas}


class RedefineForm(EditForm, DefinitionFields):
    """Count something else from a day on. It opens with what is counted now."""

    from_on = BeginsField(
        label="Counted so from",
        help_text="The first day of a period. No line is drawn across it.",
        noun="the day it is counted so from",
    )
    because = LongTextField(
        label="Why is it counted differently?",
        help_text="Shown where the line breaks.",
        max_length=600,
        rows=3,
        noun="why it is counted differently",
    )
    field_order = (*TOLD, "from_on", "because")

    def __init__(self, data: Data = None, *, row: Measure, definition: Definition) -> None:
        self.definition = definition
        super().__init__(data, row=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        told = {name: getattr(self.definition, name) for name in TOLD}
        return {"version": row.version, **told}


class DefinitionEditForm(EditForm, DefinitionFields):
    """Put right how a definition is worded, while no figure stands under it."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )


class RetireForm(EditForm):
    """Count no further."""

    because = LongTextField(
        label="Why is it no longer counted?",
        help_text="The figures and their history stay.",
        max_length=600,
        rows=3,
        noun="why it is no longer counted",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Measure)
        return {"because": row.retired_because}


__all__ = [
    "DefinitionEditForm",
    "MeasureEditForm",
    "MeasureForm",
    "RedefineForm",
    "RetireForm",
]
