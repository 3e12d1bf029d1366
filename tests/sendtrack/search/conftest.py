"""A record with something of each kind in it, made through the verbs."""

from datetime import date, time

import pytest

from boards import changes as boards
from plans import changes as plans
from plans.models import Action
from plans.states import EvidenceKind, Status, VoiceGroup
from reviews import changes as reviews
from sendtrack.accounts.models import User
from tests.conftest import Place


def fill(place: Place, by: User, word: str = "speech therapy") -> Action:
    """Every kind of row, each holding the word."""
    outcome = plans.add_outcome(area=place.areas[3], statement=f"Less waiting for {word}", by=by)
    action = plans.add_action(
        outcome=outcome,
        title=f"Recruit for {word}",
        success_criteria="Nobody waits more than 12 weeks",
        accountable=place.posts["officer"],
        start_on=None,
        due_on=date(2026, 6, 30),
        by=by,
        on=date(2026, 3, 1),
    )
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=date(2026, 3, 10),
        status=Status.ON_TRACK,
        happened=f"We advertised two posts in {word}.",
        difference="",
        next_step="",
        reason="",
        help_wanted="",
    )
    plans.raise_risk(
        regime=place.regime,
        area=place.areas[3],
        cause="Few people apply",
        event=f"Posts in {word} stay empty",
        effect="Children wait",
        owner=place.posts["dcs"],
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=by,
        on=date(2026, 3, 4),
    )
    plans.add_evidence(
        area=place.areas[3],
        action=None,
        organisation=None,
        kind=EvidenceKind(EvidenceKind.values[0]),
        title=f"Audit of {word}",
        shows="Waits are shorter.",
        dated_on=date(2026, 2, 1),
        kept_at="The shared drive",
        by=by,
    )
    plans.add_voice(
        regime=place.regime,
        area=place.areas[3],
        group=VoiceGroup(VoiceGroup.values[0]),
        heard_on=date(2026, 2, 1),
        how="Forum",
        said=f"We waited a year for {word}.",
        changed="",
        by=by,
    )
    risk = plans.raise_risk(
        regime=place.regime,
        area=None,
        cause="Few people apply",
        event="The last post is empty",
        effect="Children wait",
        owner=place.posts["dcs"],
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=by,
        on=date(2026, 3, 4),
    )
    plans.turn_into_issue(
        risk=risk,
        version=risk.version,
        what=f"Nobody is left in {word}",
        happened_on=date(2026, 3, 5),
        severity=4,
        priority="high",
        plan="Ask the neighbouring council",
        owner=place.posts["dcs"],
        due_on=date(2026, 4, 1),
        by=by,
        on=date(2026, 3, 5),
    )
    plans.ask_contribution(
        regime=place.regime,
        organisation=place.icb,
        what=f"Pay for {word}",
        due_on=date(2026, 4, 1),
        asked_at="",
        by=by,
        on=date(2026, 3, 5),
    )
    body = boards.set_up_board(regime=place.regime, name="Board", by=by)
    meeting = boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )
    meeting = boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={},
        summary=f"The board talked about {word}.",
        by=by,
        on=meeting.meets_on,
    )
    boards.decide(meeting=meeting, words=f"Fund {word}", because="", by=by)
    boards.add_log_item(
        meeting=meeting,
        what=f"Write to the provider of {word}",
        accountable=place.posts["lead"],
        due_on=date(2026, 4, 1),
        by=by,
    )
    reviews.add_clause(
        regime=place.regime,
        paragraph="4(d)",
        title="Report every two months",
        citation=place.areas[0].finding,
        kind="no-duty",
        by=by,
    )
    return action


@pytest.fixture
def filled(place: Place, system: User) -> Action:
    return fill(place, system)
