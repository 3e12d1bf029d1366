"""The monthly board meeting, from the invitation to the minutes."""

from datetime import UTC, datetime

import pytest

from tests.journeys.conftest import PageOf
from tests.journeys.server import Server
from tests.journeys.story import Letters, send_what_waits

pytestmark = pytest.mark.browser

AFTER_THE_MEETING = datetime(2026, 12, 8, 16, 30, tzinfo=UTC)
MEETING = "/fernshire/board/meetings/2026-12-08/"
CAME = {
    "Chief Executive of the ICB": "Sent apologies",
    "Executive Member for Children": "In person",
    "Director of Children's Services": "Online",
}
"""All others came in person."""


def test_invitations_leave_with_a_calendar_and_a_record(
    page_of: PageOf, letters: Letters, javascript: bool
) -> None:
    lead = page_of("lead", javascript=javascript)
    lead.follows("Board")
    lead.presses("Plan another meeting")
    lead.dates("Which day?", "13", "1", "2027")
    lead.types("Starts at", "2pm")
    lead.types("Ends at", "16:00")
    lead.types("Where?", "Committee Room 2")
    lead.presses("Plan the meeting")
    lead.sees("Wednesday 13 January 2027, 2:00pm to 4:00pm")

    lead.presses("Send the invitations")
    send_what_waits()
    lead.opens("/fernshire/board/meetings/2027-01-13/")
    lead.sees("SEND Adviser", "NHS England SEND Adviser", "Sent")

    for adviser in ("dfe.adviser@fernshire.example", "nhse.adviser@fernshire.example"):
        (letter,) = letters.to(adviser)
        assert b"text/calendar" in letter
        assert b"method=REQUEST" in letter.replace(b'"', b"").replace(b"\r\n ", b" ")


def test_a_meeting_is_recorded_with_every_open_item_of_the_log(
    page_of: PageOf, site: Server, javascript: bool
) -> None:
    site.moment = AFTER_THE_MEETING
    chair = page_of("chair", javascript=javascript)
    chair.opens(MEETING)
    chair.presses("Record who came")
    for group in chair.page.get_by_role("group").all():
        name = group.locator("legend").inner_text().split("\n")[0].strip()
        group.get_by_label(CAME.get(name, "In person"), exact=True).check()
    chair.presses("Save who came")
    chair.sees("Who came is recorded.", "Action log")

    refs = [each.inner_text() for each in chair.page.locator("h2 .app-reference-number").all()]
    assert len(refs) == 6
    said = "Both Chief Executives signed"
    for ref in refs:
        answer = "Closed" if ref == "L15" else "No update was given"
        chair.chooses(answer, about=f"After the meeting, {ref}")
    chair.types("What was said about L15?", said)
    chair.presses("Save the updates")
    chair.sees("6 updates saved", "Add a decision")

    chair.types("What did the board decide?", "Pay a market supplement until July")
    chair.types("Why?", "Two rounds of recruitment failed")
    chair.presses("Save the decision")
    chair.sees("Decision 1 is recorded.", "Pay a market supplement until July")

    chair.follows("Go on to new actions")
    chair.types("What?", "Write the terms of the supplement")
    chair.presses("Add to the log")
    chair.is_told("Paragraph 4(b) asks for a person and a date for every action agreed")
    chair.holds("What?", "Write the terms of the supplement")
    chair.picks("Who?", "Head of Education and Inclusion")
    chair.dates("By when?", "12", "1", "2027")
    chair.presses("Add to the log")
    chair.sees("L17", "Write the terms of the supplement", "12 Jan 2027")

    chair.follows("Go on to the minutes")
    chair.types("Minutes", "The board settled the therapy contract.")
    chair.presses("Save the minutes")
    chair.opens(MEETING)
    chair.sees(
        "Held",
        "Sent apologies",
        "The board settled the therapy contract.",
        "Pay a market supplement until July",
        said,
        "No update",
    )
    chair.does_not_see("The record is not finished")


def test_the_log_says_plainly_who_owes_what(page_of: PageOf, javascript: bool) -> None:
    partner = page_of("partner", javascript=javascript)
    partner.follows("Action log")
    partner.follows("Overdue")
    partner.sees("Propose who owns the sensory pathway", "Designated Clinical Officer")
    partner.follows("Propose who owns")
    partner.sees("6 October 2026")
