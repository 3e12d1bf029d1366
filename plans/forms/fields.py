"""Questions that several forms of the plan ask."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from sendtrack.govuk.fields import DecimalField, ModelSelectField
from sendtrack.organisations.models import Post


class PostField(ModelSelectField):
    """A post, with its organisation and who holds it. The form gives it the area's posts."""

    def label_from_instance(self, post: Post) -> str:
        holder = getattr(post, "holder_name", None)
        return post.in_full + (f" ({holder})" if holder else "")


class NumberField(DecimalField):
    """A number that is no percentage: 28% is not taken for 28."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip().endswith("%"):
            raise ValidationError(
                f"{value.strip()[:20]} is a percentage, and a number is asked for here. Enter how "
                "many were counted"
            )
        return super().to_python(value)


def not_after(day: date, today: date, *, what: str) -> date:
    """A day that has come: what was reached, found or heard can't lie ahead."""
    if day > today:
        raise ValidationError(f"{what} must be today or in the past")
    return day


def offer(form: forms.BaseForm, **rows: "QuerySet[Any]") -> None:
    """Give fields the rows to choose from: `offer(form, owner=posts)`. Never a row elsewhere."""
    for name, choices in rows.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices
