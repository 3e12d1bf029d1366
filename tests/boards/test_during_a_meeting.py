"""The pages that keep the record of a meeting: who came, the log, decisions, actions."""

from datetime import date

from django.test import Client

from boards import changes as boards
from boards.models import Attendance, Decision, LogItem, LogUpdate
from boards.states import LogState, MeetingState
from sendtrack.accounts.models import User
from sendtrack.accounts.unsaved import mark_of
from tests.boards.conftest import Agree, Plan, Table, lay_table
from tests.boards.pages import (
    APRIL,
    BOARD,
    FEBRUARY,
    JANUARY,
    LOG,
    MARCH,
    Browse,
    Hold,
    ask_for_help,
    body,
    boxes,
    came,
    page,
    updates,
)
from tests.conftest import PASSWORD, Place


def test_who_came_is_asked_of_every_seat_and_kept_where_one_is_missing(
    table: Table, plan: Plan, officer: User, browse: Browse
) -> None:
    meeting = plan(MARCH)
    client = browse(officer)
    answers = came(meeting, table.seats, chair="online", dcs="deputy")
    missing = f"mode_{table.seats['icb_chief'].pk}"
    del answers[missing]
    answer = client.post(page(MARCH, "attendance"), answers)
    seen = body(answer)
    assert "Say whether Chief Executive of the ICB came" in seen
    assert "Say who came for Director of Children" in seen
    assert answer.context["form"][f"mode_{table.seats['chair'].pk}"].value() == "online"
    assert not Attendance.objects.exists()
    answers |= {missing: "apologies", f"deputy_{table.seats['dcs'].pk}": "Head of Service"}
    answer = client.post(page(MARCH, "attendance"), answers, follow=True)
    assert answer.redirect_chain[-1][0] == page(MARCH, "updates")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    seen = body(client.get(page(MARCH)))
    assert "The Notice asks for the Social Care Accountable Officer (paragraph 4b)." in seen
    assert "Head of Service" in seen


def test_a_meeting_ahead_is_not_recorded(
    table: Table, plan: Plan, officer: User, browse: Browse
) -> None:
    meeting = plan(APRIL)
    seen = body(browse(officer).post(page(APRIL, "attendance"), came(meeting, table.seats)))
    assert "Record it on the day or after" in seen


def test_an_action_without_a_person_or_with_ongoing_for_a_date_is_refused_by_the_notice(
    place: Place, hold: Hold, officer: User, browse: Browse
) -> None:
    hold(MARCH)
    client = browse(officer)
    notice = "The improvement board must clearly assign accountabilities for all actions agreed"
    for typed in ("Ongoing", "TBC", ""):
        answer = client.post(
            page(MARCH, "actions"),
            {"accountable": "", "what": "Write to <b>schools</b>", "due_on-day": typed},
        )
        seen = body(answer)
        assert seen.count(notice) == 1, "in the summary, not at each field"
        assert "Write to &lt;b&gt;schools&lt;/b&gt;" in seen
        assert "“Ongoing” is not a date" in seen
    assert not LogItem.objects.exists()
    answer = client.post(
        page(MARCH, "actions"),
        {
            "accountable": place.posts["lead"].pk,
            "what": "Write to schools",
            **boxes("due_on", date(2027, 3, 1)),
        },
        follow=True,
    )
    seen = body(answer)
    assert "L1 is in the action log." in seen
    assert "1 March 2027 is after 28 February 2027" in seen, "late, allowed and said"


def test_an_impossible_date_is_explained(hold: Hold, officer: User, browse: Browse) -> None:
    hold(MARCH)
    typed = {"what": "x", "due_on-day": "31", "due_on-month": "9", "due_on-year": "2026"}
    seen = body(browse(officer).post(page(MARCH, "actions"), typed))
    assert "there is no 31 September" in seen


