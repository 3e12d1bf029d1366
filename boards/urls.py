from datetime import date

from django.urls import URLPattern, path, register_converter

from boards.views import meetings

app_name = "boards"


class Day:
    """A day in an address: 2022-12-07."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")

urlpatterns: list[URLPattern] = [
    path("board/meetings/<day:meets_on>/", meetings.meeting, name="meeting"),
]
