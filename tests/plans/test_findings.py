"""Finding by finding: whether it has been addressed, by what, what shows it, and who judged it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Target
from plans.policies.shape import Homes, Part
from plans.queries.findings import Finding, findings
from plans.queries.lacks import Addressed
from plans.states import Classification, EvidenceKind, RegimeKind, Status
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.conftest import Joins, Place
from tests.plans.conftest import Plan
from tests.plans.pages import HOSTILE, SHOWN, Browse, body

PAGE = "/exampleshire/regimes/improvement-notice-2025/findings/"
TODAY = date(2026, 3, 11)


def found(place: Place, ref: str = "a", *, on: date = TODAY) -> Finding:
    rows = findings(place.regime, on, may_see_restricted=False)
    return next(row for row in rows if row.area.ref == ref)


def test_a_finding_that_nobody_has_worked_on_says_that_nothing_is_recorded(place: Place) -> None:
    row = found(place)
    assert row.addressed == Addressed.NOTHING
    assert row.lacks == (
        "Nobody outside has judged it as addressed",
        "No action is recorded",
        "No evidence of impact is recorded",
        "No measurable target is set",
    )


def test_what_is_lacking_is_told_with_its_references(
    place: Place, plan: Plan, target: Target, officer: User
) -> None:
    plan.outcomes["a"] = target.outcome
    plan.say(plan.action("Write the strategy"), on=date(2026, 2, 4))
    done = plan.say(plan.action("Ask families"), Status.COMPLETE, on=date(2026, 2, 4))
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(62),
        words="",
        source="Report to the board",
        on=date(2026, 3, 9),
        by=officer,
    )
    row = found(place)
    assert row.addressed == Addressed.UNDER_WAY
    assert [action.ref for action in row.complete] == [done.ref]
    assert row.lacks == (
        "Nobody outside has judged it as addressed",
        "1 action is not complete: A1.1",
        "Complete, but no impact is shown: A1.2",
        "Evidence of one kind only: data",
        "A1 at 6 months is missed by 4 percentage points",
    )


def test_a_letter_that_steps_an_area_down_is_who_judged_it_and_on_which_day(
    place: Place, officer: User, browse: Browse
) -> None:
    changes.step_down_area(
        area=place.areas[0], authority=place.areas[1].finding, by=officer, on=date(2026, 3, 4)
    )
    row = found(place)
    assert row.addressed == Addressed.JUDGED
    assert "Stepped down from formal monitoring, 4 March 2026" in row.judgements[0].words
    page = body(browse(officer).get(PAGE))
    assert "1 judged as addressed, 5 with nothing recorded" in page
    assert "4 March 2026: Department for Education" in page


def test_a_finding_goes_on_where_its_area_was_split_or_carried_over(
    place: Place, plan: Plan, officer: User, browse: Browse
) -> None:
    area, action = place.areas[0], plan.action("Write the strategy")
    plan.proves(action)
    changes.split_area(
        area=area,
        version=area.version,
        parts=[Part("g", "Waits"), Part("h", "Quality")],
        homes=Homes(
            outcomes=dict.fromkeys(area.outcomes.values_list("pk", flat=True), "h"), rest="g"
        ),
        reason="Two services answer for it",
        by=officer,
        on=clock.today(),
    )
    rows = findings(place.regime, TODAY, may_see_restricted=False)
    assert [row.area.ref for row in rows] == list("abcdef"), (
        "its parts are no findings of their own"
    )
    assert [each.ref for each in rows[0].now] == ["g", "h"]
    assert [each.ref for each in rows[0].actions] == [action.ref]
    assert len(rows[0].evidence) == 1
    later = changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        by=officer,
    )
    changes.add_area(
        regime=later,
        ref="1",
        short_title="Carried on",
        finding=area.finding,
        derived_from=[rows[0].now[1]],
        by=officer,
    )
    page = body(browse(officer).get(PAGE))
    assert "Accelerated Progress Plan, area (1) Carried on" in page


def test_impact_that_is_shown_waits_only_for_a_judgement(
    place: Place, plan: Plan, target: Target, officer: User
) -> None:
    plan.outcomes["a"] = target.outcome
    action = plan.say(plan.action("Write the strategy"), Status.COMPLETE, on=date(2026, 2, 4))
    plan.proves(action, EvidenceKind.PRACTICE, on=date(2026, 2, 5))
    changes.update_impact(
        action=action,
        version=action.version,
        impact="evidenced",
        difference="Families wait less",
        impact_expected_on=None,
        by=officer,
        on=date(2026, 3, 10),
    )
    changes.record_result(
        target=target,
        version=target.version,
        result="met",
        value=Decimal(66),
        words="",
        source="Report to the board",
        on=date(2026, 3, 9),
        by=officer,
    )
    row = found(place)
    assert row.lacks == ("Nobody outside has judged it as addressed",)
    assert row.addressed == Addressed.SHOWN
    assert [rung.state for rung in row.met] == ["met"]


def test_restricted_evidence_is_told_only_to_those_who_may_know_of_it(
    place: Place, officer: User, joins: Joins, browse: Browse
) -> None:
    changes.add_evidence(
        area=place.areas[0],
        action=None,
        kind="data",
        title="Complaints of families",
        shows="Three families complained.",
        dated_on=date(2026, 3, 1),
        organisation=None,
        kept_at="Shared folder",
        classification=Classification.RESTRICTED,
        by=officer,
    )
    assert found(place).evidence == ()
    assert "Three families complained." in body(browse(officer).get(PAGE))
    for role in (Role.ADVISER, Role.PARTNER):
        reader = browse(joins(place, role))
        assert "Three families complained." not in body(reader.get(PAGE))


def test_words_of_a_finding_stay_words(place: Place, officer: User, browse: Browse) -> None:
    changes.add_evidence(
        area=place.areas[0],
        action=None,
        kind="data",
        title=HOSTILE,
        shows=HOSTILE,
        dated_on=date(2026, 3, 1),
        organisation=None,
        kept_at="Shared folder",
        by=officer,
    )
    page = browse(officer).get(PAGE).content.decode()
    assert SHOWN in page
    assert HOSTILE not in page


def test_the_findings_of_another_area_are_not_there(
    place: Place, elsewhere: Place, officer: User, joins: Joins, browse: Browse
) -> None:
    stranger = browse(joins(elsewhere, Role.OFFICER))
    assert stranger.get(PAGE).status_code == 404
    changes.add_evidence(
        area=place.areas[0],
        action=None,
        kind="data",
        title="Waits",
        shows="Waits fell here.",
        dated_on=date(2026, 3, 1),
        organisation=None,
        kept_at="Shared folder",
        by=officer,
    )
    other = f"/{elsewhere.area.slug}/regimes/{elsewhere.regime.code}/findings/"
    assert "Waits fell here." not in body(stranger.get(other))


@pytest.mark.parametrize(
    "page",
    [
        "/exampleshire/plan/",
        "/exampleshire/plan/areas/a/",
        "/exampleshire/regimes/improvement-notice-2025/",
        "/exampleshire/regimes/improvement-notice-2025/closure/",
    ],
)
def test_the_pages_beside_it_lead_to_it(
    place: Place, officer: User, browse: Browse, page: str
) -> None:
    assert f'href="{PAGE}' in body(browse(officer).get(page))


def test_the_page_asks_as_often_for_many_actions_as_for_few(
    place: Place, plan: Plan, officer: User, browse: Browse
) -> None:
    client = browse(officer)

    def queries() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(PAGE).status_code == 200
        return len(caught)

    plan.proves(plan.action("Write the strategy"))
    few = queries()
    for area in "abcd":
        for number in range(5):
            plan.proves(plan.action(f"Action {number}", area=area))
    assert queries() == few
