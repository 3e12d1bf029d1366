"""Contradictions are shown with their words, and decided with a reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes as plans
from plans.states import EvidenceKind
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.sources import changes as sources
from sendtrack.sources.models import Conflict, Fact, FactKind
from tests.conftest import Place

Browse = Callable[[User], Client]
PAGE = "/exampleshire/documents/conflicts/"
DECIDE = f"{PAGE}one,two/decide/"


def state(place: Place, by: User, code: str, number: int, **told: object) -> Fact:
    return sources.state_fact(
        citation=place.areas[0].finding,
        code=code,
        statement="Children in care",
        value=str(number),
        about="Children in care: how many",
        kind=FactKind.COUNT,
        number=Decimal(number),
        by=by,
    )


@pytest.fixture
def facts(place: Place, system: User) -> list[Fact]:
    return [state(place, system, "one", 24), state(place, system, "two", 28)]


def body(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_is_found_stands_with_the_sum_and_the_words(
    browse: Browse, adviser: User, facts: list[Fact]
) -> None:
    page = body(browse(adviser))
    assert "24 and 28 differ by 4." in page
    assert "Weakness a." in page
    assert "1 of 1 is not explained yet." in page
    assert "Decide which is shown" not in page


def test_a_decision_is_kept_with_its_reason_and_says_who_made_it(
    browse: Browse, officer: User, facts: list[Fact]
) -> None:
    client = browse(officer)
    answer = client.post(DECIDE, {"shown": "two", "because": "The later count."})
    assert answer["Location"] == PAGE
    point = Conflict.objects.get()
    assert (point.decided, point.decided_by, point.decided_on) == (
        facts[1],
        officer,
        date(2026, 3, 11),
    )
    page = body(client)
    assert "28, from Improvement Notice, Annex 1 a." in page
    assert "Decided by Council officer on 11 March 2026: The later count." in page
    assert "Each of the 1 belongs to a point above." in page
    for row in (point, *facts):
        assert changes_of(row)[0].history_change_reason == "The later count."
        assert changes_of(row)[0].history_user == officer


def test_a_decision_can_be_made_again_and_the_point_stays_one(
    browse: Browse, officer: User, facts: list[Fact]
) -> None:
    client = browse(officer)
    client.post(DECIDE, {"shown": "two", "because": "The later count."})
    client.post(DECIDE, {"shown": "all", "because": "Both are told of other days."})
    point = Conflict.objects.get()
    assert (point.decided, point.shown) == (None, "Each statement.")
    assert changes_of(point).count() == 2
    assert [changes_of(fact).count() for fact in facts] == [2, 2]


@pytest.mark.parametrize(
    "answers", [{"shown": "two"}, {"because": "So."}, {"shown": "x", "because": "x"}]
)
def test_a_decision_needs_a_value_and_a_reason(
    browse: Browse, officer: User, facts: list[Fact], answers: dict[str, str]
) -> None:
    answer = browse(officer).post(DECIDE, answers)
    assert answer.context["form"].errors
    assert not Conflict.objects.exists()


def test_those_who_only_read_decide_nothing(
    browse: Browse, adviser: User, chair: User, facts: list[Fact]
) -> None:
    assert browse(adviser).post(DECIDE, {"shown": "two", "because": "So."}).status_code == 403
    assert browse(chair).post(DECIDE, {"shown": "two", "because": "So."}).status_code == 403
    assert browse(chair).get(DECIDE).status_code == 403


def test_facts_of_another_area_are_neither_shown_nor_decided(
    browse: Browse, officer: User, elsewhere: Place, system: User
) -> None:
    state(elsewhere, system, "one", 24)
    state(elsewhere, system, "two", 28)
    client = browse(officer)
    assert "differ by" not in body(client)
    assert client.get(DECIDE).status_code == 404
    assert client.post(DECIDE, {"shown": "two", "because": "So."}).status_code == 404


def test_what_the_plan_itself_contradicts_is_listed(
    browse: Browse, officer: User, adviser: User, place: Place
) -> None:
    outcome = plans.add_outcome(area=place.areas[0], statement="Leaders know", by=officer)
    plans.add_action(
        outcome=outcome,
        title="Ask families",
        success_criteria="",
        accountable=place.posts["officer"],
        start_on=None,
        due_on=date(2027, 3, 31),
        by=officer,
        on=date(2026, 3, 1),
    )
    plans.set_target(
        outcome=outcome,
        horizon_months=24,
        statement="More plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=officer,
    )
    old = plans.add_evidence(
        area=place.areas[0],
        action=None,
        organisation=None,
        kind=EvidenceKind.DATA,
        title="An old survey",
        shows="Families waited.",
        dated_on=date(2025, 9, 1),
        kept_at="The shared drive",
        by=officer,
    )
    page = body(browse(officer))
    assert "A1.1 Ask families</a>. Due on 31 March 2027, 31 days after 28 February 2027" in page
    assert "24 months: More plans in time</a>. Due on 9 September 2027" in page
    assert "An old survey</a>. Of 1 September 2025, 8 days before 9 September 2025" in page
    read_only = body(browse(adviser))
    assert "A1.1 Ask families</a>" in read_only
    assert "An old survey" not in read_only
    plans.withdraw_evidence(
        evidence=old, version=old.version, because="Miscounted", by=officer, on=date(2026, 3, 11)
    )
    assert "An old survey" not in body(browse(officer))


def test_the_page_costs_the_same_for_few_facts_and_for_many(
    browse: Browse, officer: User, place: Place, facts: list[Fact]
) -> None:
    client = browse(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            body(client)
        return len(made)

    few = cost()
    for number in range(30, 42):
        state(place, officer, f"more-{number}", number)
    assert cost() == few


def test_the_documents_own_points_are_compared_too(
    browse: Browse, system: User, place: Place, joins: Callable[..., User]
) -> None:
    call_command("load_seeds", verbosity=0)
    assert Fact.objects.exclude(kind="").count() > 40
