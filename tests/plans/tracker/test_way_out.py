"""The plan leaves as a spreadsheet that people can work in, and that runs nothing."""

from datetime import UTC, date, datetime

import pytest

from plans.models import Action
from plans.tracker.columns import COLUMNS, read_key
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import Browse, queries
from tests.plans.tracker.opened import csv_rows, parts, workbook_sheet

OUT = "/exampleshire/plan/tracker/{}/"
LIST_OUT = "/exampleshire/actions/tracker/{}/"
FORMULA = '=HYPERLINK("http://example.org","Families")'


def test_the_file_is_named_after_area_and_day(
    action: Action, adviser: User, browse: Browse
) -> None:
    answer = browse(adviser).get(OUT.format("xlsx"))
    assert answer["Content-Disposition"] == (
        'attachment; filename="exampleshire-tracker-2026-03-11.xlsx"'
    )
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_workbook_holds_the_plan_with_real_dates(
    plan: Plan, officer: User, adviser: User, browse: Browse
) -> None:
    action = plan.action("Write the strategy", start_on=date(2025, 10, 1))
    plan.say(action, "at_risk", on=date(2026, 3, 10), next_step="Hire", reason="Two posts vacant")
    headings, row = workbook_sheet(browse(adviser).get(OUT.format("xlsx")).content, "Tracker")
    assert [words for _, words in headings.values()] == [column.heading for column in COLUMNS]
    held = {heading: row[letter] for letter, (_, heading) in headings.items() if letter in row}
    action.refresh_from_db()
    key = read_key("exampleshire", held["Key"][1])
    assert key is not None
    assert (key.pk, key.version) == (action.pk, action.version)
    assert held["Reference"] == ("s", "A1.1")
    assert held["Area"] == ("s", "(a) Weakness a")
    assert held["Accountable post"] == ("s", "SEND Commissioner, Exampleshire Council")
    assert held["Status"] == ("s", "At risk")
    assert held["What happened"] == ("s", "We met families.")
    assert held["Why at risk or off track"] == ("s", "Two posts vacant")
    assert held["Start"] == ("n", str((date(2025, 10, 1) - date(1899, 12, 30)).days))


def test_a_workbook_offers_statuses_and_posts_and_says_what_it_is(
    action: Action, officer: User, browse: Browse
) -> None:
    content = browse(officer).get(OUT.format("xlsx")).content
    lists = workbook_sheet(content, "Lists")
    assert [row["A"][1] for row in lists if "A" in row][:3] == [
        "Statuses",
        "Not started",
        "On track",
    ]
    assert "Designated Clinical Officer, Exampleshire Integrated Care Board" in {
        row["C"][1] for row in lists if "C" in row
    }
    page = parts(content)["xl/worksheets/sheet2.xml"]
    assert "<formula1>Lists!$A$2:$A$6</formula1>" in page
    assert 'state="frozen"' in page
    told = {row["A"][1]: row["B"][1] for row in workbook_sheet(content, "Read me") if "B" in row}
    assert told["Area"] == "Exampleshire (example data)"
    assert told["As at"] == "11 March 2026"
    assert told["Marking"] == "OFFICIAL"
    assert told["Made by"] == "Council officer"


@pytest.mark.parametrize("words", [FORMULA, "+44 117", "-2+3", "@SUM(1)", " =1", "＝1", "'=1"])
def test_no_program_takes_text_for_a_formula(
    plan: Plan, officer: User, browse: Browse, words: str
) -> None:
    plan.action(f"{words}")
    title = words.strip()
    _, row = csv_rows(browse(officer).get(OUT.format("csv")).content)
    assert row[4] == f"'{title}"
    _, cells = workbook_sheet(browse(officer).get(OUT.format("xlsx")).content, "Tracker")
    assert cells["E"] == ("s", f"'{title}")
    content = parts(browse(officer).get(OUT.format("ods")).content)["content.xml"]
    assert "table:formula" not in content
    assert "<text:p>&apos;" in content or "<text:p>'" in content


