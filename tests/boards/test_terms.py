"""Terms of reference in versions, agendas that name what they serve, and what no meeting served."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from boards import changes as boards
from boards.models import AgendaItem, Meeting, TermsOfReference
from boards.queries.terms import responsibilities_of, terms_now, terms_on
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.boards.conftest import Plan, Table
from tests.boards.pages import body as text_of
from tests.boards.pages import boxes, page

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]
Keep = Callable[..., TermsOfReference]

JANUARY, FEBRUARY, MARCH = date(2026, 1, 7), date(2026, 2, 4), date(2026, 3, 4)
TODAY = date(2026, 3, 11)
STRATEGY, PERFORMANCE = "Develop the SEND strategy", "Monitor performance"


@pytest.fixture
def keep(table: Table, officer: User) -> Keep:
    """Keep a version of the board's terms: `keep("Strategy", agreed_on=JANUARY)`."""

    def kept(*responsibilities: str, agreed_on: date | None = None) -> TermsOfReference:
        terms = boards.draft_terms(
            body=table.body,
            text="What the board is for.",
            responsibilities="\n".join(responsibilities),
            by=officer,
        )
        if agreed_on is None:
            return terms
        return boards.agree_terms(
            terms=terms,
            version=terms.version,
            agreed_on=agreed_on,
            agreed_by="The Cabinet",
            reason="At its meeting",
            by=officer,
            on=TODAY,
        )

    return kept


def test_the_terms_of_a_day_are_those_agreed_last_and_a_draft_only_where_none_are(
    table: Table, keep: Keep
) -> None:
    first = keep(STRATEGY)
    assert terms_on(table.body, TODAY) == first
    second = keep(STRATEGY, agreed_on=JANUARY)
    third = keep(PERFORMANCE, agreed_on=FEBRUARY)
    keep("Not agreed yet")
    found = [terms_on(table.body, day) for day in (JANUARY, date(2026, 2, 3), FEBRUARY, TODAY)]
    assert found == [second, second, third, third]


def test_terms_are_agreed_once_in_order_and_by_somebody(
    table: Table, keep: Keep, officer: User
) -> None:
    agreed = keep(STRATEGY, agreed_on=FEBRUARY)
    assert changes_of(agreed).count() == 2
    draft = keep(STRATEGY)

    def agree(terms: TermsOfReference, on: date, who: str = "The Cabinet") -> None:
        boards.agree_terms(
            terms=terms,
            version=terms.version,
            agreed_on=on,
            agreed_by=who,
            reason="So decided",
            by=officer,
            on=TODAY,
        )

    with pytest.raises(Refusal, match="Version 1 was agreed on 4 February 2026"):
        agree(draft, JANUARY)
    with pytest.raises(Refusal, match="Enter who agreed them"):
        agree(draft, MARCH, who=" ")
    with pytest.raises(Refusal, match="They were agreed on 4 February 2026"):
        agree(agreed, MARCH)


def test_terms_without_a_word_a_file_or_a_document_are_refused(table: Table, officer: User) -> None:
    with pytest.raises(Refusal, match="Enter the text, choose the evidence"):
        boards.draft_terms(body=table.body, text=" ", responsibilities="", by=officer)
    with pytest.raises(Refusal, match="stands there twice"):
        boards.draft_terms(body=table.body, text="x", responsibilities="Lead\n- lead", by=officer)


def test_a_responsibility_without_an_item_at_the_last_three_meetings_is_said(
    table: Table, keep: Keep, hold: Hold, officer: User
) -> None:
    terms = keep(STRATEGY, PERFORMANCE, agreed_on=date(2025, 12, 1))
    strategy, performance = terms.responsibilities.order_by("number")
    old = hold(date(2025, 12, 3))
    boards.add_agenda_item(meeting=old, title="Data", responsibility=performance, by=officer)
    for day in (JANUARY, FEBRUARY):
        hold(day)
    now = terms_now(table.body, TODAY)
    assert now is not None
    assert [str(each.responsibility) for each in now.neglected] == [STRATEGY]
    march = hold(MARCH)
    boards.add_agenda_item(meeting=march, title="Strategy", responsibility=strategy, by=officer)
    now = terms_now(table.body, TODAY)
    assert now is not None
    assert [(str(each.responsibility), each.last) for each in now.neglected] == [(PERFORMANCE, old)]


def test_the_same_words_in_a_later_version_are_the_same_responsibility(
    table: Table, keep: Keep, hold: Hold, officer: User
) -> None:
    first = keep(STRATEGY, agreed_on=date(2025, 12, 1))
    january = hold(JANUARY)
    boards.add_agenda_item(
        meeting=january, title="It", responsibility=first.responsibilities.get(), by=officer
    )
    keep(STRATEGY.upper(), agreed_on=FEBRUARY)
    now = terms_now(table.body, TODAY)
    assert now is not None
    assert [each.last for each in now.served] == [january]
    assert [each.words for each in responsibilities_of(january)] == [STRATEGY]


def test_the_agenda_is_kept_on_one_page_and_shown_to_everybody(
    table: Table, keep: Keep, plan: Plan, officer: User, adviser: User, browse: Browse
) -> None:
    responsibility = keep(STRATEGY, agreed_on=JANUARY).responsibilities.get()
    april = plan(date(2026, 4, 1))
    client, where = browse(officer), page(april.meets_on, "agenda")
    assert "Enter what it is about" in text_of(client.post(where, {"title": ""}))
    client.post(where, {"title": "Terms", "responsibility": responsibility.pk})
    client.post(where, {"title": "Any other business"})
    opened = client.get(f"{where}2/").context["form"]["version"].value()
    changed = {"title": "Closing", "reason": "Clearer", "version": opened}
    assert client.post(f"{where}2/", changed).status_code == 302
    clash = client.post(f"{where}2/", {**changed, "title": "Other"})
    assert clash.status_code == 409
    seen = text_of(browse(adviser).get(page(april.meets_on)))
    assert f"Serves: {STRATEGY}" in seen
    assert "Closing" in seen
    assert "Change the agenda" not in seen
    client.post(f"{where}2/remove/")
    assert [item.title for item in AgendaItem.objects.all()] == ["Terms"]


def test_the_agenda_of_a_meeting_that_was_held_loses_nothing(
    table: Table, hold: Hold, officer: User
) -> None:
    item = boards.add_agenda_item(meeting=hold(MARCH), title="Terms", by=officer)
    with pytest.raises(Refusal, match="stays as it was"):
        boards.drop_agenda_item(item=item, by=officer)


def test_an_officer_keeps_a_version_and_records_who_agreed_it(
    table: Table, officer: User, adviser: User, browse: Browse
) -> None:
    client, where = browse(officer), f"/exampleshire/governance/bodies/{table.body.pk}/"
    typed = {"text": "It leads.", "responsibilities": f"{STRATEGY}\n{PERFORMANCE}"}
    shown = text_of(client.post(f"{where}terms/add/", typed, follow=True))
    assert "Version 1 is drafted" in shown
    terms = TermsOfReference.objects.get()
    agreed = {
        "version": terms.version,
        **boxes("agreed_on", FEBRUARY),
        "agreed_by": "The Cabinet",
        "reason": "At its meeting",
    }
    client.post(f"/exampleshire/governance/terms/{terms.pk}/agree/", agreed)
    seen = text_of(browse(adviser).get(where))
    assert "Version 1, agreed on 4 February 2026 by The Cabinet" in seen
    assert PERFORMANCE in seen
    assert "Keep a new version" not in seen
