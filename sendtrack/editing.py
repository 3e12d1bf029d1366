"""How views hand a form to a verb: refusals come back at their field, no text is lost.

form = OutcomeEditForm(entered(request), row=outcome)
if save(form, changes.edit_outcome, outcome=outcome, by=request.user):
    return redirect(…)
return answer(request, "plans/outcome_form.html", form)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from sendtrack.govuk.forms import GovukForm
from sendtrack.govuk.tags.dates import day, moment
from sendtrack.history import Stale, Tracked, changes_of
from sendtrack.refusals import Refusal

T = TypeVar("T")


class KeptAnswers(QueryDict):
    """What somebody typed before their session ended. It is shown again, never saved unread."""

    are_kept = True


@dataclass(frozen=True)
class Difference:
    """One question of a form: what the row says now, and what was typed or stood there before."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True)
class Clash:
    """Somebody else saved the row after the form was opened."""

    who: str
    at: datetime
    reason: str
    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...] = ()
    """What they changed and the person did not: the form takes it over."""
    has_answers: bool = True
    """Whether the row holds answers to the questions of the form at all."""

    @property
    def sentence(self) -> str:
        return f"We could not save this because {self.who} changed it on {moment(self.at)}"


@dataclass(frozen=True)
class Ticked:
    """Ticks that are rows of a model of their own: each ties the row of a form to what is
    ticked."""

    model: type[Tracked]
    row: str
    to: str

    def now(self, row: Tracked) -> list[Any]:
        links = self.model._base_manager.filter(**{f"{self.row}_id": row.pk})
        return [getattr(link, self.to) for link in links.select_related(self.to)]

    def before(self, row: Tracked, moment: datetime) -> list[Any]:
        """What was ticked until then. A verb saves the row first and its ticks after it."""
        told: dict[int, Any] = {}
        history = self.model.history.filter(**{f"{self.row}_id": row.pk})
        for past in history.filter(history_date__lt=moment).order_by("history_date", "history_id"):
            told[past.id] = past
        return [getattr(past, self.to) for past in told.values() if past.history_type != "-"]


class VersionField(forms.IntegerField):
    """The version of the row that a form was opened with, hidden in it.

    A form that comes without it, or with something else in its place, counts as opened before the
    row was first saved: nothing is overwritten, and the person sees both texts.
    """

    widget = forms.HiddenInput
    NEVER = 0

    def clean(self, value: Any) -> int:
        try:
            return int(super().clean(value))
        except ValidationError:
            return self.NEVER


