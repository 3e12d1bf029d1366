"""Paragraphs 3, 4(a) and 10: the plan has targets, is kept up to date, is delivered in time."""

from datetime import date

import pytest

from plans.models import Action
from plans.states import Status
from reviews.states import VerdictWord
from sendtrack.organisations.models import LocalArea
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves

PLAN, CURRENT, DELIVERED = "plan-with-targets", "kept-up-to-date", "delivered-by"


@proves(PLAN, VerdictWord.MET)
def test_a_plan_with_a_number_at_each_horizon_in_each_area_is_what_the_notice_asks(
    life: Life, verdict: Judges
) -> None:
    life.aims()
    life.fears()
    said = verdict(PLAN)
    assert said.word == VerdictWord.MET
    assert said.because == (
        "Each of the 6 areas has a measurable target for 3, 6, 12 and 24 months, and the risk "
        "register holds 1 open risk."
    )


@proves(PLAN, VerdictWord.NOT_MET)
def test_an_area_without_a_target_for_24_months_is_named(life: Life, verdict: Judges) -> None:
    life.aims(months=(3, 6, 12))
    life.aims(months=(24,), areas="abde")
    said = verdict(PLAN)
    assert said.word == VerdictWord.NOT_MET
    assert said.because == (
        "Areas (c) and (f) lack a measurable target for 24 months; the risk register is empty."
    )


@proves(PLAN, VerdictWord.NO_EVIDENCE)
def test_an_empty_plan_is_no_evidence(verdict: Judges) -> None:
    assert verdict(PLAN).word == VerdictWord.NO_EVIDENCE


def test_a_clause_may_ask_for_other_horizons(life: Life, verdict: Judges) -> None:
    life.aims(months=(6,))
    life.fears()
    assert verdict(PLAN, horizons=[6]).word == VerdictWord.MET


@pytest.fixture
def four_actions(life: Life) -> list[Action]:
    return [life.acts(f"Action {number}") for number in range(4)]


@proves(CURRENT, VerdictWord.MET)
def test_actions_updated_in_the_last_whole_month_keep_the_plan_up_to_date(
    life: Life, four_actions: list[Action], verdict: Judges
) -> None:
    for action in four_actions:
        life.says(action, on=date(2026, 2, 10))
    life.fears()
    said = verdict(CURRENT)
    assert said.word == VerdictWord.MET
    assert said.because == (
        "4 of 4 actions under way (100%) were updated in February 2026; "
        "no risks are past the day of review."
    )
    assert (said.next_on, said.next_words) == (date(2026, 3, 31), "the next updates are wanted")


@proves(CURRENT, VerdictWord.MET_LATE)
def test_updates_that_came_after_the_month_are_late(
    life: Life, four_actions: list[Action], verdict: Judges
) -> None:
    for action in four_actions[:3]:
        life.says(action, on=date(2026, 2, 10))
    life.says(four_actions[3], on=date(2026, 3, 5))
    said = verdict(CURRENT)
    assert said.word == VerdictWord.MET_LATE
    assert "3 of 4 actions under way (75%) were updated in February 2026, 1 more since" in (
        said.because
    )


@proves(CURRENT, VerdictWord.NOT_MET)
def test_a_plan_half_of_which_nobody_spoke_of_is_not_kept_up_to_date(
    life: Life, four_actions: list[Action], verdict: Judges
) -> None:
    for action in four_actions[:2]:
        life.says(action, on=date(2026, 2, 10))
    said = verdict(CURRENT)
    assert said.word == VerdictWord.NOT_MET
    assert said.because.endswith("90% are wanted: sendtrack’s measure, not the document’s.")


def test_a_risk_past_its_review_is_enough_to_be_out_of_date(
    life: Life, four_actions: list[Action], verdict: Judges
) -> None:
    for action in four_actions:
        life.says(action, on=date(2026, 2, 10))
    life.fears(next_review_on=date(2026, 3, 1))
    said = verdict(CURRENT)
    assert said.word == VerdictWord.NOT_MET
    assert "1 risk is past the day of review" in said.because


@proves(CURRENT, VerdictWord.NOT_YET_DUE)
def test_nothing_is_out_of_date_in_the_month_of_the_notice(verdict: Judges) -> None:
    assert verdict(CURRENT, on=date(2025, 10, 20)).word == VerdictWord.NOT_YET_DUE


@proves(CURRENT, VerdictWord.NO_EVIDENCE)
def test_actions_of_which_nobody_ever_spoke_are_no_evidence(
    four_actions: list[Action], verdict: Judges
) -> None:
    assert verdict(CURRENT).word == VerdictWord.NO_EVIDENCE


@proves(DELIVERED, VerdictWord.MET)
def test_a_plan_complete_before_the_end_date_is_delivered(life: Life, verdict: Judges) -> None:
    life.says(life.acts(), Status.COMPLETE, on=date(2026, 3, 2))
    said = verdict(DELIVERED)
    assert said.word == VerdictWord.MET
    assert said.because == "1 of 1 action is complete."


@proves(DELIVERED, VerdictWord.MET_LATE)
def test_an_action_completed_after_the_end_date_is_late(life: Life, verdict: Judges) -> None:
    life.says(life.acts(), Status.COMPLETE, on=date(2027, 3, 2))
    said = verdict(DELIVERED, on=date(2027, 3, 11))
    assert said.word == VerdictWord.MET_LATE
    assert "1 of them after 28 February 2027" in said.because


@proves(DELIVERED, VerdictWord.NOT_MET)
def test_an_action_open_after_the_end_date_is_not_delivered(life: Life, verdict: Judges) -> None:
    life.acts()
    said = verdict(DELIVERED, on=date(2027, 3, 1))
    assert said.word == VerdictWord.NOT_MET
    assert "1 is still open after 28 February 2027" in said.because


@proves(DELIVERED, VerdictWord.NOT_YET_DUE)
def test_before_the_end_date_a_due_date_beyond_it_is_told(life: Life, verdict: Judges) -> None:
    life.acts()
    life.acts("Open the hub", due_on=date(2027, 6, 30))
    said = verdict(DELIVERED)
    assert said.word == VerdictWord.NOT_YET_DUE
    assert said.because == ("0 of 2 actions are complete; 1 has a due date after 28 February 2027.")
    assert said.next_on == date(2027, 2, 28)


@proves(DELIVERED, VerdictWord.NO_EVIDENCE)
def test_a_plan_without_actions_is_no_evidence(verdict: Judges) -> None:
    assert verdict(DELIVERED).word == VerdictWord.NO_EVIDENCE


def test_the_duties_of_another_area_are_its_own(
    elsewhere: object, life: Life, verdict: Judges
) -> None:
    assert LocalArea.objects.count() == 2
    life.acts()
    assert "of 1 action" in verdict(DELIVERED).because
