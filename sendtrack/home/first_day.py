"""The day that the page of what has changed counts from, and why that one."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.core.exceptions import ValidationError

from plans.models import Regime
from sendtrack.accounts.scoping import AreaRequest
from sendtrack.govuk.fields import DateField
from sendtrack.govuk.forms import GovukForm
from sendtrack.periods import add_months, day_in_words


class SinceForm(GovukForm):
    """Asks for another day, as three boxes of the address."""

    since = DateField(label="What changed since", noun="the day", required=False)

    def __init__(self, *args: Any, before: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    def clean_since(self) -> date | None:
        day: date | None = self.cleaned_data["since"]
        if day is not None and day >= self.before:
            raise ValidationError(f"The day must be before {day_in_words(self.before)}")
        return day


@dataclass(frozen=True)
class FirstDay:
    """`why` explains a day that nobody asked for; `note` says why an asked one is not shown."""

    day: date
    why: str = ""
    note: str = ""


def asked_in(request: AreaRequest) -> tuple[SinceForm, str]:
    """The form, and the day asked for as the address writes it: in boxes or whole."""
    in_boxes = any(name.startswith("since-") for name in request.GET)
    form = SinceForm(request.GET if in_boxes else None, before=request.day)
    if not in_boxes:
        return form, request.GET.get("since", "").strip()
    day = form.cleaned_data["since"] if form.is_valid() else None
    return form, day.isoformat() if day else ""


def first_day(request: AreaRequest, regime: Regime, typed: str) -> FirstDay:
    """`?since=2026-10-03` asks for a day. Nothing is counted from before the Notice."""
    usual = _usual(request, regime)
    if not typed:
        return usual
    instead = f"Instead, this page counts from {day_in_words(usual.day)}."
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        note = (
            f"The address asks for changes since “{shorten(typed, 40)}”, which is not a day in "
            f"the form 2026-10-03. {instead}"
        )
        return FirstDay(usual.day, usual.why, note)
    if asked >= request.day:
        note = f"{day_in_words(asked)} is not before {day_in_words(request.day)}. {instead}"
        return FirstDay(usual.day, usual.why, note)
    if asked < regime.issued_on:
        issued = day_in_words(regime.issued_on)
        return FirstDay(
            regime.issued_on,
            note=f"The {regime} was issued on {issued}. Nothing is counted from before that day.",
        )
    return FirstDay(asked)


def _usual(request: AreaRequest, regime: Regime) -> FirstDay:
    """One's last visit, else two months ago; never before the regime."""
    visited = _last_visit(request)
    day = visited or add_months(request.day, -2)
    if day < regime.issued_on:
        return FirstDay(
            regime.issued_on,
            f"Everything since the {regime} was issued on {day_in_words(regime.issued_on)}.",
        )
    if visited:
        return FirstDay(day, f"Everything since your last visit on {day_in_words(day)}.")
    up_to = day_in_words(request.day)
    return FirstDay(day, f"No earlier visit of yours is known: the two months to {up_to}.")


def _last_visit(request: AreaRequest) -> date | None:
    """The day of the sign-in before this one, as it stood when this one began."""
    kept = request.session.get("last_visit_on")
    visited = date.fromisoformat(kept) if kept else None
    return visited if visited and visited < request.day else None
