"""The example area: a living plan that ends today, told through the product's own verbs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command

from boards.models import Commission, Meeting, MeetingInvitation
from plans.measuring.audiences import Audience
from plans.models import (
    Action,
    ActionUpdate,
    ContributionRequest,
    Rebaseline,
    Regime,
    Risk,
    TrackerImport,
)
from plans.policies.imports import compared as compared_rows
from plans.queries import current_regime, read_plan, read_register, slow
from plans.queries.audited import programmes_of
from plans.queries.compared import compared
from plans.queries.comparison import Compared
from plans.queries.published import council_of_area, revisions
from plans.queries.readers import Reader
from plans.queries.series import series_of
from plans.states import Impact, SlowKind, Status
from reviews.models import Clause, Return, Review, Strength
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Role
from sendtrack.demo.accounts import sign_in_table
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.queries import found_in
from tests.standing import standing

STORY_TOLD_AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def fernshire(django_db_setup: None, django_db_blocker: Any) -> Iterator[LocalArea]:
    """Told once for the tests of this module, and taken back after them."""
    with standing(django_db_blocker):
        with django_db_blocker.unblock(), clock.at(STORY_TOLD_AT):
            call_command("seed_demo")
            made = LocalArea.objects.get(slug="fernshire")
        yield made


@pytest.fixture(autouse=True)
def files_folder(fernshire: LocalArea) -> Path:
    """Where the files of the story were kept when it was told."""
    return Path(settings.FILES_DIR)


@pytest.fixture(autouse=True)
def on_the_day_of_the_story(db: None, fernshire: LocalArea) -> Iterator[None]:
    with clock.at(STORY_TOLD_AT):
        yield


pytestmark = pytest.mark.slow


def test_it_is_marked_as_an_example(fernshire: LocalArea) -> None:
    assert fernshire.is_example


def test_a_reporting_period_ended_yesterday_and_three_reports_were_sent(
    fernshire: LocalArea,
) -> None:
    regime = Regime.objects.of(fernshire).leading().get()
    today = date(2026, 11, 22)
    assert regime.reports_until(today)[-1].end == today - timedelta(days=1)
    reports = Return.objects.of(fernshire)
    assert reports.count() == 3
    assert {report.state for report in reports} <= {ReturnState.SENT, ReturnState.APPROVED}


def test_its_notice_has_the_paragraphs_of_a_real_one(fernshire: LocalArea) -> None:
    clauses = Clause.objects.of(fernshire).order_by("position")
    paragraphs = " ".join(clauses.values_list("paragraph", flat=True))
    assert paragraphs == "2 3 4(a) 4(b) 4(c) 4(d) 4(e) 4(f) 4(g) 5 6 7 8 9 10 11 12"
    assert clauses.get(paragraph="8").kind == "reviewers-provided-for"


def test_its_review_has_a_letter_and_says_what_it_found(fernshire: LocalArea) -> None:
    held = Review.objects.of(fernshire).get(starts_on__isnull=False)
    assert held.letter is not None
    assert held.letter.code == "review-letter"
    assert "stepped down" in held.found


def test_of_two_strengths_that_the_letter_names_one_holds_and_one_slips(
    fernshire: LocalArea,
) -> None:
    timely, timetables = Strength.objects.of(fernshire).order_by("number")
    assert (timely.holds, timetables.holds) == ("holds", "slipping")
    assert timetables.citation.paragraph == ""
    looks = [each.holds for each in changes_of(timetables)]
    assert looks == ["slipping", "holds", "not_looked_at"]
    assert timetables.looked_on is not None
    assert timetables.looked_on <= clock.today()


def test_sixty_actions_and_one_from_before_have_been_updated_for_eight_months(
    fernshire: LocalArea,
) -> None:
    leading = Regime.objects.of(fernshire).leading().get()
    assert Action.objects.of(fernshire).in_regime(leading).count() == 61
    assert ActionUpdate.objects.of(fernshire).count() > 250
    states = set(Action.objects.of(fernshire).values_list("status", flat=True))
    assert states >= {Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.COMPLETE}
    assert Action.objects.of(fernshire).filter(times_moved__gte=2).exists()


def test_actions_end_with_evidence_a_second_person_and_what_difference_they_make(
    fernshire: LocalArea,
) -> None:
    actions = Action.objects.of(fernshire)
    assert actions.to_confirm().count() == 1
    assert not actions.filter(status=Status.COMPLETE, evidence__isnull=True).exists()
    assert not actions.filter(priority="must", status="complete", confirmed_by=None).exists()
    assert set(actions.values_list("impact", flat=True)) >= set(Impact.values)
    assert ActionUpdate.objects.of(fernshire).filter(kind="returned").exists()


def test_owners_answer_what_is_slow_and_partners_what_they_were_asked(
    fernshire: LocalArea,
) -> None:
    regime = current_regime(fernshire)
    assert regime is not None
    found = slow(read_plan(regime, clock.today()))
    assert sum(each.answer is not None for each in found.actions) >= 3
    assert any(each.answer is None for each in found.actions)
    kinds = {flag.kind for each in found.actions for flag in each.flags}
    assert kinds >= {SlowKind.OVERDUE, SlowKind.TROUBLED, SlowKind.UNCONFIRMED}
    states = {row.state for row in ContributionRequest.objects.of(fernshire)}
    assert states == {"asked", "answered", "settled"}


def test_a_target_moved_meetings_asked_and_the_notice_is_held_against_itself(
    fernshire: LocalArea,
) -> None:
    moved = Rebaseline.objects.of(fernshire).get(state="agreed")
    assert moved.target.due_on == moved.due_after
    assert moved.decided_by != moved.asked_by
    assert Commission.objects.of(fernshire).count() == 4
    assert [each.rule.key for each in found_in(fernshire)] == ["after-the-end"]


def test_nothing_in_the_story_happens_after_now(fernshire: LocalArea) -> None:
    assert not ActionUpdate.objects.of(fernshire).filter(made_at__gt=clock.now()).exists()
    assert not Meeting.objects.of(fernshire).held().filter(meets_on__gt=clock.today()).exists()


def test_history_stands_on_the_day_it_describes(fernshire: LocalArea) -> None:
    update = ActionUpdate.objects.of(fernshire).order_by("made_at")[0]
    assert changes_of(update)[0].history_date == update.made_at


def test_eight_meetings_were_held_with_both_advisers_invited_to_each(
    fernshire: LocalArea,
) -> None:
    held = Meeting.objects.of(fernshire).held()
    assert held.count() == 8
    for meeting in held:
        assert MeetingInvitation.objects.filter(meeting=meeting).count() == 2


def test_risks_have_moved(fernshire: LocalArea) -> None:
    assert Risk.objects.of(fernshire).count() == 12
    assert Risk.objects.of(fernshire).filter(reviews__isnull=False).exists()


def test_there_is_an_account_to_show_for_each_role(fernshire: LocalArea) -> None:
    shown = {row["role"] for row in sign_in_table()}
    assert shown == {role.label for role in Role}
    adviser = Access.objects.get(user__email="adviser@fernshire.example")
    assert adviser.to_on is not None


def test_making_it_twice_changes_nothing(fernshire: LocalArea) -> None:
    before = (User.objects.count(), ActionUpdate.objects.count())
    call_command("seed_demo")
    assert (User.objects.count(), ActionUpdate.objects.count()) == before


def test_it_is_refused_in_production(fernshire: LocalArea, settings: LazySettings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="refused in production"):
        call_command("seed_demo")


def test_the_register_shows_everything_that_can_become_of_a_risk(fernshire: LocalArea) -> None:
    register = read_register(Regime.objects.of(fernshire).leading().get(), STORY_TOLD_AT.date())
    lines = {line.risk.ref: line for line in register.open_lines()}
    assert len(lines) == 11
    said = "; ".join(sign for line in lines.values() for sign in (*line.warnings, *line.for_board))
    for sign in (
        "is above appetite",
        "was due on",
        "left the score at",
        "Escalated: Integrated care board",
        "No control is recorded",
        "The target equals the score now",
        "over 6 months",
        "No action of the plan is linked",
    ):
        assert sign in said
    [issue] = register.issues
    assert (issue.ref, issue.is_open) == ("I1", True)
    found = {control.effectiveness for line in lines.values() for control in line.controls}
    assert found == {"untested", "weak", "partly_effective", "effective"}


def test_what_came_before_the_notice_was_closed_with_a_report(fernshire: LocalArea) -> None:
    before = Regime.objects.of(fernshire).get(kind="written_statement")
    assert (before.state, before.leads) == ("closed", False)
    closure = before.closure
    assert closure.state == "closed"
    assert closure.snapshot.renditions.count() == 2
    endings = {row.kind for row in closure.dispositions.all()}
    assert endings == {"embedded", "watched", "moved", "stopped"}
    moved = closure.dispositions.get(kind="moved").action
    assert moved.area.regime.leads
    lineage = {
        area.ref: sorted(row.origin.ref for row in area.origins.all())
        for area in moved.area.regime.areas.all()
    }
    assert lineage == {"a": ["w"], "b": ["x"], "c": [], "d": ["x"], "e": ["y", "z"], "f": ["z"]}


def test_spreadsheets_came_back_and_one_waits(fernshire: LocalArea) -> None:
    waits, applied = TrackerImport.objects.of(fernshire).order_by("-number")
    assert (applied.state, applied.changed, applied.left_out) == ("applied", 3, 1)
    assert waits.is_open
    found = compared_rows(waits, on=clock.today())
    assert [line.action.ref for line in found.conflicting if line.action] == ["E1.4"]
    assert (len(found.changed), len(found.added), len(found.refused)) == (3, 1, 1)


def _compared_in(area: LocalArea, key: str) -> Compared:
    """What stands beside the measure of this key in the library."""
    today = clock.today()
    series = series_of(area, today, Reader(Audience.INTERNAL, today))
    [found] = [each for each in series if each.measure.library_key == key]
    return compared(area, series, today)[found.measure.pk]


def test_a_count_by_month_does_not_stand_beside_counts_by_year(fernshire: LocalArea) -> None:
    found = _compared_in(fernshire, "plans-20-weeks")
    assert found.why_not
    assert not any(each.difference for each in found.others)


def test_a_measure_stands_beside_made_up_councils_as_two_releases_say(
    fernshire: LocalArea,
) -> None:
    found = _compared_in(fernshire, "plans-20-weeks-year")
    assert all(file.is_made_up for file in found.files)
    assert len(found.files) == 2
    assert found.name == "2025"
    assert found.own_words == "31.0%"
    assert found.differs_from_published == ""
    assert found.had == 9
    assert not found.why_not
    revision = next(
        each
        for each in revisions(found.file, council_of_area(fernshire))
        if each.comparator == found.comparator
    )
    assert len(revision.changed) == 2
    assert revision.added == 13


def test_audits_show_a_changed_tool_and_a_round_that_is_overdue(fernshire: LocalArea) -> None:
    on = STORY_TOLD_AT.date()
    plans, advice = programmes_of(fernshire, on, Reader(Audience.INTERNAL, on))
    assert [each.row.sample for each in plans.done] == [29, 30, 30]
    assert len(plans.breaks) == 1
    assert not plans.is_overdue
    assert advice.is_overdue
