"""Regimes chain: one leads, others stand beside it, and each ends on a cited document alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from plans import changes
from plans.models import Regime
from plans.queries import current_regime
from plans.queries.regimes import chain
from plans.states import RegimeKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.history import changes_of, record
from sendtrack.refusals import Refusal
from sendtrack.sources import changes as sources
from sendtrack.sources.models import Citation, DocumentKind
from tests.conftest import Place


@pytest.fixture
def required(place: Place, officer: User) -> Regime:
    """An Accelerated Progress Plan that the Notice required, as Kent's did."""
    return changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        required_by=place.regime,
        by=officer,
    )


def letter(place: Place, by: User, issued_by: str) -> Citation:
    document = sources.add_document(
        area=place.area,
        kind=DocumentKind.REVIEW_LETTER,
        code=f"letter-{issued_by[:3].lower()}",
        title="Letter",
        issued_by=issued_by,
        dated_on=date(2026, 3, 9),
        by=by,
    )
    words = "The Notice is lifted."
    return sources.cite(document=document, paragraph="paragraph 1", words=words, by=by)


def end(regime: Regime, how: RegimeState, citation: Citation, by: User) -> Regime:
    return changes.end_regime(
        regime=regime, how=how, citation=citation, on=date(2026, 3, 9), by=by, reason="The letter"
    )


def test_a_required_plan_stands_beside_the_notice_which_still_leads(
    place: Place, required: Regime
) -> None:
    assert Regime.objects.of(place.area).in_force().count() == 2
    assert current_regime(place.area) == place.regime
    (notice, plan) = chain(place.area)
    assert notice.required == (required,)
    assert plan.regime.required_by == place.regime


def test_two_regimes_can_not_both_lead(place: Place, required: Regime, officer: User) -> None:
    required.leads = True
    with (
        pytest.raises(IntegrityError, match="one_leading_regime_in_force_per_area"),
        transaction.atomic(),
        record(actor=officer, reason="Both"),
    ):
        required.save()


def test_a_notice_is_lifted_by_a_letter_of_the_department_and_the_plan_beside_it_leads(
    place: Place, required: Regime, officer: User
) -> None:
    authority = letter(place, officer, "Department for Education")
    lifted = end(place.regime, RegimeState.LIFTED, authority, officer)
    assert (lifted.state, lifted.ended_on) == (RegimeState.LIFTED, date(2026, 3, 9))
    assert lifted.ended_by == authority
    assert current_regime(place.area) == required
    assert changes_of(lifted)[0].history_change_reason == "The letter"


@pytest.mark.parametrize("how", [RegimeState.LIFTED, RegimeState.ESCALATED])
def test_nobody_but_the_body_that_issued_it_lifts_or_escalates_a_notice(
    place: Place, officer: User, how: RegimeState
) -> None:
    minutes = letter(place, officer, "Exampleshire Council")
    with pytest.raises(Refusal, match="Only a document of Department for Education") as refused:
        end(place.regime, how, minutes, officer)
    assert refused.value.field == "citation"
    place.regime.refresh_from_db()
    assert place.regime.state == RegimeState.ACTIVE


def test_a_regime_ends_once(place: Place, officer: User) -> None:
    authority = letter(place, officer, "Department for Education")
    end(place.regime, RegimeState.LIFTED, authority, officer)
    with pytest.raises(Refusal, match="has ended already: lifted"):
        end(place.regime, RegimeState.LIFTED, authority, officer)


def test_a_regime_can_not_end_before_it_began(place: Place, officer: User) -> None:
    authority = letter(place, officer, "Department for Education")
    with pytest.raises(Refusal, match="on or after 9 September 2025") as refused:
        changes.end_regime(
            regime=place.regime,
            how=RegimeState.LIFTED,
            citation=authority,
            on=date(2025, 9, 8),
            by=officer,
            reason="The letter",
        )
    assert refused.value.field == "on"


@pytest.mark.parametrize("state", ["lifted", "closed", "superseded", "escalated"])
def test_the_database_lets_no_regime_end_without_a_document(
    place: Place, officer: User, state: str
) -> None:
    place.regime.state = state
    with (
        pytest.raises(IntegrityError, match="a_regime_ends_on_a_cited_document"),
        transaction.atomic(),
        record(actor=officer, reason="It is over"),
    ):
        place.regime.save()


def test_a_plan_is_drafted_submitted_returned_and_submitted_again(
    place: Place, required: Regime, officer: User
) -> None:
    with pytest.raises(Refusal, match="it is “in force”"):
        changes.move_regime(
            regime=required, to=RegimeState.SUBMITTED, by=officer, reason="Sent again"
        )
    drafted = changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Second plan",
        issued_by="Department for Education",
        issued_on=date(2026, 2, 5),
        state=RegimeState.DRAFTING,
        by=officer,
    )
    assert drafted.code == "accelerated-plan-2026-2"
    for to in ("submitted", "returned", "submitted", "active"):
        drafted = changes.move_regime(
            regime=drafted, to=RegimeState(to), by=officer, reason=f"Now {to}"
        )
    assert [row.state for row in changes_of(drafted)] == [
        "active",
        "submitted",
        "returned",
        "submitted",
        "drafting",
    ]


def test_another_regime_is_let_lead(place: Place, required: Regime, officer: User) -> None:
    changes.lead_with(regime=required, by=officer, reason="The board works on this plan now")
    assert current_regime(place.area) == required
    place.regime.refresh_from_db()
    assert not place.regime.leads
    assert place.regime.is_in_force


def test_what_leads_already_and_what_has_ended_is_not_let_lead(
    place: Place, required: Regime, officer: User
) -> None:
    with pytest.raises(Refusal, match="leads already"):
        changes.lead_with(regime=place.regime, by=officer, reason="Once more")


def test_a_target_stands_at_the_horizons_of_its_own_regime(place: Place, officer: User) -> None:
    plan = changes.open_regime(
        area=place.area,
        kind=RegimeKind.STRATEGY,
        title="SEND strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        horizons=[18, 36],
        by=officer,
    )
    area = changes.add_area(
        regime=plan, ref="1", short_title="Waits", finding=place.areas[0].finding, by=officer
    )
    outcome = changes.add_outcome(area=area, statement="Families wait less", by=officer)
    target = changes.set_target(
        outcome=outcome,
        horizon_months=36,
        statement="No child waits",
        unit="",
        baseline=None,
        value=None,
        by=officer,
    )
    assert target.due_on == date(2029, 1, 5)
    with pytest.raises(Refusal, match="asks for targets for 18, 36 months"):
        changes.set_target(
            outcome=outcome,
            horizon_months=12,
            statement="No child waits",
            unit="",
            baseline=None,
            value=None,
            by=officer,
        )


def test_once_nothing_is_in_force_pages_lead_to_what_stood_under_the_regime_that_ended(
    place: Place, officer: User, adviser: User, browse: Callable[[User], Client]
) -> None:
    citation = letter(place, officer, "Department for Education")
    end(place.regime, RegimeState.LIFTED, citation, officer)
    browser = browse(adviser)
    for page in ("plan/", "risks/", "voices/"):
        text = browser.get(f"/exampleshire/{page}").content.decode()
        assert "ended on 9 March 2026" in text
        assert f'href="/exampleshire/{page}?as-at=2026-03-08"' in text
        assert "No risk is recorded" not in text
    assert "As at 8 March 2026" in (
        browser.get("/exampleshire/plan/?as-at=2026-03-08").content.decode()
    )
