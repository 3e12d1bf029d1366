"""The tests for slow progress are rows that an area sets, and owners answer what they flag."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plans import changes, queries
from plans.models import Action, Regime, Target
from plans.queries.slow_tests import KINDS, rules_of
from plans.states import Impact, Priority, SlowKind, Status
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import MARCH, Browse, page, read_plan
from tests.plans.reading import queries as count

RULES = "/exampleshire/plan/slow/"


def slow(place: Place, on: date = MARCH) -> dict[str, tuple[str, ...]]:
    return {each.ref: each.why for each in queries.slow(read_plan(place, on)).actions}


def set_rule(place: Place, by: User, kind: SlowKind, *, is_on: bool = True, limit: int) -> None:
    known = {rule.kind.kind: rule.row for rule in rules_of(place.area.pk, place.regime)}[kind]
    changes.set_slow_rule(
        area=place.area,
        kind=kind,
        version=known.version if known else 0,
        is_on=is_on,
        limit=limit,
        by=by,
        reason="Agreed with the board",
    )


@pytest.fixture
def late(plan: Plan) -> Action:
    """A1.1, five days overdue, updated last month."""
    action = plan.action(due_on=date(2026, 3, 6))
    return plan.say(action, on=date(2026, 2, 20))


def test_every_kind_of_test_is_registered_once() -> None:
    assert set(KINDS) == set(SlowKind)


def test_a_test_is_switched_off_and_its_limit_moved(
    place: Place, plan: Plan, late: Action, officer: User
) -> None:
    assert slow(place) == {"A1.1": ("5 days overdue: due on 6 March 2026",)}

    set_rule(place, officer, SlowKind.OVERDUE, limit=7)
    assert slow(place) == {}

    set_rule(place, officer, SlowKind.OVERDUE, limit=5)
    assert "A1.1" in slow(place)

    set_rule(place, officer, SlowKind.OVERDUE, is_on=False, limit=5)
    assert slow(place) == {}
    found = queries.slow(read_plan(place))
    assert "overdue, when" not in found.rule.partition("what it waits for")[0]


def test_silence_counts_from_one_cycle_of_the_regime_unless_the_area_set_it(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse
) -> None:
    """Paragraph 4(d) asks for a report every two months; a plan without reports is updated
    monthly."""
    silent = plan.say(plan.action(), on=date(2026, 1, 20))
    assert slow(place) == {}
    rule = "no update for 2 months running, one reporting cycle of the Notice (at risk"
    assert rule in body(browse(adviser).get(RULES))

    Regime.objects.filter(pk=place.regime.pk).update(report_every_months=None)
    place.regime.refresh_from_db()
    assert slow(place) == {silent.ref: ("No update in February 2026",)}
    assert "no update for 1 month running, as updates are asked for each month" in body(
        browse(adviser).get(RULES)
    )

    set_rule(place, officer, SlowKind.SILENT, limit=3)
    assert slow(place) == {}
    assert "no update for 3 months running (at risk" in body(browse(adviser).get(RULES))


def test_a_limit_that_counts_nothing_is_refused(place: Place, officer: User) -> None:
    with pytest.raises(Refusal, match="Enter a number of days from 1 to 366"):
        set_rule(place, officer, SlowKind.OVERDUE, limit=0)


def test_a_test_that_somebody_else_changed_is_not_overwritten(
    place: Place, officer: User, lead: User
) -> None:
    set_rule(place, officer, SlowKind.MOVED, limit=3)
    with pytest.raises(Stale):
        changes.set_slow_rule(
            area=place.area,
            kind=SlowKind.MOVED,
            version=0,
            is_on=False,
            limit=2,
            by=lead,
            reason="Too strict",
        )


def test_complete_work_without_evidence_of_impact_is_slow_after_three_months(
    place: Place, plan: Plan, officer: User
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=date(2025, 12, 11))

    assert slow(place, date(2026, 3, 10)) == {}
    assert slow(place) == {
        action.ref: (
            "Complete since 11 December 2025, and nothing shows yet what difference it makes",
        )
    }

    changes.update_impact(
        action=action,
        version=action.version,
        by=officer,
        on=MARCH,
        impact=Impact.EMERGING,
        difference="Waits fell",
    )
    assert slow(place) == {}


def test_a_difference_that_was_expected_and_does_not_show_is_slow(
    place: Place, plan: Plan, officer: User
) -> None:
    action = plan.say(plan.action(), on=date(2026, 2, 20))
    changes.update_impact(
        action=action,
        version=action.version,
        by=officer,
        on=date(2026, 2, 20),
        impact=Impact.TOO_EARLY,
        impact_expected_on=date(2026, 3, 1),
        difference="",
    )
    assert slow(place) == {
        action.ref: ("A difference was expected by 1 March 2026, and none is shown",)
    }


def test_what_waits_too_long_for_confirmation_is_slow(place: Place, plan: Plan) -> None:
    action = plan.action(priority=Priority.MUST)
    plan.say(action, Status.COMPLETE, on=MARCH - timedelta(days=20))

    assert slow(place) == {
        action.ref: ("Said to be complete on 19 February 2026, and not confirmed for 20 days",)
    }


def test_an_owners_answer_stands_beside_the_flag_while_the_trouble_lasts(
    place: Place, plan: Plan, late: Action, officer: User
) -> None:
    def said(on: date) -> str:
        found = queries.slow(read_plan(place, on)).of(late)
        assert found is not None
        return found.answer.why if found.answer else ""

    answer = changes.answer_slow(
        action=late, why="The builder is late", change="A second builder", by=officer, on=MARCH
    )
    assert changes_of(answer).count() == 1
    assert said(MARCH) == "The builder is late"

    late = plan.say(late, on=MARCH, due_on=date(2026, 4, 1), move_reason="Builder")
    assert slow(place) == {}
    assert said(date(2026, 4, 10)) == "", "a new episode asks again"


def test_an_answer_says_why_and_what_will_change(late: Action, officer: User) -> None:
    with pytest.raises(Refusal) as caught:
        changes.answer_slow(action=late, why="Late", change=" ", by=officer, on=MARCH)
    assert caught.value.field == "change"


# The day on which each test begins to hold


def test_work_is_overdue_from_the_day_after_its_date(place: Place, late: Action) -> None:
    assert slow(place, date(2026, 3, 6)) == {}
    assert slow(place, date(2026, 3, 7)) == {"A1.1": ("1 day overdue: due on 6 March 2026",)}


def test_a_missed_target_counts_from_the_day_of_its_result(
    place: Place, target: Target, officer: User
) -> None:
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(50),
        on=date(2026, 3, 9),
        source="Report",
        by=officer,
    )
    assert not queries.slow(read_plan(place, date(2026, 3, 8))).outcomes
    assert [each.ref for each in queries.slow(read_plan(place, date(2026, 3, 9))).outcomes] == [
        "A1"
    ]


def test_what_waits_is_held_up_from_the_day_after_the_other_was_due(
    place: Place, plan: Plan, late: Action, officer: User
) -> None:
    waits = plan.say(plan.action(), on=date(2026, 2, 20))
    changes.add_dependency(action=waits, needs=late, why="Its result", by=officer)
    assert waits.ref not in slow(place, date(2026, 3, 6))
    assert waits.ref in slow(place, date(2026, 3, 7))


def test_a_silent_month_counts_from_its_last_working_day_and_an_answer_of_that_day_too(
    place: Place, plan: Plan, officer: User
) -> None:
    silent = plan.say(plan.action(), on=date(2025, 12, 30))
    friday = date(2026, 2, 27)
    assert slow(place, friday - timedelta(days=1)) == {}
    assert silent.ref in slow(place, friday)

    changes.answer_slow(
        action=silent, why="The post is vacant", change="A stand-in", by=officer, on=friday
    )
    found = queries.slow(read_plan(place, friday)).of(silent)
    assert found is not None
    assert found.answer is not None


def test_a_second_move_and_a_second_month_in_trouble_count_on_their_day(
    place: Place, plan: Plan
) -> None:
    moved = plan.say(plan.action(), on=date(2026, 2, 20))
    for number, day in enumerate((date(2026, 2, 23), date(2026, 3, 3))):
        assert moved.ref not in slow(place, day)
        moved = plan.say(
            moved, on=day, due_on=date(2026, 7 + number, 31), move_reason="The builder"
        )
    assert moved.ref in slow(place, date(2026, 3, 3))

    troubled = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 2, 27))
    assert troubled.ref not in slow(place, date(2026, 2, 28))
    plan.say(troubled, Status.OFF_TRACK, on=date(2026, 3, 2))
    assert troubled.ref in slow(place, date(2026, 3, 2))


# Pages


def test_the_owner_answers_on_the_page_and_everybody_reads_it(
    late: Action, officer: User, adviser: User, chair: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "5 days overdue" in body(browser.get(page(late, "slow")))

    answer = browser.post(
        page(late, "slow"),
        {"why": "The builder is late", "change": "A second builder from April"},
        follow=True,
    )
    assert "Answer about A1.1 saved." in body(answer)

    for reader, address in (
        (adviser, page(late)),
        (adviser, "/exampleshire/plan/areas/a/"),
        (chair, "/exampleshire/dashboard/"),
    ):
        assert "A second builder from April" in body(browse(reader).get(address)), address


def test_a_partner_answers_only_for_what_is_theirs(
    late: Action, partner: User, browse: Browse
) -> None:
    assert browse(partner).get(page(late, "slow")).status_code == 403


def test_the_tests_are_seen_by_all_and_changed_with_a_reason(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(RULES))
    assert "an open action is 1 day or more overdue" in text
    assert f"{RULES}overdue/edit/" not in text

    browser = browse(officer)
    typed = {"version": "0", "is_on": "yes", "limit": "7", "reason": "A week is no trouble"}
    answer = browser.post(f"{RULES}overdue/edit/", typed, follow=True)
    assert "an open action is 7 days or more overdue" in body(answer)
    assert "A week is no trouble" in body(browser.get(f"{RULES}overdue/history/"))

    late = browser.post(f"{RULES}overdue/edit/", typed | {"limit": "9"})
    assert late.status_code == 409


def test_one_area_does_not_set_the_tests_of_another(
    place: Place, stranger: User, officer: User, browse: Browse
) -> None:
    set_rule(place, officer, SlowKind.OVERDUE, limit=200)
    text = body(browse(stranger).get("/elsewhere/plan/slow/"))
    assert "an open action is 1 day or more overdue" in text
    assert browse(stranger).get(RULES).status_code == 404


def test_a_long_plan_needs_no_more_queries(
    place: Place, plan: Plan, late: Action, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)
    few = count(browser, page(late))
    few_in_area = count(browser, "/exampleshire/plan/areas/a/")
    for _ in range(6):
        plan.action(due_on=date(2026, 3, 6))

    assert count(browser, page(late)) == few
    assert count(browser, "/exampleshire/plan/areas/a/") == few_in_area
