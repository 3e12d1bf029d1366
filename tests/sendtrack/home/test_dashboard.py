"""The chair's dashboard says in words where the Notice is and leads to every evidence."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes as plans
from plans.models import Action
from plans.queries.readers import published
from plans.states import Status
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.home.dashboard import board_dashboard
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import LocalArea
from tests.conftest import Place

Browse = Callable[[User], Client]


def add_actions(place: Place, by: User, on: date, many: int) -> list[Action]:
    outcome = plans.add_outcome(area=place.areas[0], statement="Needs are met early", by=by)
    return [
        plans.add_action(
            outcome=outcome,
            title=f"Action number {number}",
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=on - timedelta(days=40),
            due_on=on + timedelta(days=40),
            by=by,
            on=on,
        )
        for number in range(many)
    ]


def trouble(action: Action, by: User, on: date) -> None:
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=on,
        status=Status.OFF_TRACK,
        happened="Two rounds of recruitment failed",
        difference="",
        next_step="Ask the board",
        reason="Nobody applied",
        help_wanted="Agree a market supplement",
    )


def dashboard(place: Place, user: User, browse: Browse) -> str:
    page = browse(user).get(f"/{place.area.slug}/dashboard/")
    assert page.status_code == 200
    return page.content.decode()


def test_the_top_line_counts_the_days_of_the_notice(
    place: Place, chair: User, browse: Browse
) -> None:
    page = dashboard(place, chair, browse)
    assert (
        "183 days into the Notice, 354 days to the day by which its actions should be delivered. "
        in (page)
    )
    assert "So far no move is recorded." in page


def test_the_first_day_of_the_notice_is_one_day(place: Place) -> None:
    first = place.regime.issued_on + timedelta(days=1)
    board = board_dashboard(place.regime, first, published(first))
    assert board.headline.startswith("1 day into the Notice,")


def test_what_only_the_board_can_unblock_comes_first_with_the_ask(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    [action] = add_actions(place, officer, today, 1)
    trouble(action, officer, today)
    page = dashboard(place, chair, browse)
    assert "Agree a market supplement" in page
    assert page.index("Agree a market supplement") < page.index("The areas of weakness")
    assert "Help wanted" in page
    assert "Action due" in page
    assert "So far: 1 worsened." in page


def test_a_long_list_of_moves_names_some_and_leads_to_all(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    for action in add_actions(place, officer, today, 15):
        trouble(action, officer, today)
    page = dashboard(place, chair, browse)
    since = f"/{place.area.slug}/since-last-visit/?since={place.regime.issued_on}"
    assert f'<a href="{since}">and 11 more</a>' in page
    assert f'<a href="{since}">3 more, and everything else that changed</a>' in page
    everything = browse(chair).get(since).content.decode()
    assert all(f"Action number {number}" in everything for number in range(15))


def test_an_outcome_that_missed_its_target_is_named_once_among_what_is_slow(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    actions = add_actions(place, officer, today, 3)
    target = plans.set_target(
        outcome=actions[0].outcome,
        horizon_months=3,
        statement="Plans issued within 20 weeks",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(60),
        by=officer,
    )
    plans.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(48),
        on=today,
        source="SEN2",
        by=officer,
    )
    page = dashboard(place, chair, browse)
    said = "The 3-month target was missed by 12 percentage points: Plans issued within 20 weeks"
    assert page.count(said) == 1
    assert f'href="/{place.area.slug}/plan/outcomes/A1/targets/3/' in page


def test_markup_in_what_an_officer_wrote_is_shown_as_text(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    [action] = add_actions(place, officer, today, 1)
    plans.update_action(
        action=action,
        version=action.version,
        by=officer,
        on=today,
        status=Status.AT_RISK,
        happened="<b>bold</b>",
        difference="",
        next_step="",
        reason="<script>alert(1)</script>",
        help_wanted="<img src=x onerror=alert(1)>",
    )
    page = dashboard(place, chair, browse)
    assert "<script>alert(1)" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_an_area_without_a_regime_says_so(
    place: Place, chair: User, browse: Browse, system: User
) -> None:
    empty: LocalArea = organisations.open_area(
        slug="newshire", name="Newshire", council_name="Newshire Council", by=system
    )
    accounts.grant_access(
        user=chair, area=empty, role=Role.CHAIR, from_on=place.regime.issued_on, by=system
    )
    page = browse(chair).get("/newshire/dashboard/").content.decode()
    assert "No regime is in force in Newshire" in page


def test_the_dashboard_asks_as_many_questions_of_ten_actions_as_of_seventy(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    def count() -> int:
        client = browse(chair)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{place.area.slug}/dashboard/").status_code == 200
        return len(queries)

    for action in add_actions(place, officer, today, 10):
        trouble(action, officer, today)
    few = count()
    for action in add_actions(place, officer, today, 60):
        trouble(action, officer, today)
    assert count() == few


def test_a_missed_target_is_counted_as_missed(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    outcome = plans.add_outcome(area=place.areas[0], statement="Needs are met early", by=officer)
    target = plans.set_target(
        outcome=outcome,
        horizon_months=3,
        statement="Schools that use the guide",
        unit="schools",
        baseline=Decimal(10),
        value=Decimal(30),
        by=officer,
    )
    plans.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(25),
        on=today,
        source="School return",
        by=officer,
    )
    assert "1 missed" in dashboard(place, chair, browse)


def test_each_area_counts_its_evidence_and_leads_to_it(
    place: Place, chair: User, lead: User, today: date, browse: Browse
) -> None:
    weakness = place.areas[0]
    plans.add_evidence(
        area=weakness,
        action=None,
        kind="practice",
        title="Audit of plans",
        shows="Nine of ten plans name the needs",
        dated_on=today,
        organisation=None,
        kept_at="Council file 12",
        by=lead,
    )
    page = dashboard(place, chair, browse)
    assert f'/plan/areas/{weakness.ref}/#evidence">1 piece</a>' in page


def test_a_long_register_is_cut_on_paper_alone(
    place: Place, chair: User, officer: User, today: date, browse: Browse
) -> None:
    for number in range(8):
        plans.raise_risk(
            regime=place.regime,
            area=None,
            cause="Two posts are vacant",
            event=f"Risk number {number}",
            effect="Children wait",
            owner=place.posts["dcs"],
            controls="Agency staff",
            likelihood_before=4,
            impact_before=4,
            likelihood=3,
            impact=4,
            next_review_on=today + timedelta(days=30),
            by=officer,
            on=today,
        )
    page = dashboard(place, chair, browse)
    assert all(f"Risk number {number}" in page for number in range(8))
    register = page[page.index('id="risks"') : page.index('id="duties"')]
    assert register.count('class="app-screen-only"') == 2
    assert '<p class="app-paper-only">and 2 more in the risk register</p>' in register
