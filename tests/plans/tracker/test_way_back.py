"""A file that comes back: every change is seen before it is made, and made by the same rules."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, ActionUpdate, TrackerImport
from plans.states import Priority
from plans.tracker.columns import key_of
from plans.tracker.sheets import Format
from plans.tracker.writing import write, write_xlsx
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import Browse, body
from tests.plans.reading import queries
from tests.plans.tracker.conftest import Desk, with_rows

NEW = {
    "outcome": "A1",
    "title": "Publish the local offer",
    "accountable": "Designated Clinical Officer, Exampleshire Integrated Care Board",
    "due_on": date(2026, 9, 30),
}


def said(page: Any) -> dict[str, str]:
    """Why rows are refused, by cell."""
    found = page.context["found"]
    return {fault.cell: fault.sentence for line in found.refused for fault in line.entry.faults}


# Seeing


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_a_file_that_nobody_touched_changes_nothing(plan: Plan, desk: Desk, form: str) -> None:

    plan.say(plan.action("=1+1"), "at_risk", on=date(2026, 3, 10), happened="- one\n- two")
    plan.action("Work", area="b")
    page = desk.edit(desk.take(), Format(form))
    found = page.context["found"]
    assert (found.unchanged, found.changed, found.added, found.refused) == (2, [], [], [])
    assert found.ignored == found.missing == []
    assert "Nothing in this file would change the plan." in body(page)


def test_the_page_shows_each_change_and_writes_nothing(
    plan: Plan, desk: Desk, officer: User
) -> None:
    action = plan.action("Write the strategy")
    page = desk.edit(
        desk.take(), A1_1={"status": "On track", "happened": "We met", "title": "Write it"}
    )
    text = body(page)
    assert "1 action changes" in text
    assert "Status <span" in text
    assert ">Not started</td>" in text
    assert "We met" in text
    action.refresh_from_db()
    assert (action.status, action.title, action.version) == ("not_started", "Write the strategy", 1)
    assert not ActionUpdate.objects.exists()


def test_a_row_that_is_missing_stays_in_the_plan(plan: Plan, desk: Desk) -> None:
    plan.action("Here")
    plan.action("Gone")
    sheet = desk.take()

    page = desk.bring(write_xlsx(with_rows(sheet, [dict(sheet.rows[0])])))
    assert [action.title for action in page.context["found"].missing] == ["Gone"]
    assert Action.objects.count() == 2


def test_columns_that_are_only_read_are_left_alone_and_said(plan: Plan, desk: Desk) -> None:
    plan.action("Write")
    page = desk.edit(desk.take(), A1_1={"start_on": date(2024, 1, 1), "area": "(b) Other"})
    assert {each.heading for each in page.context["found"].ignored} == {"Start", "Area"}
    assert "Changed in columns that are only to be read" in body(page)


# Applying


def test_what_was_seen_is_applied_as_one_save_of_each_action(
    plan: Plan, desk: Desk, place: Place, officer: User
) -> None:
    action = plan.action("Write the strategy")
    page = desk.edit(
        desk.take(),
        A1_1={
            "title": "Write it with families",
            "accountable": "SEND Programme Lead, Exampleshire Council",
            "status": "At risk",
            "happened": "We met",
            "reason": "A post is vacant",
            "help_wanted": "Agency cover",
            "due_on": date(2026, 7, 31),
            "move_reason": "Waits for the post",
        },
    )
    text = body(desk.apply(page))
    assert "Import 1, tracker.xlsx is applied to the plan." in text
    assert "What to do next" in text
    assert "1 action changed." in text
    assert "A1.1 Write it with families</a>" in text
    assert ">Changed</td>" in text
    action.refresh_from_db()
    assert action.title == "Write it with families"
    assert action.accountable == place.posts["lead"]
    assert (action.status, action.due_on, action.times_moved) == (
        "at_risk",
        date(2026, 7, 31),
        1,
    )
    assert action.baseline_due_on == date(2026, 6, 30)
    newest, _ = changes_of(action)
    assert newest.history_user == officer
    assert newest.history_change_reason.startswith("Import 1, tracker.xlsx. Changed: Action")
    assert "A post is vacant" in newest.history_change_reason
    update = ActionUpdate.objects.get()
    assert (update.happened, update.made_by) == ("We met", officer)
    [of_update] = changes_of(update)
    assert of_update.history_change_reason == newest.history_change_reason


def test_a_new_row_becomes_an_action_with_what_is_said_of_it(
    plan: Plan, desk: Desk, place: Place
) -> None:
    plan.action("Old")
    page = desk.add(desk.take(), **NEW, status="On track", happened="It has begun")
    assert "1 action is new" in body(page)
    text = body(desk.apply(page))
    assert "A1.2 Publish the local offer</a>" in text
    assert ">Added</td>" in text
    action = Action.objects.get(title="Publish the local offer")
    assert (action.ref, action.status, action.due_on) == ("A1.2", "on_track", date(2026, 9, 30))
    assert action.accountable == place.posts["partner"]
    assert changes_of(action).count() == 1
    assert action.updates.get().happened == "It has begun"


def test_applied_twice_it_counts_once(plan: Plan, desk: Desk) -> None:
    plan.action("Old")
    sheet = desk.take()
    page = desk.add(sheet, **NEW)
    desk.apply(page)
    again = desk.apply(page)
    assert again.status_code == 200
    assert Action.objects.filter(title=NEW["title"]).count() == 1
    same_file = desk.add(sheet, **NEW)
    assert same_file.context["found"].to_apply == []


def test_the_import_keeps_file_sum_and_counts(plan: Plan, desk: Desk, officer: User) -> None:

    plan.action("Old")
    page = desk.edit(desk.take(), A1_1={"title": "New words"})
    desk.apply(page)
    row = TrackerImport.objects.get()
    assert (row.state, row.changed, row.added, row.left_out) == ("applied", 1, 0, 0)
    assert row.applied_by == officer
    answer = desk.browser.get("/exampleshire/plan/imports/1/file/")
    assert hashlib.sha256(answer.content).hexdigest() == row.file.sha256
    assert answer["Content-Disposition"] == 'attachment; filename="tracker.xlsx"'
    assert row.file.sha256 in body(desk.browser.get("/exampleshire/plan/imports/1/"))


def test_priority_goes_out_and_comes_back(plan: Plan, desk: Desk) -> None:
    must = plan.action("One", priority=Priority.MUST)
    plan.action("Two")
    sheet = desk.take()
    assert [row["priority"] for row in sheet.rows] == ["Must be done", "Should be done"]
    page = desk.edit(
        sheet,
        A1_1={"priority": "could"},
        A1_2={"priority": "Urgent"},
    )
    assert "Priority <span" in body(page)
    assert said(page)["H3"].startswith("“Urgent” is not a word for Priority.")
    desk.apply(page, leave_refused="yes")
    must.refresh_from_db()
    assert (must.priority, must.version) == ("could", 2)
    assert changes_of(must)[0].history_change_reason.endswith("Changed: Priority.")
    page = desk.edit(desk.take(), A1_1={"priority": ""})
    assert said(page) == {"H2": "Choose how important it is."}
    desk.apply(desk.add(desk.take(), **NEW, priority="Must be done"))
    assert Action.objects.get(title=NEW["title"]).priority == "must"


def test_a_file_of_ours_is_known_without_a_column_or_two(plan: Plan, desk: Desk) -> None:
    """Somebody deleted them, or the file is older than they are: what they say stays."""
    action = plan.action("One", priority=Priority.MUST)
    sheet = desk.take()
    left = [column for column in sheet.columns if column.key not in {"priority", "impact"}]
    rows = [dict(sheet.rows[0]) | {"title": "Two"}]
    page = desk.bring(write_xlsx(replace(sheet, columns=left, rows=rows)))
    assert [each.key for each in page.context["found"].changed[0].found] == ["title"]
    desk.apply(page)
    action.refresh_from_db()
    assert (action.title, action.priority) == ("Two", "must")


def test_a_row_can_be_left_out(plan: Plan, desk: Desk) -> None:
    plan.action("One")
    plan.action("Two")
    page = desk.edit(desk.take(), A1_1={"title": "First"}, A1_2={"title": "Second"})
    desk.apply(page, leave=["2"])
    assert set(Action.objects.values_list("title", flat=True)) == {"One", "Second"}
    assert TrackerImport.objects.get().left_out == 1


def test_a_crash_in_the_middle_leaves_nothing_half(
    plan: Plan, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Actions are written, their updates are not: then nothing is, and the same button works."""
    action = plan.action("One")
    sheet = desk.take()
    rows = [dict(sheet.rows[0]) | {"status": "On track", "happened": "We met"}, NEW]
    page = desk.bring(write(with_rows(sheet, rows), Format.XLSX))

    def crash(*args: Any, **kwargs: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(ActionUpdate.history.model.objects, "bulk_create", crash)
        with pytest.raises(MemoryError):
            desk.apply(page)
    action.refresh_from_db()
    assert (action.status, action.version) == ("not_started", 1)
    assert (Action.objects.count(), ActionUpdate.objects.count()) == (1, 0)
    assert changes_of(action).count() == 1
    assert TrackerImport.objects.get().is_open

    desk.apply(page)
    action.refresh_from_db()
    assert (action.status, Action.objects.count()) == ("on_track", 2)


def test_applying_costs_the_same_for_few_rows_and_for_many(plan: Plan, desk: Desk) -> None:
    def cost(times: int) -> int:
        for number in range(times):
            plan.action(f"Work {number} of {times}")
        sheet = desk.take()
        rows = [
            dict(row) | {"status": "On track", "happened": f"Done {times}", "title": f"{n} {times}"}
            for n, row in enumerate(sheet.rows)
        ]
        new = [NEW | {"title": f"New {n} of {times}"} for n in range(times)]
        page = desk.bring(write(with_rows(sheet, [*rows, *new]), Format.XLSX))
        with CaptureQueriesContext(connection) as made:
            desk.apply(page)
        assert said(page) == {}
        assert TrackerImport.objects.latest("number").state == "applied"
        return len(made)

    few = cost(1)
    assert cost(14) == few <= 55


# Refusing


def test_a_refusal_names_the_cell_and_the_reason(plan: Plan, desk: Desk) -> None:
    plan.action("One")
    plan.action("Two")
    plan.action("Three")
    page = desk.edit(
        desk.take(),
        A1_1={"due_on": "31/9/2026", "move_reason": "Late"},
        A1_2={"status": "Amberish"},
        A1_3={"status": "At risk", "happened": "It stopped"},
    )
    assert said(page) == {
        "K2": "There is no 31 September.",
        "M3": "“Amberish” is not a word for Status. Choose one from the list in the cell.",
        "S4": "Say why it is at risk",
        "T4": "Say what help is wanted, and from whom",
    }
    text = body(page)
    assert "There is no 31 September." in text
    assert "3 rows are refused" in text


def test_a_formula_without_a_result_clears_nothing(plan: Plan, desk: Desk) -> None:
    plan.action("Write the strategy")
    page = desk.bring(with_formula(write(desk.take(), Format.XLSX), cell="E2"))
    told = "The cell holds a formula, and the file holds no result of it."
    assert said(page)["E2"].startswith(told)
    assert not page.context["found"].changed


def with_formula(workbook: bytes, *, cell: str) -> bytes:
    """The workbook as a program saves it that does not work formulas out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            page = old.read(part).decode("utf-8") if part.endswith(".xml") else old.read(part)
            if isinstance(page, str) and "worksheets" in part:
                page = re.sub(rf'<c r="{cell}"[^>]*>.*?</c>', f'<c r="{cell}"><f>1+1</f></c>', page)
            new.writestr(part, page)
    return out.getvalue()


def test_refused_rows_hold_back_the_others_until_they_are_left_out(plan: Plan, desk: Desk) -> None:
    plan.action("One")
    plan.action("Two")
    page = desk.edit(desk.take(), A1_1={"title": "First"}, A1_2={"title": ""})
    assert "Put it right in the file" in body(desk.apply(page))
    assert not Action.objects.filter(title="First").exists()
    desk.apply(page, leave_refused="yes")
    assert Action.objects.filter(title="First").exists()
    assert Action.objects.filter(title="Two").exists()


def test_an_update_says_what_happened_since(plan: Plan, desk: Desk) -> None:
    plan.say(plan.action("One"), on=date(2026, 3, 3))
    page = desk.edit(desk.take(), A1_1={"status": "Off track"})
    assert said(page) == {
        "N2": "Say here what has happened since 3 March 2026: the text is still that of the "
        "last update."
    }


def test_a_new_action_needs_a_person_a_date_and_an_outcome(plan: Plan, desk: Desk) -> None:
    plan.action("Old")
    page = desk.add(desk.take(), title="Something")
    assert "Say which outcome this new action serves" in said(page)["D3"]
    assert "New Something" in body(page)
    page = desk.add(desk.take(), title="Something", outcome="A1")
    assert "Choose who is accountable." in said(page)["G3"]
    assert "Enter the due date." in said(page)["K3"]


def test_columns_that_were_sorted_apart_are_noticed(plan: Plan, desk: Desk) -> None:
    plan.action("One")
    plan.action("Two")
    sheet = desk.take()
    one, two = (str(row["key"]) for row in sheet.rows)
    page = desk.edit(sheet, A1_1={"key": two}, A1_2={"key": one})
    assert said(page)["B2"].startswith("The key belongs to A1.2 and the row says A1.1.")
    assert len(page.context["found"].refused) == 2


@pytest.mark.parametrize("key", ["1-1-abcdef", "999999-1-000000", "A1.1", "=1"])
def test_a_key_that_is_not_ours_is_refused(plan: Plan, desk: Desk, key: str) -> None:
    plan.action("One")
    page = desk.edit(desk.take(), A1_1={"key": key, "title": "Other"})
    assert said(page)["A2"].startswith("This is not the key of an action of this plan.")


def test_an_action_of_another_area_is_refused(
    plan: Plan, desk: Desk, elsewhere: Place, system: User
) -> None:

    theirs = Plan(elsewhere, system).action("Theirs")
    plan.action("Ours")
    for slug in ("elsewhere", "exampleshire"):
        key = key_of(slug, theirs.pk, theirs.version)
        page = desk.edit(desk.take(), A1_1={"key": key, "title": "Mine now"})
        assert "A2" in said(page)
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


def test_complete_rests_on_evidence_that_is_linked_to_the_action_and_not_withdrawn(
    plan: Plan, desk: Desk, officer: User
) -> None:
    """As on the page of an update: wherever the evidence is filed."""
    one, other = plan.action("One"), plan.action("Other")
    piece = plan.proves(other)
    done = {"status": "Complete", "happened": "It is in place"}
    assert "Complete needs evidence" in said(desk.edit(desk.take(), A1_1=done))["M2"]
    changes.link_evidence(evidence=piece, to=one, by=officer)
    page = desk.edit(desk.take(), A1_1=done)
    assert said(page) == {}
    changes.withdraw_evidence(
        evidence=piece, version=piece.version, because="Wrong", by=officer, on=clock.today()
    )
    answer = desk.apply(page)
    one.refresh_from_db()
    assert one.status == "not_started"
    assert "Complete needs evidence" in body(answer)


# Newer edits


def test_both_texts_and_the_one_before_stand_beside_each_other(
    plan: Plan, desk: Desk, lead: User
) -> None:
    action = plan.action("Write the strategy")
    sheet = desk.take()
    changes.edit_action(
        action=action,
        version=action.version,
        title="The lead's words",
        success_criteria="Families say so",
        accountable=action.accountable,
        by=lead,
        reason="Clearer",
    )
    page = desk.edit(sheet, A1_1={"title": "The officer's words"})
    [line] = page.context["found"].conflicting
    [conflict] = line.conflicts
    assert (conflict.base, conflict.now, conflict.file) == (
        "Write the strategy",
        "The lead's words",
        "The officer's words",
    )
    assert "Somebody else has changed these since" in body(page)
    action.refresh_from_db()
    kept = desk.apply(page)
    assert "Nothing of this file would change the plan" in body(kept)
    desk.apply(page, take=[conflict.cell])
    action.refresh_from_db()
    assert action.title == "The officer's words"
    assert action.success_criteria == "Families say so"


def test_a_newer_update_is_not_overwritten_by_a_cell_nobody_touched(plan: Plan, desk: Desk) -> None:
    action = plan.say(plan.action("One"), on=date(2026, 3, 3), happened="First")
    sheet = desk.take()
    plan.say(action, "at_risk", on=date(2026, 3, 10), happened="Second")
    page = desk.edit(sheet, A1_1={"title": "New words"})
    desk.apply(page)
    action.refresh_from_db()
    assert (action.title, action.status) == ("New words", "at_risk")
    assert ActionUpdate.objects.count() == 2


def test_what_changes_between_page_and_button_is_shown_again(
    plan: Plan, desk: Desk, lead: User
) -> None:
    action = plan.action("One")
    page = desk.edit(desk.take(), A1_1={"title": "Mine"})
    changes.edit_action(
        action=action,
        version=action.version,
        title="Theirs",
        success_criteria="",
        accountable=action.accountable,
        by=lead,
        reason="Clearer",
    )
    answer = desk.apply(page)
    assert answer.status_code == 409
    assert "Nothing was applied" in body(answer)
    action.refresh_from_db()
    assert action.title == "Theirs"


# The past


def test_an_older_tracker_takes_its_place_on_its_day(plan: Plan, desk: Desk) -> None:

    action = plan.action("One")

    sheet = desk.take()
    rows = [dict(sheet.rows[0]) | {"status": "On track", "happened": "It began"}]
    day = {"described_on-day": "5", "described_on-month": "1", "described_on-year": "2026"}
    page = desk.bring(write(with_rows(sheet, rows), Format.XLSX), **day)
    assert "The file describes 5 January 2026." in body(page)
    desk.apply(page)
    action.refresh_from_db()
    assert (action.status_since, action.last_update_on) == (date(2026, 1, 5), date(2026, 1, 5))
    update = action.updates.get()
    assert update.made_at == clock.start_of(date(2026, 1, 5))
    assert changes_of(update)[0].was_loaded_later
    assert changes_of(action)[0].history_date == clock.start_of(date(2026, 1, 5))
    assert "describing 5 January 2026" in changes_of(action)[0].history_change_reason


# Putting aside, and who may


def test_a_file_is_put_aside(plan: Plan, desk: Desk) -> None:
    plan.action("One")
    desk.edit(desk.take(), A1_1={"title": "Two"})
    desk.browser.post("/exampleshire/plan/imports/1/abandon/")
    assert TrackerImport.objects.get().state == "abandoned"
    answer = desk.browser.post("/exampleshire/plan/imports/1/", {"seen": "x"})
    assert answer.status_code == 200
    assert Action.objects.get().title == "One"


def test_only_officers_bring_files_in(
    plan: Plan, desk: Desk, partner: User, adviser: User, browse: Browse
) -> None:
    plan.action("One")
    desk.edit(desk.take(), A1_1={"title": "Two"})
    for person in (partner, adviser):
        browser = browse(person)
        page = body(browser.get("/exampleshire/plan/tracker/"))
        assert "Bring it back" not in page
        assert "/plan/imports/" not in page
        assert browser.post("/exampleshire/plan/tracker/", {}).status_code == 403
        assert browser.get("/exampleshire/plan/imports/1/file/").status_code == 403


def test_the_comparison_costs_the_same_for_few_rows_and_for_many(plan: Plan, desk: Desk) -> None:

    def cost() -> int:
        sheet = desk.take()
        for row in sheet.rows:
            action = Action.objects.get(ref=row["ref"])
            plan.say(action, on=date(2026, 3, 9), happened="Again")
        edits = {
            str(row["ref"]).replace(".", "_"): {"title": f"New {row['ref']}"} for row in sheet.rows
        }
        desk.edit(sheet, **edits)
        number = TrackerImport.objects.latest("number").number
        return queries(desk.browser, f"/exampleshire/plan/imports/{number}/")

    plan.action("One")
    few = cost()
    for number in range(12):
        plan.action(f"Work {number}", area="b")
    assert cost() == few <= 25


def test_a_new_row_is_told_all_that_it_lacks_at_once(plan: Plan, desk: Desk) -> None:
    plan.action("a")
    plan.outcome("b")
    page = desk.add(desk.take(), title="Only words")
    (line,) = page.context["found"].refused
    told = " ".join(fault.sentence for fault in line.entry.faults)
    assert "Say which outcome this new action serves" in told
    assert "Choose who is accountable." in told
    assert "Enter the due date." in told
