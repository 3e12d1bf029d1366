"""Journeys through the real application in real Chromium, on the example area."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client, override_settings
from playwright.sync_api import Browser, sync_playwright

from plans.models import Evidence, Measure, TellsOf
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.demo.accounts import AREA
from tests.journeys.databases import Databases
from tests.journeys.pages import Reached, walk
from tests.journeys.server import Server
from tests.journeys.story import Letters, address_of, mail_server, tell
from tests.journeys.visitor import Visitor

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""When every journey happens: a Tuesday. The example area's story ends on the day."""

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", metavar="FOLDER", help="take only the screenshots, into FOLDER/screenshots"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --screenshots nothing else is run."""
    if config.getoption("--screenshots", default=None):
        items[:] = [item for item in items if item.path.name == "test_screenshots.py"]


@pytest.fixture(scope="session")
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where pictures of pages go: `build` unless the option says where."""
    asked = pytestconfig.getoption("--screenshots", default=None) or "build"
    folder = Path(settings.BASE_DIR) / asked / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def a_fixed_clock() -> Iterator[None]:
    with clock.at(MOMENT):
        yield


@pytest.fixture(autouse=True)
def files_folder() -> Path:
    """Where the files of the story were kept when it was told: a file is never changed."""
    return Path(settings.FILES_DIR)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys. Nothing is told of it to tests elsewhere."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is not installed here: make setup"
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django refuses to use a database.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield chromium
        chromium.close()


def _tell() -> None:
    """Both data sets, as the commands write them; passwords are hashed cheaply in tests."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.at(MOMENT), override_settings(PASSWORD_HASHERS=hashers):
        tell()


@pytest.fixture(scope="package")
def post_office() -> Iterator[Letters]:
    with mail_server() as letters:
        yield letters


@pytest.fixture
def letters(post_office: Letters) -> Letters:
    """The mail that leaves during the journey."""
    post_office.kept.clear()
    return post_office


@pytest.fixture(scope="package")
def story(
    post_office: Letters, django_db_blocker: Any, django_db_keepdb: bool, django_db_createdb: bool
) -> Iterator[Databases]:
    """With --reuse-db the story is told once and kept; --create-db tells it anew."""
    databases = Databases()
    holding = databases.holding(_tell, keep=django_db_keepdb, anew=django_db_createdb)
    with django_db_blocker.unblock(), holding:
        yield databases


@pytest.fixture(scope="package")
def server(browser: Browser, story: Databases) -> Iterator[Server]:
    running = Server(MOMENT)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def site(server: Server, story: Databases) -> Iterator[Server]:
    """The running application on a copy of the story that is this journey's own."""
    with story.copied():
        yield server
    server.moment = MOMENT


@pytest.fixture
def client_of(site: Server) -> Callable[[str], Client]:
    """The same person without a browser, to look at many pages quickly: `client_of("officer")`."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=address_of(who)))
        return client

    return signed_in


DEEPER = [
    "log/L1/",
    "actions/B2.4/",
    "actions/E1.3/",
    "plan/outcomes/A1/targets/24/",
    "plan/outcomes/D1/targets/6/",
    "reports/2026-11-23/",
    "search/?q=therapy",
]
"""A closed item, a complete action and one to which others contribute, a target to come and one
that a measure counts, a report that waits and what a search finds: two links of a kind miss them.
"""


OF_NO_TARGET = "annual-reviews-overdue"
"""A measure with points of a trajectory that are no targets of the plan."""


def unlike_the_others() -> list[str]:
    """Addresses of pages that show what two links of a kind miss."""
    asked = Measure.objects.filter(
        Q(waivers__isnull=False) | Q(rebases__isnull=False) | Q(library_key=OF_NO_TARGET),
        local_area__slug=AREA,
    ).distinct()
    stories = Evidence.objects.filter(tells_of=TellsOf.ONE, local_area__slug=AREA)
    found = [f"measures/{each.ref}/" for each in asked]
    found += [f"evidence/{each.ref}/" for each in stories]
    return [f"/{AREA}/{path}" for path in (*DEEPER, *found)]


@pytest.fixture(scope="package")
def walked() -> dict[str, Reached]:
    return {}


@pytest.fixture
def reach(
    client_of: Callable[[str], Client], walked: dict[str, Reached]
) -> Callable[[str], Reached]:
    """What somebody reaches by following links: `reach("officer")`. Walked once."""

    def reached_by(who: str) -> Reached:
        if who not in walked:
            deeper = [] if who == "stranger" else unlike_the_others()
            walked[who] = walk(client_of(who), "/", *deeper)
        return walked[who]

    return reached_by


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


PageOf = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, site: Server) -> Iterator[Callable[..., Visitor]]:
    """A browser where nobody is signed in: `visit(javascript=False, width=360)`."""
    opened: list[Visitor] = []

    def open_browser(**options: Any) -> Visitor:
        opened.append(Visitor(browser, site.origin, **options))
        return opened[-1]

    yield open_browser
    for visitor in opened:
        visitor.leaves()


@pytest.fixture
def page_of(visit: Callable[..., Visitor], client_of: Callable[[str], Client]) -> PageOf:
    """A browser on the page where somebody lands: `page_of("officer", javascript=False)`.

    Their session is put into it, which is quicker than the form; `visit` is for journeys that
    begin with signing in.
    """

    def sign_in(who: str, **options: Any) -> Visitor:
        visitor = visit(**options)
        visitor.has_session(client_of(who).cookies[settings.SESSION_COOKIE_NAME].value)
        visitor.opens("/")
        visitor.interactions = 0
        return visitor

    return sign_in