def test_csv_is_one_table_that_excel_knows_as_utf_8(
    action: Action, officer: User, browse: Browse
) -> None:
    content = browse(officer).get(OUT.format("csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    headings, row = csv_rows(content)
    held = dict(zip(headings, row, strict=True))
    assert held["Due"] == held["First due date"] == "30/06/2026"


def test_an_open_document_holds_dates_lines_and_drop_downs(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action("Two  spaces")
    plan.say(action, on=date(2026, 3, 10), happened="One\nTwo")
    found = parts(browse(officer).get(OUT.format("ods")).content)
    assert next(iter(found)) == "mimetype"
    content = found["content.xml"]
    assert 'office:date-value="2026-06-30"' in content
    assert "<text:p>One</text:p><text:p>Two</text:p>" in content
    assert 'Two<text:s text:c="2"/>spaces' in content
    assert 'table:content-validation-name="list-0"' in content


def test_what_is_filtered_is_what_leaves(plan: Plan, officer: User, browse: Browse) -> None:
    late = plan.action("Late work", due_on=date(2026, 3, 1))
    plan.action("Other work", area="b", post="partner")
    plan.say(late, "off_track", on=date(2026, 3, 10))
    browser = browse(officer)
    for address in (
        OUT.format("csv") + "?show=overdue",
        LIST_OUT.format("csv") + "?status=off_track",
        LIST_OUT.format("csv") + "?area=a",
    ):
        rows = csv_rows(browser.get(address).content)
        assert [row[4] for row in rows[1:]] == ["Late work"], address
    page = body(browser.get("/exampleshire/actions/?status=off_track"))
    assert f"{LIST_OUT.format('xlsx')}?status=off_track" in page
    assert f"{OUT.format('ods')}?show=overdue" in body(
        browser.get("/exampleshire/plan/?show=overdue")
    )
    told = workbook_sheet(browser.get(OUT.format("xlsx") + "?show=overdue").content, "Read me")
    assert ("s", "1 action: Overdue") in [row.get("B") for row in told]


def test_nothing_of_another_area_leaves(
    plan: Plan, elsewhere: Place, stranger: User, officer: User, browse: Browse
) -> None:
    plan.action("Our work")
    for form in ("xlsx", "ods", "csv"):
        assert browse(stranger).get(OUT.format(form)).status_code == 404
    theirs = browse(stranger).get("/elsewhere/plan/tracker/csv/")
    assert "Our work" not in theirs.content.decode()
    assert len(csv_rows(theirs.content)) == 1


def test_other_formats_are_not_found(action: Action, officer: User, browse: Browse) -> None:
    for form in ("pdf", "XLSX", "exe"):
        assert browse(officer).get(OUT.format(form)).status_code == 404


def test_a_past_plan_leaves_as_it_stood(plan: Plan, officer: User, browse: Browse) -> None:
    action = plan.action("Write the strategy")
    plan.say(action, "at_risk", on=date(2026, 3, 12))
    plan.say(action, "on_track", on=date(2026, 3, 20), happened="Somebody was found")
    browser = browse(officer)
    with clock.at(datetime(2026, 3, 25, 10, tzinfo=UTC)):
        page = body(browser.get("/exampleshire/plan/?as-at=2026-03-15"))
        answer = browser.get(OUT.format("csv") + "?as-at=2026-03-15")
    assert "/exampleshire/plan/tracker/csv/?as-at=2026-03-15" in page
    assert "exampleshire-tracker-2026-03-15.csv" in answer["Content-Disposition"]
    _, row = csv_rows(answer.content)
    assert row[12] == "At risk"
    assert row[13] == "We met families."


@pytest.mark.parametrize("address", [OUT, LIST_OUT])
def test_the_file_costs_the_same_for_few_actions_and_for_many(
    plan: Plan, officer: User, browse: Browse, address: str
) -> None:
    browser = browse(officer)
    for number in range(3):
        plan.say(plan.action(f"Work {number}"), on=date(2026, 3, 1))
    few = queries(browser, address.format("xlsx"))
    for number in range(30):
        plan.say(plan.action(f"More {number}", area="b"), on=date(2026, 3, 1))
    assert queries(browser, address.format("xlsx")) == few <= 20
