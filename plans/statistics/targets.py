"""How far a value is from its target, and how figures are written with their unit."""

from decimal import Decimal

PERCENT = frozenset({"%", "percent", "per cent"})


def shortfall(
    *, baseline: Decimal | None, wanted: Decimal | None, reached: Decimal | None
) -> Decimal | None:
    """How far `reached` stays short of `wanted`, in their unit; zero where it is reached.

    Which way is better follows from baseline and value wanted: from 31 weeks to 20, less is
    better. None where it can't be worked out.
    """
    if baseline is None or wanted is None or reached is None:
        return None
    short = wanted - reached if wanted > baseline else reached - wanted
    return max(short, Decimal(0))


def in_unit(value: Decimal | None, unit: str, *, places: int | None = None) -> str:
    """A value with its unit: "66%", "12 weeks"; empty without a value. With `places` exactly so
    many are written, also where they are noughts."""
    if value is None:
        return ""
    digits = _digits(value) if places is None else f"{value:,.{places}f}"
    if unit.lower() in PERCENT:
        return f"{digits}%"
    return f"{digits} {_one(unit) if abs(value) == 1 else unit}".strip()


def in_points(difference: Decimal, unit: str, *, places: int | None = None) -> str:
    """A difference between two values: "4 percentage points", "2.5 weeks". With `places` exactly so
    many are written."""
    if unit.lower() in PERCENT:
        number = in_unit(difference, "", places=places)
        return f"{number} percentage point{'' if number == '1' else 's'}"
    return in_unit(difference, unit, places=places)


def _one(unit: str) -> str:
    """The singular of a unit that is one word: "week", "family". Others stay as written."""
    if " " in unit or not unit.endswith("s") or unit.endswith("ss"):
        return unit
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit[:-1]


def _digits(value: Decimal) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
