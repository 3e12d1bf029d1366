"""Facts are written down with their citation by those who keep the plan, and compared at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from sendtrack.sources import changes as sources
from sendtrack.sources.contradictions import contradictions
from sendtrack.sources.models import Citation, Fact, FactKind, Relation, SourceDocument
from sendtrack.sources.policies import NUMBERS, Stated, check_stated
from tests.conftest import Place
from tests.plans.pages import HOSTILE

Browse = Callable[[User], Client]
FACTS = "/exampleshire/documents/facts/"
CONFLICTS = "/exampleshire/documents/conflicts/"


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def document_of(place: Place) -> SourceDocument:
    return place.areas[0].finding.document


def typed(place: Place, number: int = 24, **other: Any) -> dict[str, Any]:
    return {
        "document": document_of(place).pk,
        "paragraph": f"paragraph {number}",
        "words": f"There were {number} children in care.",
        "statement": "Children in care",
        "value": str(number),
        "about": "Children in care: how many",
        "kind": "count",
        "count": str(number),
        **other,
    }


def write(place: Place, by: User, **other: Any) -> Fact:
    said: dict[str, Any] = {
        "document": document_of(place),
        "paragraph": "paragraph 2",
        "words": "Nine were found.",
        "statement": "Weaknesses",
        "value": "nine",
        "stated": Stated(about="Weaknesses", kind=FactKind.COUNT, number=Decimal(9)),
        "by": by,
    }
    return sources.add_fact(**{**said, **other})


def test_two_facts_that_an_officer_writes_down_are_compared_at_once(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "Nothing is written down yet" in body(browser, FACTS)
    for number in (24, 28):
        answer = browser.post(f"{FACTS}add/", typed(place, number), follow=True)
        assert f"Written down: Children in care: {number}" in answer.content.decode()
    page = body(browse(adviser), CONFLICTS)
    assert "24 and 28 differ by 4." in page
    assert "There were 28 children in care." in page
    listed = body(browse(adviser), FACTS)
    assert "Improvement Notice, paragraph 24" in listed
    assert "Write down a fact" not in listed
    assert "Children in care: how many</li>" in body(browser, f"{FACTS}add/")


def test_a_fact_and_its_citation_leave_one_row_of_history_each(place: Place, officer: User) -> None:
    fact = write(place, officer)
    assert (changes_of(fact).count(), changes_of(fact.citation).count()) == (1, 1)
    again = write(place, officer, words="")
    assert again.citation == fact.citation
    assert (fact.code, again.code) == ("stated-1", "stated-2")


def test_a_paragraph_is_quoted_in_one_way(place: Place, officer: User) -> None:
    with pytest.raises(Refusal, match="Enter the words") as caught:
        write(place, officer, words=" ")
    assert caught.value.field == "words"
    write(place, officer)
    with pytest.raises(Refusal, match="quoted already in other words"):
        write(place, officer, words="Ten were found.")
    assert Fact.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "day", "count": ""}, "earliest"),
        ({"kind": "percentage"}, "percentage"),
        ({"kind": "months", "months": "1.5"}, "months"),
        ({"relation": "within", "related_to": "The revisit"}, "relation"),
        ({"relation": "fallen"}, "relation_number"),
        (
            {"kind": "percentage", "percentage": "5", "relation": "share", "related_to": "a"},
            "whole",
        ),
        ({"relation": "part"}, "related_to"),
    ],
)
def test_what_comparing_would_need_is_asked_for_at_its_question(
    place: Place, officer: User, browse: Browse, told: dict[str, str], field: str
) -> None:
    answer = browse(officer).post(f"{FACTS}add/", typed(place, **told))
    assert list(answer.context["form"].errors) == [field]
    assert not Fact.objects.exists()


def test_what_was_written_down_wrongly_is_taken_away_with_a_reason(
    place: Place, officer: User, browse: Browse
) -> None:
    fact = write(place, officer)
    browser = browse(officer)
    gone = f"{FACTS}{fact.code}/remove/"
    assert browser.post(gone, {"reason": ""}).status_code == 200
    browser.post(gone, {"reason": "A slip of mine"})
    assert not Fact.objects.exists()
    assert changes_of(fact).first().history_change_reason == "Took it away: A slip of mine"
    assert browser.get(gone).status_code == 404


def test_what_a_point_rests_on_stays(place: Place, officer: User, browse: Browse) -> None:
    facts = [
        write(place, officer),
        write(
            place,
            officer,
            stated=Stated(about="Weaknesses", kind=FactKind.COUNT, number=Decimal(7)),
        ),
    ]
    sources.decide(
        facts=facts, shown=facts[0], because="It is newer", by=officer, on=date(2026, 3, 11)
    )
    with pytest.raises(Refusal, match="rests on it"):
        sources.remove_fact(fact=facts[0], reason="Wrong", by=officer)
    assert browse(officer).get(f"{FACTS}{facts[0].code}/remove/").status_code == 404


def test_nobody_else_writes_and_nothing_of_another_area_is_offered_or_seen(
    place: Place,
    elsewhere: Place,
    officer: User,
    chair: User,
    partner: User,
    stranger: User,
    browse: Browse,
) -> None:
    fact = write(place, officer)
    for reader in (chair, partner):
        assert browse(reader).post(f"{FACTS}add/", typed(place)).status_code == 403
    theirs = browse(stranger)
    assert theirs.get(FACTS).status_code == 404
    assert "Weaknesses" not in body(theirs, "/elsewhere/documents/facts/")
    assert theirs.get(f"/elsewhere/documents/facts/{fact.code}/remove/").status_code == 404
    answer = theirs.post("/elsewhere/documents/facts/add/", typed(place))
    assert "Choose the document from the list" in answer.content.decode()
    assert Fact.objects.count() == 1


def test_words_are_shown_as_text_and_the_list_costs_one_query(
    place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            page = body(client, FACTS)
        assert "<script>alert" not in page
        return len(made)

    write(place, officer, statement=HOSTILE, value=HOSTILE)
    few = cost()
    for number in range(6):
        write(place, officer, paragraph=f"paragraph {number + 10}")
    assert cost() == few


DAYS = some.none() | some.dates(date(1800, 1, 1), date(2300, 1, 1))
FIGURES = some.none() | some.decimals(-10, 2000, places=2)
NAMES = some.sampled_from(["", "a", "b"])


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(
    told=some.lists(
        some.builds(
            Stated,
            about=NAMES,
            kind=some.sampled_from(FactKind),
            earliest=DAYS,
            latest=DAYS,
            number=FIGURES,
            number_as_at=DAYS,
            relation=some.none() | some.sampled_from(Relation),
            related_to=NAMES,
            whole=NAMES,
            relation_number=FIGURES,
        ),
        min_size=2,
        max_size=6,
    )
)
def test_whatever_is_accepted_can_be_compared(told: list[Stated]) -> None:
    document = SourceDocument(pk=1, title="Notice", dated_on=date(2021, 11, 9))
    facts = []
    for number, stated in enumerate(told):
        try:
            check_stated(stated)
        except Refusal:
            continue
        facts.append(
            Fact(
                code=f"{number}",
                about=stated.about,
                kind=stated.kind,
                earliest=stated.earliest if stated.kind == FactKind.DAY else None,
                latest=stated.latest or stated.earliest if stated.kind == FactKind.DAY else None,
                number=stated.number if stated.kind in NUMBERS else None,
                number_as_at=stated.number_as_at,
                relation=stated.relation or "",
                related_to=stated.related_to,
                whole=stated.whole,
                relation_number=stated.relation_number,
                citation=Citation(document=document, paragraph="1", words="Words."),
                statement="It",
                value="that",
            )
        )
    assert all(each.because for each in contradictions(facts))
