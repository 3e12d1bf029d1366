"""What a form says when an answer cannot be taken: always a sentence that says what to do.

A field may carry a `noun` ("the due date", "what happened"). Without one its label is used: "Due
date" becomes "the due date"; a label that is a question is quoted.
"""

from django import forms
from django.forms.fields import Field
from django.utils.text import capfirst

CHOSEN = (
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.CheckboxInput,
    forms.Select,
    forms.SelectMultiple,
)


def noun_of(field: Field, label: str) -> str:
    """How the field is called inside a sentence."""
    if noun := getattr(field, "noun", ""):
        return noun
    label = label.strip().rstrip(":")
    if label.endswith("?"):
        return f"an answer to “{label}”"
    starts_with_a_word = label[:1].isupper() and label[1:2].islower()
    return f"the {label[:1].lower() + label[1:] if starts_with_a_word else label}"


BECAUSE = "\n"
"""Stands in an error between what is wrong and the words of a document that ask for it: those are
told once, in the summary at the top of the page."""


def short_of(error: object) -> str:
    """What stands at the field: what is wrong, without the words that ask for it."""
    return str(error).partition(BECAUSE)[0]


def told_once(error: object, told: set[str]) -> str:
    """What stands in the summary. `told`: the words of documents that it quotes already."""
    short, _, because = str(error).partition(BECAUSE)
    if not because or because in told:
        return short
    told.add(because)
    return f"{short} {because}"


def subject_of(field: Field, label: str) -> str:
    """The same at the start of a sentence."""
    noun = noun_of(field, label)
    if noun.startswith("an answer to "):
        return f"Your answer to {noun.removeprefix('an answer to ')}"
    return capfirst(noun)


def sentences(field: Field, label: str) -> dict[str, str]:
    """The messages of a field by code. Values in them are filled in by Django's `%` params."""
    noun, subject = noun_of(field, label), subject_of(field, label)
    told = noun.replace("%", "%%")
    starts = subject.replace("%", "%%")
    verb = "Select" if isinstance(field.widget, CHOSEN) else "Enter"
    said = {
        "required": f"{verb} {noun}",
        "invalid_choice": f"Choose {told} from the list",
        "invalid_list": f"Choose {noun} from the list",
        "invalid_pk_value": f"Choose {told} from the list",
        "invalid": f"{subject} must be in the format asked for",
        "unique": f"{subject} is used already: enter another",
        "null_characters_not_allowed": f"{subject} must not contain hidden characters",
        "min_value": f"{starts} must be %(limit_value)s or more",
        "max_value": f"{starts} must be %(limit_value)s or less",
        "max_digits": f"{starts} must have no more than %(max)s digits",
        "max_decimal_places": f"{starts} must have no more than %(max)s decimal places",
        "max_whole_digits": f"{starts} must have no more than %(max)s digits before the point",
        "min_length": f"{starts} must be %(limit_value)d characters or more",
        "max_length": f"{starts} must be {_limit(field)} characters or fewer. "
        "It has %(show_value)d now",
    }
    if isinstance(field, forms.FileField):
        is_itself = noun == "the file"
        said["required"] = "Choose a file" if is_itself else f"Choose a file for {noun}"
        said["empty"] = "The file is empty" if is_itself else f"The file for {noun} is empty"
    if isinstance(field, forms.BooleanField):
        said["required"] = f"Tick “{label}” to go on"
    if isinstance(field, forms.EmailField):
        said["invalid"] = f"Enter {noun} in the format name@example.com"
    elif isinstance(field, forms.URLField):
        said["invalid"] = f"Enter {noun} in the format https://www.example.com"
    elif isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField):
        whole = type(field) not in (forms.FloatField,)
        said["invalid"] = f"{subject} must be a {'whole ' if whole else ''}number, like 12"
    if isinstance(field, forms.DecimalField | forms.FloatField):
        said["invalid"] = f"{subject} must be a number, like 12.5"
    if isinstance(field, forms.TimeField):
        said["invalid"] = f"{subject} must be a time, like 9:30am or 14:00"
    return said


def _limit(field: Field) -> str:
    limit = getattr(field, "max_length", None)
    return f"{limit:,}" if limit else "%(limit_value)d"


def speak(field: Field, label: str) -> None:
    """Replace every message that is still Django's own; what a form says itself stays."""
    defaults: dict[str, object] = {}
    for parent in reversed(type(field).__mro__):
        defaults.update(getattr(parent, "default_error_messages", {}))
    for code, sentence in sentences(field, label).items():
        if code not in field.error_messages or field.error_messages[code] == defaults.get(code):
            field.error_messages[code] = sentence
