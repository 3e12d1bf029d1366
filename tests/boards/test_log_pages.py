"""The action log and the pages of its items."""

from datetime import date

from boards import changes as boards
from boards.states import LogState
from sendtrack.accounts.models import User
from tests.boards.conftest import Agree
from tests.boards.pages import (
    APRIL,
    FEBRUARY,
    JANUARY,
    LOG,
    MARCH,
    Browse,
    Hold,
    body,
    boxes,
)
from tests.conftest import Place


def test_the_log_opens_with_what_is_open_and_narrows(
    place: Place, hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    january = hold(JANUARY)
    agree(january, "Later on", due_on=APRIL)
    closed = agree(january, "Already closed")
    agree(january, "Long overdue", due_on=JANUARY)
    meeting = hold(FEBRUARY)
    boards.update_log_item(item=closed, meeting=meeting, said="Done.", close=True, by=officer)
    client = browse(officer)
    seen = body(client.get(LOG))
    assert seen.index("Long overdue") < seen.index("Later on")
    assert "Already closed" not in seen
    assert "Open (2)" in seen
    assert "Overdue (1)" in seen
    assert "Mine (2)" in seen
    assert "Already closed" in body(client.get(f"{LOG}?show=closed"))
    assert "Later on" not in body(client.get(f"{LOG}?show=overdue"))
    assert "Later on" in body(client.get(f"{LOG}?show=nonsense&page=x"))


def test_an_item_shows_what_each_meeting_said(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    item = agree(hold(JANUARY), due_on=date(2027, 6, 30))
    february = hold(FEBRUARY)
    hold(MARCH)
    boards.update_log_item(item=item, meeting=february, said="", close=False, by=officer)
    seen = body(browse(officer).get(f"{LOG}L1/"))
    assert "Not updated at this meeting" in seen
    assert "No update was given" in seen
    assert "2 meetings" in seen
    assert "30 June 2027 is after 28 February 2027" in seen


def test_an_item_is_changed_and_opened_again_with_reasons(
    place: Place, hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    item = agree(hold(JANUARY))
    february = hold(FEBRUARY)
    client = browse(officer)
    answers = {
        "version": str(item.version),
        "accountable": place.posts["lead"].pk,
        "what": "Publish both plans",
        **boxes("due_on", APRIL),
    }
    assert "why you are changing it" in body(client.post(f"{LOG}L1/change/", answers))
    client.post(f"{LOG}L1/change/", {**answers, "reason": "Other plans"})
    boards.update_log_item(item=item, meeting=february, said="Done.", close=True, by=officer)
    item.refresh_from_db()
    assert "Open it again" in body(client.get(f"{LOG}L1/"))
    url = f"{LOG}L1/open-again/"
    client.post(url, {"version": str(item.version), "because": "Only one was published"})
    item.refresh_from_db()
    assert item.state == LogState.OPEN
    seen = body(client.get(f"{LOG}L1/"))
    assert "Done." in seen
    assert "Opened again: Only one was published" in seen
    read = body(client.get(f"{LOG}L1/history/"))
    assert "Other plans" in read
    assert "SEND Programme Lead" in read


def test_changing_an_item_that_somebody_else_changed_shows_both_texts(
    place: Place, hold: Hold, agree: Agree, officer: User, lead: User, browse: Browse
) -> None:
    item = agree(hold(JANUARY))
    answers = {
        "version": str(item.version),
        "accountable": place.posts["lead"].pk,
        "what": "Mine",
        **boxes("due_on", APRIL),
        "reason": "Clearer",
    }
    browse(lead).post(f"{LOG}L1/change/", {**answers, "what": "Theirs"})
    answer = browse(officer).post(f"{LOG}L1/change/", answers)
    assert answer.status_code == 409
    assert "Theirs" in body(answer)
    assert "Mine" in body(answer)
