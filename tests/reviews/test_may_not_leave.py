"""A report that waits holds what it was compiled with; what may not leave since does not leave."""

from datetime import date

import pytest

from plans import changes as plans
from plans.models import Evidence
from plans.states import Classification
from reviews import changes as reviews
from reviews.models import Return
from reviews.returns.leaving import may_not_leave
from reviews.states import ReturnState
from sendtrack.accounts.models import User
from sendtrack.publishing.models import Message
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import Browse, body
from tests.plans.test_case_studies import STORY, case_study
from tests.plans.test_evidence_changes import add_evidence
from tests.plans.test_evidence_library import edit
from tests.reviews.conftest import Life

pytestmark = pytest.mark.usefixtures("quick_pdf")

TODAY = date(2026, 3, 11)
PAGE = "/exampleshire/reports/2026-03-09/"
NO_LONGER = "The family whose story E1 tells no longer agrees to its use."


@pytest.fixture
def story(place: Place, officer: User) -> Evidence:
    return case_study(place, officer)


@pytest.fixture
def audit(place: Place, officer: User, story: Evidence) -> Evidence:
    return add_evidence(place, officer)


@pytest.fixture
def report(life: Life, story: Evidence, audit: Evidence) -> Return:
    """Compiled with a story and an audit, and waiting for the chair."""
    return life.compiles(life.opens_report(TODAY), TODAY)


def take_back(piece: Evidence, by: User) -> None:
    plans.take_back_consent(
        evidence=piece, version=piece.version, because="They rang.", by=by, on=TODAY
    )


def test_a_report_that_tells_a_story_taken_back_is_not_approved(
    report: Return, story: Evidence, officer: User, chair: User
) -> None:
    assert may_not_leave(report) == []
    take_back(story, officer)
    with pytest.raises(Refusal) as told:
        reviews.approve_return(report=report, by=chair, on=TODAY)
    assert told.value.sentence == (
        f"{NO_LONGER} Send the report back: the next version is compiled without it."
    )
    assert not Message.objects.filter(key__endswith="-to-advisers").exists()
    report.refresh_from_db()
    assert report.state == ReturnState.AWAITING_APPROVAL


def test_the_chair_reads_why_and_can_only_send_it_back(
    report: Return, story: Evidence, officer: User, chair: User, browse: Browse
) -> None:
    browser = browse(chair)
    way = f'href="{PAGE}approve/"'
    assert way in body(browser.get(PAGE))
    assert 'name="version"' in body(browser.get(f"{PAGE}approve/"))
    take_back(story, officer)
    for page in (PAGE, f"{PAGE}approve/"):
        shown = body(browser.get(page))
        assert f"{NO_LONGER} This version tells of it and cannot be approved." in shown
        assert f'href="{PAGE}send-back/"' in shown
        assert way not in shown
        assert 'name="version"' not in shown
    pressed = browser.post(f"{PAGE}approve/", {"version": report.version})
    assert NO_LONGER in body(pressed)
    report.refresh_from_db()
    assert report.state == ReturnState.AWAITING_APPROVAL


def test_only_those_who_keep_the_plan_read_the_story_in_the_version_that_waits(
    report: Return, story: Evidence, officer: User, chair: User, partner: User, browse: Browse
) -> None:
    for who in (officer, chair, partner):
        assert STORY in body(browse(who).get(PAGE))
        assert browse(who).get(f"{PAGE}pdf/").status_code == 200
    take_back(story, officer)
    assert STORY in body(browse(officer).get(PAGE))
    for who in (chair, partner):
        assert STORY not in body(browse(who).get(PAGE))
        assert browse(who).get(f"{PAGE}pdf/").status_code == 404


def test_the_next_version_goes_without_the_story(
    report: Return,
    story: Evidence,
    officer: User,
    lead: User,
    chair: User,
    life: Life,
    browse: Browse,
) -> None:
    assert STORY in body(browse(chair).get(PAGE))
    take_back(story, officer)
    reviews.send_back(report=report, because="A family's story", by=chair, on=TODAY)
    reviews.ask_to_compile(report=report, by=lead)
    report.refresh_from_db()
    again = life.compiles(report, TODAY)
    assert may_not_leave(again) == []
    assert STORY not in body(browse(chair).get(PAGE))
    assert reviews.approve_return(report=again, by=chair, on=TODAY).message is not None


def test_evidence_that_was_restricted_since_does_not_leave_either(
    report: Return, audit: Evidence, officer: User, chair: User
) -> None:
    edit(audit, officer, classification=Classification.RESTRICTED)
    assert may_not_leave(report) == ["E2 is restricted now: it stays inside the area."]
    with pytest.raises(Refusal, match="E2 is restricted now"):
        reviews.approve_return(report=report, by=chair, on=TODAY)


def test_a_story_that_the_report_does_not_tell_holds_nothing_up(
    place: Place, officer: User, life: Life, chair: User
) -> None:
    report = life.compiles(life.opens_report(TODAY), TODAY)
    take_back(case_study(place, officer), officer)
    assert reviews.approve_return(report=report, by=chair, on=TODAY).message is not None
