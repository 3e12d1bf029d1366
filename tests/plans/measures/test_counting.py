"""Targets of the plan that a measure counts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.measuring.audiences import Audience
from plans.models import Measure, Outcome, Target, TargetCount
from plans.queries.counted import Counted, counted
from plans.queries.coverage import coverage
from plans.queries.readers import Reader
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import Browse, body
from tests.plans.reading import read_plan
from tests.plans.test_rebaselines import move

PAGE = "/exampleshire/plan/outcomes/A1/targets/3/"


@pytest.fixture
def outcome(place: Place, officer: User) -> Outcome:
    return changes.add_outcome(area=place.areas[0], statement="Plans come in time", by=officer)


@pytest.fixture
def target(outcome: Outcome, officer: User) -> Target:
    """Half of the plans in time by 9 December 2025, three months after the Notice."""
    return set_target(outcome, officer)


def set_target(outcome: Outcome, by: User, **told: Any) -> Target:
    given: dict[str, Any] = {
        "outcome": outcome,
        "horizon_months": 3,
        "statement": "New plans issued within 20 weeks",
        "unit": "%",
        "baseline": Decimal(30),
        "value": Decimal(50),
        "by": by,
        **told,
    }
    return changes.set_target(**given)


def count(target: Target, measure: Measure, by: User) -> TargetCount:
    return changes.count_target(
        target=target, version=target.version, measure=measure, by=by, reason="They are one"
    )


def inside(today: date) -> Reader:
    return Reader(Audience.INTERNAL, today)


def says(target: Target, today: date) -> Counted:
    found = counted(target, today, inside(today))
    assert found is not None
    return found


def test_a_target_is_a_point_of_the_trajectory_of_its_measure(
    target: Target, measure: Measure, officer: User, today: date
) -> None:
    count(target, measure, officer)
    [step] = read_measure(measure, today, inside(today)).trajectory
    assert (step.by_on, step.value, step.target) == (date(2025, 12, 9), Decimal(50), target)


def test_it_stands_before_a_point_that_was_set_for_the_same_day(
    target: Target, measure: Measure, officer: User, today: date
) -> None:
    changes.set_point(
        measure=measure,
        by_on=target.due_on,
        value=Decimal(45),
        tolerance=Decimal(2),
        source="Board",
        by=officer,
        reason="Agreed",
    )
    count(target, measure, officer)
    [step] = read_measure(measure, today, inside(today)).trajectory
    assert (step.value, step.tolerance) == (Decimal(50), Decimal(2))


def test_its_result_starts_from_the_last_period_that_ends_by_its_day(
    target: Target, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    count(target, measure, officer)
    enter(measure, date(2025, 11, 1), 24, 44)
    enter(measure, date(2025, 12, 1), 44, 44)
    found = says(target, today)
    assert found.point is not None
    assert found.point.name == "November 2025"
    assert found.proposed["value"] == Decimal("54.55")
    assert found.proposed["source"] == "M1, November 2025: Case system"


def test_a_period_without_a_figure_proposes_nothing(
    target: Target, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    count(target, measure, officer)
    enter(measure, date(2025, 10, 1), 24, 44)
    enter(measure, date(2025, 11, 1), absence="not_sent")
    found = says(target, today)
    assert found.proposed == {}
    assert found.sentence == "M1 counts it. For November 2025 it has no figure."


def test_before_its_day_the_newest_figure_is_told(
    outcome: Outcome, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    ahead = set_target(outcome, officer, horizon_months=12)
    count(ahead, measure, officer)
    assert says(ahead, today).sentence == "M1 counts it. It has no figure yet."
    enter(measure, date(2026, 1, 1), 24, 44)
    assert says(ahead, today).sentence == (
        "M1 counts it. Its newest figure is 54.5%, January 2026."
    )


def test_what_counts_something_else_is_refused(
    place: Place, target: Target, measure: Measure, outcome: Outcome, officer: User, today: date
) -> None:
    days = add(
        place,
        officer,
        today,
        unit="days",
        numerator="Working days",
        denominator="",
        multiplier=1,
    )
    with pytest.raises(Refusal, match="is counted in days, this target in %"):
        count(target, days, officer)
    weeks = set_target(outcome, officer, horizon_months=6, unit="weeks")
    with pytest.raises(Refusal, match="is counted in per cent, this target in weeks"):
        count(weeks, measure, officer)


def test_two_targets_of_one_day_cannot_ask_different_things_of_one_measure(
    place: Place, target: Target, measure: Measure, officer: User
) -> None:
    count(target, measure, officer)
    other = set_target(
        changes.add_outcome(area=place.areas[1], statement="Others", by=officer),
        officer,
        value=Decimal(60),
    )
    with pytest.raises(Refusal, match="another target of that day"):
        count(other, measure, officer)


def test_another_measure_takes_the_place_of_the_first_with_one_row_of_history_each(
    place: Place, target: Target, measure: Measure, officer: User, today: date
) -> None:
    count(target, measure, officer)
    row = count(target, add(place, officer, today), officer)
    assert row.measure.ref == "M2"
    assert changes_of(row).count() == 2
    assert read_measure(measure, today, inside(today)).trajectory == ()


def test_the_form_of_the_result_opens_with_what_the_measure_says(
    target: Target, measure: Measure, enter: Enter, officer: User, browse: Browse
) -> None:
    enter(measure, date(2025, 11, 1), 24, 44)
    desk = browse(officer)
    typed = {"version": target.version, "measure": measure.pk, "reason": "They are one"}
    said = body(desk.post(f"{PAGE}counted-by/", typed, follow=True))
    assert "M1 counts this target." in said
    assert "54.5%" in said
    form = desk.get(f"{PAGE}result/").context["form"]
    assert form["value"].value() == "54.55"
    assert form["result"].value() == "met"
    assert "M1 New plans within 20 weeks" in body(desk.get(f"{PAGE}history/"))


def test_a_measure_counts_it_no_longer(
    target: Target, measure: Measure, officer: User, browse: Browse
) -> None:
    row = count(target, measure, officer)
    desk = browse(officer)
    page = f"{PAGE}counted-by/none/"
    assert desk.get(page).status_code == 200
    desk.post(page, {"version": row.version, "reason": "They differ after all"})
    assert not TargetCount.objects.exists()
    assert desk.get(page).status_code == 404


def test_only_measures_of_the_area_can_be_chosen(
    elsewhere: Place, target: Target, officer: User, system: User, today: date, browse: Browse
) -> None:
    strange = add(elsewhere, system, today, supplier=None)
    typed = {"version": target.version, "measure": strange.pk, "reason": "Mine"}
    answer = browse(officer).post(f"{PAGE}counted-by/", typed)
    assert "measure" in answer.context["form"].errors
    assert not TargetCount.objects.exists()


def test_a_target_that_was_moved_leaves_no_point_behind_where_it_was(
    target: Target, measure: Measure, officer: User, chair: User, today: date
) -> None:
    changes.set_point(
        measure=measure,
        by_on=target.due_on,
        value=Decimal(45),
        tolerance=Decimal(2),
        source="Board",
        by=officer,
        reason="Agreed",
    )
    count(target, measure, officer)
    moved = move(target, officer, chair, 55, date(2026, 6, 9))
    [step] = read_measure(measure, today, inside(today)).trajectory
    assert (step.by_on, step.value, step.target) == (date(2026, 6, 9), Decimal(55), moved)
    assert step.tolerance == Decimal(2)


def test_an_outcome_has_a_measure_once_one_counts_its_target(
    place: Place, target: Target, measure: Measure, officer: User, today: date
) -> None:
    changes.edit_target(
        target=target,
        version=target.version,
        statement="New plans issued within 20 weeks",
        unit="%",
        baseline=None,
        value=Decimal(50),
        by=officer,
        reason="Nobody knows where it started",
    )
    target.refresh_from_db()
    other = add(place, officer, today, areas=[place.areas[3]])
    before = coverage(read_plan(place)).areas
    assert "a measure for A1" in before[0].lacks
    assert [each.measures for each in before] == [1, 0, 0, 1, 0, 0]
    counted_by = count(target, other, officer)
    after = coverage(read_plan(place)).areas
    assert "a measure for A1" not in after[0].lacks
    assert [each.measures for each in after] == [2, 0, 0, 1, 0, 0], "M2 counts there too"

    changes.stop_counting(
        count=counted_by, version=counted_by.version, by=officer, reason="It counts another thing"
    )
    assert "a measure for A1" in coverage(read_plan(place)).areas[0].lacks


def test_the_page_of_a_measure_names_the_actions_that_are_meant_to_move_it(
    target: Target, measure: Measure, officer: User, adviser: User, browse: Browse, place: Place
) -> None:
    loose = changes.add_outcome(area=place.areas[0], statement="Hubs are open", by=officer)
    made, other = (
        changes.add_action(
            outcome=outcome,
            title=title,
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=None,
            due_on=date(2026, 6, 30),
            by=officer,
            on=date(2026, 3, 1),
        )
        for title, outcome in (("Hire writers", target.outcome), ("Open a hub", loose))
    )
    page = "/exampleshire/measures/M1/"
    assert "meant to move it" not in body(browse(adviser).get(page))
    count(target, measure, officer)
    told = body(browse(adviser).get(page)).partition("meant to move it")[2].partition("<h2")[0]
    assert made.title in told
    assert other.title not in told
