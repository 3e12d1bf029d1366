"""Risks outlive their regime: they stay in the register until each is moved or closed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Issue, Regime, Risk
from plans.policies.risk_endings import RiskEnding
from plans.states import IssueState, RegimeKind, RegimeState, RiskState
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import Browse, body
from tests.plans.test_risk_queries import raise_risk

REGISTER = "/exampleshire/risks/"
SETTLE = "/exampleshire/risks/of/improvement-notice-2025/"
TODAY = date(2026, 3, 11)


@pytest.fixture
def strategy(place: Place, officer: User) -> Regime:
    """The plan that goes on after the Notice."""
    return changes.open_regime(
        area=place.area,
        kind=RegimeKind.STRATEGY,
        title="SEND strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        by=officer,
    )


def end(place: Place, by: User) -> None:
    changes.end_regime(
        regime=place.regime,
        how=RegimeState.CLOSED,
        citation=place.areas[0].finding,
        on=TODAY,
        by=by,
        reason="It is over",
    )
    place.regime.refresh_from_db()


def happened(risk: Risk, place: Place, by: User) -> Issue:
    return changes.turn_into_issue(
        risk=risk,
        version=risk.version,
        what="The grant ended",
        happened_on=TODAY,
        severity=4,
        priority="urgent",
        plan="Ask the board",
        owner=place.posts["dcs"],
        due_on=date(2026, 4, 30),
        by=by,
        on=TODAY,
    )


def test_a_risk_does_not_vanish_when_its_regime_ends(
    place: Place, strategy: Regime, officer: User, adviser: User, browse: Browse
) -> None:
    raise_risk(place, officer, area=place.areas[0], event="Plans are late")
    issue = happened(raise_risk(place, officer), place, officer)
    end(place, officer)
    seen = body(browse(officer).get(REGISTER))
    assert "Plans are late" in seen
    assert f"Area (a) of the {place.regime}, which has ended" in seen
    assert f"2 risks or issues of the {place.regime}, which has ended, are still open" in seen
    assert issue.what in seen
    assert SETTLE in seen
    assert SETTLE not in body(browse(adviser).get(REGISTER))


def test_where_nothing_leads_any_more_the_open_risks_are_still_listed(
    place: Place, officer: User, browse: Browse
) -> None:
    raise_risk(place, officer, event="Plans are late")
    end(place, officer)
    seen = body(browse(officer).get(REGISTER))
    assert "Plans are late" in seen
    assert "1 risk or issue of the" in seen


def test_an_officer_moves_all_but_one_and_closes_that(
    place: Place, strategy: Regime, officer: User, browse: Browse
) -> None:
    moves = raise_risk(place, officer, area=place.areas[0])
    issue = happened(raise_risk(place, officer), place, officer)
    closes = raise_risk(place, officer)
    end(place, officer)
    desk = browse(officer)
    said = {
        "risks": [moves.pk, issue.risk_id],
        "kind": "moved",
        "to_regime": strategy.pk,
        "moved_words": "The strategy carries on",
    }
    assert "2 risks moved." in body(desk.post(SETTLE, said, follow=True))
    moves.refresh_from_db()
    issue.refresh_from_db()
    assert (moves.regime, moves.area, moves.state) == (strategy, None, RiskState.OPEN)
    assert (issue.regime, issue.risk.regime, issue.state) == (strategy, strategy, IssueState.OPEN)
    assert changes_of(moves).count() == 2, "raised, and moved"
    assert changes_of(moves)[0].history_change_reason == (
        f"Moved from the {place.regime} to the {strategy}: The strategy carries on"
    )
    said = {"risks": [closes.pk], "kind": "closed", "closed_words": "The grant is paid"}
    seen = body(desk.post(SETTLE, said, follow=True))
    assert "1 risk closed." in seen
    assert "which has ended" not in seen
    closes.refresh_from_db()
    assert (closes.state, closes.closed_because) == (RiskState.CLOSED, "The grant is paid")
    assert "nothing to decide" in body(desk.get(SETTLE, follow=True))


def test_an_issue_that_closes_with_its_regime_is_resolved_in_those_words(
    place: Place, officer: User
) -> None:
    issue = happened(raise_risk(place, officer), place, officer)
    changes.settle_risks(
        regime=place.regime,
        risks=[issue.risk],
        kind=RiskEnding.CLOSED,
        words="The fund is back",
        by=officer,
        on=TODAY,
    )
    issue.refresh_from_db()
    assert (issue.state, issue.resolution) == (IssueState.RESOLVED, "The fund is back")


def test_a_risk_moves_to_the_area_that_carries_its_own_on(
    place: Place, strategy: Regime, officer: User
) -> None:
    heir = changes.add_area(
        regime=strategy,
        ref="s",
        short_title="Inclusion",
        finding=place.areas[0].finding,
        derived_from=[place.areas[0]],
        by=officer,
    )
    risk = raise_risk(place, officer, area=place.areas[0])
    changes.settle_risks(
        regime=place.regime,
        risks=[risk],
        kind=RiskEnding.MOVED,
        to_regime=strategy,
        words="It goes on",
        by=officer,
        on=TODAY,
    )
    risk.refresh_from_db()
    assert risk.area == heir


def test_a_choice_that_is_not_whole_is_refused_in_words(
    place: Place, strategy: Regime, officer: User
) -> None:
    risk = raise_risk(place, officer)

    def refused(kind: RiskEnding, words: str, to: Regime | None) -> str | None:
        with pytest.raises(Refusal) as told:
            changes.settle_risks(
                regime=place.regime,
                risks=[risk],
                kind=kind,
                words=words,
                to_regime=to,
                by=officer,
                on=TODAY,
            )
        return told.value.field

    assert refused(RiskEnding.CLOSED, " ", None) == "closed_words"
    assert refused(RiskEnding.MOVED, "Why", None) == "to_regime"
    assert refused(RiskEnding.MOVED, "Why", place.regime) == "to_regime"
    assert refused(RiskEnding.MOVED, "", strategy) == "moved_words"


def test_what_ended_regimes_left_open_costs_the_same_for_few_and_for_many(
    place: Place, strategy: Regime, officer: User, browse: Browse
) -> None:
    raise_risk(place, officer)
    for _ in range(3):
        happened(raise_risk(place, officer), place, officer)
    end(place, officer)
    desk = browse(officer)

    def cost(address: str) -> int:
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    many = cost(REGISTER), cost(SETTLE)
    for risk in Risk.objects.filter(issues__state=IssueState.OPEN)[1:]:
        changes.settle_risks(
            regime=place.regime,
            risks=[risk],
            kind=RiskEnding.CLOSED,
            words="Over",
            by=officer,
            on=TODAY,
        )
    assert (cost(REGISTER), cost(SETTLE)) == many
