"""The pages of the Notice's duties and of the Department's reviews."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans import changes as plans
from plans.states import RegimeState
from reviews import changes as reviews
from reviews.duties import DUTIES
from reviews.models import LineOfEnquiry, Review
from sendtrack.accounts.models import User
from sendtrack.sources import changes as sources
from sendtrack.sources.models import DocumentKind
from tests.conftest import Place
from tests.reviews.conftest import Life

DUTIES_PAGE = "/exampleshire/duties/"
REVIEWS_PAGE = "/exampleshire/reviews/"

Browse = Callable[[User], Client]


def add_clauses(place: Place, by: User, **kinds: str) -> None:
    assert place.regime.document is not None
    for paragraph, kind in kinds.items():
        reviews.add_clause(
            regime=place.regime,
            paragraph=paragraph,
            title=DUTIES[kind].kind.replace("-", " ").capitalize(),
            citation=sources.cite(
                document=place.regime.document,
                paragraph=f"paragraph {paragraph}",
                words=f"The words of {kind}.",
                by=by,
            ),
            kind=kind,
            by=by,
        )


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_unmet_duties_come_first_with_counts_on_top(
    life: Life, place: Place, officer: User, browse: Browse
) -> None:
    life.meets_monthly()
    add_clauses(place, officer, p1="no-duty", p2="board-meets", p3="views-heard", p4="reviews-held")
    text = page(browse(officer), DUTIES_PAGE)
    assert "2 no evidence recorded" in text
    headings = ["No evidence recorded: 2 paragraphs", "Met: 1 paragraph", "Sets no duty: 1"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "The board met 6 times in 6 months; the longest gap was 35 days." in text
    assert "The words of board-meets." in text
    assert f'href="{DUTIES_PAGE}p2/"' in text


def test_a_duty_shows_its_words_its_facts_and_how_it_is_judged(
    life: Life, place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    add_clauses(place, officer, p2="board-meets")
    text = page(browse(adviser), f"{DUTIES_PAGE}p2/")
    assert "The words of board-meets." in text
    assert "No meeting of the board is recorded here." in text
    assert "Met while no gap between meetings exceeds the clause's" in text.replace("&#x27;", "'")


def test_a_paragraph_that_the_notice_does_not_have_is_not_found(
    place: Place, officer: User, browse: Browse
) -> None:
    assert browse(officer).get(f"{DUTIES_PAGE}99/").status_code == 404


def test_a_paragraph_with_brackets_has_an_address(
    place: Place, officer: User, browse: Browse
) -> None:
    add_clauses(place, officer, **{"4(b)": "board-meets"})
    assert page(browse(officer), f"{DUTIES_PAGE}4(b)/")


def test_an_area_without_clauses_says_what_fills_the_page(
    place: Place, officer: User, browse: Browse
) -> None:
    assert "No paragraph of the Improvement Notice is recorded yet." in page(
        browse(officer), DUTIES_PAGE
    )


def test_the_duties_page_costs_as_many_queries_for_a_large_record(
    life: Life,
    place: Place,
    officer: User,
    browse: Browse,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    add_clauses(place, officer, **{f"p{n}": kind for n, kind in enumerate(DUTIES)})
    life.meets_monthly()
    for number in range(10):
        life.says(life.acts(f"Action {number}"), on=date(2026, 2, 10))
    client = browse(officer)
    with django_assert_max_num_queries(36):
        client.get(DUTIES_PAGE)


def test_the_months_of_the_duties_stand_in_a_table_with_words_and_a_name(
    life: Life, place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    life.meets_monthly(until=date(2026, 1, 7))
    add_clauses(place, officer, p1="board-meets", p2="delivered-by")
    text = page(browse(adviser), DUTIES_PAGE)
    assert "Of 2 paragraphs: " in text
    months = text[text.index('id="months"') :]
    assert 'role="region" aria-label="Duties by month" tabindex="0"' in months
    assert '<th scope="col" class="app-nowrap">Feb 2026</th>' in months
    assert f'<th scope="row"><a href="{DUTIES_PAGE}p1/">p1 Board meets</a>' in months
    assert months.count("</svg> Met</td>") == 4
    assert "Not met" in months
    assert f'Not judged by month: <a href="{DUTIES_PAGE}p2/">' in months


@pytest.fixture
def enquiry(place: Place, officer: User) -> LineOfEnquiry:
    """A review in February, whose letter asks for something by June."""
    letter = sources.add_document(
        area=place.area,
        kind=DocumentKind.REVIEW_LETTER,
        code="review-letter",
        title="Six-month review letter",
        issued_by="Department for Education",
        dated_on=date(2026, 2, 20),
        by=officer,
    )
    held = reviews.add_review(
        regime=place.regime,
        kind="six_month",  # type: ignore[arg-type]
        starts_on=date(2026, 2, 4),
        letter=letter,
        by=officer,
    )
    ahead = reviews.add_review(
        regime=place.regime,
        kind="six_month",  # type: ignore[arg-type]
        date_words="June 2026",
        by=officer,
    )
    words = "How data and the views of parents and carers are used to make decisions."
    return reviews.add_line_of_enquiry(
        review=held,
        citation=sources.cite(document=letter, paragraph="bullet 1", words=words, by=officer),
        asked_for=ahead,
        area=place.areas[3],
        by=officer,
    )


def test_what_the_department_will_look_for_stands_with_no_answer_recorded(
    enquiry: LineOfEnquiry, officer: User, browse: Browse
) -> None:
    text = page(browse(officer), REVIEWS_PAGE)
    assert "Next: six-month progress review, June 2026." in text
    assert "1. How data and the views of parents and carers are used" in text
    assert "No answer recorded" in text
    assert "0 of 1 line of enquiry has an answer." in text
    assert "Six-month review letter" in text
    assert "No evidence recorded" in text


def test_an_answer_and_a_self_assessment_are_shown(
    enquiry: LineOfEnquiry, officer: User, browse: Browse
) -> None:
    reviews.answer_line(line=enquiry, version=enquiry.version, answer="At each panel.", by=officer)
    review = Review.objects.get(pk=enquiry.review_id)
    reviews.record_self_assessment(
        review=review, version=review.version, on=date(2026, 1, 30), by=officer
    )
    text = page(browse(officer), REVIEWS_PAGE)
    assert "At each panel." in text
    assert "30 Jan 2026" in text


def test_no_review_recorded_says_so(place: Place, officer: User, browse: Browse) -> None:
    text = page(browse(officer), REVIEWS_PAGE)
    assert "No next review is recorded." in text
    assert "No line of enquiry is recorded." in text


def test_an_officer_answers_a_line_of_enquiry_and_the_second_of_two_sees_both_texts(
    enquiry: LineOfEnquiry, officer: User, lead: User, browse: Browse
) -> None:
    address = f"{REVIEWS_PAGE}{enquiry.review_id}/lines/1/"
    assert f'href="{address}"' in page(browse(officer), REVIEWS_PAGE)
    told = {"version": enquiry.version, "answer": "Parents sit on each panel."}
    saved = browse(officer).post(address, told, follow=True)
    assert "The answer to line of enquiry 1 is recorded." in saved.content.decode()
    late = browse(lead).post(address, told | {"answer": "Panels ask parents."})
    assert late.status_code == 409
    both = late.content.decode()
    assert "Parents sit on each panel." in both
    assert "Panels ask parents." in both


def test_an_empty_answer_is_refused_at_the_field(
    enquiry: LineOfEnquiry, officer: User, browse: Browse
) -> None:
    address = f"{REVIEWS_PAGE}{enquiry.review_id}/lines/1/"
    answer = browse(officer).post(address, {"version": enquiry.version, "answer": " "})
    assert 'href="#id_answer"' in answer.content.decode()


def test_an_adviser_finds_no_way_to_answer(
    enquiry: LineOfEnquiry, adviser: User, browse: Browse
) -> None:
    assert "lines/1/" not in page(browse(adviser), REVIEWS_PAGE)


def test_what_a_duty_is_measured_with_is_shown(place: Place, officer: User, browse: Browse) -> None:
    add_clauses(place, officer, p2="board-meets")
    text = page(browse(officer), f"{DUTIES_PAGE}p2/")
    assert (
        "No more than 38 days are to lie between two meetings, and attendance is judged over the "
        "latest 3: sendtrack’s measure, not the document’s."
    ) in text


def test_the_duties_of_a_regime_that_has_ended_are_read_as_on_its_last_day(
    life: Life, place: Place, officer: User, browse: Browse
) -> None:
    life.meets_monthly()
    add_clauses(place, officer, p1="no-duty", p2="board-meets")
    client = browse(officer)
    ended = f"/exampleshire/regimes/{place.regime.code}/duties/"
    assert client.get(ended)["Location"] == DUTIES_PAGE
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.CLOSED,
        citation=place.areas[0].finding,
        on=date(2026, 3, 4),
        by=officer,
        reason="The last letter",
    )
    assert client.get(f"{DUTIES_PAGE}p2/")["Location"] == f"{ended}p2/"
    text = page(client, f"{ended}p2/")
    assert "As at 4 March 2026, the day on which the Notice ended." in text
    assert "The words of board-meets." in text
    text = page(client, ended)
    assert "ended on 4 March 2026: this is how they stood on that day" in text
    assert f'href="{ended}p2/"' in text
    assert f'href="{ended}"' in page(client, f"/exampleshire/regimes/{place.regime.code}/")
    assert client.get(f"{DUTIES_PAGE}p9/").status_code == 404
    assert client.get(f"{ended}p9/").status_code == 404
