"""A file that was brought in by mistake is taken out again."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plans import changes
from plans.measuring.words import PublishedState
from plans.models import Measure, PublishedFile
from plans.queries.compared import compared
from plans.queries.published import council_of_area, newest_of_each, revisions
from plans.queries.series import series_of
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE
from tests.plans.pages import Browse, body
from tests.plans.published.conftest import Bring, Compare
from tests.plans.published.files import usual

LATER = date(2026, 2, 26)
OUT = "/exampleshire/measures/published/2/out/"


def england(place: Place, measure: Measure, on: date) -> str:
    found = compared(place.area, series_of(place.area, on, INSIDE), on)[measure.pk]
    return next(each.words for each in found.others if each.name == "England")


def take_out(file: PublishedFile, by: User, on: date, **told: Any) -> PublishedFile:
    given = {"file": file, "version": file.version, "because": "The wrong table", **told}
    return changes.take_out_published(**given, by=by, on=on)


@pytest.fixture
def wrong(yearly: Measure, bring: Bring, compare: Compare) -> PublishedFile:
    """The measure is compared with a first release; the second has another figure of England."""
    compare(yearly, bring())
    rows = usual()
    rows[0] = {**rows[0], "PC_in_time": 90}
    return bring(rows, released_on=LATER)


def test_comparisons_fall_back_on_the_release_before(
    place: Place, yearly: Measure, wrong: PublishedFile, officer: User, today: date
) -> None:
    assert england(place, yearly, today) == "90.0%"
    made = take_out(wrong, officer, today)
    assert england(place, yearly, today) == "46.4%"
    assert (made.taken_out_on, made.taken_out_by) == (today, officer)
    assert made.shape.rows > 0
    assert [file.number for file in newest_of_each(place.area)] == [1]
    assert revisions(made, council_of_area(place.area)) == []
    [taken, *_] = changes_of(made)
    assert taken.history_change_reason == "Taken out again: The wrong table"


def test_the_right_file_can_be_brought_in_again(
    yearly: Measure, wrong: PublishedFile, bring: Bring, officer: User, today: date
) -> None:
    with pytest.raises(Refusal, match="once more, byte for byte"):
        bring()
    first = PublishedFile.objects.get(number=1)
    take_out(first, officer, today)
    assert bring().state == PublishedState.READ


def test_it_is_taken_out_once_with_a_reason_and_only_where_it_was_used(
    wrong: PublishedFile, officer: User, today: date
) -> None:
    with pytest.raises(Refusal, match="Say what is wrong with it"):
        take_out(wrong, officer, today, because=" ")
    with pytest.raises(Stale):
        take_out(wrong, officer, today, version=wrong.version - 1)
    gone = take_out(wrong, officer, today)
    with pytest.raises(Refusal, match="taken out already"):
        take_out(gone, officer, today)


def test_the_database_wants_to_know_who_took_it_out(wrong: PublishedFile) -> None:
    rows = PublishedFile._base_manager.filter(pk=wrong.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state=PublishedState.TAKEN_OUT, refused_because="The wrong table")


def test_the_page_says_who_took_it_out_and_why(
    wrong: PublishedFile, officer: User, adviser: User, browse: Browse
) -> None:
    page = "/exampleshire/measures/published/2/"
    assert OUT in body(browse(officer).get(page))
    assert OUT not in body(browse(adviser).get(page))
    sent = {"version": wrong.version, "because": "The wrong table"}
    browse(officer).post(OUT, sent, follow=True)
    told = body(browse(adviser).get(page))
    assert "took it out on 11 March 2026: The wrong table" in told
    assert "No measure is compared with it any more." in told
    assert OUT not in body(browse(officer).get(page))


def test_its_form_is_not_opened_once_more(
    wrong: PublishedFile, officer: User, today: date, browse: Browse
) -> None:
    assert browse(officer).get(OUT).status_code == 200
    take_out(wrong, officer, today)
    answer = browse(officer).get(OUT, follow=True)
    assert answer.redirect_chain[-1][0] == "/exampleshire/measures/published/2/"
    assert "It is taken out already." in body(answer)


SAID = (
    "The release of 26 February 2026 was taken out again by {} on 11 March 2026: The wrong table."
)
INSTEAD = "The measure is compared with the release of 26 June 2025 instead."


def test_the_measure_says_which_release_was_taken_out_and_what_stands_instead(
    wrong: PublishedFile, officer: User, adviser: User, today: date, browse: Browse
) -> None:
    pages = ["/exampleshire/measures/M1/", "/exampleshire/measures/M1/beside/"]
    assert not any("taken out" in body(browse(adviser).get(page)) for page in pages)
    take_out(wrong, officer, today)
    for page in pages:
        assert f"{SAID.format(officer)} {INSTEAD}" in body(browse(adviser).get(page))
    bookmark = browse(adviser).get(f"{pages[1]}?release=2", follow=True)
    assert INSTEAD in body(bookmark)
    assert browse(adviser).get(f"{pages[1]}?release=9").status_code == 404


def test_a_measure_that_is_left_with_no_release_says_why(
    wrong: PublishedFile, officer: User, adviser: User, today: date, browse: Browse
) -> None:
    take_out(wrong, officer, today)
    take_out(PublishedFile.objects.get(number=1), officer, today)
    told = browse(adviser).get("/exampleshire/measures/M1/beside/", follow=True)
    assert told.redirect_chain[-1][0] == "/exampleshire/measures/M1/#others"
    assert SAID.format(officer) in body(told)
    assert "instead" not in body(told).partition('id="figures"')[0].partition('id="others"')[2]


def test_a_release_that_came_since_needs_no_word_on_the_page_of_the_measure(
    wrong: PublishedFile, officer: User, today: date, bring: Bring, browse: Browse
) -> None:
    take_out(wrong, officer, today)
    bring([{**row, "PC_in_time": 47} for row in usual()], released_on=LATER)
    assert "taken out again by" not in body(browse(officer).get("/exampleshire/measures/M1/"))
    beside = body(browse(officer).get("/exampleshire/measures/M1/beside/"))
    assert SAID.format(officer) in beside
    assert INSTEAD not in beside
