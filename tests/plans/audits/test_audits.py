"""Audits are planned, recorded in counts that add up, and compared only by the same tool."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from plans import changes
from plans.measuring.audits import RoundState
from plans.models import AuditProgramme, AuditRound
from plans.policies.audits import Judgement
from plans.queries.audited import read_programme
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.audits.conftest import TODAY, Record, start
from tests.plans.measures.conftest import INSIDE


def test_a_programme_starts_with_its_first_round(audits: AuditProgramme) -> None:
    assert audits.ref == "QA1"
    [row] = audits.rounds.all()
    assert (row.ref, row.planned_on) == ("QA1.1", date(2025, 7, 10))
    assert {link.organisation.name for link in audits.partners.all()} == {
        "Exampleshire Council",
        "Exampleshire Integrated Care Board",
    }
    assert changes_of(audits).count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"lead": None}, "lead"),
        ({"sampling": ""}, "sampling"),
        ({"moderation": ""}, "moderation"),
        ({"planned_sample": 0}, "planned_sample"),
        ({"every_months": 25}, "every_months"),
        ({"planned_on": None}, "planned_on"),
        ({"tool": ""}, "tool"),
        ({"edition": " "}, "edition"),
        ({"grades": ["Good"]}, "grades"),
        ({"grades": ["Good", "good"]}, "grades"),
        ({"good": 4}, "good"),
    ],
)
def test_a_programme_says_what_who_and_how(
    place: Place, officer: User, told: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as caught:
        start(place, officer, **told)
    assert caught.value.field == field


def test_the_next_round_follows_the_rhythm_from_the_planned_day(
    audits: AuditProgramme, round_of: Record
) -> None:
    row = round_of(audits, [2, 8, 9, 1], done_on=date(2025, 7, 21))
    assert changes_of(row).count() == 2
    assert audits.rounds.open().get().planned_on == date(2025, 10, 10)


def test_a_round_that_is_not_held_says_why_and_the_next_is_planned(
    audits: AuditProgramme, officer: User
) -> None:
    row = audits.rounds.get()
    with pytest.raises(Refusal, match="Say why it was not held"):
        changes.skip_round(row=row, version=row.version, because=" ", by=officer)
    row = changes.skip_round(row=row, version=row.version, because="No auditors", by=officer)
    assert row.state_on(TODAY) == RoundState.MISSED
    assert audits.rounds.open().get().planned_on == date(2025, 10, 10)
    with pytest.raises(Refusal, match="was not held"):
        changes.move_round(
            row=row, version=row.version, planned_on=TODAY, by=officer, reason="Try again"
        )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 6, 9), RoundState.AHEAD),
        (date(2025, 6, 10), RoundState.DUE),
        (date(2025, 7, 10), RoundState.DUE),
        (date(2025, 7, 11), RoundState.OVERDUE),
    ],
)
def test_a_round_is_due_before_it_is_overdue(
    audits: AuditProgramme, day: date, state: RoundState
) -> None:
    assert audits.rounds.get().state_on(day) == state


@pytest.mark.parametrize(
    ("told", "why", "field"),
    [
        ({"sample": 21}, "The grades add up to 20, and 21 were audited", "grade_1"),
        ({"population": 19}, "20 can’t be drawn from 19", "population"),
        ({"moderated": 21}, "No more than the 20 audited", "moderated"),
        ({"grades": [20]}, "has 4 grades", None),
        ({"done_on": None}, "Enter the day that the round was done", "done_on"),
        ({"done_on": date(2026, 3, 12)}, "a day that has not come yet", "done_on"),
        ({"done_on": date(2025, 3, 1), "drawn_from": date(2025, 3, 1)}, "is used from", "done_on"),
        ({"drawn_to": None}, "from when to when", "drawn_to"),
        ({"drawn_from": date(2025, 8, 1)}, "can’t be before the first", "drawn_to"),
        ({"drawn_to": date(2025, 8, 1)}, "finished by the day of the round", "drawn_to"),
        (
            {"judged": {"health": Judgement(20, 0, 0, 0), "child": Judgement(10, 5, 2, 2)}},
            "adds up to 19, and 20 were audited",
            "child_met",
        ),
        ({"judged": {"health": Judgement(20, 0, 0, 0)}}, "adds up to 0", "child_met"),
    ],
)
def test_all_counts_are_of_one_sample(
    audits: AuditProgramme, round_of: Record, told: dict[str, Any], why: str, field: str | None
) -> None:
    with pytest.raises(Refusal, match=why) as caught:
        round_of(audits, [2, 8, 9, 1], **told)
    assert caught.value.field == field
    assert not AuditRound.objects.done().exists()


def test_putting_a_round_right_asks_why_and_plans_nothing(
    audits: AuditProgramme, round_of: Record
) -> None:
    row = round_of(audits, [2, 8, 9, 1])
    with pytest.raises(Refusal, match="Say why you are changing this"):
        round_of(audits, [3, 8, 8, 1], row=row, done_on=row.done_on)
    with pytest.raises(Stale):
        round_of(audits, [3, 8, 8, 1], row=row, version=1, reason="Misread")
    row = round_of(audits, [3, 8, 8, 1], row=row, done_on=row.done_on, reason="One was misread")
    assert (row.grade_1, row.grade_3) == (3, 8)
    assert audits.rounds.count() == 2
    assert all(changes_of(finding).count() == 1 for finding in row.findings.all())


def test_the_database_holds_that_counts_add_up(audits: AuditProgramme, round_of: Record) -> None:
    row = round_of(audits, [2, 8, 9, 1])
    for name, changed in (
        ("grades_add_up_to_the_sample", {"grade_1": 3}),
        ("no_more_are_moderated_than_audited", {"moderated": 21}),
        ("a_round_is_recorded_whole_or_not_at_all", {"tool": None}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            AuditRound.objects.filter(pk=row.pk).update(**changed)
    with pytest.raises(IntegrityError, match="judgements_add_up"), transaction.atomic():
        row.findings.filter(criterion="child").update(met=3)


def test_rounds_by_one_tool_are_compared_with_their_numbers(
    audits: AuditProgramme, round_of: Record
) -> None:
    for grades in ([1, 5, 12, 2], [2, 8, 9, 1], [4, 14, 2, 0]):
        round_of(audits, grades)
    first, last = read_programme(audits, TODAY, INSIDE).changes
    assert first == (
        "Since the first round by this tool, QA1.1: from 6 of 20 (30%) to 18 of 20 (90%). It is "
        "higher by more than chance explains, if both samples were drawn at random (+30 to +77 "
        "percentage points)."
    )
    assert last.startswith("Since the round before, QA1.2: from 10 of 20 (50%) to 18 of 20 (90%).")


def test_nothing_is_compared_across_two_tools(
    audits: AuditProgramme, round_of: Record, officer: User
) -> None:
    round_of(audits, [2, 8, 9, 1])
    with pytest.raises(Refusal, match="A round was done on 10 July 2025"):
        change(audits, officer, from_on=date(2025, 7, 10))
    tool = change(audits, officer, from_on=date(2025, 9, 1))
    round_of(audits, [9, 11], judged={})
    found = read_programme(audits, TODAY, INSIDE)
    assert found.changes == []
    assert found.breaks == [tool]
    assert [len(part.rounds) for part in found.by_tool] == [1, 1]
    round_of(audits, [10, 10], judged={})
    [said] = read_programme(audits, TODAY, INSIDE).changes
    assert said.startswith("Since the round before, QA1.2: from 9 of 20")
    assert "chance alone could explain" in said


def change(audits: AuditProgramme, by: User, *, from_on: date) -> Any:
    audits.refresh_from_db()
    return changes.change_tool(
        programme=audits,
        version=audits.version,
        tool="National tool",
        edition="2025",
        grades=["Meets the standard", "Does not"],
        good=1,
        criteria=[],
        from_on=from_on,
        because="The partnership uses the national one",
        by=by,
    )


def test_audits_that_end_leave_no_round_waiting(audits: AuditProgramme, officer: User) -> None:
    ended = changes.end_audits(
        programme=audits, version=audits.version, because="One tool for all", by=officer, on=TODAY
    )
    assert not ended.rounds.open().exists()
    with pytest.raises(Refusal, match="QA1 ended on 11 March 2026"):
        changes.plan_round(programme=ended, planned_on=TODAY, by=officer)


def test_no_row_of_audits_reaches_into_another_area(
    place: Place, elsewhere: Place, officer: User
) -> None:
    start(place, officer, lead=elsewhere.posts["partner"])
    with pytest.raises(IntegrityError, match="auditprogramme_lead_same_area"):
        connection.check_constraints()
