"""What a word about impact rests on, apart from how delivery goes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, ActionUpdate, AreaOfWeakness, Risk, Target
from plans.queries.impact import proof_of, proofs_of
from plans.queries.summaries import area_summaries
from plans.states import EvidenceKind, Impact, Status, TargetResult
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body, day
from tests.plans.reading import Browse, page, read_plan, said


@pytest.fixture
def complete(plan: Plan, today: date) -> Action:
    """A1.1, complete today, with data linked to it."""
    return plan.say(plan.action(), Status.COMPLETE, on=today)


def judge(action: Action, by: User, on: date, impact: str, **words: Any) -> ActionUpdate:
    given: dict[str, Any] = {"difference": "Waits fell by a third"} | words
    return changes.update_impact(
        action=action, version=action.version, by=by, on=on, impact=impact, **given
    )


def refused(action: Action, by: User, on: date, impact: str, **words: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        judge(action, by, on, impact, **words)
    assert not action.updates.filter(kind="impact").exists()
    return caught.value


def test_impact_goes_on_after_delivery_is_frozen(
    complete: Action, officer: User, today: date
) -> None:
    rows = changes_of(complete).count()

    update = judge(complete, officer, today, Impact.EMERGING)

    complete.refresh_from_db()
    assert (complete.status, complete.impact) == (Status.COMPLETE, Impact.EMERGING)
    assert complete.impact_since == today
    assert (update.kind, update.status, update.impact_before) == ("impact", "complete", "")
    assert changes_of(complete).count() == rows + 1


def test_too_early_names_the_day_by_which_a_difference_is_expected(
    complete: Action, officer: User, today: date
) -> None:
    assert refused(complete, officer, today, Impact.TOO_EARLY).field == "impact_expected_on"
    past = refused(complete, officer, today, Impact.TOO_EARLY, impact_expected_on=today)
    assert past.sentence.startswith("The day by which you expect a difference must be after")

    judge(complete, officer, today, Impact.TOO_EARLY, impact_expected_on=date(2026, 9, 1))
    complete.refresh_from_db()
    assert complete.impact_expected_on == date(2026, 9, 1)

    judge(complete, officer, today, Impact.NONE_YET, difference="")
    complete.refresh_from_db()
    assert complete.impact_expected_on is None


def test_each_word_says_what_evidence_is_missing(plan: Plan, officer: User, today: date) -> None:
    bare = plan.action()
    emerging = refused(bare, officer, today, Impact.EMERGING)
    assert emerging.sentence == (
        "Emerging needs at least one piece of evidence. "
        "None is linked to this action or its outcome yet."
    )

    plan.proves(bare, EvidenceKind.EXPERIENCE)
    plan.proves(bare, EvidenceKind.EXPERIENCE)
    evidenced = refused(bare, officer, today, Impact.EVIDENCED)
    assert evidenced.sentence == (
        "Evidenced needs data or an audit of practice among them. "
        "2 pieces are linked: experience of children and families."
    )
    embedded = refused(bare, officer, today, Impact.EMBEDDED)
    assert embedded.sentence.startswith("Embedded needs evidence of at least two kinds.")

    plan.proves(bare, EvidenceKind.PRACTICE)
    judge(bare, officer, today, Impact.EVIDENCED)


def test_evidence_about_its_outcome_or_linked_to_it_proves_something(
    plan: Plan, officer: User, today: date
) -> None:
    action, other = plan.action(), plan.action("Train staff")
    piece = plan.proves(other)
    assert not proof_of(action, today).pieces
    changes.link_evidence(evidence=piece, to=action, by=officer)
    assert proof_of(action, today).pieces == 1
    changes.link_evidence(evidence=piece, to=plan.outcome(), by=officer)
    elsewhere = plan.proves(plan.action(area="b"), EvidenceKind.PRACTICE)
    changes.link_evidence(evidence=elsewhere, to=plan.outcome(), by=officer)
    proof = proof_of(action, today)
    assert proof.in_words == "2 pieces are linked: quality of practice, data."
    judge(action, officer, today, Impact.EVIDENCED)


def test_what_was_withdrawn_or_is_stale_proves_nothing(
    plan: Plan, officer: User, today: date
) -> None:
    action = plan.action()
    piece = plan.proves(action)
    old = plan.proves(action, on=today - timedelta(days=366))
    assert proof_of(action, today).in_words == "1 piece is linked: data. 1 piece more, but stale."
    changes.withdraw_evidence(
        evidence=piece, version=piece.version, because="Counted wrongly", by=officer, on=today
    )
    assert refused(action, officer, today, Impact.EMERGING).sentence == (
        "Emerging needs at least one piece of evidence. What is linked is stale: 1 piece."
    )
    assert old.is_stale(today)


def test_evidence_is_fresh_for_a_year_to_the_day(plan: Plan, today: date) -> None:
    action = plan.action(start_on=None)
    plan.proves(action, on=date(2025, 3, 11))
    assert proof_of(action, today).pieces == 1
    assert proof_of(action, today + timedelta(days=1)).pieces == 0


def test_words_about_a_difference_are_asked_for(
    complete: Action, officer: User, today: date
) -> None:
    assert refused(complete, officer, today, Impact.EMERGING, difference=" ").field == "difference"


def set_target(action: Action, by: User) -> Target:
    """Due at 6 months, two days ago."""
    assert action.outcome
    return changes.set_target(
        outcome=action.outcome,
        horizon_months=6,
        statement="Plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=by,
    )


def test_embedded_needs_the_target_met(
    plan: Plan, complete: Action, officer: User, today: date
) -> None:
    plan.proves(complete, EvidenceKind.EXPERIENCE, on=today)
    target = set_target(complete, officer)

    refusal = refused(complete, officer, today, Impact.EMBEDDED)
    assert "the 6-month target of A1 met (no result is recorded)" in refusal.sentence

    changes.record_result(
        target=target,
        version=target.version,
        result=TargetResult.MET,
        value=Decimal(70),
        on=today,
        source="Report",
        by=officer,
    )
    judge(complete, officer, today, Impact.EMBEDDED)
    complete.refresh_from_db()
    assert complete.shown_status == "complete_embedded"


def raise_very_high(place: Place, area: AreaOfWeakness | None, by: User, on: date) -> Risk:
    return changes.raise_risk(
        regime=place.regime,
        area=area,
        cause="Posts are vacant",
        event="Waits rise again",
        effect="Children wait",
        owner=place.posts["dcs"],
        controls="None yet",
        likelihood_before=5,
        impact_before=5,
        likelihood=5,
        impact=4,
        next_review_on=date(2026, 4, 1),
        by=by,
        on=on,
    )


def test_embedded_waits_while_a_very_high_risk_of_the_area_is_open(
    place: Place, plan: Plan, complete: Action, officer: User, today: date
) -> None:
    plan.proves(complete, EvidenceKind.EXPERIENCE, on=today)
    raise_very_high(place, place.areas[0], officer, today)

    refusal = refused(complete, officer, today, Impact.EMBEDDED)

    assert "no open risk that is very high (R1 is)" in refusal.sentence


def test_a_very_high_risk_counts_once_where_it_is_linked_to_the_action_or_its_outcome(
    place: Place, plan: Plan, complete: Action, officer: User, today: date
) -> None:
    plan.proves(complete, EvidenceKind.EXPERIENCE, on=today)
    risk = raise_very_high(place, place.areas[1], officer, today)
    neighbour = plan.action(area="c")
    assert proof_of(complete, today).risks == []

    changes.link_risk(risk=risk, to=complete, by=officer)
    changes.link_risk(risk=risk, to=plan.outcome(), by=officer)
    refusal = refused(complete, officer, today, Impact.EMBEDDED)
    assert "no open risk that is very high (R1 is)" in refusal.sentence
    assert proof_of(neighbour, today).risks == []


def test_the_proof_of_many_actions_is_that_of_each_and_costs_no_more(
    place: Place, plan: Plan, complete: Action, officer: User, today: date
) -> None:
    risk = raise_very_high(place, None, officer, today)
    changes.link_risk(risk=risk, to=place.areas[1], by=officer)
    rows = [complete, plan.action(area="b")]

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            proofs_of(place.area, rows, today)
        return len(made)

    before = cost()
    for area in "abcdef":
        rows.append(plan.action(f"More {area}", area=area))
        changes.link_evidence(evidence=plan.proves(rows[-1]), to=plan.outcome(), by=officer)
    assert cost() == before
    found = proofs_of(place.area, rows, today)
    assert found == {action.pk: proof_of(action, today) for action in rows}
    assert [risk.ref for risk in found[rows[1].pk].risks] == ["R1"]
    assert found[complete.pk].kinds == {EvidenceKind.DATA: 7}


def test_the_second_of_two_people_is_told(complete: Action, officer: User, today: date) -> None:
    mine = Action.objects.get(pk=complete.pk)
    judge(complete, officer, today, Impact.NONE_YET, difference="")

    with pytest.raises(Stale):
        judge(mine, officer, today, Impact.EMERGING)


def test_complete_and_embedded_is_said_only_where_both_hold(
    place: Place, plan: Plan, complete: Action, officer: User, today: date
) -> None:
    [summary, *_] = area_summaries(read_plan(place))
    assert summary.status == "complete"
    assert summary.impact_words == "Impact not yet shown for 1 of 1 complete action"

    plan.proves(complete, EvidenceKind.EXPERIENCE, on=today)
    judge(complete, officer, today, Impact.EMBEDDED)

    [summary, *_] = area_summaries(read_plan(place))
    assert summary.status == "complete_embedded"
    assert summary.because == "Its one action is complete and embedded"
    assert summary.impact_words == "1 embedded"


def test_embedded_needs_evidence_from_after_completion(
    plan: Plan, complete: Action, officer: User, today: date
) -> None:
    counted = complete.evidence.get()
    changes.withdraw_evidence(
        evidence=counted, version=counted.version, because="Wrong", by=officer, on=today
    )
    for kind in (EvidenceKind.DATA, EvidenceKind.EXPERIENCE):
        plan.proves(complete, kind, on=today - timedelta(days=1))
    refusal = refused(complete, officer, today, Impact.EMBEDDED)
    assert refusal.sentence.startswith(
        "Embedded needs evidence from the day it was completed, or later. 2 pieces are linked"
    )
    plan.proves(complete, EvidenceKind.PRACTICE, on=today)
    judge(complete, officer, today, Impact.EMBEDDED)


def test_evidence_from_before_an_action_began_proves_nothing_of_it(
    plan: Plan, officer: User, today: date
) -> None:
    action = plan.action(start_on=date(2026, 1, 5))
    plan.proves(action, on=date(2026, 1, 4))
    assert refused(action, officer, today, Impact.EMERGING).sentence == (
        "Emerging needs at least one piece of evidence. "
        "What is linked is from before it began: 1 piece."
    )
    plan.proves(action, EvidenceKind.PRACTICE, on=date(2026, 1, 5))
    assert proof_of(action, today).in_words == (
        "1 piece is linked: quality of practice. 1 piece more, but from before it began."
    )
    judge(action, officer, today, Impact.EMERGING)


# Pages


def test_evidence_says_beside_an_action_what_its_day_keeps_it_from_showing(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action, other = plan.action(start_on=date(2026, 1, 5)), plan.action("Train staff")
    piece = plan.proves(other, on=date(2026, 1, 4))
    changes.link_evidence(evidence=piece, to=action, by=officer)
    before = "From before A1.1 began: it shows where the action started, not what it changed."
    reader = browse(adviser)
    assert before in body(reader.get(page(action)))
    assert "From before" not in body(reader.get(page(other))), "while it is open nothing is early"
    assert before in body(reader.get("/exampleshire/evidence/E1/"))

    plan.say(other, Status.COMPLETE, on=today)
    early = "From before A1.2 was completed: it can’t show what came of it since."
    assert early in body(reader.get(page(other)))
    assert early in body(reader.get("/exampleshire/evidence/E1/"))


def test_a_complete_action_asks_for_its_impact_only(
    complete: Action, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.get(page(complete, "update")))
    assert "Its delivery is frozen since 11 March 2026" in text
    assert "How is it going?" not in text

    typed = {
        "version": str(complete.version),
        "impact": "too_early",
        **day("impact_expected_on", "1 9 2026"),
    }
    answer = browser.post(page(complete, "update"), typed, follow=True)

    assert "Impact of A1.1 saved: too early to say." in body(answer)
    assert said(complete).impact_expected_on == date(2026, 9, 1)


def test_a_complete_action_says_that_its_impact_is_not_shown(
    complete: Action, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(page(complete)))

    assert "Complete" in text
    assert "Impact not yet shown" in text
    assert "Complete and embedded" not in text
