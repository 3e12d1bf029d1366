"""Outcomes and actions: who answers for them, by when, and what they are called."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from plans import changes
from plans.models import Action, Outcome
from plans.policies.work import warning_of_late_date
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.organisations.models import Post
from sendtrack.refusals import Refusal
from sendtrack.sources import changes as sources
from tests.conftest import Place

NOTICE_4B = (
    "The improvement board must clearly assign accountabilities for all actions agreed, along "
    "with timescales for achieving them."
)


@dataclass(frozen=True)
class Asked:
    """What an officer fills in for a new action."""

    outcome: Outcome
    accountable: Post | None
    by: User
    on: date
    title: str = "Publish the local offer"
    start_on: date | None = date(2026, 4, 1)
    due_on: date | None = date(2026, 9, 30)

    def add(self) -> Action:
        return changes.add_action(
            outcome=self.outcome,
            title=self.title,
            success_criteria="",
            accountable=self.accountable,
            start_on=self.start_on,
            due_on=self.due_on,
            by=self.by,
            on=self.on,
        )


@pytest.fixture
def asked(place: Place, outcome: Outcome, officer: User, today: date) -> Asked:
    return Asked(outcome, place.posts["partner"], officer, today)


def test_an_action_without_a_person_is_refused_in_the_words_of_the_notice(asked: Asked) -> None:
    with pytest.raises(Refusal) as told:
        replace(asked, accountable=None).add()
    assert told.value.field == "accountable"
    assert "Paragraph 4(b) asks for a person and a date for every action" in told.value.sentence
    assert NOTICE_4B in told.value.sentence


def test_an_action_without_a_date_is_refused_in_the_words_of_the_notice(asked: Asked) -> None:
    with pytest.raises(Refusal) as told:
        replace(asked, due_on=None).add()
    assert (told.value.field, NOTICE_4B in told.value.sentence) == ("due_on", True)


def test_an_action_without_a_title_is_refused(asked: Asked) -> None:
    with pytest.raises(Refusal) as told:
        replace(asked, title="  ").add()
    assert told.value.field == "title"


def test_an_action_cannot_be_due_before_it_starts(asked: Asked) -> None:
    with pytest.raises(Refusal, match="30 September 2026, must be on or after the start date"):
        replace(asked, start_on=date(2026, 10, 1)).add()


def test_an_action_cannot_be_due_before_the_notice_was_issued(asked: Asked) -> None:
    with pytest.raises(Refusal, match="must be on or after 9 September 2025") as told:
        replace(asked, start_on=None, due_on=date(2025, 9, 8)).add()
    assert told.value.field == "due_on"


def test_a_refused_action_leaves_nothing_behind(asked: Asked) -> None:
    with pytest.raises(Refusal):
        replace(asked, due_on=None).add()
    assert not Action.objects.of(asked.outcome.local_area).exists()


def test_a_new_action_keeps_its_first_date_and_claims_no_progress(asked: Asked) -> None:
    action = replace(asked, start_on=date(2026, 1, 5)).add()
    assert action.baseline_due_on == action.due_on == date(2026, 9, 30)
    assert action.status == Status.NOT_STARTED
    assert action.last_update_on is None
    assert action.area == asked.outcome.area


def test_references_count_up_under_their_outcome(place: Place, asked: Asked) -> None:
    second = changes.add_outcome(area=place.areas[0], statement="Another", by=asked.by)
    other = changes.add_outcome(area=place.areas[3], statement="In area (d)", by=asked.by)
    refs = [replace(asked, outcome=each).add().ref for each in (asked.outcome,) * 11]
    refs += [replace(asked, outcome=each).add().ref for each in (second, other, asked.outcome)]
    assert refs[:2] == ["A1.1", "A1.2"]
    assert refs[9:] == ["A1.10", "A1.11", "A2.1", "D1.1", "A1.12"]


def test_another_area_counts_for_itself(
    asked: Asked, elsewhere: Place, stranger: User, today: date
) -> None:
    asked.add()
    there = changes.add_outcome(area=elsewhere.areas[0], statement="There", by=stranger)
    action = Asked(there, elsewhere.posts["officer"], stranger, today).add()
    assert (there.ref, action.ref) == ("A1", "A1.1")


def test_a_date_after_the_end_of_the_notice_is_allowed_with_a_warning(
    place: Place, asked: Asked
) -> None:
    action = replace(asked, due_on=date(2027, 3, 31)).add()
    assert warning_of_late_date(regime=place.regime, due_on=action.due_on) == (
        "31 March 2027 is after 28 February 2027, by which the Improvement Notice asks for the "
        "actions in the plan to be delivered."
    )
    assert warning_of_late_date(regime=place.regime, due_on=place.regime.target_end_on) == ""


def test_an_action_is_handed_to_another_post_with_a_reason(
    place: Place, action: Action, officer: User
) -> None:
    before = changes_of(action).count()
    edited = changes.edit_action(
        action=action,
        version=action.version,
        title=action.title,
        success_criteria=action.success_criteria,
        accountable=place.posts["lead"],
        by=officer,
        reason="The commissioner has left",
    )
    assert edited.accountable == place.posts["lead"]
    rows = changes_of(action)
    assert rows.count() == before + 1
    assert (rows[0].history_user, rows[0].history_change_reason) == (
        officer,
        "The commissioner has left",
    )


def test_an_action_cannot_lose_its_person(action: Action, officer: User) -> None:
    with pytest.raises(Refusal, match=r"Paragraph 4\(b\)"):
        changes.edit_action(
            action=action,
            version=action.version,
            title=action.title,
            success_criteria="",
            accountable=None,
            by=officer,
            reason="Nobody wants it",
        )


def test_an_action_is_not_changed_without_a_reason(
    place: Place, action: Action, officer: User
) -> None:
    with pytest.raises(Refusal) as told:
        changes.edit_action(
            action=action,
            version=action.version,
            title="Other words",
            success_criteria="",
            accountable=place.posts["lead"],
            by=officer,
            reason=" ",
        )
    assert told.value.field == "reason"


def test_the_second_of_two_editors_of_an_action_is_told(
    place: Place, action: Action, officer: User, lead: User
) -> None:
    opened = action.version

    def edit(by: User, title: str) -> Action:
        return changes.edit_action(
            action=action,
            version=opened,
            title=title,
            success_criteria="",
            accountable=place.posts["lead"],
            by=by,
            reason="Clearer",
        )

    edit(officer, "The first title")
    with pytest.raises(Stale) as told:
        edit(lead, "The second title")
    assert told.value.current.title == "The first title"


def test_an_action_that_a_document_states_keeps_the_gaps_of_the_document(
    place: Place, officer: User
) -> None:
    assert place.regime.document is not None
    said = sources.cite(
        document=place.regime.document, paragraph="3.1.6", words="By the summer.", by=officer
    )
    action = changes.add_cited_action(
        area=place.areas[1],
        title="Recruit",
        citation=said,
        date_words="by the summer",
        by=officer,
    )
    assert (action.ref, action.status, action.due_on) == ("B.1", "", None)


def test_outcomes_are_numbered_within_their_area(place: Place, officer: User) -> None:
    refs = [
        changes.add_outcome(area=area, statement="Better", by=officer).ref
        for area in (place.areas[0], place.areas[0], place.areas[1])
    ]
    assert refs == ["A1", "A2", "B1"]


def test_an_outcome_says_something(place: Place, officer: User) -> None:
    with pytest.raises(Refusal) as told:
        changes.add_outcome(area=place.areas[0], statement="\n", by=officer)
    assert told.value.field == "statement"


def test_an_outcome_keeps_its_number_when_its_words_change(outcome: Outcome, officer: User) -> None:
    edited = changes.edit_outcome(
        outcome=outcome, version=outcome.version, statement="In other words.", by=officer
    )
    assert (edited.ref, edited.statement) == ("A1", "In other words.")
    with pytest.raises(Stale):
        changes.edit_outcome(
            outcome=outcome, version=outcome.version, statement="Too late.", by=officer
        )
