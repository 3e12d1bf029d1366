"""Figures in words: "52.3%", "0.13 per 100 pupils", "23 of 44". Pure."""

from decimal import ROUND_HALF_UP, Decimal

from plans.measuring.words import Unit


def rounded(value: Decimal, decimals: int) -> Decimal:
    """As many places as a definition shows, halves away from nought as councils round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def plain(number: Decimal) -> str:
    """1,204.5: no places but those it has."""
    whole = number.to_integral_value()
    return f"{whole:,f}" if whole == number else f"{number.normalize():,f}"


def in_words(value: Decimal, *, unit: str, decimals: int, per: str = "") -> str:
    """A value with its unit, to the places that its definition shows."""
    number = f"{rounded(value, decimals):,f}"
    if unit == Unit.PERCENT:
        return f"{number}%"
    if unit == Unit.POUNDS:
        return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"
    if unit == Unit.RATE:
        return f"{number} per {per}"
    if unit in (Unit.DAYS, Unit.WEEKS):
        return f"{number} {unit if number != '1' else unit[:-1]}"
    return number


def difference_in_words(difference: Decimal, *, unit: str, decimals: int, per: str = "") -> str:
    """How far two values lie apart: percentages lie percentage points apart, not per cent."""
    if unit != Unit.PERCENT:
        return in_words(difference, unit=unit, decimals=decimals, per=per)
    number = f"{rounded(difference, decimals):,f}"
    return f"{number} percentage point{'' if number == '1' else 's'}"
