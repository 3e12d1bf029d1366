"""The pages that nobody means to see are read as carefully as all others."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError

from boards.models import ReportingLine, TermsOfReference
from plans.models import Evidence, Measure, Regime, TellsOf
from reviews.models import Review
from sendtrack.accounts import queries as accounts
from sendtrack.demo.accounts import AREA
from tests.journeys.conftest import PageOf
from tests.journeys.inspection import inspect
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

UPDATE = "/fernshire/actions/E2.3/update/"


def is_fine(visitor: Visitor, heading: str) -> None:
    """It says what happened, and everybody can read it."""
    assert visitor.heading == heading
    assert inspect(visitor.page) == []


@contextmanager
def failing_with(fault: Exception) -> Iterator[None]:
    """Meanwhile nobody's account page can be made."""

    def fails(*_: Any) -> None:
        raise fault

    with mock.patch.object(accounts, "current_accesses", fails):
        yield


def test_addresses_that_lead_nowhere_and_rights_that_somebody_has_not(page_of: PageOf) -> None:
    partner = page_of("partner")
    for path, status, heading in (
        ("/nowhere/", 404, "Page not found"),
        ("/fernshire/nowhere/", 404, "Page not found"),
        ("/north-somerset/plan/", 404, "Page not found"),
        ("/fernshire/actions/Z9.9/", 404, "Page not found"),
        ("/fernshire/risks/add/", 403, "Your role does not allow this"),
    ):
        partner.opens(path, status=status)
        is_fine(partner, heading)


def test_our_own_mistakes_and_a_database_that_is_away(page_of: PageOf) -> None:
    officer = page_of("officer")
    with failing_with(ZeroDivisionError("a mistake")):
        officer.opens("/account/", status=500)
    is_fine(officer, "Something went wrong on our side")
    with failing_with(OperationalError("the database went away")):
        officer.opens("/account/", status=503)
    is_fine(officer, "sendtrack is closed for a moment")


def test_a_form_without_its_token_and_a_session_that_ended(page_of: PageOf) -> None:
    officer = page_of("officer")
    officer.opens(UPDATE)
    officer.types("What has happened since", "Two pages of careful words")
    for token in officer.page.locator("[name=csrfmiddlewaretoken]").all():
        token.evaluate("one => { one.value = 'o'.repeat(64) }")
    with officer.met_by(403):
        officer.presses("Save")
    is_fine(officer, "We could not take that form")

    officer.opens(UPDATE)
    officer.types("What has happened since", "Two pages of careful words")
    Session.objects.all().delete()
    officer.presses("Save")
    officer.sees("Your session has ended.")
    is_fine(officer, "Sign in to sendtrack")

    officer.signs_in("officer@fernshire.example", "not the password")
    is_fine(officer, "Sign in to sendtrack")
    officer.signs_in("", "")
    is_fine(officer, "Sign in to sendtrack")


def test_the_page_where_two_people_changed_the_same(page_of: PageOf) -> None:
    second = page_of("lead")
    second.opens(UPDATE)
    first = page_of("officer")
    first.opens(UPDATE)
    for person, words in ((first, "The officer met the ICB"), (second, "The lead heard more")):
        person.chooses("On track")
        person.types("What has happened since", words)
        person.chooses("No evidence yet")
    first.presses("Save")
    with second.met_by(409):
        second.presses("Save")
    second.sees("The officer met the ICB", "The lead heard more")
    assert inspect(second.page) == []


