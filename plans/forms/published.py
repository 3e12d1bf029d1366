"""Forms about published statistics: a file, what a measure is compared with, and neighbours."""

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from plans.measuring.words import Cohort, Geography
from plans.models import Comparator, ComparedCouncil, Definition, PublishedData, PublishedFile
from plans.policies.published import kinds_in
from plans.published.councils import REGIONS, councils, published_neighbours
from plans.queries.published import data_sets
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    FileField,
    LongTextField,
    ModelSelectField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea

Data = Mapping[str, Any] | None


class PublishedForm(GovukForm):
    """Bring a published file in."""

    upload = FileField(
        label="The file",
        help_text="CSV, just as it was downloaded from Explore education statistics. Up to 20 MB.",
        noun="the file",
    )
    data_set = ModelSelectField(
        queryset=PublishedData.objects.none(),
        required=False,
        empty_label="A data set that is not here yet",
        label="Which data set is it a release of?",
        noun="the data set",
    )
    publication = TextField(
        label="Publication, of a new data set",
        help_text="Such as “Education, health and care plans”.",
        max_length=200,
        required=False,
        noun="the publication",
    )
    title = TextField(
        label="Title of the file, of a new data set",
        help_text="As it stands in the data catalogue. Empty: the name of the file.",
        max_length=200,
        required=False,
        noun="the title of the file",
    )
    released_on = DateField(label="Published on", noun="the day it was published")
    address = TextField(
        label="Where it was found",
        help_text="The address of the release, in words or as it stands in the browser.",
        max_length=300,
        required=False,
        noun="where it was found",
    )

    def __init__(
        self,
        data: Data = None,
        files: "MultiValueDict[str, Any] | None" = None,
        *,
        area: LocalArea,
    ) -> None:
        super().__init__(data, files)
        known: Any = self.fields["data_set"]
        known.queryset = data_sets(area)


class CompareForm(GovukForm):
    """Which figures of a file a measure is compared with."""

    indicator = SelectField(label="Which figure", noun="which figure")
    times = DecimalField(
        label="Multiply it by",
        help_text="1 leaves it as it is; 100 turns shares of one into per cent.",
        initial="1",
        noun="what it is multiplied by",
    )
    counted_by = SelectField(
        label="What one of its periods is",
        help_text="A count of January stands in some files under its academic year.",
        noun="what one of its periods is",
    )
    cohort = SelectField(choices=Cohort.choices, label="Whom it counts", noun="whom it counts")
    geography = SelectField(
        choices=Geography.choices, label="Where they belong", noun="where they belong"
    )
    differs = LongTextField(
        label="How it is counted otherwise than the measure",
        help_text="Leave this empty only if both count the same. Otherwise the figures stand "
        "beside each other and are not compared.",
        max_length=600,
        rows=3,
        required=False,
        noun="how it is counted otherwise",
    )

    def __init__(self, data: Data = None, *, file: PublishedFile, definition: Definition) -> None:
        self.shape = file.shape
        start = {
            "cohort": definition.cohort,
            "geography": definition.geography,
            "counted_by": definition.period_type,
            "times": "1",
        }
        super().__init__(data, initial=start)
        self._offer("indicator", [each.name for each in self.shape.indicators if each.numbers])
        counted: Any = self.fields["counted_by"]
        counted.choices = [(kind.value, kind.label) for kind in kinds_in(self.shape)]
        self.filters = {f"filter-{at}": each for at, each in enumerate(self.shape.filters)}
        others = {name: self.fields.pop(name) for name in list(self.fields) if name != "indicator"}
        for name, each in self.filters.items():
            self.fields[name] = _filter_field(each.name, each.choices)
        self.fields.update(others)

    def _offer(self, name: str, words: list[str]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Choose one"), *((word, word) for word in words)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["filters"] = {each.name: told.pop(name, "") for name, each in self.filters.items()}
        return told


def _filter_field(name: str, choices: tuple[str, ...]) -> Any:
    if not choices:
        return TextField(label=f"{name} is", max_length=200, noun=f"what “{name}” is")
    total = next((word for word in choices if word.casefold() == "total"), "")
    offered = [(word, word) for word in choices]
    return SelectField(
        label=f"{name} is",
        choices=offered if len(offered) == 1 else [("", "Choose one"), *offered],
        initial=total or (choices[0] if len(choices) == 1 else ""),
        noun=f"what “{name}” is",
    )


class StopForm(EditForm):
    """Compare a measure with this no longer."""

    because = LongTextField(
        label="Why is it no longer compared?",
        help_text="Kept with the measure's history. What was taken stays.",
        max_length=600,
        rows=3,
        noun="why it is no longer compared",
    )

    def __init__(self, data: Data = None, *, row: Comparator) -> None:
        super().__init__(data, row=row)


class TakeOutForm(EditForm):
    """Use no figure of a file any more."""

    because = LongTextField(
        label="What is wrong with the file?",
        help_text="Such as: it is the release of another publication.",
        max_length=600,
        rows=3,
        noun="what is wrong with the file",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, PublishedFile)
        return {"because": row.refused_because}


class CouncilForm(GovukForm):
    """Which council of published files is ours."""

    number = TextField(
        label="Number or code of the council",
        help_text="The Department’s three digits, such as 802, or the nine characters of the "
        "Office for National Statistics, such as E06000024.",
        max_length=12,
        noun="the number of the council",
    )
    name = TextField(label="Its name, if it is made up", max_length=120, required=False)
    region = SelectField(
        choices=[("", "That of the council"), *REGIONS.items()],
        required=False,
        label="Its region, if it is made up",
        noun="the region",
    )
    reason = LongTextField(
        label="Why are you saying so?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are saying so",
    )

    def __init__(self, data: Data = None, *, area: LocalArea, row: ComparedCouncil | None) -> None:
        start = {} if row is None else {"number": row.number, "name": row.name}
        super().__init__(data, initial=start | ({"region": row.region_code} if row else {}))
        if not area.is_example:
            del self.fields["name"], self.fields["region"]


class NeighboursForm(GovukForm):
    """With which councils we are compared from a day on."""

    members = LongTextField(
        lets_few_stand="numbers or codes of councils",
        label="Councils, the closest first",
        help_text="One on each line: the number or the code.",
        max_length=2000,
        rows=11,
        noun="the councils",
    )
    source = TextField(
        label="Who chose them",
        help_text="Such as “Department for Education, statistical neighbours 2025”.",
        max_length=200,
        noun="who chose them",
    )
    from_on = DateField(
        label="From",
        help_text="What is published from this day on is compared with them.",
        noun="the day from which they hold",
    )

    def __init__(self, data: Data = None, *, own: ComparedCouncil | None, is_first: bool) -> None:
        known = published_neighbours().get(own.number, ()) if own and is_first else ()
        start = {
            "members": "\n".join(f"{each} {councils()[each].name}" for each in known),
            "source": "Department for Education, statistical neighbours 2025" if known else "",
        }
        super().__init__(data, initial=start)

    def clean_members(self) -> list[str]:
        lines: str = self.cleaned_data["members"]
        return [line.strip() for line in lines.splitlines() if line.strip()]
