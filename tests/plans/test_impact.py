"""What a word about impact rests on, apart from how delivery goes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.models import Action, ActionUpdate, Target
from plans.queries.summaries import area_summaries
from plans.states import EvidenceKind, Impact, Status, TargetResult
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import day
from tests.plans.reading import Browse, body, page, read_plan, said


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
        "Emerging needs at least one piece of evidence. None is linked to this action yet."
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
    plan.proves(complete, EvidenceKind.EXPERIENCE)
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


def test_embedded_waits_while_a_very_high_risk_of_the_area_is_open(
    place: Place, plan: Plan, complete: Action, officer: User, today: date
) -> None:
    plan.proves(complete, EvidenceKind.EXPERIENCE)
    changes.raise_risk(
        regime=place.regime,
        area=place.areas[0],
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
        by=officer,
        on=today,
    )

    refusal = refused(complete, officer, today, Impact.EMBEDDED)

    assert "no open risk that is very high (R1 is)" in refusal.sentence


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

    plan.proves(complete, EvidenceKind.EXPERIENCE)
    judge(complete, officer, today, Impact.EMBEDDED)

    [summary, *_] = area_summaries(read_plan(place))
    assert summary.status == "complete_embedded"
    assert summary.because == "Its one action is complete and embedded"
    assert summary.impact_words == "1 embedded"


# Pages


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
