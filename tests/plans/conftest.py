"""A small plan of the tests' area, made through the verbs."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Action, Evidence, Outcome, Risk, Target, TellsOf
from plans.states import NEEDS_REASON, EvidenceKind, Priority, Status
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import ISSUED_ON, Place


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


BEGUN_ON = date(2025, 10, 1)


class Plan:
    """Adds actions to the tests' plan, on the Notice's day, and says how they are going."""

    def __init__(self, place: Place, by: User) -> None:
        self.place = place
        self.by = by
        self.outcomes: dict[str, Outcome] = {}

    def outcome(self, area: str = "a") -> Outcome:
        if area not in self.outcomes:
            self.outcomes[area] = changes.add_outcome(
                area=self.place.areas["abcdef".index(area)], statement=f"Outcome {area}", by=self.by
            )
        return self.outcomes[area]

    def action(
        self,
        title: str = "Write the strategy",
        *,
        area: str = "a",
        post: str = "officer",
        start_on: date | None = BEGUN_ON,
        due_on: date = date(2026, 6, 30),
        priority: Priority = Priority.SHOULD,
    ) -> Action:
        with clock.at(datetime.combine(ISSUED_ON, time(10), UTC)):
            return changes.add_action(
                outcome=self.outcome(area),
                title=title,
                success_criteria="",
                accountable=self.place.posts[post],
                start_on=start_on,
                due_on=due_on,
                priority=priority,
                by=self.by,
                on=ISSUED_ON,
            )

    def proves(
        self, action: Action, kind: EvidenceKind = EvidenceKind.DATA, *, on: date = BEGUN_ON
    ) -> Evidence:
        """Link a piece of evidence to an action."""
        return changes.add_evidence(
            area=action.area,
            action=action,
            kind=kind,
            title=f"{kind.label} for {action.ref}",
            shows="Waits fell by a third.",
            dated_on=on,
            organisation=None,
            kept_at="Shared folder",
            tells_of=TellsOf.SEVERAL if kind == EvidenceKind.EXPERIENCE else None,
            by=self.by,
        )

    def say(
        self,
        action: Action,
        status: str = Status.ON_TRACK,
        *,
        on: date,
        due_on: date | None = None,
        **said: str,
    ) -> Action:
        """Update the action at ten on that day, and return it as it is then."""
        with clock.at(datetime.combine(on, time(10), UTC)):
            answers = {"reason": "", "help_wanted": "", "difference": "", "next_step": ""} | said
            if status in NEEDS_REASON:
                answers["reason"] = answers["reason"] or "A post is vacant"
                answers["help_wanted"] = answers["help_wanted"] or "Agree agency cover"
            if status == Status.COMPLETE:
                self.proves(action, on=on)
            changes.update_action(
                action=action,
                version=action.version,
                by=self.by,
                on=on,
                status=Status(status),
                due_on=due_on,
                **{"happened": "We met families.", **answers},
            )
        action.refresh_from_db()
        return action


@pytest.fixture
def plan(place: Place, officer: User) -> Plan:
    return Plan(place, officer)
