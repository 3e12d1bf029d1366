"""The two-monthly report: compiled, approved by the chair alone, sent once, seen arriving."""

from datetime import UTC, datetime

import pytest

from reviews import changes as reviews
from reviews.models import Return
from reviews.scheduled import compile_report, tick
from sendtrack import clock
from tests.journeys.conftest import PageOf
from tests.journeys.server import Server
from tests.journeys.story import Letters, send_what_waits

pytestmark = pytest.mark.browser

REPORT = "/fernshire/reports/2026-11-23/"
NEXT = "/fernshire/reports/2027-01-23/"
A_PERIOD_LATER = datetime(2027, 1, 25, 10, 0, tzinfo=UTC)
ADVISERS = ("dfe.adviser@fernshire.example", "nhse.adviser@fernshire.example")


def test_a_report_says_where_it_is_while_it_is_made(
    page_of: PageOf, site: Server, javascript: bool
) -> None:
    site.moment = A_PERIOD_LATER
    with clock.at(A_PERIOD_LATER):
        tick()
        report = Return.objects.get(period_end="2027-01-23")
        lead = page_of("lead", javascript=javascript)
        lead.follows("Reports")
        lead.follows("23 Jan 2027")
        lead.sees("This report waits for its turn", "Check again")

        assert reviews.claim(report=report, at=clock.now())
        lead.follows("Check again")
        lead.sees("This page looks again every few seconds by itself")

        reviews.compile_return(
            report=Return.objects.get(pk=report.pk), on=clock.today(), at=clock.now()
        )
        lead.page.get_by_text("waits for the chair’s approval").wait_for()
        lead.sees("The chair of the board decides. Nothing leaves before.")


def test_the_chair_approves_and_each_recipient_gets_it_once(
    page_of: PageOf, letters: Letters, javascript: bool
) -> None:
    chair = page_of("chair", javascript=javascript)
    chair.follows("Reports")
    chair.follows("23 Nov 2026")
    chair.sees("Version 1 waits for the chair’s approval", "Before you approve")
    chair.presses("Approve and send")
    chair.sees("It goes by email, with the PDF, to", *ADVISERS)
    chair.presses("Approve and send")
    chair.sees("Approved. The report is on its way to the advisers.", "Waiting to be sent")

    send_what_waits()
    tick()
    send_what_waits()
    chair.opens(REPORT)
    chair.sees("Sent", "24 November 2026 at 10:00am", "SHA-256")
    for adviser in ADVISERS:
        assert len([letter for letter in letters.to(adviser) if b"application/pdf" in letter]) == 1

    pdf = chair.context.request.get(REPORT + "pdf/")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-1.7")
    assert pdf.body() == chair.context.request.get(REPORT + "pdf/").body()

    chair.opens(REPORT + "approve/")
    chair.sees("This report was already approved")


def test_the_chair_sends_a_report_back_with_a_reason(page_of: PageOf, javascript: bool) -> None:
    chair = page_of("chair", javascript=javascript)
    chair.opens(REPORT)
    chair.presses("Send back")
    chair.presses("Send back")
    chair.is_told("Enter what must change")
    chair.types("What must change", "Figures for area (e) are missing")
    chair.presses("Send back")
    chair.sees("Sent back. The programme lead has your reason.", "Figures for area (e) are missing")

    lead = page_of("lead", javascript=javascript)
    lead.opens(REPORT)
    lead.presses("Compile the next version")
    compile_report(Return.objects.get(period_end="2026-11-23", local_area__slug="fernshire").pk)
    lead.opens(REPORT)
    lead.sees("Version 2 waits for the chair’s approval")


def test_whoever_compiles_never_approves(page_of: PageOf) -> None:
    lead = page_of("lead")
    lead.opens(REPORT)
    lead.does_not_see("Approve and send")
    lead.opens(REPORT + "approve/", status=403)
    lead.sees("Your role does not allow this")


def test_an_adviser_reads_a_report_only_once_it_is_approved(page_of: PageOf) -> None:
    adviser = page_of("adviser")
    adviser.opens(REPORT)
    adviser.sees("This report is with the chair. You can read it here once it is approved.")
    adviser.opens("/fernshire/reports/2026-09-23/")
    adviser.sees("Slow to progress, and why", "Who has it", "Download the report (PDF)")
