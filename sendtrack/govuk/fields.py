"""The kinds of questions that a form can ask.

Each takes `noun`, its name inside a sentence ("the due date"), and where it makes sense `width`
(characters) and `hints` (a sentence under each option).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sendtrack.govuk.sentences import subject_of
from sendtrack.govuk.statuses import status_of
from sendtrack.govuk.typed import NotADateError, NotATimeError, TypedDate, read_time
from sendtrack.privacy.numbers import first_named


class Textarea(forms.Textarea):
    """Counts a line end as one character, as the reader of a character count does."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


REORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that nobody sees and that make text read in another order than it is written."""


def check_hidden(value: str) -> None:
    """Refuses what reorders text, in the words that Django's NUL character is refused with."""
    if REORDERS.search(value):
        raise ValidationError("Hidden characters", code="null_characters_not_allowed")


def check_no_child(value: str) -> None:
    """Refuses numbers that name one child. Says where they stand and never what they are."""
    if found := first_named(value.splitlines()):
        where = f"Line {found.line}" if "\n" in value.strip() else "The text"
        raise ValidationError(
            f"{where} holds {found.kind}. Take it out: nothing that names a child is kept here",
            code="names_a_child",
        )


class Asked:
    """What every question knows besides what Django knows."""

    def __init__(self, *args: Any, noun: str = "", width: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noun = noun
        self.width = width


class TextField(Asked, forms.CharField):
    """One line of text."""

    default_validators = [check_hidden, check_no_child]


class LongTextField(Asked, forms.CharField):
    """Several lines, always with an upper limit: the reader sees how much is left."""

    widget = Textarea
    default_validators = [check_hidden, check_no_child]

    def __init__(
        self, *, max_length: int, rows: int = 5, lets_few_stand: str = "", **kwargs: Any
    ) -> None:
        """`lets_few_stand`: why words here may count a few children without being asked about."""
        self.lets_few_stand = lets_few_stand
        super().__init__(max_length=max_length, **kwargs)
        self.rows = rows


class EmailField(Asked, forms.EmailField):
    """An email address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "email")


class PasswordField(Asked, forms.CharField):
    """A password: never trimmed, never filled in again."""

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(strip=False, widget=forms.PasswordInput, **kwargs)
        self.widget.attrs["autocomplete"] = autocomplete


class FileField(Asked, forms.FileField):
    """One file. Which kinds may come in, and how they are checked, is the business of the form."""

    widget = forms.FileInput


class IntegerField(Asked, forms.IntegerField):
    """A whole number; 1,200 and 1 200 are understood."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_plain(value))


class DecimalField(Asked, forms.DecimalField):
    """A number with decimals; 1,200.5 and 12.5% are understood."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        value = _plain(value)
        return super().to_python(value.removesuffix("%") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Without the noughts that the database keeps behind a number: 27 and not 27.000000."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _plain(value: Any) -> Any:
    return "".join(value.split()).replace(",", "") if isinstance(value, str) else value


class Options(Asked):
    """A question with options to choose from.

    `hints` puts a sentence under an option. `reveals` names, per option, the fields that are asked
    only when it is chosen: they are drawn inside it, and neither required nor kept otherwise. One
    field stands under one option only.
    """

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Iterable[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.reveals = {option: tuple(names) for option, names in (reveals or {}).items()}


class RadiosField(Options, forms.ChoiceField):
    """One of a few options, all of them seen."""

    widget = forms.RadioSelect


class StatusField(RadiosField):
    """One of the statuses, each with its shape, its word and what it means."""

    def __init__(self, keys: Iterable[str], **kwargs: Any) -> None:
        found = [status_of(key) for key in keys]
        kwargs.setdefault("hints", {status.key: status.meaning for status in found})
        super().__init__(choices=[(status.key, status.word) for status in found], **kwargs)
        self.marks = {status.key: status for status in found}


class SelectField(Asked, forms.ChoiceField):
    """One of many options."""


class CheckboxesField(Options, forms.MultipleChoiceField):
    """Any number of options."""

    widget = forms.CheckboxSelectMultiple


class TickField(Asked, forms.BooleanField):
    """One box to tick. Required means that it must be ticked."""


class ModelSelectField(Asked, forms.ModelChoiceField):
    """One row out of many. The queryset is the form's business: always scoped to the area."""


class ModelRadiosField(Options, forms.ModelChoiceField):
    """One row out of a few."""

    widget = forms.RadioSelect


class ModelCheckboxesField(Options, forms.ModelMultipleChoiceField):
    """Any number of rows out of a few."""

    widget = forms.CheckboxSelectMultiple


class DateBoxes(forms.Widget):
    """Three boxes NAME-day, NAME-month, NAME-year; a whole day as NAME=2022-12-20 works too."""

    input_type = None
    template_name = "govuk/components/date-input.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = TypedDate(*(data.get(f"{name}-{box}") or "" for box in ("day", "month", "year")))
        if not typed.is_blank:
            return typed
        return data.get(name) or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key in data for key in (name, f"{name}-day", f"{name}-month"))


def boxes_of(value: Any) -> TypedDate:
    """The boxes to show for a day, or again for what was typed."""
    if isinstance(value, TypedDate):
        return value
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return TypedDate(day=value)
    return TypedDate.of(value) if value else TypedDate()


class DateField(Asked, forms.DateField):
    """A day in three boxes. Month names are understood; an impossible day is explained."""

    widget = DateBoxes

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = boxes_of(value)
        if not isinstance(value, TypedDate):
            return super().to_python(value)
        try:
            return None if value.is_blank else value.read()
        except NotADateError as problem:
            sentence = problem.sentence.format(noun=subject_of(self, str(self.label or "date")))
            raise ValidationError(
                sentence, code="not_a_date", params={"boxes": problem.boxes}
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TimeField(Asked, forms.TimeField):
    """A time of day in one box: 9:30am, 14:00, midday."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return read_time(value)
        except NotATimeError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


def adopt(field: forms.Field) -> forms.Field:
    """Turn a field that Django made (from a model, or in one of its own forms) into one of ours."""
    if type(field.widget) is forms.Textarea:
        attrs, field.widget = field.widget.attrs, Textarea()
        field.widget.attrs.update(attrs)
    if type(field) is not forms.DateField:
        return field
    adopted = DateField(
        required=field.required,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
        validators=field.validators,
        disabled=field.disabled,
    )
    adopted.noun = getattr(field, "noun", "")
    return adopted
