"""The ladder of an outcome in words, and what paragraph 3 still lacks."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Outcome, Risk, Target
from plans.queries import coverage, ladder, ladders
from plans.queries.ladder import because, rung_of
from plans.queries.plan import outcomes_in_force
from plans.statistics.targets import in_points, in_unit, shortfall
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.reading import read_plan

SetTarget = Callable[..., Target]


@pytest.fixture
def set_target(outcome: Outcome, officer: User) -> SetTarget:
    def set_one(months: int, **other: Any) -> Target:
        asked = {
            "statement": "More plans in time",
            "unit": "%",
            "baseline": Decimal(42),
            "value": Decimal(66),
        }
        return changes.set_target(
            outcome=outcome, horizon_months=months, by=officer, **{**asked, **other}
        )

    return set_one


def record(target: Target, by: User, value: str, result: str, on: date) -> Target:
    return changes.record_result(
        target=target,
        version=target.version,
        result=result,
        value=Decimal(value),
        on=on,
        source="Report to the board",
        by=by,
    )


def told(outcome: Outcome, on: date) -> list[tuple[str, str, str]]:
    found = outcomes_in_force(outcome.local_area).get(pk=outcome.pk)
    return [(rung.label, rung.state, rung.said) for rung in ladder(found, found.targets.all(), on)]


def test_a_ladder_says_met_missed_by_how_much_and_what_is_ahead(
    outcome: Outcome, set_target: SetTarget, officer: User
) -> None:
    record(set_target(3), officer, "68", "met", date(2025, 12, 9))
    record(set_target(6), officer, "62", "missed", date(2026, 3, 9))
    set_target(12)
    assert told(outcome, date(2026, 3, 11)) == [
        ("3m", "met", "met"),
        ("6m", "missed", "missed by 4 percentage points"),
        ("12m", "not_yet_due", "not yet due"),
        ("24m", "no_evidence", "no target set"),
    ]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 2, 9), "not yet due"),
        (date(2026, 2, 10), "due in 27 days"),
        (date(2026, 3, 8), "due tomorrow"),
        (date(2026, 3, 9), "due today"),
        (date(2026, 3, 10), "no result recorded"),
    ],
)
def test_a_target_comes_closer_and_then_lacks_its_result(
    outcome: Outcome, target: Target, on: date, said: str
) -> None:
    assert told(outcome, on)[1][2] == said


def test_a_result_is_not_known_before_its_day(
    outcome: Outcome, target: Target, officer: User
) -> None:
    record(target, officer, "70", "met", date(2026, 3, 5))
    assert told(outcome, date(2026, 3, 4))[1][1] == "due_soon"
    assert told(outcome, date(2026, 3, 5))[1][1] == "met"


def test_a_rung_leads_to_its_arithmetic(target: Target, today: date) -> None:
    rung = rung_of(target, today)
    assert rung.url == "/exampleshire/plan/outcomes/A1/targets/6/"
    assert rung.due_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("value", "result", "on", "sentence"),
    [
        (
            "62",
            "missed",
            date(2026, 3, 9),
            "62% on 9 March 2026, missed by 4 percentage points. "
            "The target was 66% by 9 March 2026.",
        ),
        (
            "70",
            "met",
            date(2026, 2, 1),
            "70% on 1 February 2026. The target was 66% by 9 March 2026.",
        ),
    ],
)
def test_the_state_of_a_target_follows_from_facts_in_a_sentence(
    target: Target, officer: User, value: str, result: str, on: date, sentence: str
) -> None:
    assert because(record(target, officer, value, result, on), date(2026, 3, 11)) == sentence


def test_a_result_in_words_is_told_without_a_figure(target: Target, officer: User) -> None:
    met = changes.record_result(
        target=target,
        version=target.version,
        result="met",
        value=None,
        words="Adopted by all schools",
        on=date(2026, 3, 2),
        source="Minutes",
        by=officer,
    )
    assert because(met, date(2026, 3, 11)) == "Recorded in words for 2 March 2026."


def test_shortfall_knows_which_way_is_better_and_when_it_cannot_tell() -> None:
    up = {"baseline": Decimal(42), "wanted": Decimal(66)}
    down = {"baseline": Decimal(31), "wanted": Decimal(20)}
    assert shortfall(**up, reached=Decimal(62)) == 4
    assert shortfall(**up, reached=Decimal(70)) == 0
    assert shortfall(**down, reached=Decimal("22.5")) == Decimal("2.5")
    assert shortfall(**down, reached=Decimal(20)) == 0
    assert shortfall(baseline=None, wanted=Decimal(20), reached=Decimal(25)) is None


@pytest.mark.parametrize(
    ("value", "unit", "written", "points"),
    [
        ("66.00", "%", "66%", "66 percentage points"),
        ("1", "per cent", "1%", "1 percentage point"),
        ("2.50", "weeks", "2.5 weeks", "2.5 weeks"),
        ("1", "weeks", "1 week", "1 week"),
        ("1", "families", "1 family", "1 family"),
        ("1", "days lost", "1 days lost", "1 days lost"),
        ("1200", "", "1,200", "1,200"),
    ],
)
def test_figures_are_written_with_their_unit(
    value: str, unit: str, written: str, points: str
) -> None:
    assert in_unit(Decimal(value), unit) == written
    assert in_points(Decimal(value), unit) == points


def lacks(place: Place) -> dict[str, list[str]]:
    return {each.area.ref: each.lacks for each in coverage(read_plan(place)).areas}


def test_an_empty_plan_lacks_everything(place: Place) -> None:
    assert lacks(place)["a"] == ["an outcome", "an action", "a risk"]
    assert len(coverage(read_plan(place)).gaps) == 6


def test_coverage_counts_measurable_targets_actions_and_open_risks(
    place: Place,
    outcome: Outcome,
    set_target: SetTarget,
    action: Any,
    risk: Risk,
    officer: User,
    today: date,
) -> None:
    for months in (3, 6, 12):
        set_target(months)
    unmeasurable = set_target(24, baseline=None)
    found = coverage(read_plan(place)).areas[0]
    assert (found.outcomes, found.actions, found.risks) == (1, 1, 1)
    assert [(each.targets, each.measurable) for each in found.horizons][2:] == [(1, 1), (1, 0)]
    assert found.lacks == ["measurable targets for 24 months"]

    changes.edit_target(
        target=unmeasurable,
        version=unmeasurable.version,
        statement="More plans",
        unit="%",
        baseline=Decimal(42),
        value=unmeasurable.value,
        by=officer,
        reason="The baseline is known now",
    )
    assert lacks(place)["a"] == []
    changes.close_risk(risk=risk, version=risk.version, because="Solved", by=officer, on=today)
    assert lacks(place)["a"] == ["a risk"]


def test_every_outcome_needs_its_target(
    place: Place, outcome: Outcome, set_target: SetTarget, officer: User
) -> None:
    for months in (3, 6, 12, 24):
        set_target(months)
    changes.add_outcome(area=place.areas[0], statement="Another", by=officer)
    assert lacks(place)["a"][0] == "measurable targets for 3, 6, 12 and 24 months"


def test_an_outcome_has_a_measure_once_a_target_says_what_is_counted_and_from_where(
    place: Place, outcome: Outcome, set_target: SetTarget, officer: User
) -> None:
    set_target(3, baseline=None)
    changes.add_outcome(area=place.areas[0], statement="Another", by=officer)
    assert "a measure for A1 and A2" in lacks(place)["a"]
    set_target(6, value=None)
    found = coverage(read_plan(place)).areas[0]
    assert (found.measured, found.outcomes) == (1, 2)
    assert "a measure for A2" in found.lacks


def test_a_risk_counts_for_each_area_that_it_is_linked_to_once_and_while_it_is_open(
    place: Place, outcome: Outcome, action: Any, risk: Risk, officer: User, today: date
) -> None:
    other = changes.add_outcome(area=place.areas[1], statement="Another", by=officer)
    for to in (other, place.areas[2], action, outcome):
        changes.link_risk(risk=risk, to=to, by=officer)
    found = {each.area.ref: each.risks for each in coverage(read_plan(place)).areas}
    assert found == {"a": 1, "b": 1, "c": 1, "d": 0, "e": 0, "f": 0}
    changes.close_risk(risk=risk, version=risk.version, because="Solved", by=officer, on=today)
    assert not any(each.risks for each in coverage(read_plan(place)).areas)


def test_each_gap_leads_those_who_may_fill_it_to_the_page_that_does(
    place: Place, outcome: Outcome, set_target: SetTarget
) -> None:
    set_target(3)
    set_target(6, value=None)
    found = coverage(read_plan(place), may=lambda permission: True).areas
    at = "/exampleshire/plan/"
    assert [(gap.words, gap.url) for gap in found[0].gaps] == [
        ("measurable targets for 6, 12 and 24 months", f"{at}outcomes/A1/targets/6/edit/"),
        ("an action", f"{at}outcomes/A1/actions/add/"),
        ("a risk", "/exampleshire/risks/add/?area=a"),
    ]
    assert [cell.fill_url for cell in found[0].horizons] == [
        "",
        f"{at}outcomes/A1/targets/6/edit/",
        f"{at}outcomes/A1/targets/add/",
        f"{at}outcomes/A1/targets/add/",
    ]
    assert [(gap.words, gap.url) for gap in found[1].gaps] == [
        ("an outcome", f"{at}areas/b/outcomes/add/"),
        ("an action", ""),
        ("a risk", "/exampleshire/risks/add/?area=b"),
    ]
    for_others = coverage(read_plan(place)).areas
    assert not any(gap.url for each in for_others for gap in each.gaps)


def queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        call()
    return len(seen)


def test_ladders_and_coverage_cost_the_same_for_few_outcomes_and_for_many(
    place: Place, outcome: Outcome, set_target: SetTarget, officer: User, today: date
) -> None:
    set_target(3)

    def cost() -> tuple[int, int]:
        return (
            queries(lambda: ladders(read_plan(place, today))),
            queries(lambda: coverage(read_plan(place))),
        )

    before = cost()
    for area in place.areas:
        for number in range(5):
            made = changes.add_outcome(area=area, statement=f"Outcome {number}", by=officer)
            changes.set_target(
                outcome=made,
                horizon_months=6,
                statement="More",
                unit="%",
                baseline=None,
                value=None,
                by=officer,
            )
    assert cost() == before
    assert len(ladders(read_plan(place, today))) == 31