def test_a_post_of_another_area_cannot_be_made_accountable(
    elsewhere: Place, hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    item = agree(hold(JANUARY))
    theirs = elsewhere.posts["lead"].pk
    answers = {"accountable": theirs, "what": "Ours", **boxes("due_on", APRIL)}
    answer = browse(officer).post(page(JANUARY, "actions"), answers)
    assert answer.context["form"].errors["accountable"]
    edit = {**answers, "version": str(item.version), "reason": "Theirs"}
    answer = browse(officer).post(f"{LOG}L1/change/", edit)
    assert answer.context["form"].errors["accountable"]
    assert LogItem.objects.count() == 1


def test_a_seat_and_an_item_of_another_area_are_not_reached_by_post(
    place: Place,
    elsewhere: Place,
    table: Table,
    plan: Plan,
    officer: User,
    stranger: User,
    browse: Browse,
) -> None:
    theirs = lay_table(elsewhere, stranger)
    meeting = plan(MARCH)
    answers = came(meeting, {**table.seats, "theirs": theirs.seats["chair"]})
    browse(officer).post(page(MARCH, "attendance"), answers)
    assert Attendance.objects.filter(meeting=meeting).count() == len(table.seats)
    assert not Attendance.objects.filter(seat=theirs.seats["chair"]).exists()
    client = browse(officer)
    assert client.post(f"{BOARD}seats/{theirs.seats['chair'].pk}/end/").status_code == 404
    kind = {"kind": "member", "post": elsewhere.posts["lead"].pk}
    assert client.post(f"{BOARD}seats/", kind).context["form"].errors["post"]


def test_the_log_is_gone_through_on_one_page_and_may_be_saved_in_part(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    january = hold(JANUARY)
    for what in ("First", "Second", "Third"):
        agree(january, what)
    meeting = hold(FEBRUARY)
    client = browse(officer)
    answers = updates(client, meeting, said_L1="Begun.", after_L3="none")
    seen = body(client.post(page(FEBRUARY, "updates"), answers, follow=True))
    assert "2 updates saved. 1 of 3 log items still to update." in seen
    assert "Begun." in seen
    assert "1 of 3 log items still to update" in body(client.get(page(FEBRUARY)))
    answers = updates(client, meeting, said_L2="Done.", after_L2="closed")
    answer = client.post(page(FEBRUARY, "updates"), answers, follow=True)
    assert answer.redirect_chain[-1][0] == page(FEBRUARY, "decisions")
    assert "1 update saved. 2 log items updated, 1 without an update." in body(answer)
    for address in (page(FEBRUARY), BOARD):
        assert "2 log items updated, 1 without an update" in body(client.get(address))
    assert "2 updated, 1 without an update" in body(client.get(page(FEBRUARY)))
    assert {u.item.ref: (u.said, u.state) for u in LogUpdate.objects.all()} == {
        "L1": ("Begun.", LogState.OPEN),
        "L2": ("Done.", LogState.CLOSED),
        "L3": ("", LogState.OPEN),
    }


def test_the_log_shows_what_was_said_last_time_and_how_often_an_item_was_carried(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    agree(hold(date(2025, 12, 3)), "Said of")
    client = browse(officer)
    january = hold(JANUARY)
    answers = updates(client, january, said_L1="Half of it is written.")
    client.post(page(JANUARY, "updates"), answers)
    agree(january, "New")
    hold(FEBRUARY)
    hold(MARCH)

    seen = body(client.get(page(MARCH, "updates")))

    assert "Said on 7 January 2026: Half of it is written.<br>Carried over 2 times before." in seen
    assert "Nothing has been said of it at a meeting yet.<br>Carried over 1 time before." in seen
    assert "carried over for the first time" in body(client.get(page(FEBRUARY, "updates")))


def test_the_page_of_a_planned_meeting_says_what_it_is_about_and_when_it_is_recorded(
    plan: Plan,
    place: Place,
    hold: Hold,
    agree: Agree,
    officer: User,
    partner: User,
    browse: Browse,
    today: date,
) -> None:
    agree(hold(FEBRUARY))
    action = ask_for_help(place, officer, today)
    plan(today)
    plan(APRIL)

    seen = body(browse(officer).get(page(APRIL)))
    assert "decisions, new actions and minutes are recorded here from 1 April 2026" in seen
    assert "1 action asks the board for help. 1 item is open in the action log." in seen
    assert "Agree a market supplement" in seen
    assert f"/actions/{action}/" in seen
    seen = body(browse(officer).get(page(today)))
    assert "The record of this meeting" in seen
    assert "Start with who came" in seen
    assert "recorded here from" not in body(browse(partner).get(page(APRIL)))


def test_a_mistake_at_one_item_saves_nothing_and_keeps_everything_typed(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    january = hold(JANUARY)
    for what in ("First", "Second", "Third"):
        agree(january, what)
    meeting = hold(FEBRUARY)
    client = browse(officer)
    answers = updates(
        client, meeting, said_L1="Begun.", after_L2="closed", said_L3="Words", after_L3="none"
    )
    answer = client.post(page(FEBRUARY, "updates"), answers)
    seen = body(answer)
    assert "Say what was done before you close L2." in seen
    assert "There are words about L3" in seen
    assert answer.context["form"]["said_L1"].value() == "Begun."
    assert not LogUpdate.objects.exists()


def test_two_people_at_the_log_lose_nothing_and_only_the_same_item_clashes(
    hold: Hold, agree: Agree, officer: User, lead: User, browse: Browse
) -> None:
    january = hold(JANUARY)
    agree(january, "First")
    agree(january, "Second")
    meeting = hold(FEBRUARY)
    one, other = browse(officer), browse(lead)
    mine = updates(one, meeting, said_L1="Mine.")
    theirs = updates(other, meeting, said_L2="Theirs about the second.")
    both = updates(other, meeting, said_L1="Theirs about the first.")
    one.post(page(FEBRUARY, "updates"), mine)
    assert other.post(page(FEBRUARY, "updates"), theirs).status_code == 302, "no clash"
    answer = other.post(page(FEBRUARY, "updates"), both)
    assert answer.status_code == 409
    seen = body(answer)
    assert "“Mine.” (stays open)" in seen
    assert "Theirs about the first." in seen
    assert LogUpdate.objects.get(item__ref="L1").said == "Mine."
    form = answer.context["form"]
    again = {**both, "seen_L1": form["seen_L1"].value()}
    assert other.post(page(FEBRUARY, "updates"), again).status_code == 302
    assert LogUpdate.objects.get(item__ref="L1").said == "Theirs about the first."
    assert LogUpdate.objects.get(item__ref="L2").said == "Theirs about the second."


def test_a_bent_mark_in_the_form_never_overwrites(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    item = agree(hold(JANUARY))
    meeting = hold(FEBRUARY)
    boards.update_log_item(item=item, meeting=meeting, said="Mine.", close=False, by=officer)
    client = browse(officer)
    for bent in ("", "x.y", "99999999999999999999.z", "-1.z"):
        answers = updates(client, meeting, said_L1="Yours.", seen_L1=bent)
        assert client.post(page(FEBRUARY, "updates"), answers).status_code == 409
    assert LogUpdate.objects.get().said == "Mine."


def test_decisions_and_minutes_are_recorded_and_corrected(
    hold: Hold, officer: User, chair: User, browse: Browse
) -> None:
    meeting = hold(MARCH)
    client = browse(chair)
    client.post(
        page(MARCH, "decisions"), {"words": "Fund two posts.", "because": "Plans are late."}
    )
    decision = Decision.objects.get()
    answers = {"version": str(decision.version), "words": "Fund three posts.", "because": ""}
    assert "why you are correcting it" in body(client.post(page(MARCH, "decisions/1"), answers))
    client.post(page(MARCH, "decisions/1"), {**answers, "reason": "Misheard"})
    minutes = {"version": str(meeting.version), "summary": "The board met.\r\n\r\nIt went on."}
    seen = body(client.post(page(MARCH, "minutes"), minutes, follow=True))
    assert "Fund three posts." in seen
    assert "<p>The board met.</p> <p>It went on.</p>" in seen
    answer = browse(officer).post(page(MARCH, "minutes"), {**minutes, "summary": "Another text"})
    assert answer.status_code == 409
    assert "It went on." in body(answer)
    assert "Another text" in body(answer)
    read = body(client.get(page(MARCH, "history")))
    assert "Misheard" in read


def test_decisions_wait_for_the_record_of_who_came(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan(MARCH)
    seen = body(
        browse(officer).post(page(MARCH, "decisions"), {"words": "Fund it.", "because": ""})
    )
    assert "Record who came to the meeting first" in seen
    assert "Fund it." in seen


def test_what_was_typed_outlives_the_session(
    hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    agree(hold(JANUARY))
    meeting = hold(FEBRUARY)
    answers = updates(browse(officer), meeting, said_L1="Typed for an hour.")
    answers |= {"typed_by": mark_of(officer)}
    client = Client()
    url = page(FEBRUARY, "updates")
    assert client.post(url, answers)["Location"].startswith("/login")
    client.post("/login", {"email": officer.email, "password": PASSWORD})
    seen = body(client.get(url))
    assert "Your session ended before this was saved" in seen
    assert "Typed for an hour." in seen
    assert not LogUpdate.objects.exists(), "nothing is saved before it is read"
    assert client.post(url, answers).status_code == 302
    assert "Your session ended" not in body(client.get(url))