class EditForm(GovukForm):
    """A form about one row. It carries the version of the row that it was opened with.

    Fields are filled in from the attributes of the row with the same names.
    """

    version = VersionField()
    clash: Clash | None = None
    ticked: ClassVar[Mapping[str, Ticked]] = {}
    """The questions whose ticks have a history of their own, which tells what was ticked when the
    form was opened."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Tracked) -> None:
        self.row = row
        super().__init__(data, initial=self._values(row))

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def _stands(self, name: str, text: str) -> bool:
        return bool(self._values(self.row).get(name) == text)

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        """The answers that a row holds now, for the person whose own could not be saved."""
        return self._values(row)

    def _opened_with(self, current: Tracked) -> dict[str, Any]:
        """What the questions said when the form was opened, by the row's history.

        Left out is what did not start from the row, and what an option reveals: there the answer
        hangs on another one. Empty for a version that never was.
        """
        version = self.cleaned_data["version"]
        was = next((past for past in changes_of(current).filter(version=version)[:1]), None)
        if was is None:
            return {}
        from_row, opened = self._values(self.row), self._values(was.instance)
        after = changes_of(current).filter(version__gt=version).order_by("version").first()
        if after is not None:
            opened |= {
                name: each.before(current, after.history_date)
                for name, each in self.ticked.items()
                if name in opened
            }
        return {
            bound.name: opened[bound.name]
            for bound in self.top_fields()
            if bound.name in opened
            and _same(self.initial.get(bound.name), from_row.get(bound.name))
        }

    def clash_with(self, current: Tracked) -> None:
        """Show both texts. The next save is made knowing them, so it carries the new version.

        A question that the person left as it was says from now on what the row says.
        """
        last = changes_of(current)[0]
        now, opened = self._held_now(current), self._opened_with(current)
        typed = self.cleaned_data
        left = {name for name, was in opened.items() if _same(typed.get(name), was)}
        taken = {name for name in left if not _same(opened[name], now[name])}
        asked = [bound for bound in self.visible_fields() if bound.name in now]
        self.clash = Clash(
            who=str(last.history_user),
            at=last.history_date,
            reason=last.history_change_reason,
            differences=tuple(
                self._difference(bound, now[bound.name], typed.get(bound.name))
                for bound in asked
                if bound.name not in left and not _same(typed.get(bound.name), now[bound.name])
            ),
            taken=tuple(
                self._difference(bound, now[bound.name], opened[bound.name])
                for bound in asked
                if bound.name in taken
            ),
            has_answers=bool(asked),
        )
        both = " Both texts are below." if self.clash.differences else ""
        self.add_error(None, f"{self.clash.sentence}.{both}")
        data = {name: self._as_sent(name) for name in self.data}
        for name in taken:
            for box in ("day", "month", "year"):
                data.pop(f"{name}-{box}", None)
            data[name] = _sent(self[name], now[name])
        self.data = {**data, "version": current.version}

    def _as_sent(self, name: str) -> Any:
        """All ticks of a question, and not only the last."""
        field = self.fields.get(name)
        if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            return self[name].value()
        return self.data[name]

    def _difference(self, bound: forms.BoundField, now: Any, other: Any) -> Difference:
        return Difference(str(bound.label), in_words(bound, now), in_words(bound, other))


def _same(one: Any, other: Any) -> bool:
    """Whether two answers say the same. No answer is no answer, however it is written."""
    if isinstance(one, models.QuerySet | list) and isinstance(other, models.QuerySet | list):
        return {str(each) for each in one} == {str(each) for each in other}
    return one == other or (one in (None, "") and other in (None, ""))


def _sent(bound: forms.BoundField, value: Any) -> str | list[str]:
    """A value as a browser would send it."""
    prepared = bound.field.prepare_value(value)
    if isinstance(prepared, list | tuple):
        return [str(each) for each in prepared]
    return "" if prepared is None else str(prepared)


def in_words(bound: forms.BoundField, value: Any) -> str:
    """A value as the reader of the form knows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, models.QuerySet | list):
        return ", ".join(in_words(bound, each) for each in value)
    if isinstance(value, models.Model) and isinstance(bound.field, forms.ModelChoiceField):
        return bound.field.label_from_instance(value)
    if isinstance(value, date):
        return day(value)
    choices = getattr(bound.field, "choices", None)
    if choices and not isinstance(value, models.Model):
        return str(dict(choices).get(value, value))
    return str(value)


def save(form: GovukForm, verb: Callable[..., T], /, **given: Any) -> T | None:
    """Give the answers of a form to a verb, by name. None where there is nothing to save yet:
    the form was only opened, its answers were kept over a sign-in and have not been read again, or
    something has to be put right and stands at its field."""
    if not form.is_bound or isinstance(form.data, KeptAnswers) or not form.is_valid():
        return None
    try:
        return verb(**form.cleaned_data, **given)
    except Refusal as refusal:
        form.refuse(refusal.sentence, refusal.field)
    except Stale as stale:
        assert isinstance(form, EditForm)
        form.clash_with(stale.current)
    return None


def answer(request: HttpRequest, template: str, form: GovukForm, **context: Any) -> HttpResponse:
    """The page of a form; with 409 where somebody else was quicker."""
    status = 409 if getattr(form, "clash", None) else 200
    return render(request, template, {"form": form, **context}, status=status)
