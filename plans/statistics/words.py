"""Days, numbers and differences as sentences about statistics write them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from plans.statistics.targets import in_points, in_unit

Real = int | float | Decimal | Fraction

Say = Callable[[Real], str]
"""How a measure writes its values, with their unit."""


def in_words(day: date) -> str:
    """9 November 2021"""
    return f"{day.day} {day:%B %Y}"


def shown(number: Real, unit: str = "", *, places: int = 1) -> str:
    """A number with its unit, rounded: "66.7%", "12 weeks"."""
    return in_unit(rounded(number, places), unit)


def change(number: Real, unit: str, *, places: int | None = None) -> str:
    """A change with its sign: "+1.9 percentage points", "−2 weeks". Small ones to two places; with
    `places` exactly so many are written, as of the values that it lies between."""
    step = rounded(number, 2 if places is None else places)
    if places is None and abs(step) >= 10:
        step = rounded(number, 1)
    sign = "+" if step > 0 else "−" if step < 0 else ""
    return f"{sign}{in_points(abs(step), unit, places=places)}"


def without_sign(told: str) -> str:
    """A change as a spreadsheet holds it, which takes a sign for the start of a formula:
    "+1.5 percentage points" is "1.5 percentage points more", "about −5" is "about 5 less"."""
    for sign, side in (("+", "more"), ("−", "less")):
        if sign in told:
            return f"{told.replace(sign, '', 1)} {side}"
    return told


def rounded(number: Real, places: int) -> Decimal:
    """Half away from zero, as a person rounds; 0 never comes as −0."""
    exact = Fraction(str(number)) if isinstance(number, float) else Fraction(number)
    scaled = abs(exact) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(-whole if exact < 0 else whole).scaleb(-places) + 0


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 point, 2 points"""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """M1, M2 and M3"""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
