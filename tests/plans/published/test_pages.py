"""Published statistics and comparisons on their pages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.changes.published_reading import shape_of
from plans.measuring.words import PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    FileReading,
    Measure,
    NeighbourSet,
    PublishedFile,
)
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from tests.conftest import Place
from tests.files.samples import uploaded
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day
from tests.plans.published.conftest import Bring, Compare, enter_year
from tests.plans.published.files import COLUMNS, KENT, row, usual, written
from tests.plans.published.test_bringing import choose

PUBLISHED = "/exampleshire/measures/published/"
M1 = "/exampleshire/measures/M1/"


def filled(content: bytes | None = None, **typed: Any) -> dict[str, Any]:
    return {
        "upload": uploaded(written(usual()) if content is None else content, "timeliness.csv"),
        "data_set": "",
        "publication": "Education, health and care plans",
        "title": "",
        "address": "Data catalogue",
        **day("released_on", "26 6 2025"),
        **typed,
    }


def chosen(**typed: Any) -> dict[str, Any]:
    return {
        "indicator": "PC_in_time",
        "filter-0": "All plans",
        "times": "1",
        "counted_by": "calendar_year",
        "cohort": "ehcp",
        "geography": "maintaining",
        "differs": "",
        **typed,
    }


def test_an_empty_page_says_what_fills_it(place: Place, adviser: User, browse: Browse) -> None:
    text = body(browse(adviser).get(PUBLISHED))
    assert "No file was brought in yet." in text
    assert "Nobody has said which council of the files is ours" in text
    assert "Bring a file in" not in text


def test_an_officer_brings_a_file_in_and_sees_what_it_holds(
    council: ComparedCouncil, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).post(f"{PUBLISHED}add/", filled(), follow=True))
    assert "Published file 1, timeliness.csv is kept." in text
    assert "SHA-256" in text
    assert "12: National 2, Regional 2, Local authority 8" in text
    assert "Calendar year 2023, Calendar year 2024" in text
    assert "timeliness.csv" in body(browse(officer).get(PUBLISHED))


def test_what_is_refused_stands_at_the_file_with_its_row(
    council: ComparedCouncil, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(f"{PUBLISHED}add/", filled(written([*usual(), usual()[0]])))
    assert "Row 14: It is about the same period" in str(answer.context["form"].errors["upload"])
    assert not PublishedFile.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"time_period\n2024\n",
        b"<html><body>No",
        written(usual())[:400],
        written([row(KENT, 2024, 1, 1, 1)]),
        b'"' + written(usual()),
        written(usual()).replace(b",", b";"),
        written(usual(), [*COLUMNS, "x" * 9000]),
    ],
)
def test_no_file_breaks_the_page_or_comes_in_by_half(
    council: ComparedCouncil, officer: User, browse: Browse, content: bytes
) -> None:
    answer = browse(officer).post(f"{PUBLISHED}add/", filled(content))
    assert answer.status_code in (200, 302)
    assert PublishedFile.objects.count() == (answer.status_code == 302)


def test_a_later_release_is_of_a_data_set_that_is_there(
    yearly: Measure, bring: Bring, compare: Compare, officer: User, browse: Browse
) -> None:
    first = bring()
    compare(yearly, first)
    rows = usual()
    rows[0] = {**rows[0], "PC_in_time": 47}
    typed = filled(
        written(rows), data_set=first.data_id, publication="", **day("released_on", "1 12 2025")
    )
    text = body(browse(officer).post(f"{PUBLISHED}add/", typed, follow=True))
    assert "1 changed, 0 added, 0 gone, 11 as before." in text
    assert "46.4%" in text
    assert "47.0%" in text
    older = body(browse(officer).get(f"{M1}beside/?release=1"))
    assert "This is an earlier release" in older
    assert "46.4%" in older
    assert "47.0%" in body(browse(officer).get(M1))


def test_an_officer_says_once_what_a_measure_is_compared_with(
    place: Place, yearly: Measure, bring: Bring, officer: User, today: date, browse: Browse
) -> None:
    choose(place, officer, today)
    bring()
    assert "timeliness_20_week" in body(browse(officer).get(f"{M1}compare/"))
    opened = browse(officer).get(f"{M1}compare/1/")
    assert opened.context["form"]["counted_by"].value() == "calendar_year"
    assert opened.context["form"]["filter-0"].value() == "All plans"
    text = body(browse(officer).post(f"{M1}compare/1/", chosen(), follow=True))
    assert "61.5% against England’s 46.4%: +15.1 percentage points." in text
    assert "Mean of 2 of 3 neighbours" in text
    assert '<title id="dots-m1-title">M1 beside others, 2024</title>' in text
    assert "Not available" in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"indicator": ""}, "indicator"),
        ({"indicator": "plans"}, "indicator"),
        ({"filter-0": "Some plans"}, "filter-0"),
        ({"times": "0"}, "times"),
        ({"counted_by": "month"}, "counted_by"),
    ],
)
def test_what_cannot_be_compared_is_refused_at_its_field(
    yearly: Measure,
    bring: Bring,
    officer: User,
    browse: Browse,
    typed: dict[str, Any],
    field: str,
) -> None:
    bring()
    answer = browse(officer).post(f"{M1}compare/1/", chosen(**typed))
    assert field in answer.context["form"].errors
    assert not Comparator.objects.exists()


def test_a_comparison_is_stopped_and_its_history_says_why(
    yearly: Measure, bring: Bring, compare: Compare, officer: User, browse: Browse
) -> None:
    made = compare(yearly, bring())
    told = {"version": made.version, "because": "The wrong column"}
    text = body(browse(officer).post(f"{M1}compare/stop/", told, follow=True))
    assert "M1 is no longer compared with PC_in_time." in text
    assert "It is compared with nothing yet" in text
    assert "The wrong column" in body(browse(officer).get(f"{M1}history/"))
    assert browse(officer).get(f"{M1}beside/").status_code == 404
    assert browse(officer).get(f"{M1}compare/stop/").status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_a_comparison_can_be_taken_away(
    yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse, form: str
) -> None:
    compare(yearly, bring(is_made_up=True))
    answer = browse(adviser).get(f"{M1}beside/download/{form}/")
    assert answer.status_code == 200
    if form == "csv":
        text = answer.content.decode("utf-8-sig")
        assert "M1,2024,England,46.4,46.4%,,15.1 percentage points more" in text.replace("'+", "+")
        assert "Invented for this example" in text
    assert browse(adviser).get(f"{M1}beside/download/exe/").status_code == 404


@pytest.mark.parametrize("is_made_up", [True, False])
def test_only_a_file_that_was_invented_is_called_so_in_an_example_area(
    place: Place, bring: Bring, adviser: User, browse: Browse, is_made_up: bool
) -> None:
    assert place.area.is_example
    page = f"{PUBLISHED}{bring(is_made_up=is_made_up).number}/"
    told = body(browse(adviser).get(page))
    assert ("Invented for this example" in told) is is_made_up
    assert ("Open Government Licence v3.0" in told) is not is_made_up


def test_the_form_for_neighbours_opens_with_those_of_the_department(
    place: Place, council: ComparedCouncil, officer: User, browse: Browse
) -> None:
    opened = browse(officer).get(f"{PUBLISHED}neighbours/add/")
    lines = opened.context["form"]["members"].value().splitlines()
    assert lines[0] == "850 Hampshire"
    assert len(lines) == 10
    typed = {"members": "\r\n".join(lines), "source": "DfE", **day("from_on", "1 5 2025")}
    text = body(browse(officer).post(f"{PUBLISHED}neighbours/add/", typed, follow=True))
    assert "10 neighbours are chosen." in text
    assert NeighbourSet.objects.get().numbers[0] == "850"


def test_our_council_is_named_by_its_number(place: Place, officer: User, browse: Browse) -> None:
    typed = {"number": "E06000066", "name": "", "region": "", "reason": "It is ours"}
    text = body(browse(officer).post(f"{PUBLISHED}council/", typed, follow=True))
    assert "Our own council is Somerset (933)." in text


def test_another_area_sees_nothing_of_it(
    yearly: Measure, bring: Bring, compare: Compare, stranger: User, browse: Browse
) -> None:
    compare(yearly, bring())
    browser = browse(stranger)
    for path in (PUBLISHED, f"{PUBLISHED}1/", f"{M1}beside/", f"{PUBLISHED}1/file/"):
        assert browser.get(path).status_code == 404
        assert browser.get(path.replace("exampleshire", "elsewhere")).status_code in (200, 404)
    elsewhere = body(browser.get(PUBLISHED.replace("exampleshire", "elsewhere")))
    assert "timeliness" not in elsewhere


def test_the_bytes_go_to_officers_alone_and_are_those_that_came(
    bring: Bring, officer: User, adviser: User, browse: Browse
) -> None:
    bring()
    answer = browse(officer).get(f"{PUBLISHED}1/file/")
    assert b"".join(answer.streaming_content) == written(usual())
    assert answer["Content-Disposition"].startswith("attachment")
    assert browse(adviser).get(f"{PUBLISHED}1/file/").status_code == 403


def test_markup_in_a_file_is_shown_and_not_run(
    place: Place, yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse
) -> None:
    rows = [{**each, "country_name": HOSTILE} for each in usual()]
    compare(yearly, bring(rows, publication=HOSTILE, title=HOSTILE, address=HOSTILE))
    for path in (PUBLISHED, f"{PUBLISHED}1/", M1, f"{M1}beside/"):
        text = body(browse(adviser).get(path))
        assert HOSTILE not in text
        assert SHOWN in text


def test_the_pages_as_at_a_day_before_show_nothing_of_it(
    yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse
) -> None:
    compare(yearly, bring())
    text = body(browse(adviser).get(f"{PUBLISHED}?as-at=2026-03-01"))
    assert "No file was brought in yet." in text
    assert "timeliness" not in text


def test_a_past_day_says_nothing_of_how_far_a_file_is_read_now(
    place: Place, bring: Bring, adviser: User, browse: Browse
) -> None:
    with clock.at(datetime(2026, 3, 9, 9, tzinfo=UTC)), pytest.MonkeyPatch.context() as patch:
        patch.setattr("plans.changes.published.AT_ONCE", 0)
        file = bring(on=date(2026, 3, 9))
    FileReading.objects.filter(file=file).update(attempts=1, share=0.43, rows=430)
    page, browser = f"{PUBLISHED}1/", browse(adviser)
    assert "43% is read." in body(browser.get(page))
    then = body(browser.get(f"{page}?as-at=2026-03-10"))
    assert "It was not read yet on this day." in then
    assert "43%" not in then
    assert "430" not in body(browser.get(f"{PUBLISHED}?as-at=2026-03-10"))
    FileReading.objects.filter(file=file).update(settled_at=clock.now(), share=1, rows=999)
    with record(actor=User.objects.system(), reason="Read"):
        kept = file.lock()
        kept.state, kept.holds = PublishedState.READ, shape_of(file).as_data()
        kept.save()
    then = body(browser.get(f"{page}?as-at=2026-03-10"))
    assert "It was not read yet on this day." in then
    assert "999" not in body(browser.get(f"{PUBLISHED}?as-at=2026-03-10"))
    assert "not read yet" not in body(browser.get(page))


@pytest.mark.parametrize(
    "asked", ["?release=9", "?release=x", "?period=2024-13-01", "?period=1999-12-31"]
)
def test_addresses_that_were_bent_give_a_page_or_none(
    yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse, asked: str
) -> None:
    compare(yearly, bring())
    assert browse(adviser).get(f"{M1}beside/{asked}").status_code in (200, 404)


def test_pages_ask_no_more_of_the_database_with_more_files_and_rows(
    yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)
    paths = (PUBLISHED, M1, f"{M1}beside/")

    def cost(path: str) -> int:
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        return len(seen)

    compare(yearly, bring())
    few = [cost(path) for path in paths]
    for month in (8, 9, 10):
        more = [row(KENT, year, 9, 9, 50) for year in range(2000 + month, 2023)]
        bring([*usual(), *more], released_on=date(2025, month, 1))
    assert [cost(path) for path in paths] == few


def test_who_may_not_see_our_own_small_number_gets_no_difference_from_it(
    place: Place,
    yearly: Measure,
    bring: Bring,
    compare: Compare,
    officer: User,
    adviser: User,
    today: date,
    browse: Browse,
) -> None:
    choose(place, officer, today)
    rows = usual()
    rows[2] = {**rows[2], "PC_in_time": 1.0}
    compare(yearly, bring(rows))
    reading = yearly.readings.get(period_end=date(2024, 12, 31))
    enter_year(
        yearly, officer, today, 2024, 3, 522, version=reading.version, reason="Counted again"
    )
    inside = body(browse(officer).get(M1))
    assert "0.6% against England’s 46.4%" in inside
    for path in (M1, f"{M1}beside/", f"{M1}beside/download/csv/"):
        text = body(browse(adviser).get(path))
        assert "0.6%" not in text
        assert "our own figure is withheld" in text
        assert "percentage points" not in text


def test_the_grid_says_what_each_measure_is_compared_with(
    yearly: Measure, bring: Bring, compare: Compare, adviser: User, browse: Browse
) -> None:
    def grid() -> str:
        page = browse(adviser).get("/exampleshire/measures/").content.decode()
        return page.partition('id="grid"')[2].partition("</table>")[0]

    assert "England" not in grid()
    compare(yearly, bring())
    assert "England 46.4%: ours +15.1 percentage points" in grid()
