"""Targets at 3, 6, 12 and 24 months, and whether they were met."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.models import Outcome, Target
from plans.states import RegimeKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place


def set_target(outcome: Outcome, by: User, **other: Any) -> Target:
    asked: dict[str, Any] = {
        "horizon_months": 12,
        "statement": "More plans in time",
        "unit": "%",
        "baseline": Decimal(42),
        "value": Decimal(80),
    }
    return changes.set_target(outcome=outcome, by=by, **{**asked, **other})


def edit(target: Target, by: User, **other: Any) -> Target:
    said = {
        "version": target.version,
        "statement": target.statement,
        "unit": target.unit,
        "baseline": target.baseline,
        "value": target.value,
        "reason": "Said more clearly",
    }
    return changes.edit_target(target=target, by=by, **{**said, **other})


def record_result(target: Target, by: User, **other: Any) -> Target:
    said: dict[str, Any] = {
        "version": target.version,
        "result": "met",
        "value": Decimal(66),
        "on": date(2026, 3, 9),
        "source": "Monthly report, March 2026",
    }
    return changes.record_result(target=target, by=by, **{**said, **other})


def test_the_day_of_a_target_is_counted_from_the_start_of_the_clock(
    outcome: Outcome, officer: User
) -> None:
    days = [set_target(outcome, officer, horizon_months=each).due_on for each in (3, 6, 12, 24)]
    assert days == [
        date(2025, 12, 9),
        date(2026, 3, 9),
        date(2026, 9, 9),
        date(2027, 9, 9),
    ]


def test_a_horizon_after_the_end_of_the_notice_is_allowed(outcome: Outcome, officer: User) -> None:
    target = set_target(outcome, officer, horizon_months=24)
    end = outcome.area.regime.target_end_on
    assert end is not None
    assert target.due_on > end


def test_the_notice_knows_four_horizons(outcome: Outcome, officer: User) -> None:
    with pytest.raises(Refusal, match="3, 6, 12 and 24 months") as told:
        set_target(outcome, officer, horizon_months=9)
    assert told.value.field == "horizon_months"


def test_an_outcome_has_one_target_for_each_horizon(target: Target, officer: User) -> None:
    with pytest.raises(Refusal, match="A1 already has a target for 6 months"):
        set_target(target.outcome, officer, horizon_months=6)


@pytest.mark.parametrize("missing", [{"unit": " "}, {"baseline": None}, {"value": None}])
def test_a_target_without_its_numbers_is_kept_as_not_measurable(
    outcome: Outcome, officer: User, missing: dict[str, Any]
) -> None:
    assert not set_target(outcome, officer, **missing).is_measurable


def test_a_target_with_unit_baseline_and_value_is_measurable(target: Target) -> None:
    assert target.is_measurable


def test_a_target_says_what_should_be_reached(outcome: Outcome, officer: User) -> None:
    with pytest.raises(Refusal) as told:
        set_target(outcome, officer, statement="")
    assert told.value.field == "statement"


def test_changing_what_a_target_asks_needs_a_reason_and_leaves_the_old_figure_in_history(
    target: Target, officer: User
) -> None:
    def change(reason: str) -> Target:
        return edit(target, officer, baseline=Decimal(40), reason=reason)

    with pytest.raises(Refusal):
        change("")
    changed = change("The baseline was counted twice")
    assert (changed.baseline, changed.due_on) == (Decimal(40), target.due_on)
    newest, first = changes_of(target)
    assert (first.baseline, newest.baseline) == (Decimal(42), Decimal(40))
    assert newest.history_change_reason == "The baseline was counted twice"
    with pytest.raises(Stale):
        change("Again from an old form")


def test_the_value_of_an_agreed_plan_moves_only_with_a_second_person(
    target: Target, officer: User
) -> None:
    with pytest.raises(Refusal, match="Leave this at 66% and ask to move the target") as told:
        edit(target, officer, value=Decimal(60))
    assert told.value.field == "value"
    with pytest.raises(Refusal, match="ask to move"):
        edit(target, officer, value=None)


def test_a_plan_that_is_still_drafted_may_try_values(place: Place, officer: User) -> None:
    drafted = changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        state=RegimeState.DRAFTING,
        by=officer,
    )
    area = changes.add_area(
        regime=drafted, ref="1", short_title="Waits", finding=place.areas[0].finding, by=officer
    )
    outcome = changes.add_outcome(area=area, statement="Fewer wait", by=officer)
    target = set_target(outcome, officer, horizon_months=drafted.horizons[0])
    assert edit(target, officer, value=Decimal(60)).value == 60


def test_figures_that_a_result_was_judged_by_stay(target: Target, officer: User) -> None:
    judged = record_result(target, officer)
    for figures in ({"baseline": Decimal(20)}, {"unit": "plans"}, {"value": Decimal(60)}):
        with pytest.raises(Refusal, match="stays as it was"):
            edit(judged, officer, **figures)
    assert edit(judged, officer, statement="Plans in time").statement == "Plans in time"


def test_a_met_target_keeps_value_day_and_source(target: Target, officer: User) -> None:
    met = record_result(target, officer)
    assert (met.result, met.result_value, met.result_on) == ("met", 66, date(2026, 3, 9))
    assert changes_of(target).count() == 2


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"result": ""}, "result"),
        ({"result": "nearly"}, "result"),
        ({"value": None}, "value"),
        ({"on": None}, "on"),
        ({"source": " "}, "source"),
    ],
)
def test_a_result_without_its_facts_is_refused_at_the_field(
    target: Target, officer: User, gap: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        record_result(target, officer, **gap)
    assert told.value.field == field
    target.refresh_from_db()
    assert target.result == ""


def test_a_result_may_be_said_in_words(target: Target, officer: User) -> None:
    met = record_result(target, officer, value=None, words="All four schools have adopted it")
    assert met.result_words == "All four schools have adopted it"


def test_a_figure_that_says_the_opposite_of_the_result_asks_why(
    target: Target, officer: User
) -> None:
    with pytest.raises(Refusal, match="62% does not reach the target of 66%") as told:
        record_result(target, officer, value=Decimal(62))
    assert told.value.field == "words"
    with pytest.raises(Refusal, match="66% reaches the target of 66%"):
        record_result(target, officer, result="missed")
    met = record_result(target, officer, value=Decimal(62), words="Agreed with the Department")
    assert met.result == "met"


def test_a_target_to_bring_a_figure_down_is_reached_below_it(
    outcome: Outcome, officer: User
) -> None:
    target = set_target(
        outcome, officer, horizon_months=3, unit="weeks", baseline=Decimal(31), value=Decimal(20)
    )
    with pytest.raises(Refusal, match=r"22\.5 weeks does not reach the target of 20 weeks"):
        record_result(target, officer, value=Decimal("22.5"))
    assert record_result(target, officer, value=Decimal(19)).result == "met"


def test_a_target_is_not_missed_before_its_day(target: Target, officer: User) -> None:
    with pytest.raises(Refusal, match="can still be met until 9 March 2026"):
        record_result(target, officer, result="missed", value=Decimal(50), on=date(2026, 3, 8))
    assert record_result(target, officer, on=date(2026, 2, 1)).result == "met"


def test_the_second_of_two_who_record_a_result_is_told(target: Target, officer: User) -> None:
    record_result(target, officer)
    with pytest.raises(Stale):
        record_result(target, officer, value=Decimal(70))
