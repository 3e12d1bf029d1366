"""What a meeting asks of partner organisations stands on its page, with the answer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import Commission, Meeting
from plans import changes as plans
from plans.models import ContributionRequest
from plans.states import RegimeState
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.boards.conftest import lay_table
from tests.conftest import Place
from tests.plans.pages import body, day
from tests.plans.reading import MARCH

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]

ASK = "/exampleshire/plan/contributions/ask/"
PAGE = "/exampleshire/board/meetings/2026-03-04/"
WHAT = "Confirm the budget for two therapists"


@pytest.fixture
def met(hold: Hold) -> Meeting:
    """A week ago."""
    return hold(date(2026, 3, 4))


def ask(place: Place, by: User, meeting: Meeting | None, what: str = WHAT) -> ContributionRequest:
    return boards.commission(
        regime=place.regime,
        organisation=place.icb,
        what=what,
        due_on=date(2026, 4, 1),
        meeting=meeting,
        by=by,
        on=MARCH,
    )


def test_what_is_asked_at_a_meeting_is_listed_there_with_its_answer(
    place: Place, met: Meeting, chair: User, partner: User, adviser: User, browse: Browse
) -> None:
    browser = browse(chair)
    assert f"{ASK}?meeting=2026-03-04" in body(browser.get(PAGE))
    form = body(browser.get(f"{ASK}?meeting=2026-03-04"))
    assert f'<option value="{met.pk}" selected>SEND Improvement Board, 4 March 2026' in form

    typed = {
        "organisation": place.icb.pk,
        "what": WHAT,
        "meeting": met.pk,
        **day("due_on", "1 4 2026"),
    }
    answer = browser.post(ASK, typed, follow=True)
    assert "SEND Improvement Board, 4 March 2026" in body(answer)
    row = ContributionRequest.objects.get()
    plans.answer_contribution(
        request=row, version=row.version, answer="Confirmed in May", by=partner, on=MARCH
    )
    text = body(browse(adviser).get(PAGE))
    assert f"Request 1 to {place.icb.name}: {WHAT}" in text
    assert "Confirmed in May" in text
    assert ASK not in text


def test_once_the_regime_has_ended_its_meetings_ask_nobody(
    place: Place, met: Meeting, chair: User, browse: Browse
) -> None:
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.SUPERSEDED,
        citation=place.areas[0].finding,
        on=MARCH,
        by=chair,
        reason="The revisit",
    )
    page = body(browse(chair).get(PAGE))
    assert "Asked of partner organisations" not in page
    assert ASK not in page


def test_asking_leaves_one_history_row_for_each_row(
    place: Place, met: Meeting, officer: User
) -> None:
    asked = ask(place, officer, met)
    row = Commission.objects.get()
    assert (changes_of(asked).count(), changes_of(row).count()) == (1, 1)
    assert changes_of(row).get().history_change_reason == "Asked at the meeting of 4 March 2026"


def test_what_is_asked_between_meetings_stands_on_no_meeting(
    place: Place, met: Meeting, officer: User, browse: Browse
) -> None:
    assert ask(place, officer, None).asked_at == ""
    assert not Commission.objects.exists()
    assert WHAT not in body(browse(officer).get(PAGE))


def test_only_a_meeting_of_this_board_that_has_begun_asks(
    place: Place, elsewhere: Place, plan: Callable[[date], Meeting], officer: User, browse: Browse
) -> None:
    ahead = plan(MARCH + timedelta(days=1))
    with pytest.raises(Refusal, match="still ahead"):
        ask(place, officer, ahead)
    gone = plan(date(2026, 2, 4))
    boards.cancel_meeting(meeting=gone, version=gone.version, because="Snow", by=officer)
    with pytest.raises(Refusal, match="was not held"):
        ask(place, officer, gone)
    theirs = boards.plan_meeting(
        body=lay_table(elsewhere, officer).body,
        meets_on=date(2026, 3, 3),
        starts_at=ahead.starts_at,
        ends_at=ahead.ends_at,
        place="Elsewhere",
        by=officer,
    )
    with pytest.raises(Refusal, match="of the board that this plan answers to"):
        ask(place, officer, theirs)
    typed = {
        "organisation": place.icb.pk,
        "what": WHAT,
        "meeting": theirs.pk,
        **day("due_on", "1 4 2026"),
    }
    assert "Choose the meeting from the list" in body(browse(officer).post(ASK, typed))
    assert not ContributionRequest.objects.exists()


def test_a_partner_asks_nobody(partner: User, met: Meeting, browse: Browse) -> None:
    assert browse(partner).get(ASK).status_code == 403


def test_a_page_of_a_meeting_costs_the_same_however_much_was_asked(
    place: Place, met: Meeting, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)

    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            assert browser.get(PAGE).status_code == 200
        return len(made)

    ask(place, officer, met)
    few = count()
    for number in range(6):
        ask(place, officer, met, f"Something else {number}")
    assert count() == few
