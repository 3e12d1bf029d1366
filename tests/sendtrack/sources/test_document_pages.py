"""Documents, their cited paragraphs word for word, and where they contradict each other."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.models import LocalArea
from sendtrack.sources import changes as sources
from sendtrack.sources.models import Citation, Conflict, DocumentKind, SourceDocument
from tests.conftest import ISSUED_ON, Place

Browse = Callable[[User], Client]
DOCUMENTS = "/north-somerset/documents/"


@pytest.fixture
def reader(seeds: None, system: User) -> User:
    """An adviser who reads North Somerset's record, loaded from its documents."""
    user = accounts.open_account(email="reader@dfe.example", name="Reader", password="x" * 20)
    accounts.grant_access(
        user=user,
        area=LocalArea.objects.get(slug="north-somerset"),
        role=Role.OFFICER,
        from_on=ISSUED_ON,
        by=system,
    )
    return user


def body(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_document_is_listed_and_opens_with_all_its_cited_words(
    reader: User, browse: Browse
) -> None:
    browser = browse(reader)
    listed = body(browser, DOCUMENTS)
    for document in SourceDocument.objects.filter(local_area__slug="north-somerset"):
        assert document.title in listed
        page = body(browser, f"{DOCUMENTS}{document.code}/")
        for citation in document.citations.all():
            assert f'id="{citation.anchor}"' in page
    notice = body(browser, f"{DOCUMENTS}improvement-notice-2021/")
    assert "Underdeveloped arrangements for joint commissioning." in notice
    assert "invitations to these meetings must be sent on each occasion" in notice


def test_facts_that_contradict_each_other_stand_side_by_side_with_their_words(
    reader: User, browse: Browse
) -> None:
    page = body(browse(reader), f"{DOCUMENTS}conflicts/")
    for conflict in Conflict.objects.all():
        assert f'id="conflict-{conflict.number}"' in page
    assert "When the Improvement Notice was issued" in page
    assert page.index("9 November 2021") < page.index("November 2022</strong>")
    assert "Shown here:" in page


def test_a_fact_leads_to_what_contradicts_it(reader: User, browse: Browse) -> None:
    page = body(browse(reader), f"{DOCUMENTS}scrutiny-report-2023/")
    assert "/north-somerset/documents/conflicts/#conflict-1" in page


def test_an_area_leads_to_the_paragraph_of_its_finding(reader: User, browse: Browse) -> None:
    found = Citation.objects.get(paragraph="Annex 1(a)")
    page = body(browse(reader), "/north-somerset/plan/areas/a/")
    assert f"{DOCUMENTS}improvement-notice-2021/#{found.anchor}" in page
    assert "Stepped down from formal monitoring" in page
    assert "<li>Area One in" in page
    assert "/north-somerset/regimes/" in page
    assert "Written Statement of Action, (1) " in page


def test_a_place_without_documents_is_told_what_stands_here(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "No point to read with care is recorded." in body(
        browser, "/exampleshire/documents/conflicts/"
    )
    listed = body(browser, "/exampleshire/documents/")
    assert 'href="/exampleshire/documents/conflicts/"' in listed, "before the first is explained"
    sources.add_document(
        area=place.area,
        kind=DocumentKind.OTHER,
        code="paper",
        title="<b>A paper</b>",
        issued_by="The board",
        by=officer,
    )
    assert "&lt;b&gt;A paper&lt;/b&gt;" in body(browser, "/exampleshire/documents/")
    page = body(browser, "/exampleshire/documents/paper/")
    assert "No paragraph of this document is cited yet." in page
    assert "The document carries no date" in page


def test_a_document_of_another_place_is_not_found(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    sources.add_document(
        area=elsewhere.area,
        kind=DocumentKind.OTHER,
        code="secret",
        title="Secret",
        issued_by="Elsewhere",
        by=officer,
    )
    browser = browse(officer)
    assert browser.get("/exampleshire/documents/secret/").status_code == 404
    assert browser.get("/exampleshire/documents/never-was/").status_code == 404


def test_documents_cost_the_same_for_few_paragraphs_and_for_many(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert place.regime.document is not None

    def cost(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            body(browser, address)
        return len(seen)

    pages = ("/exampleshire/documents/", "/exampleshire/documents/notice/")
    before = [cost(page) for page in pages]
    for number in range(200):
        sources.cite(
            document=place.regime.document, paragraph=f"x{number}", words="Words.", by=officer
        )
    assert [cost(page) for page in pages] == before


def test_points_to_read_with_care_say_where_they_stand_and_which_are_explained(
    reader: User, browse: Browse
) -> None:
    listed = body(browse(reader), DOCUMENTS)
    assert "contradict each other" not in listed
    assert "30 points to read with care</a>" in listed
    assert "9 between documents, 13 inside one document, 8 explained: both hold." in listed
    page = body(browse(reader), f"{DOCUMENTS}conflicts/")
    explained = page.index("Explained: both hold</h2>")
    assert page.index("When the Improvement Notice was issued") < explained
    assert page.index("The date of the revisit report") > explained
