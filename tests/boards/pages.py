"""What the tests of the board's pages share: days, addresses, and forms as people send them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from boards.models import Meeting, Seat
from plans import changes as plans
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.pages import body as without_tokens

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7|add:7 }} & \"'"
HOSTILE_SHOWN = (
    "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; "
    "{{ 7|add:7 }} &amp; &quot;&#x27;"
)
JANUARY, FEBRUARY, MARCH, APRIL = (
    date(2026, 1, 7),
    date(2026, 2, 4),
    date(2026, 3, 4),
    date(2026, 4, 1),
)
BOARD, LOG = "/exampleshire/board/", "/exampleshire/log/"


def body(answer: Any) -> str:
    assert answer.status_code in (200, 409), answer.status_code
    return without_tokens(answer)


def page(meets_on: date, step: str = "") -> str:
    return f"{BOARD}meetings/{meets_on}/{f'{step}/' if step else ''}"


def boxes(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def planned(meets_on: date, **typed: str) -> dict[str, str]:
    return {
        **boxes("meets_on", meets_on),
        "starts_at": "2pm",
        "ends_at": "4pm",
        "place": "Town Hall",
        **typed,
    }


def came(meeting: Meeting, seats: dict[str, Seat], **modes: str) -> dict[str, str]:
    answers = {f"mode_{seat.pk}": modes.get(key, "in_person") for key, seat in seats.items()}
    return {"version": str(meeting.version), **answers}


def updates(client: Client, meeting: Meeting, **typed: str) -> dict[str, str]:
    """The form of the log as the page gives it, with some answers typed: `said_L1="Begun."`."""
    form = client.get(page(meeting.meets_on, "updates")).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return {**filled, **typed}


def ask_for_help(place: Place, by: User, on: date) -> str:
    """An action that is off track, and what it asks of the board."""
    action = plans.add_action(
        outcome=plans.add_outcome(area=place.areas[0], statement="Needs are met early", by=by),
        title="Recruit",
        success_criteria="",
        accountable=place.posts["officer"],
        start_on=on,
        due_on=date(2026, 9, 30),
        by=by,
        on=on,
    )
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=on,
        status="off_track",
        happened="Two rounds failed",
        difference="",
        next_step="",
        reason="Nobody applied",
        help_wanted="Agree a market supplement",
    )
    return action.ref
