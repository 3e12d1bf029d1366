"""Days, numbers and differences as sentences about statistics write them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from plans.statistics.targets import in_points, in_unit

Real = int | float | Decimal | Fraction


def in_words(day: date) -> str:
    """9 November 2021"""
    return f"{day.day} {day:%B %Y}"


def shown(number: Real, unit: str = "", *, places: int = 1) -> str:
    """A number with its unit, rounded: "66.7%", "12 weeks"."""
    return in_unit(rounded(number, places), unit)


def change(number: Real, unit: str) -> str:
    """A change with its sign: "+1.9 percentage points", "−2 weeks". Small ones to two places."""
    step = rounded(number, 2)
    step = rounded(number, 1) if abs(step) >= 10 else step
    sign = "+" if step > 0 else "−" if step < 0 else ""
    return f"{sign}{in_points(abs(step), unit)}"


def rounded(number: Real, places: int) -> Decimal:
    """Half away from zero, as a person rounds; 0 never comes as −0."""
    exact = Fraction(str(number)) if isinstance(number, float) else Fraction(number)
    scaled = abs(exact) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(-whole if exact < 0 else whole).scaleb(-places) + 0


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 point, 2 points"""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
