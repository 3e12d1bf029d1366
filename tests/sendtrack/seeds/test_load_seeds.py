"""North Somerset's record says what the documents say, cites them, and adds nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from boards.models import Meeting
from plans.models import Action, AreaOfWeakness, LinkedAdviser, Regime, Risk, Target
from plans.queries.findings import findings
from plans.queries.lacks import Addressed
from plans.states import AreaState
from reviews.models import Clause, LineOfEnquiry, Review, Strength
from sendtrack.accounts.changes import grant_access, open_account
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import Tracked, changes_of, record
from sendtrack.organisations.models import LocalArea, Organisation, Person, PostHolding
from sendtrack.sources.models import Citation, Conflict, Fact


@pytest.fixture
def north_somerset(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="north-somerset")


def history_rows() -> int:
    return sum(
        model._default_manager.count()
        for model in apps.get_models()
        if model.__name__.startswith("Historical")
    )


def test_loading_twice_writes_nothing_the_second_time(north_somerset: LocalArea) -> None:
    before = history_rows()
    call_command("load_seeds")
    assert history_rows() == before


def test_every_loaded_row_says_which_paragraph_it_comes_from(north_somerset: LocalArea) -> None:
    for model in (Action, AreaOfWeakness, Clause, LineOfEnquiry, Strength, Fact, Review, Citation):
        for row in model._default_manager.all():
            assert isinstance(row, Tracked)
            assert changes_of(row)[0].history_change_reason.startswith("Loaded from ")


def test_the_statement_of_action_had_eight_weaknesses_of_which_two_were_judged_sufficient(
    north_somerset: LocalArea,
) -> None:
    statement = Regime.objects.of(north_somerset).get(title="Written Statement of Action")
    judged = statement.areas.filter(state=AreaState.SUFFICIENT_PROGRESS)
    assert statement.areas.count() == 8
    assert sorted(area.ref for area in judged) == ["4", "7"]


def test_the_six_areas_of_the_notice_come_from_six_of_the_eight_weaknesses(
    north_somerset: LocalArea,
) -> None:
    notice = Regime.objects.of(north_somerset).in_force().get()
    lineage = {
        area.ref: row.origin.ref for area in notice.areas.all() for row in area.origins.all()
    }
    assert lineage == {"a": "1", "b": "2", "c": "3", "d": "5", "e": "6", "f": "8"}
    assert notice.issued_on == date(2021, 11, 9)
    assert notice.target_end_on == date(2023, 4, 30)


def test_area_one_of_the_letter_is_area_a_and_was_stepped_down_by_it(
    north_somerset: LocalArea,
) -> None:
    area = AreaOfWeakness.objects.get(labels__label="Area One")
    assert area.ref == "a"
    assert area.state == AreaState.STEPPED_DOWN
    assert area.state_since == date(2022, 12, 20)
    assert area.state_authority is not None
    assert "stepped down from formal monitoring" in area.state_authority.words
    assert AreaOfWeakness.objects.filter(state=AreaState.STEPPED_DOWN).count() == 2


def test_the_integrated_care_board_succeeds_the_clinical_commissioning_group(
    north_somerset: LocalArea,
) -> None:
    board = Organisation.objects.get(succeeds__isnull=False)
    assert board.succeeds is not None
    assert board.from_on == date(2022, 7, 1)
    assert board.succeeds.to_on == date(2022, 6, 30)
    assert "Health and Care Act 2022" in board.succession_source


def test_clauses_2_to_12_stand_in_the_order_of_the_notice(north_somerset: LocalArea) -> None:
    clauses = Clause.objects.of(north_somerset).order_by("position")
    paragraphs = list(clauses.values_list("paragraph", flat=True))
    expected = "2 3 4(a) 4(b) 4(c) 4(d) 4(e) 4(f) 4(g) 5 6 7 8 9 10 11 12"
    assert " ".join(paragraphs) == expected


def test_ten_lines_of_enquiry_await_a_review_whose_day_no_document_states(
    north_somerset: LocalArea,
) -> None:
    lines = LineOfEnquiry.objects.select_related("asked_for")
    assert lines.count() == 10
    assert all(line.answer == "" for line in lines)
    asked_for = lines[0].asked_for
    assert asked_for is not None
    assert (asked_for.starts_on, asked_for.date_words) == (None, "June 2023")


@pytest.mark.parametrize("model", [Person, PostHolding, Risk, Target, Meeting])
def test_nothing_is_invented_about_a_real_council(
    north_somerset: LocalArea, model: type[Tracked]
) -> None:
    assert not model._default_manager.exists()


def test_an_action_of_the_documents_has_no_owner_day_or_status_that_they_do_not_give(
    north_somerset: LocalArea,
) -> None:
    for action in Action.objects.of(north_somerset):
        assert action.citation is not None
        assert (action.accountable, action.due_on, action.status) == (None, None, "")


def test_the_linked_advisers_are_posts_without_a_name_or_an_address(
    north_somerset: LocalArea,
) -> None:
    advisers = LinkedAdviser.objects.select_related("post__organisation")
    assert sorted(adviser.post.organisation.name for adviser in advisers) == [
        "Department for Education",
        "NHS England",
    ]
    assert all(adviser.email == "" for adviser in advisers)


def test_documents_that_contradict_each_other_stand_side_by_side(
    north_somerset: LocalArea,
) -> None:
    issued = Conflict.objects.get(topic="When the Improvement Notice was issued")
    values = {fact.value for fact in issued.facts.all()}
    assert values == {"9 November 2021", "November 2022"}
    assert Conflict.objects.count() >= 25


def test_a_number_of_children_from_one_to_five_is_not_repeated(
    north_somerset: LocalArea,
) -> None:
    assert not Citation.objects.filter(words__regex=r"\m[1-5] child").exists()
    assert Fact.objects.filter(value__contains="not shown (1 to 5)").exists()


def test_what_a_person_has_changed_since_is_left_alone(
    north_somerset: LocalArea, change_a_title: Callable[[], Action]
) -> None:
    changed = change_a_title()
    call_command("load_seeds")
    changed.refresh_from_db()
    assert changed.title == "A better title"


@pytest.fixture
def change_a_title(db: None) -> Callable[[], Action]:
    def change() -> Action:
        somebody = open_account(email="somebody@example.org", name="Somebody")
        with record(actor=somebody, reason="Corrected the title"):
            action = Action.objects.all()[0].lock()
            action.title = "A better title"
            action.save()
        return action

    return change


def test_a_dashboard_of_documents_claims_nothing_that_they_do_not_say(
    north_somerset: LocalArea, client: Client
) -> None:
    reader = open_account(email="reader@example.org", name="Reader")
    grant_access(
        user=reader,
        area=north_somerset,
        role=Role.CHAIR,
        from_on=date(2020, 1, 1),
        by=User.objects.system(),
    )
    client.force_login(reader)
    page = client.get("/north-somerset/dashboard/").content.decode()
    assert "up to date with what it owes" not in page
    assert "Nothing is slow" not in page
    assert page.count("No evidence recorded") >= 5


def test_the_points_of_the_revisit_are_told_one_by_one_with_what_shows_for_them(
    north_somerset: LocalArea,
) -> None:
    revisit = Regime.objects.get(local_area=north_somerset, code="written-statement-2018")
    rows = findings(revisit, date(2023, 2, 24), may_see_restricted=False)
    judged = [row.area.ref for row in rows if row.addressed == Addressed.JUDGED]
    assert judged == ["1", "4", "7", "8"]
    capacity = rows[1]
    assert [area.ref for area in capacity.now] == ["b"]
    assert capacity.done_words == "8 stated, 4 of them as done"
    assert capacity.judgements[0].words.startswith("Not sufficient progress, 16 June 2021")
    assert "No document says how 3 of 8 actions are going: B0.5, B0.6, B0.7" in capacity.lacks
    assert "The documents give no evidence of impact" in capacity.lacks
