"""What stands in addresses beside words and numbers."""

from datetime import date

from django.urls import register_converter


class Day:
    """A day in an address: 2022-12-07."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


DAY = "day"
register_converter(Day, DAY)
