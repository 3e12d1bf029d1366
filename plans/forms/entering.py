"""The page on which many figures are entered at once: a row each, and what holds for all."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plans.forms.doubts import AsksOfDoubts
from plans.forms.fields import NumberField
from plans.measuring.words import DIVIDED, Absence, Finality, Unit
from plans.models import Reading
from plans.policies.batches import UNANSWERED, Entered, Judged
from plans.policies.readings import Figure
from plans.queries.entering import Slot, as_opened, said_of
from sendtrack.editing import VersionField
from sendtrack.govuk.fields import DateField, DecimalField, LongTextField, SelectField, TextField
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None

_ROW = re.compile(r"(M\d{1,6}-\d{4}-\d{2}-\d{2})-version")
_NUMBERS = ("numerator", "denominator", "value")
_FIGURE = (*_NUMBERS, "absence")
_WORDS = ("finality", "source", "note")


def rows_named(data: Data) -> list[str]:
    """The rows of a page that comes back, by their keys."""
    return [found[1] for name in data or () if (found := _ROW.fullmatch(name))]


class MonthForm(GovukForm):
    """Other periods than the newest, for the whole page."""

    period = SelectField(label="Periods", required=False, noun="the periods")

    def __init__(self, data: Data = None, *, months: list[date]) -> None:
        super().__init__(data)
        named = [(f"{day:%Y-%m}", f"Those that end in {day:%B %Y}") for day in months]
        self.fields["period"].choices = [("", "The newest of each measure"), *named]  # type: ignore[attr-defined]  # of a select
        self.days = {f"{day:%Y-%m}": day for day in months}

    @property
    def month(self) -> date | None:
        return self.days.get(self.cleaned_data.get("period", "")) if self.is_valid() else None


class TogetherForm(GovukForm):
    """What holds for every figure that is entered."""

    source_all = TextField(
        label="One source for all",
        help_text="Takes the place of the sources in the rows. Leave it empty to keep those.",
        max_length=200,
        required=False,
        noun="the source for all",
    )
    source_on = DateField(label="The sources are of", noun="the day the sources are of")
    reason = LongTextField(
        label="Why do figures change?",
        help_text="Only where a figure takes the place of one that stands there. Kept with it.",
        max_length=600,
        rows=2,
        required=False,
        noun="why figures change",
    )


class RowForm(AsksOfDoubts):
    """The figure of one period, or why there is none."""

    version = VersionField()
    numerator = NumberField(required=False, width=5)
    denominator = NumberField(required=False, width=5)
    value = DecimalField(required=False, width=5)
    absence = SelectField(choices=[("", "There is one"), *Absence.choices], required=False)
    finality = SelectField(choices=Finality.choices)
    source = TextField(max_length=200, required=False)
    note = TextField(max_length=600, required=False)

    few_are_told_in = ("source", "note")

    def __init__(self, data: Data, *, slot: Slot, was: Reading | None) -> None:
        super().__init__(data, prefix=slot.key, initial=_initial(slot, was))
        if slot.definition.unit not in DIVIDED:
            del self.fields["numerator"], self.fields["denominator"]
        if slot.definition.unit != Unit.PERCENT:
            self.fields["value"] = NumberField(required=False, width=5)
        for name, words in _ASKED.items():
            if field := self.fields.get(name):
                field.label = f"{slot.called}: {words}"
                field.noun = f"{words} of {slot.called}"  # type: ignore[attr-defined]  # of ours
        if was is None:
            self.fields["finality"].choices = [  # type: ignore[attr-defined]  # of a select
                each for each in Finality.choices if each[0] != Finality.REVISED
            ]


_ASKED = {
    "numerator": "what was counted",
    "denominator": "out of how many",
    "value": "the figure",
    "absence": "why there is none",
    "finality": "how final it is",
    "source": "where it comes from",
    "note": "what a reader must know",
}


def _initial(slot: Slot, was: Reading | None) -> dict[str, Any]:
    """What stands there; where nothing does, the source of the figure before."""
    if was is None:
        before = slot.last.reading if slot.last else None
        source = before.source if before else ""
        return {"version": 0, "finality": Finality.PROVISIONAL, "source": source}
    told: dict[str, Any] = {name: _typed(getattr(was, name)) for name in _NUMBERS}
    if was.numerator is not None:
        told["value"] = None
    return told | {name: getattr(was, name) for name in ("version", "absence", *_WORDS)}


def _typed(number: Decimal | None) -> Decimal | None:
    """Without the noughts behind it that the database keeps."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


