"""What North Somerset's documents tell stands on the days that they tell of."""

from datetime import date

import pytest
from django.test import Client

from plans.models import Regime
from plans.queries.reading import PlanReading, read_plan
from plans.queries.regimes import current_regime
from plans.states import AreaState
from sendtrack import clock
from sendtrack.accounts.changes import grant_access, open_account
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import changes_of
from sendtrack.integrity import differences
from sendtrack.organisations.models import LocalArea
from sendtrack.past import looking_back
from sendtrack.sources.models import Citation


@pytest.fixture
def north_somerset(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="north-somerset")


def regime_as_at(area: LocalArea, day: date) -> Regime | None:
    with looking_back(clock.end_of(day), area):
        return current_regime(area)


def plan_as_at(area: LocalArea, day: date) -> PlanReading:
    with looking_back(clock.end_of(day), area):
        regime = current_regime(area)
        assert regime is not None
        return read_plan(regime, day)


def states(area: LocalArea, day: date) -> dict[str, str]:
    return {each.ref: each.state for each in plan_as_at(area, day).areas}


def test_the_statement_of_action_is_in_force_until_the_notice(north_somerset: LocalArea) -> None:
    kinds = []
    for day in (date(2018, 6, 26), date(2018, 6, 27), date(2021, 11, 8), date(2021, 11, 9)):
        regime = regime_as_at(north_somerset, day)
        kinds.append(regime and regime.kind)
    assert kinds == [None, "written_statement", "written_statement", "improvement_notice"]


def test_the_eight_weaknesses_are_judged_on_the_day_of_the_revisit_letter(
    north_somerset: LocalArea,
) -> None:
    before = states(north_somerset, date(2021, 6, 15))
    after = states(north_somerset, date(2021, 6, 16))
    assert set(before.values()) == {AreaState.FORMAL_MONITORING}
    assert [ref for ref, state in after.items() if state == AreaState.SUFFICIENT_PROGRESS] == [
        "4",
        "7",
    ]


def test_areas_one_and_six_are_stepped_down_by_the_letter_and_not_before(
    north_somerset: LocalArea,
) -> None:
    assert set(states(north_somerset, date(2022, 12, 19)).values()) == {AreaState.FORMAL_MONITORING}
    after = states(north_somerset, date(2022, 12, 20))
    assert [ref for ref, state in after.items() if state == AreaState.STEPPED_DOWN] == ["a", "f"]


def test_actions_appear_with_the_document_that_states_them(north_somerset: LocalArea) -> None:
    for day, some in ((date(2021, 11, 9), False), (date(2023, 2, 24), True)):
        plan = plan_as_at(north_somerset, day)
        assert bool(plan.actions) is some
        cited = Citation.objects.filter(pk__in=[action.citation_id for action in plan.actions])
        assert all(each.document.dated_on <= day for each in cited.select_related("document"))


def test_what_was_loaded_later_is_marked(north_somerset: LocalArea) -> None:
    regime = regime_as_at(north_somerset, date(2022, 12, 20))
    assert regime is not None
    rows = changes_of(regime)
    assert all(row.was_loaded_later for row in rows)
    assert {row.recorded_at for row in rows} == {clock.now()}


def test_no_row_stands_before_what_it_hangs_on(north_somerset: LocalArea) -> None:
    assert [str(each) for each in differences()] == []


def test_the_page_of_the_plan_shows_the_statement_of_action_in_2020(
    north_somerset: LocalArea, system: User, client: Client
) -> None:
    reader = open_account(email="reader@example.org", name="Reader")
    grant_access(
        user=reader,
        area=north_somerset,
        role=Role.OFFICER,
        from_on=clock.today(),
        by=system,
    )
    client.force_login(reader)
    page = client.get("/north-somerset/plan/?as-at=2020-01-31").content.decode()
    assert "As at 31 January 2020." in page
    assert "Written Statement of Action" in page
    assert "Designated medical or clinical officer" in page
    asked = client.get("/north-somerset/plan/?as-at=2017-01-31").content.decode()
    assert "had been recorded by 31 January 2017" in asked
