"""Every page that everybody may read, read as at a past day."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from sendtrack import clock
from sendtrack.accounts.permissions import Role
from tests.architecture.permission_table import AREA_ROUTES, EVERYBODY
from tests.architecture.world import World, signed_in, written
from tests.conftest import NOW

THAT_DAY = NOW.date()
LATER = NOW + timedelta(days=45)
ASKED = f"as-at={THAT_DAY.isoformat()}"

LIVE_BY_NATURE = {
    "plans:evidence-file": "what holds today decides who may have the bytes",
    "plans:outcome": "leads on to the outcome on the page of its area",
    "home:area": "leads on to the page of one's role",
    "home:since": "counts from one's last visit",
}


def page_of(response: HttpResponse) -> str:
    """What the page says, without the frame and without what leads to a day."""
    text = response.content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r'<form method="get" data-today.*?</form>', "", main, flags=re.S)
    main = re.sub(rf'<input type="hidden" name="as-at" value="{THAT_DAY}">', "", main)
    main = main.replace(f"?{ASKED}&amp;", "?").replace(f"&amp;{ASKED}", "")
    return re.sub(rf'\?{ASKED}(?=["#])', "", main).replace('href="?"', 'href=""')


def test_an_adviser_reads_of_a_past_day_what_could_be_read_on_that_day(
    world: World, subtests: pytest.Subtests
) -> None:
    for route in AREA_ROUTES:
        if route.get != EVERYBODY or route.name in LIVE_BY_NATURE:
            continue
        with subtests.test(route.name), transaction.atomic():
            path = world.path(route)
            adviser = world.people[Role.ADVISER]
            with clock.at(clock.end_of(THAT_DAY)):
                then = signed_in(adviser).get(path)
            with clock.at(LATER):
                browser = signed_in(adviser)
                with written() as statements:
                    back = browser.get(f"{path}?{ASKED}")
            assert then.status_code == back.status_code == 200
            if then["Content-Type"].startswith("text/html"):
                assert "As at 11 March 2026." in back.content.decode()
                assert page_of(back) == page_of(then)
            assert not statements
            transaction.set_rollback(True)


def test_nobody_is_offered_a_change_of_the_past(world: World, subtests: pytest.Subtests) -> None:
    own = {reverse("accounts:logout")}
    for route in AREA_ROUTES:
        if route.get != EVERYBODY or route.name in LIVE_BY_NATURE:
            continue
        with subtests.test(route.name), transaction.atomic():
            path = world.path(route)
            for role in (Role.LEAD, Role.CHAIR, Role.PARTNER):
                with clock.at(LATER):
                    page = signed_in(world.people[role]).get(f"{path}?{ASKED}").content.decode()
                forms = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]*)"', page)
                assert set(forms) <= own, role
                assert not re.search(r'<form[^>]*method="post"(?![^>]*action=)', page), role
            transaction.set_rollback(True)
