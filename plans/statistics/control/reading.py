"""A series from JSON, and the full result to JSON, so that anyone can check a chart by hand."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

from plans.statistics.control.chart import Chart, Group, Point
from plans.statistics.control.series import Improvement, Rules, Series, Unreadable, readings_of
from plans.statistics.control.warnings import warnings

NEEDED = ("dates", "values", "improvement")
KEYS = (
    *NEEDED,
    "rebase_dates",
    "baseline_points",
    "target",
    "rules",
    "screen_moving_ranges",
    "withheld",
    "runs_on",
)
BOUNDS = ("lower", "upper", "near_lower", "near_upper")

DIGITS = 300
"""A number with more digits before or after its point than this isn't a measurement."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Json = dict[str, Any]
Item = TypeVar("Item")


def series_from(content: bytes) -> Series:
    """The series in a JSON document. Raises `Unreadable` with a sentence for each fault."""
    found = _document(content)
    for key in found:
        if key not in KEYS:
            raise Unreadable(f"{_shown(key)} isn’t a key of a series: use {_listed(KEYS)}.")
    for key in NEEDED:
        if key not in found:
            raise Unreadable(f"“{key}” is missing.")
    return Series(
        readings=readings_of(
            _list_of(found, "dates", _day),
            _list_of(found, "values", lambda value: None if value is None else _number(value)),
        ),
        improvement=Improvement(_one_of(found, "improvement", [*Improvement])),
        rules=Rules(_one_of({"rules": Rules.MAKING_DATA_COUNT, **found}, "rules", [*Rules])),
        rebase_dates=frozenset(_list_of(found, "rebase_dates", _day)),
        baseline_points=_points(found.get("baseline_points")),
        target=None if found.get("target") is None else _number(found["target"]),
        screen_moving_ranges=_choice(found, "screen_moving_ranges"),
        withheld=frozenset(_list_of(found, "withheld", _day)),
        runs_on=_choice(found, "runs_on") or False,
    )


def asked_as_json(series: Series) -> Json:
    """The series as `series_from` reads it. `withheld` and `runs_on` stand there only where they
    hold."""
    withheld = [day.isoformat() for day in sorted(series.withheld)]
    return {
        "dates": [day.isoformat() for day in series.readings],
        "values": [_float(value) for value in series.readings.values()],
        "rebase_dates": [day.isoformat() for day in sorted(series.rebase_dates)],
        "baseline_points": series.baseline_points,
        "improvement": series.improvement,
        "target": _float(series.target),
        "rules": series.rules,
        **({"withheld": withheld} if withheld else {}),
        **({"runs_on": True} if series.runs_on else {}),
    }


def as_json(chart: Chart) -> Json:
    """The result with its numbers to full precision: the nearest to the exact one that JSON's
    usual readers hold."""
    return {
        "points": [_point(point, group) for group in chart.groups for point in group.points],
        "variation": chart.variation,
        "assurance": chart.assurance,
        "warnings": warnings(chart),
    }


def _point(point: Point, group: Group) -> Json:
    limits, said = group.spread.limits, point.signals
    return {
        "date": point.day.isoformat(),
        "value": _float(point.value),
        "group": point.group,
        "mean": _float(group.spread.mean),
        **{name: _float(getattr(limits, name)) if limits else None for name in BOUNDS},
        "outside": said.outside,
        "trend": said.trend,
        "two_of_three": said.two_of_three,
        "shift": said.shift,
        "label": said.label,
        "kind": point.kind,
    }


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _document(content: bytes) -> Json:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The input isn’t text in UTF-8.") from error
    if not text.strip():
        raise Unreadable("The input is empty: give a series as JSON.")
    try:
        found = json.loads(
            text,
            parse_float=_decimal,
            parse_int=_decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"The input isn’t JSON: line {error.lineno}, column {error.colno} can’t be read."
        ) from error
    except RecursionError as error:
        raise Unreadable("The input isn’t a series: it is nested too deeply.") from error
    if not isinstance(found, dict):
        raise Unreadable("Give one series as a JSON object with its keys.")
    return found


def _decimal(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise Unreadable(f"{written[:20]} is beyond what can be measured.") from error
    if len(written) > DIGITS or (number and abs(number.adjusted()) > DIGITS):
        raise Unreadable(f"{written[:20]} is beyond what can be measured.")
    return number


def _no_number(written: str) -> None:
    raise Unreadable(f"{written} isn’t a number: leave a missing value as null.")


def _once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable(f"{_shown(twice)} stands twice: give each key once.")
    return found


def _list_of(found: Json, key: str, read: Callable[[Any], Item]) -> list[Item]:
    rows = found.get(key, [])
    if not isinstance(rows, list):
        raise Unreadable(f"“{key}” has to be a list.")
    return [read(row) for row in rows]


def _day(written: object) -> date:
    if isinstance(written, str) and _DATE.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise Unreadable(f"{_shown(written)} isn’t a date: write it as 2024-01-31.")


def _number(written: object) -> Fraction:
    if isinstance(written, Decimal):
        return Fraction(written)
    raise Unreadable(f"{_shown(written)} isn’t a number: write 12.5, or null where there is none.")


def _points(written: object) -> int | None:
    if written is None:
        return None
    if isinstance(written, Decimal) and written == written.to_integral_value():
        return int(written)
    raise Unreadable(f"{_shown(written)} isn’t a number of baseline points: write 12 or more.")


def _choice(found: Json, key: str) -> bool | None:
    written = found.get(key)
    if written is None or isinstance(written, bool):
        return written
    raise Unreadable(f"“{key}” is true or false.")


def _one_of(found: Json, key: str, choices: Sequence[str]) -> str:
    if found[key] in choices:
        return str(found[key])
    raise Unreadable(f"“{key}” is {_listed(choices, 'or')}, not {_shown(found[key])}.")


def _shown(written: object) -> str:
    shown = (
        str(written)
        if isinstance(written, Decimal)
        else json.dumps(written, ensure_ascii=False, default=str)
    )
    return shown if len(shown) <= 40 else f"{shown[:40]}…"


def _listed(words: Sequence[str], last: str = "and") -> str:
    *others, final = words
    return f"{', '.join(others)} {last} {final}"
