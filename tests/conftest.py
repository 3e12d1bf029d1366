"""Fixtures that every test may use. Records are made through the verbs of `changes.py`."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from plans import changes as plans
from plans.models import AreaOfWeakness, Regime
from plans.states import RegimeKind
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import LocalArea, Organisation, OrganisationKind, Person, Post
from sendtrack.sources import changes as sources
from sendtrack.sources.models import DocumentKind
from tests.standing import commits, standing

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # a busy machine makes values slowly; that is no fault of a test

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
"""The moment at which tests stand unless they move the clock: a Wednesday."""

ISSUED_ON = date(2025, 9, 9)
"""When the Notice of the tests' area was issued: the third report fell due two days ago."""

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def a_fixed_clock() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def files_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where uploads of the test lie: gone with it. Nobody scans them unless the test says so."""
    folder = tmp_path / "files"
    settings.FILES_DIR, settings.SCANNER = str(folder), "none"
    return folder


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def system(db: None) -> User:
    return User.objects.system()


@dataclass
class Place:
    """A local area under a Notice, with its council, health body, posts and areas (a) to (f)."""

    area: LocalArea
    council: Organisation
    icb: Organisation
    dfe: Organisation
    nhse: Organisation
    regime: Regime
    areas: list[AreaOfWeakness]
    people: dict[str, Person]
    posts: dict[str, Post]


def build_exampleshire(by: User) -> Place:
    return build_place(slug="exampleshire", name="Exampleshire", by=by)


POSTS = {
    "chair": ("council", "Executive Member for Children"),
    "chief_executive": ("council", "Chief Executive"),
    "dcs": ("council", "Director of Children's Services"),
    "icb_chief": ("icb", "Chief Executive of the ICB"),
    "officer": ("council", "SEND Commissioner"),
    "lead": ("council", "SEND Programme Lead"),
    "partner": ("icb", "Designated Clinical Officer"),
}


def build_place(*, slug: str, name: str, by: User) -> Place:
    """Open an area of the tests through the product's own verbs."""
    area = organisations.open_area(
        slug=slug, name=name, council_name=f"{name} Council", by=by, is_example=True
    )
    council, icb, dfe, nhse = (
        organisations.add_organisation(area=area, kind=kind, name=words, by=by)
        for kind, words in (
            (OrganisationKind.COUNCIL, f"{name} Council"),
            (OrganisationKind.HEALTH_COMMISSIONER, f"{name} Integrated Care Board"),
            (OrganisationKind.DFE, "Department for Education"),
            (OrganisationKind.NHS_ENGLAND, "NHS England"),
        )
    )
    homes = {"council": council, "icb": icb}
    posts, people = {}, {}
    for key, (home, title) in POSTS.items():
        posts[key] = organisations.add_post(organisation=homes[home], title=title, by=by)
        people[key] = organisations.add_person(area=area, name=f"{name} {key}", by=by)
        organisations.appoint(post=posts[key], person=people[key], from_on=ISSUED_ON, by=by)
    notice = sources.add_document(
        area=area,
        kind=DocumentKind.IMPROVEMENT_NOTICE,
        code="notice",
        title="Improvement Notice",
        issued_by="Department for Education",
        dated_on=ISSUED_ON,
        by=by,
    )
    regime = plans.open_regime(
        area=area,
        kind=RegimeKind.IMPROVEMENT_NOTICE,
        title="Improvement Notice",
        issued_by="Department for Education",
        issued_on=ISSUED_ON,
        addressed_to=council,
        document=notice,
        target_end_on=date(2027, 2, 28),
        report_every_months=2,
        by=by,
    )
    areas = [
        plans.add_area(
            regime=regime,
            ref=ref,
            short_title=f"Weakness {ref}",
            finding=sources.cite(
                document=notice, paragraph=f"Annex 1 {ref}", words=f"Weakness {ref}.", by=by
            ),
            by=by,
        )
        for ref in "abcdef"
    ]
    for organisation, mailbox in ((dfe, "dfe"), (nhse, "nhse")):
        post = organisations.add_post(organisation=organisation, title="SEND Adviser", by=by)
        plans.link_adviser(regime=regime, post=post, email=f"{mailbox}@{slug}.example", by=by)
    return Place(area, council, icb, dfe, nhse, regime, areas, people, posts)


@pytest.fixture(scope="module")
def standing_place(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Place | None]:
    """The area as every test of the module finds it; None where each has to make its own."""
    if commits(request):
        yield None
        return
    with standing(django_db_blocker):
        with django_db_blocker.unblock(), clock.at(NOW):
            made = build_exampleshire(User.objects.system())
        yield made


@pytest.fixture
def place(standing_place: Place | None, system: User) -> Place:
    """The area in which the test happens."""
    return deepcopy(standing_place) if standing_place else build_exampleshire(system)


@pytest.fixture(scope="module")
def standing_seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The records of the real documents, loaded once for the tests of the module."""
    with standing(django_db_blocker):
        with django_db_blocker.unblock(), clock.at(NOW):
            call_command("load_seeds", verbosity=0)
        yield


@pytest.fixture
def seeds(standing_seeds: None, db: None) -> None:
    """The records of the real documents are loaded."""


@pytest.fixture
def elsewhere(system: User) -> Place:
    """Another area, whose people are strangers in the first."""
    return build_place(slug="elsewhere", name="Elsewhere", by=system)


Joins = Callable[..., User]


@pytest.fixture
def joins(system: User) -> Joins:
    """Give somebody an account with a role at a place: `joins(place, Role.CHAIR)`."""

    def join(place: Place, role: Role, *, to_on: date | None = None) -> User:
        email = f"{role.value}@{place.area.slug}.example"
        user = accounts.open_account(email=email, name=f"{role.label}", password=PASSWORD)
        if role == Role.ADVISER and to_on is None:
            to_on = date(2026, 9, 9)
        accounts.grant_access(
            user=user,
            area=place.area,
            role=role,
            person=place.people.get(role.value),
            from_on=ISSUED_ON,
            to_on=to_on,
            by=system,
        )
        return user

    return join


@pytest.fixture
def officer(place: Place, joins: Joins) -> User:
    return joins(place, Role.OFFICER)


@pytest.fixture
def lead(place: Place, joins: Joins) -> User:
    return joins(place, Role.LEAD)


@pytest.fixture
def chair(place: Place, joins: Joins) -> User:
    return joins(place, Role.CHAIR)


@pytest.fixture
def partner(place: Place, joins: Joins) -> User:
    return joins(place, Role.PARTNER)


@pytest.fixture
def adviser(place: Place, joins: Joins) -> User:
    return joins(place, Role.ADVISER)


@pytest.fixture
def administrator(place: Place, joins: Joins) -> User:
    return joins(place, Role.ADMINISTRATOR)


@pytest.fixture
def stranger(elsewhere: Place, joins: Joins) -> User:
    return joins(elsewhere, Role.OFFICER)


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A signed-in browser: `browse(officer).get("/exampleshire/")`."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
