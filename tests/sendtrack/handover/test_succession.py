"""A clinical commissioning group becomes an integrated care board: work goes along, names stay."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import Seat
from boards.states import SeatKind
from plans import changes as plans
from plans.models import Action, ContributionRequest, Evidence, Issue
from plans.states import Classification, EvidenceKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import Organisation, Post, PostHolding
from sendtrack.past import looking_back
from tests.conftest import Place
from tests.plans.measures.conftest import add as add_measure
from tests.plans.pages import body as read

NEW = "Wold Integrated Care Board"
ANSWERS = {
    "name": NEW,
    "short_name": "Wold ICB",
    "from_on": "2026-03-02",
    "source": "The Order of 1 February 2026",
}


@pytest.fixture
def desk(browse: Callable[[User], Client], administrator: User) -> Client:
    return browse(administrator)


@pytest.fixture
def action(place: Place, system: User) -> Action:
    """Agreed in January, when the old board was still there."""
    with clock.at(datetime(2026, 1, 12, 10, tzinfo=UTC)):
        outcome = plans.add_outcome(area=place.areas[1], statement="Shorter waits", by=system)
        return plans.add_action(
            outcome=outcome,
            title="Fund agency cover",
            success_criteria="",
            accountable=place.posts["partner"],
            start_on=None,
            due_on=date(2026, 6, 30),
            by=system,
            on=date(2026, 1, 12),
        )


@pytest.fixture
def seat(place: Place, system: User) -> Seat:
    body = boards.set_up_board(regime=place.regime, name="Board", by=system)
    return boards.seat(body=body, kind=SeatKind.HEALTH, post=place.posts["icb_chief"], by=system)


def record(desk: Client, place: Place, **more: Any) -> Any:
    path = f"/exampleshire/people/organisations/{place.icb.pk}/succeeded/"
    return desk.post(path, ANSWERS | more)


def test_work_people_and_seats_go_along_with_the_posts(
    desk: Client, place: Place, action: Action, seat: Seat
) -> None:
    assert record(desk, place).status_code == 302
    new = Organisation.objects.get(name=NEW)
    assert (new.succeeds, new.from_on, new.kind) == (place.icb, date(2026, 3, 2), place.icb.kind)
    action.refresh_from_db()
    assert action.accountable is not None
    assert action.accountable.organisation == new
    assert action.accountable.succeeds == place.posts["partner"]
    holdings = PostHolding.objects.filter(person=place.people["partner"]).order_by("from_on")
    assert [(held.post.organisation, held.to_on) for held in holdings] == [
        (place.icb, date(2026, 3, 1)),
        (new, None),
    ]
    seats = Seat.objects.order_by("pk")
    assert [(each.post.organisation, each.from_on, each.to_on) for each in seats] == [
        (place.icb, None, date(2026, 3, 1)),
        (new, date(2026, 3, 2), None),
    ]


def test_measures_are_answered_for_and_supplied_by_the_body_that_came_after(
    desk: Client, place: Place, partner: User, system: User, today: date, browse: Any
) -> None:
    both = add_measure(place, system, today, owner=place.posts["partner"])
    supplied = add_measure(place, system, today, name="Plans in time")
    owned = add_measure(
        place, system, today, name="Reviews", owner=place.posts["partner"], supplier=place.council
    )
    enter = "/exampleshire/measures/M1/figures/2026-01-31/"
    assert browse(partner).get(enter).status_code == 200
    record(desk, place)
    new = Organisation.objects.get(name=NEW)
    for row in (both, supplied, owned):
        row.refresh_from_db()
        assert changes_of(row).count() == 2, "one row of history for what changed in it"
    assert [row.supplier for row in (both, supplied, owned)] == [new, new, place.council]
    assert [row.owner.organisation for row in (both, supplied, owned)] == [new, place.council, new]
    assert browse(partner).get(enter).status_code == 200


def test_history_and_past_readings_keep_the_old_name(
    desk: Client, place: Place, action: Action, seat: Seat
) -> None:
    with clock.at(datetime(2026, 4, 2, 10, tzinfo=UTC)):
        assert record(desk, place, from_on="2026-04-01").status_code == 302
        with looking_back(clock.end_of(date(2026, 3, 20)), place.area):
            then = Action.objects.select_related("accountable__organisation").get()
            assert then.accountable is not None
            assert then.accountable.organisation.name == place.icb.name
            assert not Organisation.objects.filter(name=NEW).exists()
        listed = desk.get("/exampleshire/plan/?as-at=2026-03-20").content.decode()
        now = desk.get("/exampleshire/plan/").content.decode()
    assert "Wold ICB" in now
    assert "Wold ICB" not in listed
    assert Organisation.objects.get(pk=place.icb.pk).name == place.icb.name


def test_each_row_that_changed_has_one_history_row_that_cites_the_source(
    desk: Client, place: Place, action: Action, seat: Seat, administrator: User
) -> None:
    rows: list[Any] = [action, seat, place.icb]
    rows += list(PostHolding.objects.filter(post__organisation=place.icb))
    before = [changes_of(row).count() for row in rows]
    record(desk, place)
    for row, many in zip(rows, before, strict=True):
        changes = changes_of(row)
        assert changes.count() == many + 1
        assert "The Order of 1 February 2026" in changes[0].history_change_reason
        assert changes[0].history_user == administrator


def test_what_is_complete_stays_with_the_old_post(
    desk: Client, place: Place, action: Action, system: User
) -> None:
    plans.add_evidence(
        area=action.area,
        action=action,
        kind=EvidenceKind.DATA,
        title="Waiting list",
        shows="Waits are shorter",
        dated_on=date(2026, 1, 31),
        organisation=None,
        kept_at="The shared drive",
        by=system,
    )
    plans.update_action(
        action=action,
        version=action.version,
        by=system,
        on=date(2026, 2, 1),
        status="complete",
        happened="Done",
        difference="Families wait less",
        next_step="",
        reason="",
        help_wanted="",
    )
    record(desk, place)
    action.refresh_from_db()
    assert action.accountable == place.posts["partner"]


def test_an_organisation_is_renamed_in_the_same_way_and_the_page_says_so(
    desk: Client, place: Place
) -> None:
    record(desk, place)
    page = desk.get("/exampleshire/people/posts/").content.decode()
    assert "Took the place of Exampleshire Integrated Care Board on 2 March 2026." in page
    assert "Ended on 1 March 2026. Wold Integrated Care Board took its place" in page
    new = Post.objects.get(title="Designated Clinical Officer", organisation__name=NEW)
    assert f"/exampleshire/people/posts/{new.pk}/appoint/" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"from_on": "2026-03-12"}, "Record this on 12 March 2026 or later"),
        ({"from_on": "2025-09-09"}, "took up the post"),
        ({"name": "exampleshire council"}, "in the list already"),
        ({"source": ""}, "Enter where this is laid down"),
        ({"name": ""}, "Enter the successor’s name"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    desk: Client, place: Place, action: Action, changed: dict[str, str], sentence: str
) -> None:
    answer = record(desk, place, **changed)
    assert sentence in answer.content.decode()
    assert not Organisation.objects.filter(succeeds=place.icb).exists()
    action.refresh_from_db()
    assert action.accountable == place.posts["partner"]


def test_a_body_is_succeeded_once(desk: Client, place: Place) -> None:
    record(desk, place)
    answer = record(desk, place, name="Another board")
    assert "Exampleshire Integrated Care Board ended on 1 March 2026." in answer.content.decode()


def test_a_body_of_another_area_is_not_found(desk: Client, elsewhere: Place) -> None:
    path = f"/exampleshire/people/organisations/{elsewhere.icb.pk}/succeeded/"
    assert desk.get(path).status_code == 404
    assert desk.post(path, ANSWERS).status_code == 404


def test_a_post_that_serves_several_areas_says_what_part_is_here(
    desk: Client, place: Place
) -> None:
    answers = {
        "organisation": place.icb.pk,
        "title": "DCO",
        "covers": "A third of a full-time post",
    }
    desk.post("/exampleshire/people/posts/add/", answers)
    assert "A third of a full-time post" in desk.get("/exampleshire/people/posts/").content.decode()


def asks(place: Place, by: User, what: str = "Two therapists") -> ContributionRequest:
    return plans.ask_contribution(
        regime=place.regime,
        organisation=place.icb,
        what=what,
        due_on=date(2026, 5, 1),
        asked_at="",
        by=by,
        on=date(2026, 3, 1),
    )


def happened(place: Place, by: User) -> Issue:
    risk = plans.raise_risk(
        regime=place.regime,
        area=place.areas[1],
        cause="Therapists leave",
        event="Posts are vacant",
        effect="Children wait",
        owner=place.posts["partner"],
        controls="",
        likelihood_before=4,
        impact_before=4,
        likelihood=4,
        impact=4,
        next_review_on=date(2026, 3, 30),
        by=by,
        on=date(2026, 3, 1),
    )
    return plans.turn_into_issue(
        risk=risk,
        version=risk.version,
        what="Three posts are vacant",
        happened_on=date(2026, 3, 1),
        severity=4,
        priority="now",
        plan="Agency cover",
        owner=place.posts["partner"],
        due_on=date(2026, 5, 1),
        by=by,
        on=date(2026, 3, 1),
    )


def proof(place: Place, by: User, title: str = "Waiting list", **more: Any) -> Evidence:
    return plans.add_evidence(
        area=place.areas[1],
        action=None,
        kind=EvidenceKind.DATA,
        title=title,
        shows="Waits are shorter",
        dated_on=date(2026, 1, 31),
        organisation=None,
        kept_at="The shared drive",
        owner=place.posts["partner"],
        by=by,
        **more,
    )


def test_issues_evidence_and_what_was_asked_go_along(
    desk: Client, place: Place, system: User
) -> None:
    rows: list[Any] = [happened(place, system), proof(place, system), asks(place, system)]
    page = desk.get(f"/exampleshire/people/organisations/{place.icb.pk}/succeeded/")
    said = " ".join(page.content.decode().split())
    assert "Designated Clinical Officer: 1 open issue and 1 piece of evidence" in said
    assert "Request 1</a>: Two therapists" in said
    before = [changes_of(row).count() for row in rows]
    record(desk, place)
    new = Organisation.objects.get(name=NEW)
    issue, evidence, request = rows
    for row in rows:
        row.refresh_from_db()
    assert issue.owner.organisation == evidence.owner.organisation == request.organisation == new
    assert [changes_of(row).count() for row in rows] == [many + 1 for many in before]


def test_a_settled_request_stays_with_the_old_body(
    desk: Client, place: Place, system: User
) -> None:
    asked = asks(place, system)
    plans.settle_contribution(
        request=asked,
        version=asked.version,
        because="It came",
        by=system,
        on=date(2026, 3, 1),
    )
    record(desk, place)
    asked.refresh_from_db()
    assert asked.organisation == place.icb


def test_restricted_evidence_changes_hands_and_keeps_its_title_inside(
    desk: Client, place: Place, system: User, partner: User, lead: User, browse: Any
) -> None:
    made = proof(
        place, system, title="Names of two children", classification=Classification.RESTRICTED
    )
    path = f"/exampleshire/people/posts/{place.posts['partner'].pk}/hand-over/"
    page = desk.get(path).content.decode()
    assert f"Restricted evidence {made.ref}" in page
    assert "Names of two children" not in page
    organisations.vacate(
        post=place.posts["partner"], to_on=date(2026, 3, 10), by=system, reason="Left"
    )
    vacant = "/exampleshire/people/vacant/"
    assert made.ref not in read(browse(partner).get(vacant))
    assert made.ref in read(browse(lead).get(vacant))


def test_the_pages_ask_as_often_for_much_work_as_for_little(
    desk: Client, place: Place, system: User
) -> None:
    organisations.vacate(
        post=place.posts["partner"], to_on=date(2026, 3, 10), by=system, reason="Left"
    )
    happened(place, system)
    proof(place, system)
    asks(place, system)
    pages = (
        f"/exampleshire/people/organisations/{place.icb.pk}/succeeded/",
        "/exampleshire/people/vacant/",
    )
    few = [queries(desk, page) for page in pages]
    for number in range(12):
        proof(place, system, title=f"Waiting list {number}")
        asks(place, system, what=f"Therapist {number}")
        happened(place, system)
    assert [queries(desk, page) for page in pages] == few


def queries(desk: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(page).status_code == 200
    return len(asked)
