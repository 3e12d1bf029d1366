"""The register in order, and how scores moved."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Risk
from plans.queries import risk_register
from plans.queries.risks import ScoreMovement, grid, risk_rows
from sendtrack.accounts.models import User
from tests.conftest import Place

JANUARY, MARCH = date(2026, 1, 12), date(2026, 3, 11)


def raise_risk(place: Place, by: User, on: date = JANUARY, **other: Any) -> Risk:
    said: dict[str, Any] = {
        "area": None,
        "cause": "Money",
        "event": "The grant ends",
        "effect": "The hubs close",
        "owner": place.posts["dcs"],
        "controls": "None yet",
        "likelihood_before": 5,
        "impact_before": 5,
        "likelihood": 2,
        "impact": 4,
        "next_review_on": on + timedelta(days=25),
    }
    return changes.raise_risk(regime=place.regime, by=by, on=on, **{**said, **other})


def review(risk: Risk, by: User, on: date, likelihood: int) -> None:
    changes.review_risk(
        risk=risk,
        version=risk.version,
        likelihood=likelihood,
        impact=risk.impact,
        note="Looked again",
        next_review_on=on + timedelta(days=25),
        by=by,
        on=on,
    )
    risk.refresh_from_db()


def test_the_highest_score_comes_first_then_the_number(place: Place, officer: User) -> None:
    for score in (2, 5, 2, 3):
        raise_risk(place, officer, likelihood=score)
    assert [line.risk.ref for line in risk_register(place.regime, MARCH)] == [
        "R2",
        "R4",
        "R1",
        "R3",
    ]


def test_closed_risks_leave_the_register(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer)
    changes.close_risk(risk=risk, version=risk.version, because="Gone", by=officer, on=MARCH)
    assert risk_register(place.regime, MARCH) == []


def test_a_review_that_is_late_is_marked(place: Place, officer: User) -> None:
    raise_risk(place, officer)
    due = JANUARY + timedelta(days=25)
    assert not risk_register(place.regime, due)[0].review_overdue
    assert risk_register(place.regime, due + timedelta(days=1))[0].review_overdue


def test_movement_is_told_since_the_last_review(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer)

    def movement() -> str:
        return str(risk_register(place.regime, MARCH)[0].movement)

    assert movement() == "not reviewed yet"
    review(risk, officer, date(2026, 2, 2), likelihood=3)
    assert movement() == "↑ from 8 to 12"
    review(risk, officer, date(2026, 3, 2), likelihood=1)
    assert movement() == "↓ from 12 to 4"
    review(risk, officer, date(2026, 3, 3), likelihood=1)
    assert movement() == "no change"


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 1, 11), "new"),
        (date(2026, 1, 12), "↓ from 8 to 4"),
        (date(2026, 2, 2), "↓ from 12 to 4"),
        (date(2026, 3, 2), "no change"),
    ],
)
def test_movement_is_told_since_the_last_meeting(
    place: Place, officer: User, since: date, words: str
) -> None:
    risk = raise_risk(place, officer)
    review(risk, officer, date(2026, 2, 2), likelihood=3)
    review(risk, officer, date(2026, 3, 2), likelihood=1)
    [line] = risk_register(place.regime, MARCH, since=since)
    assert str(line.movement) == words


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [(None, 4, "new"), (4, 4, "same"), (4, 8, "worse"), (8, 4, "better")],
)
def test_a_higher_score_is_worse(before: int | None, now: int, direction: str) -> None:
    assert ScoreMovement(before, now).direction == direction


def test_the_grid_has_every_field_and_each_risk_in_its_own(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, likelihood=5, impact=2)
    rows = grid(risk_register(place.regime, MARCH), risk.scheme)
    assert [len(row) for row in rows] == [5] * 5
    assert [line.risk for line in rows[0][1].lines] == [risk]
    assert sum(len(cell.lines) for row in rows for cell in row) == 1
    assert (rows[0][4].status.key, rows[4][0].status.key) == ("very_high", "low")


def test_the_register_costs_the_same_for_few_risks_and_for_many(
    place: Place, officer: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            lines = risk_register(place.regime, MARCH)
            assert [line.risk.owner.organisation.name for line in lines]
        return len(seen)

    review(raise_risk(place, officer), officer, MARCH, likelihood=3)
    before = cost()
    for _ in range(20):
        review(raise_risk(place, officer), officer, MARCH, likelihood=4)
    assert cost() == before == 7
    assert risk_rows(place.regime).count() == 21
