"""Where a risk is to go: its target score and day, the response, how near it is."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plans.models import Risk
from sendtrack.accounts.models import User
from sendtrack.history import changes_of, record
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import Browse, body, day
from tests.plans.test_risk_changes import raise_risk, review
from tests.plans.test_risk_pages import R1, RISKS, filled, reviewed

SUMMER = date(2026, 7, 31)
TARGET: dict[str, Any] = {"target_likelihood": 2, "target_impact": 3, "target_on": SUMMER}


def test_a_risk_is_raised_with_three_scores_and_what_is_decided(
    place: Place, officer: User, today: date
) -> None:
    risk = raise_risk(
        place,
        officer,
        today,
        **TARGET,
        response="transfer",
        proximity="imminent",
        category="finance",
    )
    risk.refresh_from_db()
    assert (risk.score_before, risk.score, risk.target_score, risk.target_on) == (16, 8, 6, SUMMER)
    assert (risk.response, risk.proximity, risk.category) == ("transfer", "imminent", "finance")
    assert changes_of(risk).count() == 1


def test_without_a_decision_a_risk_is_treated_and_has_no_target(risk: Risk) -> None:
    assert (risk.response, risk.proximity, risk.target_score) == ("treat", "", None)


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ("target_likelihood", "target_likelihood"),
        ("target_impact", "target_impact"),
        ("target_on", "target_on"),
    ],
)
def test_a_target_is_whole(
    place: Place, officer: User, today: date, left_out: str, field: str
) -> None:
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, **{**TARGET, left_out: None})
    assert told.value.field == field


def test_a_target_lies_ahead_when_it_is_set(place: Place, officer: User, today: date) -> None:
    with pytest.raises(Refusal, match="must be after 11 March 2026") as told:
        raise_risk(place, officer, today, **{**TARGET, "target_on": today})
    assert told.value.field == "target_on"


def test_a_target_that_has_passed_may_stay_but_not_be_moved_into_the_past(
    place: Place, officer: User, today: date
) -> None:
    risk = raise_risk(place, officer, today, **{**TARGET, "target_on": date(2026, 3, 20)})
    april = date(2026, 4, 1)
    review(risk, officer, april)
    risk.refresh_from_db()
    assert risk.target_on == date(2026, 3, 20)
    with pytest.raises(Refusal, match="must be after 1 April 2026"):
        review(risk, officer, april, target_on=date(2026, 3, 25))


def test_a_target_above_the_score_says_why(place: Place, officer: User, today: date) -> None:
    high = {**TARGET, "target_likelihood": 3, "target_impact": 4}
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, **high)
    assert told.value.field == "target_because"
    assert told.value.sentence == (
        "The target, 12, is higher than the score now, 8. "
        "Choose a lower target, or say why it is higher."
    )
    risk = raise_risk(place, officer, today, **high, target_because="The grant ends in June")
    assert risk.target_because == "The grant ends in June"


def test_a_review_that_brings_the_score_below_the_target_asks_for_a_new_one(
    place: Place, officer: User, today: date
) -> None:
    risk = raise_risk(place, officer, today, **TARGET)
    with pytest.raises(Refusal, match="is higher than the score now, 4"):
        review(risk, officer, today, likelihood=1)
    made = review(risk, officer, today, likelihood=1, target_likelihood=1)
    risk.refresh_from_db()
    assert (risk.score, risk.target_score, made.target_score) == (4, 3, 3)


def test_a_review_decides_again_in_one_row_of_history(
    place: Place, officer: User, today: date
) -> None:
    risk = raise_risk(place, officer, today)
    review(risk, officer, today, **TARGET, response="tolerate", proximity="later")
    risk.refresh_from_db()
    assert (risk.response, risk.proximity, risk.target_score) == ("tolerate", "later", 6)
    assert changes_of(risk).count() == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"target_on": None},
        {"target_impact": None},
        {"target_likelihood": 6},
        {"target_likelihood": 5, "target_impact": 5},
    ],
)
def test_the_database_holds_the_rules_of_a_target(
    place: Place, officer: User, today: date, broken: dict[str, Any]
) -> None:
    risk = raise_risk(place, officer, today, **TARGET)
    for field, value in broken.items():
        setattr(risk, field, value)
    with pytest.raises(IntegrityError), transaction.atomic(), record(actor=officer, reason="No"):
        risk.save()


def test_an_officer_sets_a_target_and_reads_three_scores(
    place: Place, officer: User, browse: Browse
) -> None:
    typed = filled(
        place,
        target_likelihood="2",
        target_impact="3",
        proximity="three_months",
        **day("target_on", "31 7 2026"),
    )
    text = body(browse(officer).post(f"{RISKS}add/", typed, follow=True))
    assert "Target, by" in text
    assert "31 Jul 2026" in text
    assert "Within 3 months" in text


def test_a_review_form_opens_with_what_was_decided_and_refuses_at_the_field(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    risk = raise_risk(place, officer, today, **TARGET, response="transfer")
    form = browse(officer).get(f"{R1}review/").context["form"]
    assert (form["response"].value(), form["target_likelihood"].value()) == ("transfer", 2)
    typed = reviewed(
        risk, target_likelihood="4", target_impact="4", **day("target_on", "31 7 2026")
    )
    answer = browse(officer).post(f"{R1}review/", typed)
    assert list(answer.context["form"].errors) == ["target_because"]
    typed["target_because"] = "Two more areas join"
    text = body(browse(officer).post(f"{R1}review/", typed, follow=True))
    assert "Why the target is higher than the score: Two more areas join" in text
