"""Figures of the plan in templates."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django import template

from plans.models import Action, Measure, Target
from plans.queries.ladder import target_url
from plans.queries.recency import too_early_for
from plans.queries.things import area_url
from plans.statistics.targets import in_unit as write
from plans.tracker.sheets import Cell
from sendtrack.periods import day_in_words, month_of

register = template.Library()

register.simple_tag(area_url)
"""The page of an area, under whichever regime: `{% area_url weakness as url %}`."""


register.simple_tag(target_url)
"""The page of a target, under whichever regime: `{% target_url target %}`."""


register.simple_tag(too_early_for)
"""What evidence can't show of an action: `{% too_early_for piece action as early %}`."""


@register.filter
def in_unit(value: Decimal | None, unit: str) -> str:
    """ "66%", "12 weeks", or that there is no figure."""
    return write(value, unit) or "no figure"


@register.filter
def beside_of(lines: Mapping[int, str], measure: Measure) -> str:
    """What stands beside a measure, in a line; empty where nothing does."""
    return lines.get(measure.pk, "")


@register.filter
def cell(value: Cell) -> str:
    """What stands in a cell, or that nothing does."""
    return day_in_words(value) if isinstance(value, date) else str(value or "nothing")


@register.filter
def silence(action: Action, on: date) -> str:
    """ "No update since 1 September 2026, 82 days": of an action that had its last update
    before last month began, so that a whole round passed it by. Empty where none was ever given.
    """
    last = action.last_update_on
    if last is None or last >= month_of(month_of(on).start - timedelta(days=1)).start:
        return ""
    return f"No update since {day_in_words(last)}, {(on - last).days} days"


@register.filter
def missing_figures(target: Target) -> str:
    """What a target lacks to be measurable: "unit and baseline"."""
    lacks = [
        word
        for word, there in (
            ("unit", bool(target.unit)),
            ("baseline", target.baseline is not None),
            ("value to reach", target.value is not None),
        )
        if not there
    ]
    *some, last = lacks
    return f"{', '.join(some)} and {last} are" if some else f"{last} is"
