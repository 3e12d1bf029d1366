"""Somerset's record says what its one paper says: nine weaknesses, seven judged sufficient, and a
plan for the other two that is being drafted."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from plans.models import Action, AreaOfWeakness, Evidence, Regime
from plans.queries import current_regime
from plans.queries.findings import findings
from plans.queries.lacks import Addressed
from plans.states import AreaState, RegimeState
from reviews.duties import judge_all
from reviews.models import Review, Strength
from reviews.states import VerdictWord
from sendtrack import clock
from sendtrack.accounts.changes import grant_access, open_account
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea, Organisation, Person, Post
from sendtrack.past import looking_back
from sendtrack.sources import changes
from sendtrack.sources.models import Citation, FactKind, SourceDocument
from sendtrack.sources.queries import facts_of, found_in

OTHER = "north-somerset"


@pytest.fixture
def somerset(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="somerset")


@pytest.fixture
def statement(somerset: LocalArea) -> Regime:
    return Regime.objects.of(somerset).get(code="written-statement-2020")


@pytest.fixture
def plan(somerset: LocalArea) -> Regime:
    regime = current_regime(somerset)
    assert regime is not None
    return regime


def test_nine_weaknesses_were_found_and_seven_judged_to_have_made_sufficient_progress(
    statement: Regime,
) -> None:
    states = [area.state for area in statement.areas.order_by("position")]
    assert states == [AreaState.SUFFICIENT_PROGRESS] * 7 + [AreaState.INSUFFICIENT_PROGRESS] * 2


def test_the_two_that_remain_are_carried_into_the_plan_due_on_21_march_2023(
    plan: Regime, statement: Regime
) -> None:
    carried = {area.ref: row.origin.ref for area in plan.areas.all() for row in area.origins.all()}
    assert carried == {"1": "8", "2": "9"}
    assert plan.succeeds == statement
    assert (plan.state, plan.submit_by_on) == (RegimeState.DRAFTING, date(2023, 3, 21))
    assert plan.submit_by_on is not None
    assert plan.submit_by_on.strftime("%A") == "Tuesday"


def test_days_that_the_paper_does_not_give_are_told_in_its_words(
    plan: Regime, statement: Regime
) -> None:
    assert (statement.dated, statement.ended) == ("December 2020", "December 2022")
    assert statement.ended_on is None
    assert plan.dated == "after the revisit of 28 November to 1 December 2022"
    judged = statement.areas.filter(state=AreaState.SUFFICIENT_PROGRESS)
    assert {area.state_since for area in judged} == {None}


def test_the_statement_is_in_force_until_the_revisit_and_the_plan_from_then(
    somerset: LocalArea,
) -> None:
    kinds = []
    for day in (date(2020, 11, 30), date(2020, 12, 1), date(2022, 11, 30), date(2022, 12, 1)):
        with looking_back(clock.end_of(day), somerset):
            regime = current_regime(somerset)
        kinds.append(regime and regime.kind)
    assert kinds == [None, "written_statement", "written_statement", "accelerated_plan"]


def test_what_the_plan_must_hold_is_quoted_with_its_paragraph(plan: Regime) -> None:
    judged = {each.clause.paragraph: each for each in judge_all(plan, date(2023, 2, 21))}
    criteria = judged["4.2(b)"].clause.citation
    assert "stakeholders should agree success criteria" in criteria.words
    assert judged["4.2(e)"].clause.parameters == {"months": 3}
    due = judged["4.2(f)"].verdict
    assert (due.word, due.next_on) == (VerdictWord.NOT_YET_DUE, date(2023, 3, 21))


def test_each_service_that_contributes_is_a_partner_with_its_source(somerset: LocalArea) -> None:
    rows = Organisation.objects.of(somerset)
    services = [
        row.name
        for row in rows.order_by("pk")
        if "paragraph 4.2, bullet" in changes_of(row)[0].history_change_reason
    ]
    assert services == [
        "Local authority SEND services",
        "Schools and other education providers",
        "Health commissioners and providers",
        "Social care",
    ]


def test_the_revisit_lasted_from_28_november_to_1_december(statement: Regime) -> None:
    revisit = Review.objects.get(regime=statement)
    assert (revisit.starts_on, revisit.ends_on) == (date(2022, 11, 28), date(2022, 12, 1))


def test_five_strengths_stand_as_the_paper_says_them_though_it_lost_their_number(
    somerset: LocalArea, statement: Regime
) -> None:
    paragraph = Citation.objects.get(paragraph="paragraph without a number after 3.2").words
    found = Strength.objects.filter(review__regime=statement).order_by("number")
    said = [each.citation.words for each in found]
    assert "; ".join(said) + "." == paragraph.partition("for example: ")[2]
    assert len(said) == 5
    assert {(each.holds, each.area) for each in found} == {("not_looked_at", None)}
    assert "without a number" in str(found[0].citation)


@pytest.mark.parametrize("model", [Person, Post, Action])
def test_no_official_is_named_and_no_action_made_up(somerset: LocalArea, model: type) -> None:
    assert not model.objects.of(somerset).exists()


def test_every_quotation_stands_in_the_paper_word_for_word(somerset: LocalArea) -> None:
    words = [row.words for row in Citation.objects.of(somerset)]
    assert len(words) > 30
    assert len(words) == len(set(words)) + 1  # paragraph 4.1 repeats 2.2
    for piece in Evidence.objects.of(somerset):
        assert piece.citation is not None
        assert all(each in piece.citation.words for each in re.findall("“([^”]+)”", piece.shows))


def test_the_paper_has_no_day_and_is_read_as_at_the_latest_day_that_it_names(
    somerset: LocalArea,
) -> None:
    paper = SourceDocument.objects.of(somerset).get()
    assert paper.dated_on is None
    assert somerset.record_ends_on == date(2023, 2, 21)


def test_somerset_has_nothing_of_north_somerset(somerset: LocalArea) -> None:
    other = LocalArea.objects.get(slug=OTHER)
    assert not AreaOfWeakness.objects.of(somerset).filter(regime__local_area=other).exists()
    assert Regime.objects.of(other).count() == 2


PAGES = (
    "",
    "dashboard/",
    "plan/",
    "plan/areas/1/",
    "actions/",
    "risks/",
    "board/",
    "log/",
    "duties/",
    "duties/4.2(e)/",
    "reports/",
    "reviews/",
    "documents/",
    "voices/",
)


def test_each_of_its_pages_opens_and_calls_the_plan_no_notice(
    somerset: LocalArea, client: Client
) -> None:
    reader = open_account(email="reader@example.org", name="Reader")
    grant_access(
        user=reader,
        area=somerset,
        role=Role.OFFICER,
        from_on=date(2020, 1, 1),
        by=User.objects.system(),
    )
    client.force_login(reader)
    for page in PAGES:
        answer = client.get(f"/somerset/{page}", follow=True)
        assert answer.status_code == 200, page
    assert "the Notice" not in client.get("/somerset/plan/").content.decode()
    assert client.get("/north-somerset/plan/").status_code == 404


def test_what_the_paper_states_is_compared_and_holds_together(somerset: LocalArea) -> None:
    stated = [fact for fact in facts_of(somerset) if fact.kind]
    assert len(stated) == 11
    assert all(fact.citation.document.code == "revisit-outcomes-paper" for fact in stated)
    assert found_in(somerset) == []


def test_a_slip_in_the_paper_would_be_found(somerset: LocalArea, system: User) -> None:
    nine = next(fact for fact in facts_of(somerset) if fact.about == "Weaknesses: found in 2020")
    changes.state_fact(
        citation=nine.citation,
        code="slip",
        statement="Areas of significant weakness",
        value="8",
        about=nine.about,
        kind=FactKind.COUNT,
        number=Decimal(8),
        by=system,
    )
    assert {each.because for each in found_in(somerset)} == {
        "9 and 8 differ by 1.",
        "8 and 9 differ by 1.",
    }


def test_each_of_the_nine_weaknesses_says_who_judged_it_and_what_the_paper_leaves_open(
    statement: Regime,
) -> None:
    rows = findings(statement, date(2023, 3, 1), may_see_restricted=False)
    assert [row.addressed for row in rows[:7]] == [Addressed.JUDGED] * 7
    assert {row.judgements[0].citation.paragraph for row in rows} == {
        "paragraph 3.2",
        "paragraph 3.4",
    }
    needs = rows[7]
    assert [(area.regime.code, area.ref) for area in needs.now] == [("accelerated-plan-2023", "1")]
    assert needs.lacks[:2] == (
        "Nobody outside has judged it as addressed",
        "The documents name no action",
    )
    assert "Graduated Response Tool" in needs.evidence[0].shows
