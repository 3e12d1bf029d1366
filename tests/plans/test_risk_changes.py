"""The risk register: scores from 1 to 5, reviews in time, closed with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from plans import changes
from plans.models import Risk, RiskReview
from plans.states import RiskState
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place


def raise_risk(place: Place, by: User, on: date, **other: Any) -> Risk:
    said: dict[str, Any] = {
        "area": None,
        "cause": "Money",
        "event": "The grant ends",
        "effect": "The hubs close",
        "owner": place.posts["chief_executive"],
        "controls": "None yet",
        "likelihood_before": 4,
        "impact_before": 4,
        "likelihood": 2,
        "impact": 4,
        "next_review_on": on + timedelta(days=28),
    }
    return changes.raise_risk(regime=place.regime, by=by, on=on, **{**said, **other})


def review(risk: Risk, by: User, on: date, **other: Any) -> RiskReview:
    said: dict[str, Any] = {
        "version": risk.version,
        "likelihood": 2,
        "impact": 4,
        "note": "Both posts are filled",
        "next_review_on": on + timedelta(days=28),
    }
    return changes.review_risk(risk=risk, by=by, on=on, **{**said, **other})


def test_risks_are_numbered_across_the_register(
    place: Place, elsewhere: Place, officer: User, stranger: User, today: date
) -> None:
    refs = [raise_risk(place, officer, today).ref for _ in range(11)]
    assert refs[0] == "R1"
    assert refs[9:] == ["R10", "R11"]
    assert raise_risk(elsewhere, stranger, today).ref == "R1"


@pytest.mark.parametrize("field", ["likelihood_before", "impact_before", "likelihood", "impact"])
@pytest.mark.parametrize("score", [0, 6])
def test_scores_run_from_1_to_5(
    place: Place, officer: User, today: date, field: str, score: int
) -> None:
    with pytest.raises(Refusal, match="from 1 to 5") as told:
        raise_risk(place, officer, today, **{field: score})
    assert told.value.field == field


@pytest.mark.parametrize("field", ["cause", "event", "effect", "owner"])
def test_a_risk_says_cause_event_effect_and_owner(
    place: Place, officer: User, today: date, field: str
) -> None:
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, **{field: None if field == "owner" else " "})
    assert told.value.field == field


@pytest.mark.parametrize(
    ("likelihood", "impact", "last_day"),
    [
        (3, 5, date(2026, 4, 11)),
        (2, 5, date(2026, 5, 11)),
        (1, 5, date(2026, 6, 11)),
        (1, 4, date(2026, 6, 11)),
    ],
)
def test_the_band_of_a_risk_says_by_when_it_is_reviewed(
    place: Place, officer: User, today: date, likelihood: int, impact: int, last_day: date
) -> None:
    scores = {"likelihood": likelihood, "impact": impact}
    raise_risk(place, officer, today, next_review_on=last_day, **scores)
    with pytest.raises(Refusal, match="is reviewed within") as told:
        raise_risk(place, officer, today, next_review_on=last_day + timedelta(days=1), **scores)
    assert told.value.field == "next_review_on"


def test_the_sentence_names_score_band_and_last_day(
    place: Place, officer: User, today: date
) -> None:
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, likelihood=4, impact=4, next_review_on=date(2026, 9, 1))
    assert told.value.sentence == (
        "A risk scored 16 is very high and is reviewed within 1 month. "
        "Choose a day up to 11 April 2026."
    )


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_review_is_ahead(place: Place, officer: User, today: date, days: int) -> None:
    with pytest.raises(Refusal, match="must be after 11 March 2026"):
        raise_risk(place, officer, today, next_review_on=today + timedelta(days=days))


def test_a_risk_of_another_regimes_area_is_refused(
    place: Place, elsewhere: Place, officer: User, today: date
) -> None:
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, area=elsewhere.areas[0])
    assert told.value.field == "area"


def test_a_review_leaves_the_score_before_and_one_history_row_each(
    risk: Risk, officer: User, today: date
) -> None:
    made = review(risk, officer, today)
    risk.refresh_from_db()
    assert (made.score_before, made.score, risk.score) == (12, 8, 8)
    assert (risk.last_reviewed_on, risk.next_review_on) == (today, today + timedelta(days=28))
    assert changes_of(risk).count() == 2
    assert changes_of(made).count() == 1
    assert changes_of(risk)[0].history_change_reason == "Reviewed: Both posts are filled"


def test_a_review_without_a_note_is_refused(risk: Risk, officer: User, today: date) -> None:
    with pytest.raises(Refusal) as told:
        review(risk, officer, today, note="")
    assert told.value.field == "note"


def test_the_second_of_two_reviewers_is_told(risk: Risk, officer: User, today: date) -> None:
    review(risk, officer, today)
    with pytest.raises(Stale):
        review(risk, officer, today, likelihood=5)
    assert RiskReview.objects.of(risk.local_area).count() == 1


def test_a_review_does_not_come_before_the_last_one(risk: Risk, officer: User, today: date) -> None:
    with pytest.raises(Refusal, match="was last scored on 11 March 2026"):
        review(risk, officer, today - timedelta(days=1))


def test_a_risk_is_closed_with_a_reason_and_then_stays_closed(
    risk: Risk, officer: User, today: date
) -> None:
    with pytest.raises(Refusal) as told:
        changes.close_risk(risk=risk, version=risk.version, because=" ", by=officer, on=today)
    assert told.value.field == "because"
    closed = changes.close_risk(
        risk=risk, version=risk.version, because="The posts are filled", by=officer, on=today
    )
    assert (closed.state, closed.closed_on) == (RiskState.CLOSED, today)
    with pytest.raises(Refusal, match="R1 was closed on 11 March 2026"):
        review(closed, officer, today)


def test_a_risk_changes_hands_with_a_reason_and_keeps_its_score(
    place: Place, risk: Risk, officer: User
) -> None:
    def edit(reason: str) -> Risk:
        return changes.edit_risk(
            risk=risk,
            version=risk.version,
            cause=risk.cause,
            event=risk.event,
            effect=risk.effect,
            owner=place.posts["icb_chief"],
            by=officer,
            reason=reason,
        )

    with pytest.raises(Refusal) as told:
        edit("")
    assert told.value.field == "reason"
    edited = edit("Health took it over")
    assert (edited.owner, edited.score) == (place.posts["icb_chief"], 12)
    with pytest.raises(Stale):
        edit("Again from an old form")