class Row:
    """One row of the page: its form, and what stands against it."""

    def __init__(self, slot: Slot, data: Data, was: Reading | None) -> None:
        self.slot = slot
        self.form = RowForm(data, slot=slot, was=was)
        self._has_figure = was is not None
        self.judged: Judged | None = None

    @property
    def is_touched(self) -> bool:
        """Whether anything was entered. A source alone says nothing where there is no figure."""
        asked = (*_FIGURE, *_WORDS) if self._has_figure else (*_FIGURE, "note")
        return bool(set(asked) & set(self.form.changed_data))

    @property
    def is_divided(self) -> bool:
        return "numerator" in self.form.fields

    @property
    def suffix(self) -> str:
        """What stands behind the box of the figure."""
        unit = self.slot.definition.unit
        return "%" if unit == Unit.PERCENT else ""

    @property
    def hints(self) -> list[str]:
        return [hint.sentence for hint in self.judged.hints] if self.judged else []

    @property
    def clash(self) -> Reading | None:
        """The figure that somebody else has put there since the page was opened."""
        return self.judged.known if self.judged and self.judged.is_conflict else None

    @property
    def clash_in_words(self) -> str:
        return said_of(self.clash, self.slot.definition)

    @property
    def typed_in_words(self) -> str:
        assert self.judged is not None
        kept = self.judged.kept
        if kept.value is None:
            return str(Absence(kept.absence).label)
        return self.slot.definition.in_words(kept.value)

    @property
    def asks(self) -> bool:
        """Whether the row has more to say than its boxes."""
        return bool(self.form.errors or self.says_more)

    @property
    def says_more(self) -> bool:
        """What does not stand at one of its boxes."""
        return bool(
            self.form.non_field_errors() or self.hints or self.clash or self.form.told_of_few
        )

    @property
    def shows_note(self) -> bool:
        return bool(self.hints or self.form["note"].value() or "note" in self.form.errors)

    def entered(self, together: Mapping[str, Any]) -> Entered:
        """What the row gives, once its form is valid."""
        said = self.form.cleaned_data
        return Entered(
            series=self.slot.series,
            period=self.slot.point.period,
            figure=Figure(
                value=said.get("value"),
                numerator=said.get("numerator"),
                denominator=said.get("denominator"),
                absence=said["absence"],
            ),
            finality=said["finality"],
            source=together["source_all"] or said["source"],
            source_on=together["source_on"],
            note=said["note"],
            version=said["version"],
        )

    def show(self, judged: Judged) -> None:
        """Put down what stands against the row: a mistake, a doubt, somebody else's figure."""
        self.judged = judged
        for fault in judged.faults:
            self.form.refuse(f"{self.slot.called}: {fault.sentence}", fault.field)
        if judged.is_conflict and judged.known is not None:
            self.form.put("version", judged.known.version)
        if judged.hints and not judged.faults:
            if not self.form.were_shown(judged):
                self._waits = True
            elif judged.is_unanswered:
                self.form.refuse(f"{self.slot.called}: {UNANSWERED}", "note")

    _waits = False

    @property
    def is_ready(self) -> bool:
        return not (self._waits or self.form.errors or self.clash)


class EntrySheet:
    """The whole page. `data` is what was sent."""

    def __init__(self, data: Data, *, slots: list[Slot], on: date) -> None:
        self.together = TogetherForm(data, initial={"source_on": on})
        opened = _as_opened(data, slots)
        self.rows = [Row(slot, data, opened.get(slot.key)) for slot in slots]

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.slot.point.reading is None]

    @property
    def entered(self) -> list[Row]:
        return [row for row in self.rows if row.slot.point.reading is not None]

    @property
    def entered_summary(self) -> str:
        return f"Entered already ({len(self.entered)})"

    @property
    def opens_entered(self) -> bool:
        return not self.waiting or any(row.asks for row in self.entered)

    @property
    def touched(self) -> list[Row]:
        return [row for row in self.rows if row.is_touched]

    @property
    def forms(self) -> list[GovukForm]:
        """Those that are checked: rows that nobody touched are not."""
        return [self.together, *(row.form for row in self.rows if row.is_touched)]

    @property
    def errors(self) -> bool:
        """Whether anything has to be put right or looked at before it can be saved."""
        is_wrong = self.together.is_bound and any(form.errors for form in self.forms)
        return is_wrong or self.has_clash

    @property
    def is_ready(self) -> bool:
        return not self.together.errors and all(row.is_ready for row in self.touched)

    @property
    def has_doubts(self) -> bool:
        return any(row.hints for row in self.rows)

    @property
    def has_clash(self) -> bool:
        return any(row.clash for row in self.rows)

    def error_links(self, *, quotes: bool = True) -> list[dict[str, str]]:
        links = [link for form in self.forms for link in form.error_links(quotes=quotes)]
        clashes = [
            {
                "text": f"{row.slot.called}: somebody else has entered a figure since you opened "
                "this page",
                "href": f"#{row.slot.key}",
            }
            for row in self.rows
            if row.clash
        ]
        return [*links, *clashes]


def _as_opened(data: Data, slots: list[Slot]) -> dict[str, Reading]:
    """The figure of each row as it stood when the page was opened: an untouched row is no wish
    to undo what somebody else has entered since."""
    now = {slot.key: slot.point.reading for slot in slots if slot.point.reading}
    if data is None:
        return now
    versions = {key: _version(data, key) for key in now}
    older = {
        reading.pk: versions[key]
        for key, reading in now.items()
        if 0 < versions[key] < reading.version
    }
    past = as_opened(older)
    return {key: past.get(reading.pk, reading) for key, reading in now.items() if versions[key] > 0}


def _version(data: Mapping[str, Any], key: str) -> int:
    text = str(data.get(f"{key}-version", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else VersionField.NEVER
