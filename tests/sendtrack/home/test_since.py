"""What has changed names the steps of areas, what has begun and what has become overdue."""

from collections.abc import Callable
from datetime import date

from django.core.management import call_command
from django.test import Client

from plans import changes as plans
from plans.states import Status
from sendtrack.accounts.changes import grant_access
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.models import LocalArea
from tests.conftest import Place

Browse = Callable[[User], Client]


def test_an_area_stepped_down_by_a_letter_is_among_what_has_changed(
    db: None, place: Place, officer: User, browse: Browse
) -> None:
    call_command("load_seeds")
    grant_access(
        user=officer,
        area=LocalArea.objects.get(slug="north-somerset"),
        role=Role.CHAIR,
        from_on=date(2020, 1, 1),
        by=User.objects.system(),
    )
    page = browse(officer).get("/north-somerset/since-last-visit/?since=2022-12-01")
    words = page.content.decode()
    assert "Area (a) stepped down from formal monitoring" in words
    assert "Six-month progress review" in words
    assert "Nothing has changed" not in words


def test_actions_begun_and_newly_overdue_are_among_what_has_changed(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    outcome = plans.add_outcome(area=place.areas[0], statement="Plans are good", by=officer)
    begun, late = (
        plans.add_action(
            outcome=outcome,
            title=title,
            success_criteria="It is done",
            accountable=place.posts["dcs"],
            start_on=date(2026, 1, 1),
            due_on=due_on,
            by=officer,
            on=date(2026, 1, 2),
        )
        for title, due_on in (("Train chairs", date(2026, 9, 1)), ("Hire", date(2026, 3, 2)))
    )
    plans.update_action(
        action=begun,
        version=begun.version,
        by=officer,
        on=today,
        status=Status.ON_TRACK,
        happened="We began",
        difference="",
        next_step="Go on",
        reason="",
        help_wanted="",
    )
    page = browse(officer).get(f"/{place.area.slug}/since-last-visit/?since=2026-02-01")
    words = page.content.decode()
    assert "Actions: 1 begun, 1 newly overdue." in words
    assert f"{late.ref}</span> Hire</a>: due on 2 March 2026" in words
