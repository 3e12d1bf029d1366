"""Figures of the plan in templates."""

from decimal import Decimal

from django import template

from plans.models import Target
from plans.statistics.targets import in_unit as write

register = template.Library()


@register.filter
def in_unit(value: Decimal | None, unit: str) -> str:
    """ "66%", "12 weeks", or that there is no figure."""
    return write(value, unit) or "no figure"


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