EMPTIED = {
    "officer": {
        "actions/E2.3/update/": "Save",
        "actions/E2.3/edit/": "Save",
        "plan/areas/e/evidence/add/": "Save",
        "plan/areas/e/outcomes/add/": "Save",
        "plan/areas/e/split/": "Split the area",
        "plan/areas/e/merge/": "Merge the areas",
        "plan/areas/e/drop/": "Drop the area",
        "plan/areas/e/label/": "Save",
        "plan/outcomes/E1/actions/add/": "Save",
        "risks/add/": "Save",
        "risks/R1/review/": "Save",
        "risks/R1/close/": "Close the risk",
        "voices/add/": "Save",
        "documents/facts/add/": "Save",
        "voices/V9/answer/": "Save",
        "plan/tracker/": "Compare with the plan",
        "actions/E2.3/waits/add/": "Save",
        "actions/E1.3/slow/": "Save",
        "plan/contributions/ask/": "Save",
        "plan/outcomes/E2/targets/12/move/": "Save",
        "risks/R1/escalate/": "Move the risk",
        "risks/R1/happened/": "Turn it into an issue",
        "risks/R1/controls/add/": "Save",
        "risks/R1/links/add/": "Link",
        "evidence/E1/edit/": "Save",
        "evidence/E1/withdraw/": "Withdraw",
        "evidence/{story}/consent/": "Take the story out",
        "evidence/E1/links/add/": "Save",
        "actions/B2.4/contributors/add/": "Save",
        "plan/areas/a/assurance/": "Save",
        "audits/add/": "Save",
        "audits/QA1/edit/": "Save",
        "audits/QA1/tool/": "Save",
        "audits/QA1/end/": "End the audits",
        "audits/QA1/rounds/add/": "Save",
        "audits/QA1/measures/add/": "Save",
        "audits/QA1/measures/M9/stop/": "Stop counting",
        "audits/QA2/rounds/2/record/": "Save",
        "audits/QA2/rounds/2/move/": "Save",
        "audits/QA2/rounds/2/not-held/": "Save",
        "plan/areas/a/assurance/check/": "Save",
        "regimes/start/improvement_notice/copy/": "Copy it",
        "regimes/start/priority_plan/": "Start it",
        "plan/areas/e/collecting/add/": "Save",
        "measures/published/add/": "Bring it in",
        "measures/published/council/": "Save",
        "measures/published/1/out/": "Take it out",
        "measures/published/neighbours/add/": "Save",
        "measures/M1/compare/2/": "Save",
        "measures/M8/compare/stop/": "Stop comparing",
        "measures/M1/parts/": "Save",
        "measures/M1/unsuppress/": "Ask",
        "measures/enter/": "Save",
        "measures/enter/paste/": "Compare with the figures",
        "measures/enter/spreadsheet/": "Compare with the figures",
        "measures/add/": "Save",
        "measures/M1/change/": "Save",
        "measures/M1/stop/": "Stop counting",
        "measures/M1/rebase/": "Rebase",
        "measures/M1/trajectory/": "Save",
        "measures/M1/values/": "They stand",
        "measures/M1/figures/2026-10-31/": "Save",
        "measures/M1/figures/2026-10-31/take-out/": "Take it out",
        "measures/M1/figures/2026-09-30/baseline/": "Save",
        "measures/M5/figures/2026-10-31/comment/": "Save",
        "measures/up-to-date/say/": "Save",
        "plan/outcomes/E1/targets/12/counted-by/": "Save",
        "plan/outcomes/D1/targets/6/counted-by/none/": "Count it no longer",
        "reviews/{review}/strengths/add/": "Save",
        "reviews/{review}/strengths/1/": "Save",
        "reviews/{review}/strengths/1/edit/": "Save",
    },
    "lead": {
        "board/meetings/new/": "Plan the meeting",
        "board/meetings/2026-12-08/move/": "Move the meeting",
        "board/meetings/2026-12-08/not-held/": "Record that it is not held",
        "risks/scoring/edit/": "Save",
        "regimes/templates/own-1/": "Save",
        "plan/slow/overdue/edit/": "Save",
        "measures/small-numbers/board/": "Save",
        "measures/{unsuppress}/unsuppress/1/withdraw/": "Withhold",
        "board/meetings/2026-12-08/agenda/": "Add to the agenda",
        "board/meetings/2026-12-08/agenda/1/": "Save",
        "board/meetings/2026-12-08/views/": "Save",
        "governance/bodies/add/": "Record the body",
        "governance/bodies/{body}/change/": "Save",
        "governance/bodies/{body}/rename/": "Save the name",
        "governance/bodies/{body}/end/": "Record the end",
        "governance/bodies/{body}/reports-to/add/": "Record the line",
        "governance/bodies/{body}/terms/add/": "Keep this version",
        "governance/lines/{line}/end/": "End the line",
        "governance/lines/{announced}/begin/": "Record the line",
        "governance/terms/{terms}/agree/": "Record the agreement",
        "governance/regimes/{regime}/accountable/": "Save",
    },
    "chair": {
        "reports/2026-11-23/send-back/": "Send back",
        "plan/outcomes/E1/targets/12/decide/": "Save",
        "plan/contributions/ask/": "Save",
        "board/looks/add/": "Save",
        "measures/{unsuppress}/unsuppress/1/grant/": "Grant",
    },
    "partner": {"actions/B2.4/evidence/add/": "Save"},
    "administrator": {
        "people/invite/": "Send the invitation",
        "people/posts/add/": "Add the post",
        "people/posts/organisations/add/": "Add the organisation",
    },
}
"""Forms by who fills them in, with the button at their end."""


def numbers() -> dict[str, object]:
    """What has no reference that people type: a body of the example, its lines and its terms."""
    lines = ReportingLine.objects.filter(body__local_area__slug=AREA, to_on__isnull=True)
    terms = TermsOfReference.objects.filter(body__local_area__slug=AREA)
    line = lines.filter(announced=False).latest("pk")
    return {
        "body": line.body_id,
        "line": line.pk,
        "announced": lines.filter(announced=True).latest("pk").pk,
        "unsuppress": Measure.objects.get(local_area__slug=AREA, waivers__isnull=False).ref,
        "terms": terms.get(agreed_on__isnull=True).pk,
        "story": Evidence.objects.get(local_area__slug=AREA, tells_of=TellsOf.ONE).ref,
        "regime": Regime.objects.get(local_area__slug=AREA, leads=True).code,
        "review": Review.objects.get(local_area__slug=AREA, letter__isnull=False).pk,
    }


@pytest.mark.parametrize("who", EMPTIED)
def test_forms_that_are_sent_empty(who: str, page_of: PageOf) -> None:
    visitor = page_of(who)
    faults = []
    known = numbers()
    for path, button in EMPTIED[who].items():
        visitor.opens(f"/fernshire/{path.format(**known)}")
        for box in visitor.page.locator("main").get_by_role("textbox").all():
            if box.is_visible():
                box.fill("")
        visitor.presses(button)
        assert visitor.title.startswith("Error: "), visitor.path
        visitor.is_told("There is a problem")
        faults += [f"{path}: {each}" for each in inspect(visitor.page)]
    assert not faults, "\n".join(faults)
