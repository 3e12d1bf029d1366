"""From activity to impact: what is there for an outcome, and where the chain breaks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.queries.chain import Chain
from plans.states import Classification, EvidenceKind, Impact, Status, TargetResult
from sendtrack.accounts.models import User
from sendtrack.organisations import changes as organisations
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import Browse
from tests.plans.test_impact import judge, set_target

AREA = "/exampleshire/plan/areas/a/"


def chain(browse: Browse, who: User) -> Chain:
    found: list[Chain] = browse(who).get(AREA).context["page"].chains
    return found[0]


def steps(chain: Chain) -> dict[str, bool]:
    return {step.name: step.holds for step in chain.steps}


def words(chain: Chain, name: str) -> str:
    step = next(step for step in chain.steps if step.name == name)
    there = " ".join(f"{part.link} {part.words}".strip() for part in step.there)
    return f"{there} | {' '.join(part.words for part in step.missing)}"


def test_an_outcome_without_actions_breaks_before_it_begins(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan.outcome()
    found = chain(browse, officer)
    assert found.sentence == "The chain breaks before it begins: no action serves A1."
    text = body(browse(officer).get(AREA))
    assert "/plan/outcomes/A1/actions/add/" in text


def test_the_chain_breaks_where_the_first_thing_is_missing(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.action()
    assert chain(browse, adviser).sentence == "The chain breaks at activity: no action has begun."

    action = plan.say(action, on=today - timedelta(days=9))
    found = chain(browse, adviser)
    assert found.sentence == (
        "The chain breaks between activity and output: 1 action is open, and none is complete."
    )
    assert "1 action: 1 on track; last update 2 March 2026." in words(
        found, "Capacity and activity"
    )

    action = plan.say(action, Status.COMPLETE, on=today - timedelta(days=2))
    found = chain(browse, adviser)
    assert found.sentence == (
        "The chain breaks between output and practice: work is complete, and nothing recent shows "
        "that practice has changed."
    )
    assert "1 of 1 complete, the last on 9 March 2026." in words(found, "Output")

    plan.proves(action, EvidenceKind.PRACTICE, on=today)
    found = chain(browse, adviser)
    assert found.sentence == (
        "The chain breaks between practice and impact: no target has a result, and no action’s "
        "impact is shown."
    )
    assert "(11 March 2026)" in words(found, "Practice")
    assert "Nothing of what children and families experience." in words(found, "Impact")

    judge(action, officer, today, Impact.EMERGING)
    found = chain(browse, adviser)
    assert (found.holds, found.sentence) == (True, "The chain holds from activity to impact.")
    assert "Impact of its actions: 1 emerging." in words(found, "Impact")
    text = body(browse(adviser).get(AREA))
    assert "Where does the chain break?" in text
    assert "Add evidence" not in text, "an adviser changes nothing"


def test_training_that_was_given_is_an_output_and_no_change_of_practice(
    plan: Plan, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today)
    plan.proves(action, EvidenceKind.TRAINING, on=today)
    found = chain(browse, adviser)
    assert "Training or information given" in words(found, "Output")
    assert not steps(found)["Practice"]


def test_where_a_difference_is_expected_later_it_is_too_early_to_judge(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today)
    plan.proves(action, EvidenceKind.PRACTICE, on=today)
    judge(action, officer, today, Impact.TOO_EARLY, impact_expected_on=date(2026, 9, 1))
    assert chain(browse, adviser).sentence == (
        "The chain stops before impact, and it is too early to judge: the first difference is "
        "expected by 1 September 2026."
    )


@pytest.mark.parametrize("result", TargetResult)
def test_the_latest_target_says_whether_there_is_impact(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date, result: TargetResult
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today)
    plan.proves(action, EvidenceKind.PRACTICE, on=today)
    judge(action, officer, today, Impact.EMERGING)
    target = set_target(action, officer)
    changes.record_result(
        target=target,
        version=target.version,
        result=result,
        value=Decimal(70 if result == TargetResult.MET else 50),
        on=today,
        source="Report",
        by=officer,
    )
    found = chain(browse, adviser)
    assert found.holds == (result == TargetResult.MET)
    assert f"Target for 6 months: {result.label.lower()} on 11 March 2026." in words(
        found, "Impact"
    )
    if result == TargetResult.MISSED:
        assert found.sentence.endswith("the target for 6 months was missed.")


def test_what_is_from_before_the_work_began_or_stale_shows_nothing(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(start_on=date(2026, 1, 5)), Status.COMPLETE, on=today)
    plan.proves(action, EvidenceKind.PRACTICE, on=date(2026, 1, 4))
    plan.proves(action, EvidenceKind.PRACTICE, on=today - timedelta(days=400))
    assert not steps(chain(browse, adviser))["Practice"]


def test_restricted_evidence_is_no_part_of_what_an_adviser_reads(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today)
    changes.add_evidence(
        area=action.area,
        action=action,
        kind=EvidenceKind.PRACTICE,
        title="Notes on a team",
        shows="One team writes better plans.",
        dated_on=today,
        organisation=None,
        kept_at="Shared folder",
        classification=Classification.RESTRICTED,
        by=officer,
    )
    assert not steps(chain(browse, adviser))["Practice"]
    assert steps(chain(browse, officer))["Practice"]


def test_a_post_that_nobody_holds_is_missing_capacity(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse
) -> None:
    plan.action()
    assert "Nobody holds" not in words(chain(browse, adviser), "Capacity and activity")
    empty = organisations.add_post(organisation=place.council, title="Plan Writer", by=officer)
    place.posts["empty"] = empty
    plan.action("Write plans", post="empty")
    told = words(chain(browse, adviser), "Capacity and activity")
    assert told.endswith("| Nobody holds the post of Plan Writer.")


def test_chains_cost_no_more_for_many_outcomes_and_much_evidence(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    plan.proves(plan.action(), on=today)
    reader = browse(adviser)
    reader.get(AREA)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            reader.get(AREA)
        return len(made)

    before = cost()
    for number in range(6):
        outcome = changes.add_outcome(
            area=place.areas[0], statement=f"Outcome {number}", by=officer
        )
        for kind in (EvidenceKind.PRACTICE, EvidenceKind.DATA):
            piece = plan.proves(plan.action(f"More {number}"), kind, on=today)
            changes.link_evidence(evidence=piece, to=outcome, by=officer)
    assert cost() == before
