"""Somebody leaves: one page hands over everything that hangs on their posts."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import LogItem
from boards.queries import vacant_loads
from boards.states import AttendanceMode, SeatKind
from plans import changes as plans
from plans.models import Action, Control, Risk
from plans.states import RegimeState
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.history import changes_of
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import Person, Post, PostHolding
from tests.conftest import Place

Browse = Callable[[User], Client]
REASON = "New job in another county"


@pytest.fixture
def desk(browse: Browse, administrator: User) -> Client:
    return browse(administrator)


@pytest.fixture
def leaver(place: Place, officer: User) -> Person:
    """The SEND Commissioner, who has an account, two actions, a risk, a log item and a seat."""
    by, post = officer, place.posts["officer"]
    outcome = plans.add_outcome(area=place.areas[0], statement="Leaders know", by=by)
    for title in ("Ask families", "Write the strategy"):
        plans.add_action(
            outcome=outcome,
            title=title,
            success_criteria="",
            accountable=post,
            start_on=None,
            due_on=date(2026, 6, 30),
            by=by,
            on=date(2026, 3, 1),
        )
    plans.raise_risk(
        regime=place.regime,
        area=place.areas[0],
        cause="Two posts are vacant",
        event="Plans are late",
        effect="Children wait",
        owner=post,
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=by,
        on=date(2026, 3, 4),
    )
    body = boards.set_up_board(regime=place.regime, name="SEND Board", by=by)
    seat = boards.seat(body=body, kind=SeatKind.MEMBER, post=post, by=by)
    meeting = boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )
    meeting = boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={seat: (AttendanceMode.IN_PERSON, "")},
        summary="",
        by=by,
        on=meeting.meets_on,
    )
    boards.add_log_item(
        meeting=meeting, what="Call the ICB", accountable=post, due_on=date(2026, 4, 1), by=by
    )
    return place.people["officer"]


def page_of(person: Person) -> str:
    return f"/exampleshire/people/holders/{person.pk}/leaving/"


def answers(place: Place, **more: Any) -> dict[str, Any]:
    post = place.posts["officer"].pk
    given = {"to_on": "2026-03-31", "reason": REASON, f"after-{post}": "vacant", "ends": "on"}
    return given | {name.replace("POST", str(post)): value for name, value in more.items()}


def holders(post: Post) -> list[tuple[str, date | None]]:
    rows = PostHolding.objects.filter(post=post).order_by("from_on")
    return [(str(row.person), row.to_on) for row in rows]


def test_the_page_lists_whatever_hangs_on_the_posts(desk: Client, leaver: Person) -> None:
    page = desk.get(page_of(leaver)).content.decode()
    for words in (
        "SEND Commissioner, Exampleshire Council",
        "2 open actions, 1 open risk, 1 open control, 1 open log item and 1 seat at the board",
        "Control R1 control 1: Agency staff",
        "Action A1.1 Ask families",
        "Risk R1 Plans are late",
        "Log item L1 Call the ICB",
        "Seat at the SEND Board: member",
        "The right to sign in (council officer) ends that day",
    ):
        assert words in page


def test_no_action_of_a_regime_that_has_ended_waits_for_anybody_and_its_open_risks_do(
    desk: Client, place: Place, leaver: Person, officer: User
) -> None:
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.SUPERSEDED,
        citation=place.areas[0].finding,
        on=date(2026, 3, 11),
        by=officer,
        reason="The revisit",
    )
    page = desk.get(page_of(leaver)).content.decode()
    told = " ".join(page.split())
    assert "1 open risk, 1 open control" in told
    assert "1 open log item and 1 seat at the board" in told
    assert "open action" not in told


def test_a_successor_takes_the_post_and_with_it_all_work(
    desk: Client, place: Place, leaver: Person
) -> None:
    post = place.posts["officer"]
    answer = desk.post(
        page_of(leaver), answers(place, **{"after-POST": "successor", "name-POST": "Alex Green"})
    )
    assert answer.status_code == 302
    assert holders(post) == [("Exampleshire officer", date(2026, 3, 31)), ("Alex Green", None)]
    assert set(Action.objects.values_list("accountable", flat=True)) == {post.pk}


def test_a_post_stays_vacant_and_says_so_to_everybody(
    desk: Client, place: Place, leaver: Person, browse: Browse, chair: User
) -> None:
    desk.post(page_of(leaver), answers(place, to_on="2026-03-10"))
    post = place.posts["officer"]
    assert [load.post for load in vacant_loads(place.area, date(2026, 3, 11))] == [post]
    assert vacant_loads(place.area, date(2026, 3, 10)) == []
    page = browse(chair).get("/exampleshire/people/vacant/").content.decode()
    assert "Action A1.1" in page or "A1.1 Ask families" in page
    assert 'href="/exampleshire/actions/A1.1/"' in page
    assert "Posts are filled by the area administrator" in page
    assert "Appoint somebody" in desk.get("/exampleshire/people/vacant/").content.decode()
    dashboard = browse(chair).get("/exampleshire/dashboard/").content.decode()
    assert "Nobody holds" in dashboard
    assert "SEND Commissioner" in dashboard


def test_all_work_goes_to_another_post_or_single_things_do(
    desk: Client, place: Place, leaver: Person
) -> None:
    lead, dcs = place.posts["lead"], place.posts["dcs"]
    first = Action.objects.get(ref="A1.1")
    chosen = {"after-POST": "elsewhere", "to-POST": lead.pk, f"item-action-{first.pk}": dcs.pk}
    desk.post(page_of(leaver), answers(place, **chosen))
    assert Action.objects.get(ref="A1.1").accountable == dcs
    assert Action.objects.get(ref="A1.2").accountable == lead
    assert Risk.objects.get().owner == lead
    assert Control.objects.get().owner == lead
    assert LogItem.objects.get().accountable == lead


def test_each_thing_changed_gets_one_history_row_with_the_reason(
    desk: Client, place: Place, leaver: Person, administrator: User
) -> None:
    holding = PostHolding.objects.get(person=leaver)
    rows: list[Any] = [*Action.objects.all(), *Risk.objects.all(), *LogItem.objects.all(), holding]
    rows.append(Access.objects.get(person=leaver))
    before = {(type(row), row.pk): changes_of(row).count() for row in rows}
    chosen = {"after-POST": "elsewhere", "to-POST": place.posts["lead"].pk}
    desk.post(page_of(leaver), answers(place, **chosen))
    for row in rows:
        changes = changes_of(row)
        assert changes.count() == before[type(row), row.pk] + 1
        assert changes[0].history_change_reason == REASON
        assert changes[0].history_user == administrator


def test_the_right_to_sign_in_ends_with_the_last_day(
    desk: Client, place: Place, leaver: Person
) -> None:
    desk.post(page_of(leaver), answers(place))
    assert Access.objects.get(person=leaver).to_on == date(2026, 3, 31)


def test_the_right_to_sign_in_may_stay(desk: Client, place: Place, leaver: Person) -> None:
    given = answers(place)
    del given["ends"]
    desk.post(page_of(leaver), given)
    assert Access.objects.get(person=leaver).to_on is None


def test_a_successor_is_invited_in_the_same_role_where_wanted(
    desk: Client, place: Place, leaver: Person
) -> None:
    chosen = {"after-POST": "successor", "name-POST": "Alex Green"}
    chosen["email-POST"] = "alex@exampleshire.example"
    desk.post(page_of(leaver), answers(place, **chosen))
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.from_on) == ("officer", date(2026, 4, 1))
    assert invitation.person == Person.objects.get(name="Alex Green")


def test_nothing_changes_where_one_part_is_refused(
    desk: Client, place: Place, leaver: Person
) -> None:
    chosen = {"after-POST": "elsewhere", "to-POST": place.posts["lead"].pk}
    answer = desk.post(page_of(leaver), answers(place, to_on="2025-01-01", **chosen))
    assert answer.status_code == 200
    assert "Nobody held this post on 1 January 2025." in answer.content.decode()
    assert set(Action.objects.values_list("accountable", flat=True)) == {place.posts["officer"].pk}
    assert Access.objects.get(person=leaver).to_on is None


def test_the_last_administrator_cannot_leave_before_there_is_another(
    desk: Client, place: Place, administrator: User
) -> None:
    person = organisations.add_person(area=place.area, name="Admin", by=administrator)
    organisations.appoint(
        post=place.posts["lead"], person=person, from_on=date(2026, 1, 1), by=administrator
    )
    access = Access.objects.get(user=administrator)
    accounts.change_access(
        access=access,
        version=access.version,
        role=access.role,
        to_on=None,
        person=person,
        by=administrator,
        reason="Also holds a post",
    )
    given = {"to_on": "2026-03-10", "reason": REASON, "ends": "on"}
    given[f"after-{place.posts['lead'].pk}"] = "vacant"
    answer = desk.post(page_of(person), given)
    assert "is the only administrator" in answer.content.decode()
    assert holders(place.posts["lead"])[-1] == ("Admin", None)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reason", "", "Enter the reason"),
        ("after-POST", "", "what becomes of the post SEND Commissioner"),
        ("after-POST", "elsewhere", "the post that takes the work"),
        ("after-POST", "successor", "Choose who takes up the post, or enter a name below"),
        ("to_on", "", "Enter the last day"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(
    desk: Client, place: Place, leaver: Person, field: str, value: str, sentence: str
) -> None:
    answer = desk.post(page_of(leaver), answers(place, **{field: value}))
    assert sentence in answer.content.decode().replace("’", "'")
    assert holders(place.posts["officer"])[-1][1] is None


def test_people_and_posts_of_another_area_cannot_be_named(
    desk: Client, place: Place, elsewhere: Place, leaver: Person, browse: Browse
) -> None:
    assert desk.get(page_of(elsewhere.people["dcs"])).status_code == 404
    stranger = elsewhere.posts["lead"].pk
    answer = desk.post(
        page_of(leaver), answers(place, **{"after-POST": "elsewhere", "to-POST": stranger})
    )
    assert answer.status_code == 200
    answer = desk.post(f"/exampleshire/people/posts/{stranger}/hand-over/", {})
    assert answer.status_code == 404
    assert "Elsewhere" not in desk.get(page_of(leaver)).content.decode()


def test_only_the_administrator_hands_over(browse: Browse, officer: User, leaver: Person) -> None:
    assert browse(officer).get(page_of(leaver)).status_code == 403
    assert browse(officer).post(page_of(leaver)).status_code == 403


def test_the_work_of_a_vacant_post_is_given_away(
    desk: Client, place: Place, leaver: Person
) -> None:
    post, lead = place.posts["officer"], place.posts["lead"]
    path = f"/exampleshire/people/posts/{post.pk}/hand-over/"
    answer = desk.post(path, {"reason": "Nobody applied"})
    assert "Choose a post for everything" in answer.content.decode()
    risk = Risk.objects.get()
    desk.post(path, {"reason": "Nobody applied", f"item-risk-{risk.pk}": lead.pk})
    risk.refresh_from_db()
    assert risk.owner == lead
    assert set(Action.objects.values_list("accountable", flat=True)) == {post.pk}
    desk.post(path, {"reason": "Nobody applied", "to": lead.pk})
    assert set(Action.objects.values_list("accountable", flat=True)) == {lead.pk}


def test_the_page_asks_the_database_as_much_for_many_things_as_for_few(
    desk: Client, place: Place, leaver: Person, officer: User
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            assert desk.get(page_of(leaver)).status_code == 200
        return len(made)

    few = asked()
    outcome = Action.objects.get(ref="A1.1").outcome
    for number in range(12):
        plans.add_action(
            outcome=outcome,
            title=f"Number {number}",
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=None,
            due_on=date(2026, 6, 30),
            by=officer,
            on=date(2026, 3, 1),
        )
    assert asked() == few
