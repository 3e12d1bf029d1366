"""The plan on a past day reads as it read then: names, owners, dates, colours and reasons."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes, queries
from plans.models import Action, Outcome, Target
from plans.queries.plan import whole_plan
from plans.queries.reading import PlanReading, read_plan
from plans.states import Status
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.past import looking_back
from tests.conftest import Place
from tests.plans.conftest import Plan

SPRING = date(2026, 3, 27)
"""The clocks go forward two days later."""


def at_ten(day: date) -> Any:
    return clock.at(datetime.combine(day, time(10), UTC))


def as_it_reads(plan: PlanReading) -> dict[str, Any]:
    """All that the plan's page, the dashboard and the report make of a reading."""
    return {
        "areas": [
            (each.area.ref, each.area.finding.words, each.status, each.because, each.counts)
            for each in queries.area_summaries(plan)
        ],
        "lines": [
            (
                line.action.ref,
                line.action.title,
                str(line.action.accountable),
                str(line.action.accountable and line.action.accountable.organisation),
                line.action.due_on,
                line.status,
                line.action.reason,
                line.days_overdue,
                line.silent,
            )
            for entry in whole_plan(plan)
            for line in entry.lines
        ],
        "outcomes": [(outcome.ref, outcome.statement) for outcome in plan.outcomes],
        "ladders": [
            [(rung.label, rung.state, rung.said, rung.url) for rung in rungs]
            for rungs in queries.ladders(plan).values()
        ],
        "slow": [(each.ref, each.why) for each in queries.slow(plan).actions],
        "owed": [(each.organisation.name, each.why) for each in queries.contributions(plan)],
    }


def days_of_work(plan: Plan, place: Place, by: User) -> dict[date, dict[str, Any]]:
    """A fortnight in which everything changes; how the plan read at the end of each day."""
    first, second = plan.action(), plan.action("Hire two plan writers", area="b", post="partner")
    mistaken = plan.action("A mistake")
    target: Target
    seen: dict[date, dict[str, Any]] = {}

    def close(day: date) -> None:
        with clock.at(clock.end_of(day)):
            seen[day] = as_it_reads(read_plan(place.regime, day))

    close(SPRING - timedelta(days=1))
    for number in range(14):
        day = SPRING + timedelta(days=number)
        first, second = fresh(first), fresh(second)
        with at_ten(day):
            match number:
                case 0:
                    first = plan.say(first, Status.AT_RISK, on=day)
                case 1:
                    target = changes.set_target(
                        outcome=plan.outcome(),
                        horizon_months=6,
                        statement="Plans in 20 weeks",
                        unit="%",
                        baseline=42,
                        value=66,
                        by=by,
                    )
                case 2:
                    first = plan.say(
                        first, on=day, due_on=date(2026, 7, 31), move_reason="Papers were late"
                    )
                case 3:
                    changes.edit_action(
                        action=second,
                        version=second.version,
                        title="Hire three plan writers",
                        success_criteria="",
                        accountable=place.posts["officer"],
                        by=by,
                        reason="The ICB hands over",
                    )
                case 4:
                    outcome = Outcome.objects.get(pk=plan.outcome().pk)
                    changes.edit_outcome(
                        outcome=outcome, version=outcome.version, statement="New words", by=by
                    )
                case 5:
                    changes.record_result(
                        target=target,
                        version=target.version,
                        result="missed",
                        value=50,
                        on=day,
                        source="SEN2",
                        by=by,
                    )
                case 6:
                    with record(actor=by, reason="The health body has a new name"):
                        body = place.icb.lock()
                        body.name = "Renamed Integrated Care Board"
                        body.save()
                case 8:
                    with record(actor=by, reason="Entered twice"):
                        mistaken.lock().delete()
                case 9:
                    plan.say(first, Status.OFF_TRACK, on=day)
                case 12:
                    plan.say(second, Status.COMPLETE, on=day)
                case _:
                    pass
        close(day)
    return seen


def as_it_read(place: Place, day: date) -> dict[str, Any]:
    with looking_back(clock.end_of(day), place.area):
        return as_it_reads(read_plan(place.regime, day))


def fresh(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def test_every_past_day_reads_as_it_read_on_that_day(
    plan: Plan, place: Place, officer: User
) -> None:
    seen = days_of_work(plan, place, officer)
    assert len({repr(each) for each in seen.values()}) >= 9, "the fortnight changes too little"
    for day, then in seen.items():
        assert as_it_read(place, day) == then, day


def test_what_was_deleted_since_is_there_on_the_days_before(
    plan: Plan, place: Place, officer: User
) -> None:
    action = plan.action("A duplicate")
    with at_ten(SPRING), record(actor=officer, reason="Entered twice"):
        action.lock().delete()
    titles = []
    for day in (SPRING - timedelta(days=1), SPRING):
        with looking_back(clock.end_of(day), place.area):
            titles.append([each.title for each in read_plan(place.regime, day).actions])
    assert titles == [["A duplicate"], []]


def test_a_past_plan_costs_the_same_for_a_short_history_and_a_long_one(
    plan: Plan, place: Place
) -> None:
    action = plan.say(plan.action(), on=SPRING)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            as_it_read(place, SPRING)
        return len(made)

    few = cost()
    for number in range(20):
        action = plan.say(action, on=SPRING + timedelta(days=number))
        plan.say(plan.action(area="abcdef"[number % 6]), on=SPRING)
    assert cost() == few
