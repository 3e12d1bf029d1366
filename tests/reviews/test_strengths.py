"""What reviews named as strengths is kept in view, and people say whether it still holds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from reviews import changes as reviews
from reviews.models import Review, Strength
from reviews.states import Holds, ReviewKind
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of, record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation, SourceDocument
from tests.conftest import Place

Browse = Callable[[User], Client]
REVIEWS_PAGE = "/exampleshire/reviews/"
TIMELY = "sustained improvements to the timeliness of plans"


@pytest.fixture
def desk(browse: Browse, officer: User) -> Client:
    return browse(officer)


@pytest.fixture
def letter(place: Place) -> SourceDocument:
    return SourceDocument.objects.of(place.area).get()


@pytest.fixture
def review(place: Place, officer: User) -> Review:
    """The six-month review of 4 February 2026."""
    return reviews.add_review(
        regime=place.regime, kind=ReviewKind.SIX_MONTH, starts_on=date(2026, 2, 4), by=officer
    )


@pytest.fixture
def strength(review: Review, letter: SourceDocument, officer: User) -> Strength:
    return reviews.add_strength(review=review, document=letter, words=TIMELY, by=officer)


def look(strength: Strength, by: User, **changed: Any) -> Strength:
    told = {
        "version": strength.version,
        "holds": Holds.HOLDS,
        "shown_by": "Six in ten plans came in time.",
        "looked_on": date(2026, 3, 9),
        "on": date(2026, 3, 11),
    }
    return reviews.look_at_strength(strength=strength, by=by, **(told | changed))


def looked(strength: Strength, **changed: Any) -> dict[str, Any]:
    told = {
        "version": strength.version,
        "holds": "slipping",
        "shown_by": "Fewer plans came in time in February.",
        "looked_on": "2026-03-09",
    }
    return told | changed


def of(review: Review, what: str) -> str:
    return f"{REVIEWS_PAGE}{review.pk}/strengths/{what}/"


def words(client: Client, path: str = REVIEWS_PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# Taking it down


def test_a_strength_is_quoted_from_its_letter_and_nobody_has_looked_at_it_yet(
    place: Place, review: Review, letter: SourceDocument, desk: Client
) -> None:
    told = {"words": TIMELY, "document": letter.pk, "paragraph": "3.3", "area": place.areas[1].pk}
    answer = desk.post(of(review, "add"), told, follow=True)
    page = answer.content.decode()
    assert "Strength 1 is recorded." in page
    assert f"“{TIMELY}”" in page
    assert f"{escape(str(letter))}, 3.3</a>" in page
    assert "Of 1 strength, 1 has not been looked at yet." in page
    made = Strength.objects.get()
    assert (made.number, made.area, made.holds) == (1, place.areas[1], "not_looked_at")


def test_two_strengths_of_a_letter_that_has_lost_its_numbers_are_two(
    review: Review, letter: SourceDocument, desk: Client
) -> None:
    for said in (TIMELY, "an improved autism pathway"):
        desk.post(of(review, "add"), {"words": said, "document": letter.pk, "paragraph": ""})
    first, second = Strength.objects.order_by("number")
    assert (first.citation.paragraph, second.citation.paragraph) == ("", "")
    assert str(first.citation) == str(letter)
    assert f"#{second.citation.anchor}" in words(desk)
    document = words(desk, f"/exampleshire/documents/{letter.code}/")
    assert "Without a number: “an improved autism pathway”" in document


def test_the_same_words_are_one_strength_with_one_citation(
    review: Review, letter: SourceDocument, strength: Strength, officer: User, desk: Client
) -> None:
    again = desk.post(of(review, "add"), {"words": TIMELY, "document": letter.pk})
    assert again.context["form"].errors == {"words": ["This strength is recorded already."]}
    later = reviews.add_review(
        regime=review.regime, kind=ReviewKind.MONITORING, starts_on=date(2026, 3, 2), by=officer
    )
    second = reviews.add_strength(review=later, document=letter, words=TIMELY, by=officer)
    assert second.citation == strength.citation
    assert second.number == 1


def test_one_numbered_place_of_a_letter_says_one_thing(
    review: Review, letter: SourceDocument, desk: Client
) -> None:
    told = {"words": TIMELY, "document": letter.pk, "paragraph": "3.3"}
    desk.post(of(review, "add"), told)
    errors = desk.post(of(review, "add"), told | {"words": "Other"}).context["form"].errors
    assert f"“{TIMELY}”" in errors["paragraph"][0]
    assert Strength.objects.count() == 1


def test_postgresql_too_keeps_numbered_places_apart_and_lets_those_without_stand(
    letter: SourceDocument, officer: User
) -> None:
    def cite(paragraph: str) -> None:
        with record(actor=officer, reason="Cited"), transaction.atomic():
            for said in ("One", "Two"):
                Citation(
                    local_area=letter.local_area, document=letter, paragraph=paragraph, words=said
                ).save()

    cite("")
    with pytest.raises(IntegrityError, match="one_citation_per_paragraph"):
        cite("3.3")


@pytest.mark.parametrize("missing", ["words", "document"])
def test_a_strength_without_words_or_letter_is_refused_at_its_question(
    review: Review, letter: SourceDocument, desk: Client, missing: str
) -> None:
    told = {"words": TIMELY, "document": letter.pk} | {missing: ""}
    assert list(desk.post(of(review, "add"), told).context["form"].errors) == [missing]
    assert not Strength.objects.exists()


def test_words_that_are_only_spaces_are_no_strength(
    review: Review, letter: SourceDocument, officer: User
) -> None:
    with pytest.raises(Refusal, match="Enter the words"):
        reviews.add_strength(review=review, document=letter, words="  ", by=officer)


# Whether it still holds


def test_a_look_says_what_it_found_what_shows_it_when_and_who(
    review: Review, strength: Strength, officer: User, desk: Client
) -> None:
    path = of(review, "1")
    assert "Nobody has looked at it since the review." in words(desk, path)
    answer = desk.post(path, looked(strength), follow=True)
    page = " ".join(answer.content.decode().split())
    assert "Strength 1: slipping." in page
    assert "Of 1 strength, 1 is slipping." in page
    assert "Fewer plans came in time in February." in page
    assert f"Looked at on 9 Mar 2026 by {officer}" in page
    strength.refresh_from_db()
    assert (strength.holds, strength.looked_by) == (Holds.SLIPPING, officer)
    again = words(desk, path)
    assert "Fewer plans came in time in February." in again
    assert desk.get(path).context["form"]["shown_by"].value() is None


def test_the_day_of_a_look_is_offered_as_today(
    review: Review, strength: Strength, desk: Client
) -> None:
    assert desk.get(of(review, "1")).context["form"]["looked_on"].value() == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"holds": ""}, "holds"),
        ({"holds": "not_looked_at"}, "holds"),
        ({"shown_by": ""}, "shown_by"),
        ({"looked_on": ""}, "looked_on"),
        ({"looked_on": "2026-03-12"}, "looked_on"),
        ({"looked_on": "2026-02-03"}, "looked_on"),
    ],
)
def test_what_a_look_lacks_is_said_at_its_question_and_nothing_is_saved(
    review: Review, strength: Strength, desk: Client, changed: dict[str, str], field: str
) -> None:
    answer = desk.post(of(review, "1"), looked(strength, **changed))
    assert list(answer.context["form"].errors) == [field]
    strength.refresh_from_db()
    assert strength.holds == Holds.NOT_LOOKED_AT


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"holds": Holds.NOT_LOOKED_AT}, "holds"),
        ({"shown_by": " "}, "shown_by"),
        ({"looked_on": date(2026, 3, 12)}, "looked_on"),
        ({"looked_on": date(2026, 2, 3)}, "looked_on"),
    ],
)
def test_the_verb_refuses_by_itself_what_the_form_would_refuse(
    strength: Strength, officer: User, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        look(strength, officer, **changed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changed",
    [
        {"looked_on": None},
        {"looked_by": None},
        {"shown_by": ""},
        {"holds": "not_looked_at"},
        {"holds": "splendid"},
    ],
)
def test_postgresql_keeps_no_half_of_a_look(
    strength: Strength, officer: User, changed: dict[str, Any]
) -> None:
    row = look(strength, officer)
    for name, value in changed.items():
        setattr(row, name, value)
    with (
        pytest.raises(IntegrityError, match="a_look_at_a_strength_says"),
        record(actor=officer, reason="Half a look"),
    ):
        row.save()


def test_each_look_stays_in_the_history_of_the_review(
    review: Review, strength: Strength, officer: User, lead: User, desk: Client
) -> None:
    row = look(strength, officer)
    look(row, lead, holds=Holds.SLIPPING, shown_by="It fell.", looked_on=date(2026, 3, 11))
    assert [each.history_user for each in changes_of(strength)] == [lead, officer, officer]
    history = words(desk, f"{REVIEWS_PAGE}{review.pk}/history/")
    assert "Looked at strength 1: slipping" in history
    assert "Looked at strength 1: holds" in history
    assert "Six in ten plans came in time." in history
    assert TIMELY in history


def test_the_second_of_two_who_look_at_once_sees_both_texts(
    review: Review, strength: Strength, lead: User, desk: Client, browse: Browse
) -> None:
    path = of(review, "1")
    desk.post(path, looked(strength))
    late = browse(lead).post(path, looked(strength, holds="holds", shown_by="All is well."))
    assert late.status_code == 409
    both = late.content.decode()
    assert "Fewer plans came in time in February." in both
    assert "All is well." in both
    strength.refresh_from_db()
    assert strength.holds == Holds.SLIPPING


# Putting it right


def test_a_strength_taken_down_wrongly_is_put_right_with_a_reason(
    place: Place, review: Review, strength: Strength, desk: Client
) -> None:
    path = of(review, "1/edit")
    told = {"words": "sustained timeliness", "version": strength.version}
    assert list(desk.post(path, told).context["form"].errors) == ["reason"]
    desk.post(path, told | {"reason": "A slip", "area": place.areas[0].pk})
    strength.refresh_from_db()
    assert (strength.citation.words, strength.area) == ("sustained timeliness", place.areas[0])
    history = words(desk, f"{REVIEWS_PAGE}{review.pk}/history/")
    assert "A slip" in history
    late = desk.post(path, told | {"words": "steady timeliness", "reason": "A slip"})
    assert late.status_code == 409
    assert "sustained timeliness" in late.content.decode()


def test_the_verb_that_puts_right_asks_why_and_which_version(
    strength: Strength, officer: User
) -> None:
    told = {"strength": strength, "words": "Other words", "area": None, "by": officer}
    with pytest.raises(Refusal, match="Say why"):
        reviews.edit_strength(**told, version=strength.version, reason=" ")
    with pytest.raises(Stale):
        reviews.edit_strength(**told, version=strength.version - 1, reason="A slip")


def test_a_correction_leaves_the_last_look_as_it_is(strength: Strength, officer: User) -> None:
    row = look(strength, officer)
    reviews.edit_strength(
        strength=row, version=row.version, words="Other", area=None, by=officer, reason="A slip"
    )
    row.refresh_from_db()
    assert (row.holds, row.looked_on) == (Holds.HOLDS, date(2026, 3, 9))


# Who does what


def test_an_adviser_reads_strengths_and_finds_nothing_to_change(
    review: Review, strength: Strength, officer: User, adviser: User, browse: Browse
) -> None:
    look(strength, officer)
    reader = browse(adviser)
    page = words(reader)
    assert TIMELY in page
    assert "Six in ten plans came in time." in page
    for what in ("add", "1", "1/edit"):
        assert of(review, what) not in page
        assert reader.get(of(review, what)).status_code == 403
    assert TIMELY in words(reader, "/exampleshire/since-last-visit/")


def test_people_of_another_area_find_no_strength_here(
    elsewhere: Place, review: Review, strength: Strength, desk: Client
) -> None:
    for what in ("add", "1", "1/edit"):
        theirs = of(review, what).replace("/exampleshire/", "/elsewhere/")
        assert desk.get(theirs).status_code == 404
    assert desk.get(of(review, "2")).status_code == 404


def test_a_letter_of_another_area_cannot_be_quoted(
    elsewhere: Place, review: Review, desk: Client
) -> None:
    theirs = SourceDocument.objects.of(elsewhere.area).get()
    told = {"words": TIMELY, "document": theirs.pk}
    assert "document" in desk.post(of(review, "add"), told).context["form"].errors


def test_an_empty_page_says_what_belongs_here_and_to_an_officer_what_to_do(
    place: Place, desk: Client, adviser: User, browse: Browse
) -> None:
    for reader, is_told in ((desk, True), (browse(adviser), False)):
        page = words(reader)
        assert "What a letter or report on a review says has improved belongs here" in page
        assert (page.count("Record the review first, then add each one to it.") == 2) == is_told


def test_the_page_of_the_reviews_costs_as_many_queries_for_many_strengths(
    place: Place,
    review: Review,
    strength: Strength,
    letter: SourceDocument,
    officer: User,
    desk: Client,
) -> None:
    def cost() -> int:
        words(desk)
        with CaptureQueriesContext(connection) as seen:
            words(desk)
        return len(seen)

    look(strength, officer)
    before = cost()
    for number in range(12):
        made = reviews.add_strength(
            review=review,
            document=letter,
            words=f"Better by {number}",
            area=place.areas[number % 2],
            by=officer,
        )
        look(made, officer)
    assert cost() == before
