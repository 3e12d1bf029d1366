"""A council's own tracker comes in column by column, and a file that is none is told so."""

import re
from datetime import date
from typing import Any

import pytest

from plans.models import Action, TrackerImport, TrackerReading
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.tracker.conftest import Desk

OLD = """SEND action plan,,,,,,
Working document,,,,,,
No,Area,Action,Lead,Timescale,RAG,Progress
1,(a),Hire a coordinator,DCO,30/9/2026,Green,Advert is out
2,(a),Train all schools,SEND Programme Lead,Oct-26,Progressing but delayed,
3,(a),Carry on meeting,Nobody here,Ongoing,Green,Meets monthly
"""
COLUMNS = "/exampleshire/plan/imports/1/columns/"


def form_of(page: Any) -> dict[str, str]:
    """What the page would send if nothing were changed on it."""
    form = page.context["form"]
    return {
        bound.html_name: str(bound.value() or "")
        for bound in form
        if bound.html_name not in ("described_on",)
    }


def test_headings_words_and_posts_are_guessed_asked_and_remembered(
    plan: Plan, desk: Desk, place: Place
) -> None:
    plan.outcome("a")
    page = desk.bring(OLD.encode(), "old.csv")
    text = body(page)
    assert "What do its columns mean?" in text
    row = r'<th [^>]*scope="row"[^>]*>RAG</th><td [^>]*>Green · Progressing but delayed</td>'
    assert re.search(row, text), "a row for each column, with what stands in it"
    sent = form_of(page)
    assert [sent[f"column-{n}"] for n in range(7)] == [
        "ref",
        "area",
        "title",
        "accountable",
        "due_on",
        "status",
        "happened",
    ]
    assert "On track" in sent.values()
    assert "At risk" in sent.values()
    assert sent["posts-2"] == "Designated Clinical Officer, Exampleshire Integrated Care Board"
    page = desk.browser.post(COLUMNS, sent, follow=True)
    found = page.context["found"]
    assert [line.title for line in found.added] == ["Hire a coordinator", "Train all schools"]
    [refused] = found.refused
    assert {fault.cell for fault in refused.entry.faults} == {"D6", "E6"}
    assert "“Oct-26” is taken as the end of that month" in body(page)
    desk.apply(page, leave_refused="yes")
    first, second = Action.objects.order_by("pk")
    assert (first.status, first.accountable, first.due_on) == (
        "on_track",
        place.posts["partner"],
        date(2026, 9, 30),
    )
    assert (second.status, second.due_on) == ("at_risk", date(2026, 10, 31))
    assert second.reason == second.help_wanted == "Not stated in old.csv"
    assert changes_of(second).count() == 1
    remembered = TrackerReading.objects.get()
    assert remembered.headings["rag"] == "status"
    assert remembered.words["statuses"]["progressing but delayed"] == "At risk"


def test_words_in_place_of_a_date_are_given_one(plan: Plan, desk: Desk, place: Place) -> None:
    plan.outcome("a")
    page = desk.bring(OLD.encode(), "old.csv")
    sent = form_of(page)
    form = page.context["form"]
    [day] = [bound.html_name for bound in form.day_fields]
    [post] = [each.html_name for each in form.post_fields if "Nobody" in each.label]
    del sent[day]
    sent |= {f"{day}-day": "31", f"{day}-month": "3", f"{day}-year": "2027"}
    sent[post] = "SEND Commissioner, Exampleshire Council"
    page = desk.browser.post(COLUMNS, sent, follow=True)
    assert page.context["found"].refused == []
    line = page.context["found"].added[2]
    assert line.values["due_on"] == date(2027, 3, 31)
    assert line.post == place.posts["officer"]


def test_a_second_file_is_compared_with_what_the_first_one_brought(plan: Plan, desk: Desk) -> None:
    plan.outcome("a")
    page = desk.bring(OLD.encode(), "old.csv")
    desk.apply(desk.browser.post(COLUMNS, form_of(page), follow=True), leave_refused="yes")
    page = desk.bring(OLD.replace("Advert is out", "She started").encode(), "new.csv")
    page = desk.browser.post(COLUMNS.replace("/1/", "/2/"), form_of(page), follow=True)
    found = page.context["found"]
    assert found.added == []
    assert [line.title for line in found.changed] == ["Hire a coordinator"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"\n", "holds no rows"),
        ("list.csv", b"Apples,Pears\n1,2\n", "No row of headings was found"),
        ("notes.txt", b"Action,Lead\n", "XLSX, ODS or CSV"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "damaged"),
    ],
)
def test_a_file_that_is_no_tracker_is_told_so_at_the_question(
    plan: Plan, desk: Desk, name: str, content: bytes, words: str
) -> None:
    plan.action("One")
    page = desk.bring(content, name)
    assert page.status_code == 200
    assert words in str(page.context["form"].errors["upload"])
    assert not TrackerImport.objects.exists()


def test_an_import_whose_file_is_gone_says_so_on_every_page(
    plan: Plan, desk: Desk, files_folder: Any
) -> None:
    plan.outcome("a")
    desk.bring(OLD.encode(), "old.csv")
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for method in (desk.browser.get, desk.browser.post):
        page = method(COLUMNS, follow=True)
        assert page.status_code == 200
        assert "The file can no longer be read here. Upload it again" in body(page)
        assert "Put this file aside" in body(page)
    assert desk.browser.get("/exampleshire/plan/imports/1/file/").status_code == 410
