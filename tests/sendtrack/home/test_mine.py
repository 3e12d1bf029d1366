"""My actions lists everything that waits for somebody's posts, not their actions alone."""

from collections.abc import Callable
from datetime import date, time, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import Meeting
from plans import changes as plans
from plans.models import Action
from sendtrack.accounts.models import User
from tests.conftest import Place

Browse = Callable[[User], Client]


def meeting(place: Place, by: User) -> Meeting:
    body = boards.set_up_board(regime=place.regime, name="Improvement board", by=by)
    held = boards.plan_meeting(
        body=body,
        meets_on=date(2026, 2, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )
    return boards.record_meeting(
        meeting=held, version=held.version, attendance={}, summary="", by=by, on=held.meets_on
    )


def agree(place: Place, held: Meeting, by: User, what: str, due_on: date) -> str:
    return boards.add_log_item(
        meeting=held, what=what, accountable=place.posts["partner"], due_on=due_on, by=by
    ).ref


def raise_risk(place: Place, by: User, event: str, next_review_on: date) -> str:
    return plans.raise_risk(
        regime=place.regime,
        area=None,
        cause="Two posts are vacant",
        event=event,
        effect="Children wait",
        owner=place.posts["partner"],
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=next_review_on,
        by=by,
        on=date(2026, 2, 4),
    ).ref


def test_what_waits_is_always_that_of_today_and_says_so_where_a_past_day_is_asked_for(
    partner: User, browse: Browse
) -> None:
    address = "/exampleshire/actions/mine/"
    browser = browse(partner)
    asked = browser.get(f"{address}?as-at=2026-03-01").content.decode()
    assert "This page always shows what waits for you today." in asked
    assert 'href="/exampleshire/actions/?as-at=2026-03-01"' in asked
    assert "As at 1 March 2026." not in asked
    for later in ("", "?as-at=2026-03-11", "?as-at=2027-01-01", "?as-at=nonsense"):
        assert "always shows" not in browser.get(f"{address}{later}").content.decode()


def mine(place: Place, user: User, browse: Browse) -> str:
    page = browse(user).get(f"/{place.area.slug}/actions/mine/")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_a_partner_sees_the_log_items_and_risk_reviews_of_their_post(
    place: Place, partner: User, officer: User, today: date, browse: Browse
) -> None:
    held = meeting(place, officer)
    agree(place, held, officer, "Share the list", today - timedelta(days=6))
    agree(place, held, officer, "Next summer's plan", today + timedelta(days=60))
    raise_risk(place, officer, "Therapists leave", today - timedelta(days=2))
    raise_risk(place, officer, "Rooms run out", today + timedelta(days=20))

    text = mine(place, partner, browse)

    assert "<h1>1 log item and 1 risk review are due</h1>" in text
    assert "Nothing is waiting for you" not in text
    assert "Share the list" in text
    assert "6 days overdue" in text
    assert "Therapists leave" in text
    assert "2 days overdue" in text
    assert "Next summer" not in text
    assert "Rooms run out" not in text
    assert "A council officer or programme lead records the review." in text
    assert "Share the list" not in mine(place, officer, browse), "it is not the officer's"


def test_the_owner_who_may_not_review_is_told_who_does(
    place: Place, partner: User, officer: User, today: date, browse: Browse
) -> None:
    item = agree(place, meeting(place, officer), officer, "Share the list", today)
    risk = raise_risk(place, officer, "Therapists leave", today - timedelta(days=2))

    told = browse(partner).get(f"/{place.area.slug}/risks/{risk}/").content.decode()
    assert "A council officer or programme lead records its reviews" in told
    assert "The review was due on 9 March 2026" in told
    other = browse(officer).get(f"/{place.area.slug}/risks/{risk}/").content.decode()
    assert "You own this risk" not in other

    told = browse(partner).get(f"/{place.area.slug}/log/{item}/").content.decode()
    assert "recorded at a meeting of the board, by a council officer" in told


def late_action(place: Place, by: User, title: str, post: str = "partner") -> Action:
    outcome = plans.add_outcome(area=place.areas[0], statement="Shorter waits", by=by)
    return plans.add_action(
        outcome=outcome,
        title=title,
        success_criteria="",
        accountable=place.posts[post],
        start_on=date(2026, 1, 5),
        due_on=date(2026, 3, 2),
        by=by,
        on=date(2026, 1, 5),
    )


def test_whoever_owns_slow_work_is_asked_to_say_why_until_they_have(
    place: Place, partner: User, officer: User, today: date, browse: Browse
) -> None:
    action = late_action(place, officer, "Count the list")
    other = late_action(place, officer, "Open the clinic", post="officer")

    text = mine(place, partner, browse)
    assert "<h2>Slow to progress: say why</h2>" in text
    assert "9 days overdue: due on 2 March 2026" in text
    assert f'href="/exampleshire/actions/{action.ref}/slow/"' in text
    assert f"/actions/{other.ref}/slow/" not in text

    plans.answer_slow(
        action=action, why="A post is vacant", change="A stand-in", by=partner, on=today
    )
    assert "Slow to progress: say why" not in mine(place, partner, browse)


def test_the_page_asks_as_many_questions_whatever_waits(
    place: Place, partner: User, officer: User, today: date, browse: Browse
) -> None:
    held = meeting(place, officer)

    def count() -> int:
        client = browse(partner)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/{place.area.slug}/actions/mine/")
        return len(asked)

    agree(place, held, officer, "One", today)
    raise_risk(place, officer, "One", today)
    late_action(place, officer, "One")
    few = count()
    for number in range(5):
        late_action(place, officer, f"Action {number}")
        agree(place, held, officer, f"Item {number}", today)
        raise_risk(place, officer, f"Risk {number}", today)
    assert count() == few
