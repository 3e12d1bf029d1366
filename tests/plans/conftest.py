"""A small plan of the tests' area, made through the verbs."""

from datetime import date
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Action, Outcome, Risk, Target
from sendtrack.accounts.models import User
from tests.conftest import Place


@pytest.fixture
def outcome(place: Place, officer: User) -> Outcome:
    """A1, under weakness (a)."""
    return changes.add_outcome(
        area=place.areas[0], statement="Leaders know how each child is doing.", by=officer
    )


@pytest.fixture
def target(outcome: Outcome, officer: User) -> Target:
    """From 42% to 66% in 6 months: by 9 March 2026, two days ago."""
    return changes.set_target(
        outcome=outcome,
        horizon_months=6,
        statement="Plans issued within 20 weeks",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=officer,
    )


@pytest.fixture
def action(place: Place, outcome: Outcome, officer: User, today: date) -> Action:
    """A1.1, due on 30 June 2026."""
    return changes.add_action(
        outcome=outcome,
        title="Write the strategy with families",
        success_criteria="The strategy is agreed and published.",
        accountable=place.posts["officer"],
        start_on=date(2026, 1, 5),
        due_on=date(2026, 6, 30),
        by=officer,
        on=today,
    )


@pytest.fixture
def risk(place: Place, officer: User, today: date) -> Risk:
    """R1, from 20 before controls to 12 after them."""
    return changes.raise_risk(
        regime=place.regime,
        area=place.areas[0],
        cause="Two posts are vacant",
        event="Plans are not written in time",
        effect="Children wait for support",
        owner=place.posts["dcs"],
        controls="Agency staff until the summer",
        likelihood_before=5,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=officer,
        on=today,
    )
