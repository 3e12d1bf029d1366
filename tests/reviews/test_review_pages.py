"""Officers record reviews, the council's own assessments and what will be looked for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from plans import changes as plans
from plans.states import RegimeKind
from reviews import changes as reviews
from reviews.models import LineOfEnquiry, Review
from reviews.states import ReviewKind
from sendtrack.accounts.models import User
from sendtrack.accounts.unsaved import mark_of
from sendtrack.history import changes_of, record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import SourceDocument
from tests.conftest import PASSWORD, Place

Browse = Callable[[User], Client]
REVIEWS_PAGE = "/exampleshire/reviews/"


@pytest.fixture
def desk(browse: Browse, officer: User) -> Client:
    return browse(officer)


@pytest.fixture
def review(place: Place, officer: User) -> Review:
    """The six-month review of 4 February 2026."""
    return reviews.add_review(
        regime=place.regime, kind=ReviewKind.SIX_MONTH, starts_on=date(2026, 2, 4), by=officer
    )


def words(client: Client, path: str = REVIEWS_PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def answers(**changed: Any) -> dict[str, Any]:
    told = {"kind": "monitoring", "when": "day", "starts_on": "2026-03-03", "document": "none"}
    return told | changed


def of(review: Review, what: str) -> str:
    return f"{REVIEWS_PAGE}{review.pk}/{what}/"


# Recording a review


def test_a_visit_is_recorded_with_who_came_what_they_found_and_its_letter(
    place: Place, desk: Client
) -> None:
    answer = desk.post(
        f"{REVIEWS_PAGE}add/",
        answers(
            ends_on="2026-03-04",
            by_whom="The linked advisers",
            found="Panels work well.",
            document="new",
            letter_title="Letter after the visit",
            letter_dated_on="2026-03-10",
        ),
        follow=True,
    )
    page = answer.content.decode()
    assert "Recorded: Monitoring visit, 3 March 2026." in page
    assert "The linked advisers" in page
    assert "Panels work well." in page
    letter = SourceDocument.objects.of(place.area).get(title="Letter after the visit")
    assert f'href="/exampleshire/documents/{letter.code}/"' in page
    assert Review.objects.get().ends_on == date(2026, 3, 4)


def test_a_review_announced_by_its_month_gets_no_day(place: Place, desk: Client) -> None:
    told = answers(kind="six_month", when="month", date_words="June 2026", starts_on="2026-06-01")
    desk.post(f"{REVIEWS_PAGE}add/", told)
    review = Review.objects.get()
    assert (review.starts_on, review.date_words) == (None, "June 2026")
    assert "Next: six-month progress review, June 2026." in words(desk)


def test_two_letters_with_the_same_title_have_addresses_of_their_own(
    place: Place, desk: Client
) -> None:
    for _ in range(2):
        told = answers(document="new", letter_title="Letter after the visit")
        desk.post(f"{REVIEWS_PAGE}add/", told)
    codes = SourceDocument.objects.of(place.area).filter(title="Letter after the visit")
    assert sorted(codes.values_list("code", flat=True)) == [
        "letter-after-the-visit",
        "letter-after-the-visit-2",
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"ends_on": "2026-03-02"}, "ends_on"),
        ({"when": "month"}, "date_words"),
        ({"when": ""}, "when"),
        ({"document": "known"}, "letter"),
        ({"document": "new"}, "letter_title"),
        ({"found": "x" * 4001}, "found"),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_its_question_and_nothing_is_saved(
    place: Place, desk: Client, changed: dict[str, str], field: str
) -> None:
    answer = desk.post(f"{REVIEWS_PAGE}add/", answers(by_whom="Kept words") | changed)
    assert list(answer.context["form"].errors) == [field]
    assert "Kept words" in answer.content.decode()
    assert not Review.objects.exists()


def test_what_was_typed_about_a_review_outlives_the_session(place: Place, officer: User) -> None:
    browser = Client()
    typed = answers(found="An hour of careful words", typed_by=mark_of(officer))
    browser.post(f"{REVIEWS_PAGE}add/", typed)
    browser.post("/login", {"email": officer.email, "password": PASSWORD})
    assert "An hour of careful words" in words(browser, f"{REVIEWS_PAGE}add/")
    assert not Review.objects.exists()


def test_markup_in_a_finding_is_shown_as_text(place: Place, desk: Client) -> None:
    desk.post(f"{REVIEWS_PAGE}add/", answers(found="<b>Bold</b>"))
    assert "&lt;b&gt;Bold&lt;/b&gt;" in words(desk)


# Correcting one


def test_a_wrong_day_is_corrected_with_a_reason_that_stays_in_the_history(
    review: Review, desk: Client, officer: User
) -> None:
    told = answers(
        kind="six_month",
        starts_on="2026-02-05",
        reason="The letter says so",
        version=review.version,
    )
    desk.post(of(review, "edit"), told)
    review.refresh_from_db()
    assert review.starts_on == date(2026, 2, 5)
    last = changes_of(review)[0]
    assert (last.history_user, last.history_change_reason) == (officer, "The letter says so")
    history = words(desk, of(review, "history"))
    assert "The letter says so" in history
    assert "4 February 2026" in history


def test_a_correction_without_a_reason_is_refused(review: Review, desk: Client) -> None:
    answer = desk.post(of(review, "edit"), answers(version=review.version))
    assert list(answer.context["form"].errors) == ["reason"]


def test_the_form_of_a_correction_opens_with_what_is_recorded(review: Review, desk: Client) -> None:
    form = desk.get(of(review, "edit")).context["form"]
    assert (form["when"].value(), form["document"].value()) == ("day", "none")
    assert form["starts_on"].value() == date(2026, 2, 4)


def test_the_second_of_two_who_correct_a_review_sees_both_texts(
    review: Review, desk: Client, lead: User, browse: Browse
) -> None:
    told = answers(starts_on="2026-02-04", reason="More", version=review.version)
    desk.post(of(review, "edit"), told | {"found": "Panels work."})
    late = browse(lead).post(of(review, "edit"), told | {"found": "Panels are slow."})
    assert late.status_code == 409
    both = late.content.decode()
    assert "Panels work." in both
    assert "Panels are slow." in both


# The council's own assessment


def test_the_self_assessment_is_recorded_and_corrected_with_a_reason(
    review: Review, desk: Client
) -> None:
    path = of(review, "self-assessment")
    desk.post(path, {"on": "2026-01-20", "version": review.version})
    review.refresh_from_db()
    assert review.self_assessed_on == date(2026, 1, 20)
    without = {"on": "2026-01-21", "version": review.version}
    assert list(desk.post(path, without).context["form"].errors) == ["reason"]
    desk.post(path, without | {"reason": "Agreed a day later"})
    review.refresh_from_db()
    assert review.self_assessed_on == date(2026, 1, 21)
    assert "Agreed a day later" in changes_of(review)[0].history_change_reason


def test_the_self_assessment_is_never_changed_without_a_reason(
    review: Review, officer: User
) -> None:
    done = reviews.record_self_assessment(
        review=review, version=review.version, on=date(2026, 1, 20), by=officer
    )
    with pytest.raises(Refusal, match="Say why"):
        reviews.record_self_assessment(
            review=done, version=done.version, on=date(2026, 1, 21), by=officer
        )


def test_an_assessment_cannot_lie_ahead(review: Review, desk: Client) -> None:
    told = {"on": "2026-03-12", "version": review.version}
    errors = desk.post(of(review, "self-assessment"), told).context["form"].errors
    assert errors == {"on": ["The day of the assessment must be today or in the past"]}


# What they will look for


def test_a_line_of_enquiry_is_quoted_from_its_letter(
    place: Place, review: Review, desk: Client
) -> None:
    document = SourceDocument.objects.of(place.area).get()
    told = {"words": "How posts are filled.", "document": document.pk, "paragraph": "page 3"}
    desk.post(of(review, "lines/add"), told | {"area": place.areas[1].pk})
    line = LineOfEnquiry.objects.get()
    assert (line.number, line.citation.words, line.area) == (
        1,
        "How posts are filled.",
        place.areas[1],
    )
    page = words(desk)
    assert "0 of 1 line of enquiry has an answer." in page
    assert f'href="{of(review, "lines/1")}"' in page


def test_one_place_in_a_letter_says_one_thing(place: Place, review: Review, desk: Client) -> None:
    document = SourceDocument.objects.of(place.area).get()
    told = {"words": "How posts are filled.", "document": document.pk, "paragraph": "page 3"}
    path = of(review, "lines/add")
    desk.post(path, told)
    other = desk.post(path, told | {"words": "Something else."}).context["form"].errors
    assert "“How posts are filled.”" in other["paragraph"][0]
    again = desk.post(path, told).context["form"].errors
    assert again == {"words": ["This line of enquiry is recorded already."]}
    assert LineOfEnquiry.objects.count() == 1


def test_a_line_taken_down_wrongly_is_put_right_with_a_reason(
    place: Place, review: Review, desk: Client, officer: User
) -> None:
    assert place.regime.document is not None
    line = reviews.quote_line_of_enquiry(
        review=review,
        document=place.regime.document,
        paragraph="page 3",
        words="How pots are filled.",
        by=officer,
    )
    path = of(review, "lines/1/edit")
    told = {"words": "How posts are filled.", "version": line.version}
    assert list(desk.post(path, told).context["form"].errors) == ["reason"]
    desk.post(path, told | {"reason": "A slip", "area": place.areas[1].pk})
    line.refresh_from_db()
    assert (line.citation.words, line.area) == ("How posts are filled.", place.areas[1])
    history = words(desk, of(review, "history"))
    assert "A slip" in history
    assert "How pots are filled." in history
    late = desk.post(path, told | {"words": "How?", "reason": "A slip"})
    assert late.status_code == 409
    assert "How posts are filled." in late.content.decode()


def test_a_letter_of_another_area_cannot_be_quoted(
    elsewhere: Place, review: Review, desk: Client
) -> None:
    theirs = SourceDocument.objects.of(elsewhere.area).get()
    told = {"words": "Words", "document": theirs.pk, "paragraph": "page 3"}
    assert "document" in desk.post(of(review, "lines/add"), told).context["form"].errors


# Who does what


def test_an_empty_page_says_to_an_officer_what_to_do_next(place: Place, desk: Client) -> None:
    page = words(desk)
    assert "Record it as soon as its day or month is announced." in page
    assert f'href="{REVIEWS_PAGE}add/"' in page
    assert "Record the review first, then add each one to it." in page


def test_an_adviser_reads_reviews_and_their_history_and_finds_nothing_to_change(
    review: Review, adviser: User, browse: Browse
) -> None:
    page = words(browse(adviser))
    assert of(review, "history") in page
    for what in ("edit", "self-assessment", "lines/add"):
        assert of(review, what) not in page
    assert f"{REVIEWS_PAGE}add/" not in page


def test_the_page_of_the_reviews_costs_as_many_queries_for_many(
    place: Place, officer: User, desk: Client, django_assert_max_num_queries: Any
) -> None:
    for month in range(1, 4):
        made = reviews.add_review(
            regime=place.regime,
            kind=ReviewKind.MONITORING,
            starts_on=date(2026, month, 1),
            letter=place.regime.document,
            by=officer,
        )
        reviews.quote_line_of_enquiry(
            review=made,
            document=place.regime.document,
            paragraph=f"line {month}",
            words="How?",
            by=officer,
        )
    with django_assert_max_num_queries(7):
        words(desk)


def test_the_form_names_the_paragraph_of_the_regime_that_leads(
    place: Place, officer: User, desk: Client
) -> None:
    form = f"{REVIEWS_PAGE}add/"
    assert "of the Notice: at least every" not in desk.get(form).content.decode()
    reviews.add_clause(
        regime=place.regime,
        paragraph="6",
        title="Progress reviews every quarter",
        citation=place.areas[0].finding,
        kind="reviews-held",
        parameters={"months": 3},
        by=officer,
    )
    assert "Paragraph 6 of the Notice: at least every 3 months." in desk.get(form).content.decode()


def test_another_regime_quotes_no_words_of_a_notice(
    place: Place, officer: User, desk: Client
) -> None:
    outcome = plans.add_outcome(area=place.areas[0], statement="Leaders know", by=officer)
    action = f"/exampleshire/plan/outcomes/{outcome.ref}/actions/add/"
    assert "Paragraph 4(b) asks" in desk.post(action, {}).content.decode()
    with record(actor=officer, reason="Another kind of regime"):
        regime = place.regime.lock()
        regime.kind, regime.title = RegimeKind.ACCELERATED_PLAN, "Accelerated Progress Plan"
        regime.save()
    for page in (
        desk.post(action, {}),
        desk.get(f"{REVIEWS_PAGE}add/"),
        desk.get("/exampleshire/voices/"),
    ):
        said = page.content.decode()
        assert "aragraph 4(" not in said
        assert "the Notice" not in said
    assert "Choose who is accountable." in desk.post(action, {}).content.decode()
