"""Reading days and times as people type them. Pure: no Django, no clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, time

MONTHS = [name.lower() for name in calendar.month_name]
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class NotADateError(ValueError):
    """What was typed is not a day. `boxes` are the wrong ones, in order, for the error link.

    `sentence` takes the noun of the field: "{noun} must be a real date: there is no 31 September".
    """

    def __init__(self, sentence: str, *boxes: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.boxes = boxes


class NotATimeError(ValueError):
    """What was typed is not a time of day."""


@dataclass(frozen=True, slots=True)
class TypedDate:
    """The three boxes as they were typed, kept so that nobody has to type them again."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: date) -> "TypedDate":
        return cls(str(value.day), str(value.month), str(value.year))

    @property
    def is_blank(self) -> bool:
        return not (self.day.strip() or self.month.strip() or self.year.strip())

    def read(self) -> date:
        """The day that the boxes say; raises NotADateError."""
        boxes = {"day": self.day.strip(), "month": self.month.strip(), "year": self.year.strip()}
        missing = [name for name, typed in boxes.items() if not typed]
        if missing:
            raise NotADateError(f"{{noun}} must include a {' and a '.join(missing)}", *missing)
        year = _year(boxes["year"])
        month = _month(boxes["month"])
        day = _number(boxes["day"])
        if day is None:
            raise NotADateError("{noun} must have a number for the day, like 9", "day")
        if day < 1 or day > calendar.monthrange(year, month)[1]:
            said = f"{day} {calendar.month_name[month]}"
            if (day, month) == (29, 2):
                said = f"{said} {year}"
            raise NotADateError(f"{{noun}} must be a real date: there is no {said}", "day")
        return date(year, month, day)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None


def _month(typed: str) -> int:
    number = _number(typed)
    if number is not None:
        if 1 <= number <= 12:
            return number
        raise NotADateError(f"{{noun}} must be a real date: there is no month {number}", "month")
    word = typed.rstrip(".").lower()
    word = "sep" if word == "sept" else word
    found = [position for position, name in enumerate(MONTHS) if name.startswith(word)]
    if len(word) >= 3 and len(found) == 1:
        return found[0]
    raise NotADateError("{noun} must have a month from 1 to 12, or its name", "month")


def _year(typed: str) -> int:
    number = _number(typed)
    if number is None or len(typed) != 4:
        raise NotADateError("{noun} must have a year with 4 numbers, like 2026", "year")
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        raise NotADateError(
            f"{{noun}} must have a year from {EARLIEST_YEAR} to {LATEST_YEAR}", "year"
        )
    return number


_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>[ap]\.?m\.?)?", re.ASCII)
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def read_time(typed: str) -> time:
    """9:30am, 9.30 am, 14:00, 2pm, midday. A bare hour needs am or pm. Raises NotATimeError."""
    squeezed = "".join(typed.lower().split())
    if squeezed in NAMED_TIMES:
        return NAMED_TIMES[squeezed]
    match = _TIME.fullmatch(squeezed)
    if not match or not (match["minute"] or match["half"]):
        raise NotATimeError(typed)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise NotATimeError(typed)
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise NotATimeError(typed)
    return time(hour, minute)
