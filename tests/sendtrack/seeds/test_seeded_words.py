"""What stands between quotation marks stands in the document; what does not is told as ours."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from plans.models import AreaLabel, Evidence, VoiceEntry
from plans.queries.voices import groups_heard
from reviews.models import Clause
from sendtrack.accounts.changes import grant_access, open_account
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.models import LocalArea

Page = Callable[[str], str]


@pytest.fixture
def north_somerset(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="north-somerset")


@pytest.fixture
def page(north_somerset: LocalArea, client: Client) -> Page:
    reader = open_account(email="reader@example.org", name="Reader")
    grant_access(
        user=reader,
        area=north_somerset,
        role=Role.CHAIR,
        from_on=date(2020, 1, 1),
        by=User.objects.system(),
    )
    client.force_login(reader)

    def read(address: str) -> str:
        answer = client.get(f"/north-somerset/{address}")
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return read


def test_evidence_and_views_quote_their_paragraph_word_for_word(north_somerset: LocalArea) -> None:
    rows = [*Evidence.objects.all(), *VoiceEntry.objects.all()]
    texts = [
        (row, f"{row.shows}" if isinstance(row, Evidence) else f"{row.said} {row.changed}")
        for row in rows
    ]
    assert len(texts) == 12
    for row, text in texts:
        assert row.citation is not None
        quoted = re.findall("“([^”]+)”", text)
        assert quoted, text
        assert all(words in row.citation.words for words in quoted), text


def test_each_group_that_a_paragraph_names_is_counted_as_heard(north_somerset: LocalArea) -> None:
    heard = {each.group: each for each in groups_heard(VoiceEntry.objects.all())}
    assert [(heard[key].times, heard[key].last_on) for key in ("schools", "parents")] == [
        (2, date(2022, 12, 7)),
        (2, date(2022, 12, 7)),
    ]
    assert (heard["young_people"].times, heard["young_people"].last_on) == (1, None)
    assert heard["staff"].times == 0


def test_a_weakness_is_called_elsewhere_what_the_letter_calls_it_or_by_its_place(
    page: Page,
) -> None:
    words = page("plan/areas/d/")
    assert "<li>The fifth weakness listed in" in words
    assert "<li>Area Four in" in words
    assert not AreaLabel.objects.filter(label__contains="of eight").exists()


def test_what_the_documents_do_not_give_is_no_fault_of_the_council(page: Page) -> None:
    plan = page("plan/")
    assert "These documents do not give:" in plan
    assert "lacks" not in plan
    paragraph = Clause.objects.get(paragraph="3").citation.words
    [quoted] = re.findall("“(The plan should[^”]+)”", plan)
    assert quoted in paragraph
    area = page("plan/areas/e/")
    assert "Not in these documents" in area
    assert "Still missing" not in area


def test_one_child_of_a_published_paper_is_told_as_a_number_from_1_to_5(page: Page) -> None:
    """The paper is public and says it; the record quotes all but the number, and says so."""
    addresses = ("scrutiny-report-2023/", "conflicts/", "facts/")
    texts = [page(f"documents/{address}") for address in addresses]
    texts.append(page("search/?q=permanent+exclusions"))
    assert not any("1 child" in text for text in texts)
    assert "reduced to [a number from 1 to 5] in" in texts[0]
    assert "A number of children from 1 to 5 is not shown here." in texts[1]
