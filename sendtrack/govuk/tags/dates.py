"""Days and times as people write them. Nothing here asks what day it is: today is handed in."""

from datetime import date, datetime, time

from django import template
from django.utils import timezone

register = template.Library()

When = date | datetime | None


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value: When) -> str:
    """9 November 2021"""
    if not value:
        return ""
    value = _local(value)
    return f"{value.day} {value:%B %Y}"


@register.filter
def short_day(value: When) -> str:
    """9 Nov 2021, for tables"""
    if not value:
        return ""
    value = _local(value)
    return f"{value.day} {value:%b %Y}"


@register.filter
def weekday(value: When) -> str:
    """Tuesday 9 November 2021"""
    return f"{_local(value):%A} {day(value)}" if value else ""


@register.filter
def month(value: When) -> str:
    """November 2021"""
    return f"{_local(value):%B %Y}" if value else ""


@register.filter
def short_month(value: When) -> str:
    """Nov 2021, for tables"""
    return f"{_local(value):%b %Y}" if value else ""


@register.filter
def clock_time(value: datetime | time | None) -> str:
    """9:30am, midday, midnight"""
    if value is None:
        return ""
    local = _local(value) if isinstance(value, datetime) else value
    assert isinstance(local, datetime | time)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    return f"{local.hour % 12 or 12}:{local:%M}{'pm' if local.hour >= 12 else 'am'}"


@register.filter
def moment(value: datetime | None) -> str:
    """9 November 2021 at 9:30am"""
    return f"{day(value)} at {clock_time(value)}" if value else ""


@register.filter
def since(value: When, today: date) -> str:
    """today, yesterday, 12 days ago, in 3 days: `{{ said_on|since:today }}`"""
    if not value:
        return ""
    value = _local(value)
    days = (today - (value.date() if isinstance(value, datetime) else value)).days
    named = {0: "today", 1: "yesterday", -1: "tomorrow"}
    return named.get(days) or (f"{days} days ago" if days > 0 else f"in {-days} days")


@register.simple_tag
def period(start: date, end: date) -> str:
    """1 to 30 November 2021 · 10 November 2021 to 9 January 2022"""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {day(end)}"
    return f"{day(start)} to {day(end)}"
