"""The pages of a meeting ahead: planned, moved, called off, its advisers invited."""

from datetime import date

from boards.models import Meeting
from plans import changes as plans
from sendtrack.accounts.models import User
from sendtrack.organisations import changes as organisations
from sendtrack.publishing.models import Message
from tests.boards.conftest import Plan, Table
from tests.boards.pages import (
    APRIL,
    BOARD,
    MARCH,
    Browse,
    Hold,
    body,
    page,
    planned,
)
from tests.conftest import Place


def test_a_meeting_is_planned_as_the_last_one_suggests(
    hold: Hold, officer: User, browse: Browse
) -> None:
    hold(MARCH)
    client = browse(officer)
    form = client.get(f"{BOARD}meetings/new/").context["form"]
    assert form["meets_on"].value() == APRIL
    assert form["place"].value() == "Town Hall"
    answer = client.post(f"{BOARD}meetings/new/", planned(APRIL), follow=True)
    assert answer.redirect_chain[-1][0] == page(APRIL)
    assert "The advisers are not invited yet" in body(answer)


def test_what_was_typed_is_kept_where_a_meeting_is_refused(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan(APRIL)
    seen = body(
        browse(officer).post(
            f"{BOARD}meetings/new/", planned(APRIL, place="Room & 7", ends_at="1pm")
        )
    )
    assert "The meeting must end after it starts" in seen
    assert "Error: " in seen
    assert "Room &amp; 7" in seen
    seen = body(browse(officer).post(f"{BOARD}meetings/new/", planned(APRIL)))
    assert "The board already has a meeting on 1 April 2026" in seen
    typed = planned(APRIL) | {"meets_on-day": "31", "meets_on-month": "9"}
    seen = body(browse(officer).post(f"{BOARD}meetings/new/", typed))
    assert "there is no 31 September" in seen
    assert Meeting.objects.count() == 1


def test_pressing_send_invites_both_and_pressing_again_nobody(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan(APRIL)
    client = browse(officer)
    seen = body(client.post(page(APRIL, "invite"), follow=True))
    assert "on their way to Department for Education and NHS England" in seen
    assert seen.count("Waiting to be sent") == 2
    assert "Send the invitations" not in seen
    seen = body(client.post(page(APRIL, "invite"), follow=True))
    assert "Nothing was sent" in seen
    assert Message.objects.count() == 2


def test_an_adviser_without_an_address_is_shown_and_not_skipped_in_silence(
    place: Place, plan: Plan, officer: User, browse: Browse
) -> None:
    post = organisations.add_post(organisation=place.nhse, title="Deputy adviser", by=officer)
    plans.link_adviser(regime=place.regime, post=post, by=officer)
    plan(APRIL)
    seen = body(browse(officer).post(page(APRIL, "invite"), follow=True))
    assert "Deputy adviser, NHS England" in seen
    assert "No address recorded" in seen


def test_moving_a_meeting_says_that_the_invitations_must_be_sent_again(
    plan: Plan, officer: User, browse: Browse
) -> None:
    meeting = plan(APRIL)
    client = browse(officer)
    client.post(page(APRIL, "invite"))
    day = date(2026, 4, 8)
    answers = {**planned(day, reason="Full council"), "version": str(meeting.version)}
    seen = body(client.post(page(APRIL, "move"), answers, follow=True))
    assert "must be sent again" in seen
    assert "Send the invitations again" in seen
    client.post(page(day, "invite"))
    assert Message.objects.count() == 4


def test_a_meeting_moved_by_somebody_else_meanwhile_shows_both_texts(
    plan: Plan, officer: User, lead: User, browse: Browse
) -> None:
    meeting = plan(APRIL)
    opened = {**planned(APRIL, place="Library", reason="Bigger"), "version": str(meeting.version)}
    browse(lead).post(page(APRIL, "move"), {**opened, "place": "School hall"})
    answer = browse(officer).post(page(APRIL, "move"), opened)
    assert answer.status_code == 409
    seen = body(answer)
    assert "School hall" in seen
    assert "Library" in seen
    again = {**opened, "version": answer.context["form"]["version"].value()}
    browse(officer).post(page(APRIL, "move"), again)
    meeting.refresh_from_db()
    assert meeting.place == "Library"


def test_a_meeting_is_found_by_the_day_that_its_invitation_named(
    table: Table, plan: Plan, officer: User, lead: User, browse: Browse
) -> None:
    meeting = plan(APRIL)
    opened = meeting.version
    assert (
        browse(officer)
        .post(
            page(APRIL, "move"),
            planned(date(2026, 4, 8), reason="Illness", version=str(opened)),
        )
        .status_code
        == 302
    )
    assert "8 April 2026" in body(browse(lead).get(page(APRIL)))
    stale = browse(lead).post(
        page(APRIL, "not-held"), {"because": "Nobody is free", "version": str(opened)}
    )
    assert stale.status_code == 409
    assert "Nobody is free" in body(stale)
    assert browse(lead).get(page(date(2026, 4, 9))).status_code == 404


def test_a_meeting_that_is_not_held_says_why_and_tells_those_invited(
    plan: Plan, officer: User, browse: Browse
) -> None:
    meeting = plan(APRIL)
    client = browse(officer)
    client.post(page(APRIL, "invite"))
    answers = {"version": str(meeting.version), "because": ""}
    assert "Enter why the meeting is not held" in body(
        client.post(page(APRIL, "not-held"), answers)
    )
    seen = body(
        client.post(page(APRIL, "not-held"), {**answers, "because": "Elections"}, follow=True)
    )
    assert "2 advisers are told" in seen
    assert "This meeting was not held." in seen
    assert seen.count("Told that it is not held") == 2
    assert "Elections" in body(client.get(BOARD))
