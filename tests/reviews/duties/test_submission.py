"""A plan that is asked for is to be submitted by a day."""

from datetime import date

import pytest

from plans import changes as plans
from plans.models import Regime
from plans.states import RegimeKind, RegimeState
from reviews import changes as reviews
from reviews.duties import Known, Verdict, judge
from reviews.states import VerdictWord
from sendtrack.accounts.models import User
from sendtrack.history import record
from tests.conftest import Place
from tests.reviews.duties.proofs import proves

DUE_ON = date(2026, 3, 31)


@pytest.fixture
def asked_for(place: Place, officer: User) -> Regime:
    """A plan beside the Notice that required it, due on 31 March 2026."""
    return plans.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        state=RegimeState.DRAFTING,
        required_by=place.regime,
        submit_by_on=DUE_ON,
        by=officer,
    )


def verdict(place: Place, regime: Regime, by: User, on: date) -> Verdict:
    clause = reviews.add_clause(
        regime=regime,
        paragraph="4.2",
        title="Submission",
        citation=place.areas[0].finding,
        kind="submitted-by",
        by=by,
    )
    return judge(clause, Known(regime, on))


@proves("submitted-by", VerdictWord.NOT_YET_DUE)
def test_a_plan_being_drafted_is_not_due_before_its_day(
    place: Place, asked_for: Regime, officer: User
) -> None:
    found = verdict(place, asked_for, officer, DUE_ON)
    assert (found.word, found.next_on) == (VerdictWord.NOT_YET_DUE, DUE_ON)


@proves("submitted-by", VerdictWord.NOT_MET)
def test_a_plan_still_being_drafted_the_day_after_is_not_met(
    place: Place, asked_for: Regime, officer: User
) -> None:
    found = verdict(place, asked_for, officer, date(2026, 4, 1))
    assert found.word == VerdictWord.NOT_MET
    assert "31 March 2026" in found.because


@proves("submitted-by", VerdictWord.MET)
def test_a_plan_that_was_submitted_is_met(place: Place, asked_for: Regime, officer: User) -> None:
    sent = plans.move_regime(
        regime=asked_for, to=RegimeState.SUBMITTED, by=officer, reason="Sent to the Department"
    )
    assert verdict(place, sent, officer, DUE_ON).word == VerdictWord.MET


@proves("submitted-by", VerdictWord.NO_EVIDENCE)
def test_without_a_day_nothing_is_claimed(place: Place, asked_for: Regime, officer: User) -> None:
    with record(actor=officer, reason="The day is not known"):
        asked_for.submit_by_on = None
        asked_for.save()
    assert verdict(place, asked_for, officer, DUE_ON).word == VerdictWord.NO_EVIDENCE
