"""Every kind of duty is explained, and every word it may say is shown by a test."""

import importlib
import pkgutil
from datetime import date
from typing import Any

import pytest
from django.core.checks import run_checks
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews import changes as reviews
from reviews.duties import DUTIES, Known, judge_all
from reviews.models import Clause
from reviews.states import VerdictWord
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation
from tests.conftest import Place
from tests.reviews import duties as tests_of_duties
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves


def shown() -> set[tuple[str, VerdictWord]]:
    modules = [
        importlib.import_module(f"{tests_of_duties.__name__}.{found.name}")
        for found in pkgutil.iter_modules(tests_of_duties.__path__)
    ]
    tests = [test for module in modules for test in vars(module).values()]
    return {test.proves for test in tests if hasattr(test, "proves")}


def test_every_word_of_every_kind_is_shown_by_a_test() -> None:
    said = {(duty.kind, word) for duty in DUTIES.values() for word in duty.says}
    assert shown() == said


@pytest.mark.parametrize("kind", list(DUTIES))
def test_every_kind_is_explained(kind: str) -> None:
    assert (DUTIES[kind].judge.__doc__ or "").strip()


@proves("no-duty", VerdictWord.NO_DUTY)
def test_a_paragraph_that_only_explains_sets_no_duty(verdict: Judges) -> None:
    assert verdict("no-duty").word == VerdictWord.NO_DUTY


@proves("read-by-people", VerdictWord.NO_EVIDENCE)
def test_a_paragraph_that_people_judge_claims_nothing(verdict: Judges) -> None:
    assert "people judge it" in verdict("read-by-people").because


@pytest.fixture
def citation(place: Place) -> Citation:
    return place.areas[0].finding


def add(place: Place, citation: Citation, by: User, kind: str, **parameters: Any) -> Clause:
    return reviews.add_clause(
        regime=place.regime,
        paragraph="4(b)",
        title="Board",
        citation=citation,
        kind=kind,
        parameters=parameters,
        by=by,
    )


def test_a_kind_that_nobody_can_judge_is_refused(
    place: Place, citation: Citation, officer: User
) -> None:
    with pytest.raises(Refusal) as refused:
        add(place, citation, officer, "board-dances")
    assert refused.value.field == "kind"
    assert "board-meets" in refused.value.sentence


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"colour": 3}, "no parameter colour"),
        ({"longest_gap_days": "35"}, "longest_gap_days must be a whole number above 0"),
        ({"longest_gap_days": True}, "longest_gap_days must be a whole number above 0"),
        ({"longest_gap_days": 0}, "longest_gap_days must be a whole number above 0"),
        ({"longest_gap_days": [35]}, "longest_gap_days must be a whole number above 0"),
    ],
)
def test_parameters_that_the_kind_does_not_know_are_refused(
    place: Place, citation: Citation, officer: User, parameters: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        add(place, citation, officer, "board-meets", **parameters)
    assert refused.value.field == "parameters"


def test_a_list_of_horizons_is_checked_number_by_number(
    place: Place, citation: Citation, officer: User
) -> None:
    with pytest.raises(Refusal, match="a list of whole numbers"):
        add(place, citation, officer, "plan-with-targets", horizons=[3, "six"])


def test_a_clause_keeps_what_it_sets(place: Place, citation: Citation, officer: User) -> None:
    clause = add(place, citation, officer, "board-meets", longest_gap_days=45)
    assert clause.position == 1
    assert clause.parameters == {"longest_gap_days": 45}


def test_a_clause_that_came_into_the_database_another_way_is_found_by_the_check(
    place: Place, citation: Citation, officer: User
) -> None:
    clause = add(place, citation, officer, "board-meets")
    assert run_checks(databases=["default"], tags=["database"]) == []
    clause.kind = "board-dances"
    with record(actor=officer, reason="Made unjudgeable"):
        clause.save()
    (error,) = run_checks(databases=["default"], tags=["database"])
    assert error.id == "reviews.E001"
    assert error.msg.startswith("Paragraph 4(b) of exampleshire can't be judged.")


def test_verdicts_come_in_the_order_of_the_notice_and_their_evidence_has_an_address(
    place: Place, citation: Citation, officer: User, today: date
) -> None:
    for number, kind in enumerate(DUTIES):
        reviews.add_clause(
            regime=place.regime,
            paragraph=str(number),
            title=kind,
            citation=citation,
            kind=kind,
            by=officer,
        )
    judged = judge_all(place.regime, today)
    assert [each.clause.kind for each in judged] == list(DUTIES)
    for proof in (proof for each in judged for proof in each.verdict.evidence):
        assert proof.words
        if proof.route:
            assert reverse(proof.route, kwargs={"area": place.area.slug, **proof.keywords})


def test_all_duties_are_judged_with_as_many_queries_for_a_large_record(
    life: Life,
    place: Place,
    citation: Citation,
    officer: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number, kind in enumerate(DUTIES):
        reviews.add_clause(
            regime=place.regime,
            paragraph=str(number),
            title=kind,
            citation=citation,
            kind=kind,
            by=officer,
        )
    life.aims()
    life.fears()
    for number in range(12):
        life.says(life.acts(f"Action {number}"), on=date(2026, 2, 10))
    for meeting in life.meets_monthly(until=date(2026, 2, 4)):
        life.agrees(meeting)
    with django_assert_max_num_queries(26):
        judge_all(place.regime, date(2026, 3, 11))


def test_what_is_not_asked_is_not_read(
    place: Place, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(0):
        Known(place.regime, date(2026, 3, 11))
