"""The pages of the board: before, during and after a meeting, and the action log."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import Attendance, Decision, LogItem, LogUpdate, Meeting, Seat
from boards.states import AttendanceMode, LogState, MeetingState
from plans import changes as plans
from sendtrack.accounts.models import User
from sendtrack.accounts.unsaved import mark_of
from sendtrack.history import record
from sendtrack.organisations import changes as organisations
from sendtrack.publishing.models import Message
from tests.boards.conftest import Agree, Plan, Table, lay_table
from tests.conftest import ISSUED_ON, PASSWORD, Place

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7|add:7 }} & \"'"
HOSTILE_SHOWN = (
    "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; "
    "{{ 7|add:7 }} &amp; &quot;&#x27;"
)
JANUARY, FEBRUARY, MARCH, APRIL = (
    date(2026, 1, 7),
    date(2026, 2, 4),
    date(2026, 3, 4),
    date(2026, 4, 1),
)
BOARD, LOG = "/exampleshire/board/", "/exampleshire/log/"


def body(answer: Any) -> str:
    assert answer.status_code in (200, 409), answer.status_code
    return " ".join(answer.content.decode().split())


def page(meets_on: date, step: str = "") -> str:
    return f"{BOARD}meetings/{meets_on}/{f'{step}/' if step else ''}"


def boxes(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def planned(meets_on: date, **typed: str) -> dict[str, str]:
    return {
        **boxes("meets_on", meets_on),
        "starts_at": "2pm",
        "ends_at": "4pm",
        "place": "Town Hall",
        **typed,
    }


def came(meeting: Meeting, seats: dict[str, Seat], **modes: str) -> dict[str, str]:
    answers = {f"mode_{seat.pk}": modes.get(key, "in_person") for key, seat in seats.items()}
    return {"version": str(meeting.version), **answers}


def updates(client: Client, meeting: Meeting, **typed: str) -> dict[str, str]:
    """The form of the log as the page gives it, with some answers typed: `said_L1="Begun."`."""
    form = client.get(page(meeting.meets_on, "updates")).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return {**filled, **typed}


def ask_for_help(place: Place, by: User, on: date) -> str:
    """An action that is off track, and what it asks of the board."""
    action = plans.add_action(
        outcome=plans.add_outcome(area=place.areas[0], statement="Needs are met early", by=by),
        title="Recruit",
        success_criteria="",
        accountable=place.posts["officer"],
        start_on=on,
        due_on=date(2026, 9, 30),
        by=by,
        on=on,
    )
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=on,
        status="off_track",
        happened="Two rounds failed",
        difference="",
        next_step="",
        reason="Nobody applied",
        help_wanted="Agree a market supplement",
    )
    return action.ref


# The board


def test_without_a_board_the_page_says_what_the_notice_asks_for(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    assert "Set up the board" in body(browse(officer).get(BOARD))
    read = body(browse(adviser).get(BOARD))
    assert "chaired by an elected member" in read
    assert "Set up the board" not in read


def test_an_officer_sets_up_the_board_and_its_seats(
    place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    client.post(f"{BOARD}set-up/", {"name": "Improvement Board", "also_called": "SEND Board"})
    seen = body(client.get(BOARD))
    assert "Also called SEND Board" in seen
    assert seen.count("No seat recorded.") == 4
    answer = client.post(
        f"{BOARD}seats/", {"kind": "chair", "post": place.posts["chair"].pk}, follow=True
    )
    assert "Executive Member for Children has a seat." in body(answer)
    assert body(client.get(BOARD)).count("No seat recorded.") == 3


def test_a_seat_ends_with_a_reason_and_stays_in_the_record(
    table: Table, officer: User, browse: Browse
) -> None:
    seat = table.seats["icb_chief"]
    url = f"{BOARD}seats/{seat.pk}/end/"
    client = browse(officer)
    answers = {"version": str(seat.version), **boxes("last_on", date(2026, 2, 28)), "reason": ""}
    assert "why the seat ends" in body(client.post(url, answers))
    client.post(url, {**answers, "reason": "The body was succeeded"})
    assert "The Notice asks for the health Accountable Officer" in body(client.get(BOARD))
    assert "28 Feb 2026" in body(client.get(f"{BOARD}seats/"))


def test_two_people_ending_a_seat_see_both_days_and_both_reasons(
    table: Table, officer: User, lead: User, browse: Browse
) -> None:
    seat = table.seats["icb_chief"]
    url = f"{BOARD}seats/{seat.pk}/end/"
    opened = {"version": str(seat.version)}
    theirs = {**opened, **boxes("last_on", date(2026, 2, 28)), "reason": "The body was succeeded"}
    browse(lead).post(url, theirs)
    mine = {**opened, **boxes("last_on", date(2026, 1, 31)), "reason": "Left in January"}
    late = browse(officer).post(url, mine)
    assert late.status_code == 409
    assert [(each.now, each.typed) for each in late.context["form"].clash.differences] == [
        ("28 February 2026", "31 January 2026"),
        ("The body was succeeded", "Left in January"),
    ]


def test_the_board_page_says_what_is_still_to_do(
    table: Table, hold: Hold, plan: Plan, agree: Agree, officer: User, browse: Browse
) -> None:
    agree(hold(JANUARY), due_on=FEBRUARY)
    hold(FEBRUARY, icb_chief=AttendanceMode.DEPUTY)
    plan(MARCH)
    plan(APRIL)
    seen = body(browse(officer).get(BOARD))
    assert "The last meeting was on" in seen
    assert "35 days ago" in seen
    assert "Planned, and nobody has said whether it was held" in seen
    assert "1 of 1 log items still to update" in seen
    assert seen.count("Not sent yet") == 2
    assert "1 item open in the action log" in seen
    assert "Chief Executive of the ICB sent a deputy." in seen


def test_a_month_without_a_meeting_is_said(
    hold: Hold, plan: Plan, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    plan(date(2026, 5, 6))
    assert "239 days will lie between" in body(client.get(BOARD)), "from the Notice on"
    hold(JANUARY)
    assert "119 days will lie between the last meeting and the next" in body(client.get(BOARD))
    plan(date(2026, 3, 12))
    hold(FEBRUARY)
    assert "days will lie between" in body(client.get(BOARD)), "36 days"
    hold(MARCH)
    assert "days will lie between" not in body(client.get(BOARD))


def test_a_record_made_from_documents_says_that_they_name_no_meeting(
    table: Table, place: Place, officer: User, browse: Browse
) -> None:
    with record(actor=officer, reason="Made from published documents"):
        place.area.record_ends_on = JANUARY
        place.area.save()
    seen = body(browse(officer).get(BOARD))
    assert "No evidence recorded" in seen
    assert "days have gone by" not in seen


def test_readers_see_the_board_without_anything_to_press(
    table: Table,
    hold: Hold,
    plan: Plan,
    agree: Agree,
    officer: User,
    adviser: User,
    partner: User,
    browse: Browse,
) -> None:
    item = agree(hold(JANUARY))
    boards.decide(meeting=item.meeting, words="Fund it.", because="", by=officer)
    hold(FEBRUARY)
    plan(MARCH)
    plan(APRIL)
    for reader in (adviser, partner):
        for url in (
            BOARD,
            page(JANUARY),
            page(FEBRUARY),
            page(MARCH),
            page(APRIL),
            page(JANUARY, "history"),
            LOG,
            f"{LOG}L1/",
            f"{LOG}L1/history/",
        ):
            seen = body(browse(reader).get(url))
            main = seen[seen.index("<main") : seen.index("app-look-back")]
            assert "<form" not in main, url
            assert "govuk-button" not in main, url


# Before a meeting


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


# During a meeting


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


# The action log


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
    client.post(f"{LOG}L1/change/", {**answers, "reason": "Two plans"})
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
    assert "Two plans" in read
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


# Everywhere


def test_hostile_text_is_shown_as_text_on_every_page(
    place: Place, table: Table, plan: Plan, officer: User, browse: Browse
) -> None:
    first = plan(JANUARY)
    deputies = dict.fromkeys(table.seats.values(), (AttendanceMode.DEPUTY, HOSTILE))
    first = boards.record_meeting(
        meeting=first,
        version=first.version,
        attendance=deputies,
        summary=HOSTILE,
        by=officer,
        on=JANUARY,
    )
    item = boards.add_log_item(
        meeting=first,
        what=HOSTILE,
        accountable=place.posts["lead"],
        due_on=JANUARY,
        by=officer,
    )
    boards.decide(meeting=first, words=HOSTILE, because=HOSTILE, by=officer)
    second = plan(FEBRUARY)
    second = boards.record_meeting(
        meeting=second,
        version=second.version,
        attendance=deputies,
        summary="",
        by=officer,
        on=FEBRUARY,
    )
    boards.update_log_item(item=item, meeting=second, said=HOSTILE, close=False, by=officer)
    gone = plan(MARCH)
    boards.cancel_meeting(meeting=gone, version=gone.version, because=HOSTILE, by=officer)
    client = browse(officer)
    for url in (
        BOARD,
        page(JANUARY),
        page(JANUARY, "attendance"),
        page(JANUARY, "decisions"),
        page(JANUARY, "actions"),
        page(JANUARY, "minutes"),
        page(JANUARY, "history"),
        page(FEBRUARY),
        page(FEBRUARY, "updates"),
        page(MARCH),
        LOG,
        f"{LOG}L1/",
        f"{LOG}L1/change/",
        f"{LOG}L1/history/",
    ):
        seen = body(client.get(url))
        assert HOSTILE_SHOWN in seen, url
        assert "<script>alert" not in seen, url
        assert "<img" not in seen, url


@pytest.mark.parametrize("url", ["2026-02-31/", "2026-2-1/", "2026-03-05/", "abc/"])
def test_a_day_without_a_meeting_is_not_found(
    table: Table, officer: User, browse: Browse, url: str
) -> None:
    assert browse(officer).get(f"{BOARD}meetings/{url}").status_code == 404


def test_pages_ask_the_same_number_of_questions_whatever_the_size(
    table: Table, hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    urls = (
        f"{BOARD}?meetings=all",
        page(MARCH),
        page(MARCH, "updates"),
        page(MARCH, "actions"),
        LOG,
        f"{LOG}L1/",
    )
    first = hold(ISSUED_ON)
    for _ in range(5):
        agree(first, due_on=APRIL)
    hold(MARCH)

    def counts() -> list[int]:
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    few = counts()
    for n in range(1, 36):
        meeting = hold(date.fromordinal(ISSUED_ON.toordinal() + n))
        agree(meeting, due_on=APRIL)
        boards.decide(meeting=meeting, words="Go on.", because="", by=officer)
    assert counts() == few
