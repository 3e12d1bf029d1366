"""Invitations to the linked advisers: one calendar entry for life, and a record of each."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import connection
from icalendar import Calendar, Event

from boards import changes as boards
from boards import invitation as letters
from boards.models import Meeting, MeetingInvitation
from boards.policies.meetings import check_somebody_to_invite
from boards.queries.invitations import invitation_matrix, invitations_of
from plans import changes as plans
from plans.models import LinkedAdviser
from plans.states import RegimeKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations import changes as organisations
from sendtrack.publishing.models import Delivery, DeliveryState, Message
from sendtrack.refusals import Refusal
from tests.boards.conftest import Plan, Table
from tests.conftest import NOW, Place

LONDON = ZoneInfo("Europe/London")
TODAY = NOW.date()
WINTER, SUMMER = date(2026, 12, 2), date(2026, 7, 1)

MEETINGS_PAGE = "/exampleshire/board/meetings"


def mail_of(invitation: MeetingInvitation) -> EmailMessage:
    parsed = message_from_bytes(bytes(invitation.message.mime), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(invitation: MeetingInvitation) -> str:
    part = mail_of(invitation).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendar_of(invitation: MeetingInvitation) -> Calendar:
    part = mail_of(invitation).get_body(("calendar",))
    assert part is not None
    assert part.get_content_type() == "text/calendar"
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    assert b"\r\n" in raw
    entry = Calendar.from_ical(raw)
    assert isinstance(entry, Calendar)
    assert part.get_param("method") == str(entry["METHOD"])
    return entry


def file_of(invitation: MeetingInvitation) -> EmailMessage:
    """The one file that goes with an invitation."""
    mail = mail_of(invitation)
    assert mail.get_content_type() == "multipart/mixed"
    body, attached = mail.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in body.iter_parts()] == [
        "text/plain",
        "text/calendar",
    ]
    assert isinstance(attached, EmailMessage)
    return attached


def event_of(invitation: MeetingInvitation) -> Event:
    (event,) = calendar_of(invitation).events
    return event


def moved(meeting: Meeting, by: User, meets_on: date) -> Meeting:
    return boards.move_meeting(
        meeting=meeting,
        version=meeting.version,
        meets_on=meets_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        by=by,
        on=clock.today(),
        reason="Local elections",
    )


def test_both_advisers_are_invited_by_text_and_calendar_entry(
    place: Place, plan: Plan, officer: User, settings: LazySettings
) -> None:
    settings.PUBLIC_ORIGIN = "https://sendtrack.example"
    settings.MAIL_FROM = "SEND improvement <board@exampleshire.example>"
    meeting = plan(SUMMER)
    sent = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    assert [str(row.adviser.post.organisation) for row in sent] == [
        "Department for Education",
        "NHS England",
    ]
    mail = mail_of(sent[0])
    assert mail["To"].addresses[0].addr_spec == "dfe@exampleshire.example"
    assert mail["Subject"] == "Invitation: SEND Improvement Board, 1 July 2026"
    text = text_of(sent[0])
    assert "Wednesday 1 July 2026, 2:00pm to 4:00pm (UK time)" in text
    assert "Town Hall" in text
    assert f"https://sendtrack.example{MEETINGS_PAGE}/2026-07-01/" in text
    event = event_of(sent[0])
    assert str(event["UID"]) == f"{meeting.calendar_uid}@sendtrack.example"
    assert event["SEQUENCE"] == 0
    assert str(event["ORGANIZER"]) == "mailto:board@exampleshire.example"
    assert str(event["ATTENDEE"]) == "mailto:dfe@exampleshire.example"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["DTSTAMP"].dt == NOW
    assert str(event["SUMMARY"]) == "SEND Improvement Board (Exampleshire Council)"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(calendar_of(sent[0])["METHOD"]) == "REQUEST"
    assert sent[0].invited_at == NOW
    assert sent[0].invited_by == officer


def test_the_notice_is_quoted_where_the_board_answers_to_one_and_nowhere_else(
    plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    (first, _) = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    assert "because paragraph 4(c) of the Improvement Notice asks" in text_of(first)
    regime = meeting.body.regime
    with pytest.raises(Refusal, match=r"linked to the Notice yet.* Paragraph 4\(c\) asks for both"):
        check_somebody_to_invite([], regime=regime)

    regime.kind, regime.title = RegimeKind.ACCELERATED_PLAN, "Accelerated Progress Plan"
    letter = letters.write(
        meeting=meeting, adviser=first.adviser, email="dfe@exampleshire.example", at=NOW
    )
    assert "linked to the Accelerated Progress Plan as an adviser." in letter.text
    assert "Notice" not in letter.text
    with pytest.raises(Refusal, match=r"linked to the Accelerated Progress Plan yet.*invited\.$"):
        check_somebody_to_invite([], regime=regime)
    with pytest.raises(Refusal, match=r"no invitation was sent\.$"):
        check_somebody_to_invite([LinkedAdviser()], regime=regime)


@pytest.mark.parametrize(("day", "utc_hour"), [(SUMMER, 13), (WINTER, 14)])
def test_the_calendar_has_the_right_hour_in_summer_and_in_winter(
    plan: Plan, officer: User, day: date, utc_hour: int
) -> None:
    (first, _) = boards.invite_advisers(meeting=plan(day), by=officer, on=TODAY)
    event = event_of(first)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    start = event["DTSTART"].dt
    assert (start.hour, start.astimezone(ZoneInfo("UTC")).hour) == (14, utc_hour)
    assert event["DTEND"].dt - start == timedelta(hours=2)


def test_the_time_zone_that_travels_with_it_changes_when_britain_does(
    plan: Plan, officer: User
) -> None:
    (first, _) = boards.invite_advisers(meeting=plan(SUMMER), by=officer, on=TODAY)
    (zone,) = calendar_of(first).timezones
    travels = zone.to_tz(lookup_tzid=False)
    hour = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("UTC"))
    while hour.year < 2028:
        here = hour.astimezone(LONDON)
        there = here.replace(tzinfo=travels)
        if here.fold == 0:
            assert there.utcoffset() == here.utcoffset(), here
        hour += timedelta(days=1)
    for day, before, after in (((2026, 3, 29), 0, 1), ((2026, 10, 25), 1, 0)):
        for clock_hour, hours in ((0, before), (3, after)):
            local = datetime(*day, clock_hour, 30, tzinfo=travels)
            assert local.utcoffset() == timedelta(hours=hours), local


def test_pressing_twice_sends_nothing_twice(plan: Plan, officer: User) -> None:
    meeting = plan(SUMMER)
    assert len(boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)) == 2
    assert boards.invite_advisers(meeting=meeting, by=officer, on=TODAY) == []
    assert Delivery.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_people_pressing_at_once_send_nothing_twice(plan: Plan, officer: User) -> None:
    meeting = plan(SUMMER)
    together, failures = Barrier(2), []

    def press() -> None:
        try:
            together.wait(timeout=10)
            boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    people = [Thread(target=press) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failures == []
    assert (Message.objects.count(), MeetingInvitation.objects.count()) == (2, 2)


def test_an_adviser_who_gets_an_address_later_is_the_only_one_sent_it(
    place: Place, plan: Plan, officer: User
) -> None:
    post = organisations.add_post(organisation=place.nhse, title="Deputy adviser", by=officer)
    adviser = plans.link_adviser(regime=place.regime, post=post, by=officer)
    meeting = plan(SUMMER)
    assert len(boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)) == 2
    said = {each.adviser: each.says for each in invitations_of(meeting)}
    assert said[adviser] == "No address recorded"
    assert sorted(said.values()) == ["", "", "No address recorded"]


def test_without_advisers_or_addresses_nobody_is_told_that_all_is_well(
    place: Place, plan: Plan, officer: User
) -> None:
    for adviser in place.regime.advisers.all():
        with record(actor=officer, reason="Left"):
            adviser.email = ""
            adviser.save()
    with pytest.raises(Refusal, match="No address is recorded for any linked adviser"):
        boards.invite_advisers(meeting=plan(SUMMER), by=officer, on=TODAY)


def test_moving_a_meeting_asks_for_the_invitations_to_be_sent_again(
    plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    (before, _) = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    meeting = moved(meeting, officer, date(2026, 7, 8))
    assert [each.says for each in invitations_of(meeting)] == [
        "Changed since: to be sent again"
    ] * 2
    (after, _) = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    first, second = event_of(before), event_of(after)
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second["DTSTART"].dt.date() == date(2026, 7, 8)
    assert mail_of(after)["Subject"].startswith("Changed: ")
    assert [each.says for each in invitations_of(meeting)] == ["", ""]


def test_cancelling_takes_the_meeting_out_of_the_calendars_of_those_invited(
    plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    (before, _) = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    meeting = boards.cancel_meeting(
        meeting=meeting, version=meeting.version, because="Local elections", by=officer
    )
    called_off = list(MeetingInvitation.objects.filter(calls_off=True).order_by("pk"))
    assert len(called_off) == 2
    event = event_of(called_off[0])
    assert str(calendar_of(called_off[0])["METHOD"]) == "CANCEL"
    assert str(event["STATUS"]) == "CANCELLED"
    assert event["UID"] == event_of(before)["UID"]
    assert event["SEQUENCE"] == 1
    assert "Why: Local elections" in text_of(called_off[0])
    assert [each.says for each in invitations_of(meeting)] == ["", ""]
    assert MeetingInvitation.objects.inviting().count() == 2


def test_an_invitation_a_change_and_a_cancellation_each_carry_the_entry_as_a_file(
    plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    meeting = moved(meeting, officer, date(2026, 7, 8))
    boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    meeting.refresh_from_db()
    boards.cancel_meeting(
        meeting=meeting, version=meeting.version, because="Local elections", by=officer
    )
    methods = []
    for invitation in MeetingInvitation.objects.order_by("pk"):
        attached = file_of(invitation)
        assert attached.get_filename() == "invite.ics"
        assert attached.get_content_disposition() == "attachment"
        assert attached.get_content_type() == "text/calendar"
        raw = attached.get_payload(decode=True)
        assert isinstance(raw, bytes)
        assert raw == calendar_of(invitation).to_ical()
        methods.append(attached.get_param("method"))
    assert methods == ["REQUEST"] * 4 + ["CANCEL"] * 2


def test_cancelling_a_meeting_that_nobody_was_invited_to_sends_nothing(
    plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    boards.cancel_meeting(meeting=meeting, version=meeting.version, because="Snow", by=officer)
    assert not Message.objects.exists()
    assert [each.says for each in invitations_of(Meeting.objects.get())] == ["Never invited"] * 2


def test_nobody_is_invited_to_the_past_or_to_a_meeting_that_is_over(
    plan: Plan, hold: Callable[..., Meeting], officer: User
) -> None:
    with pytest.raises(Refusal, match="Invitations go out before a meeting"):
        boards.invite_advisers(meeting=plan(date(2026, 3, 4)), by=officer, on=TODAY)
    with pytest.raises(Refusal, match="has been held"):
        boards.invite_advisers(meeting=hold(TODAY), by=officer, on=TODAY)


def test_hostile_words_stay_words_in_text_and_calendar(
    place: Place, plan: Plan, officer: User
) -> None:
    meeting = plan(SUMMER)
    meeting = boards.move_meeting(
        meeting=meeting,
        version=meeting.version,
        meets_on=SUMMER,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place="Room 1; <b>A & B</b>,\nATTENDEE:mailto:x@evil.example",
        by=officer,
        on=clock.today(),
        reason="Another room",
    )
    (first, _) = boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    event = event_of(first)
    assert str(event["LOCATION"]) == "Room 1; <b>A & B</b>, ATTENDEE:mailto:x@evil.example"
    assert str(event["ATTENDEE"]) == "mailto:dfe@exampleshire.example"
    assert "<b>A & B</b>" in text_of(first)


def test_the_state_of_each_delivery_is_known(plan: Plan, officer: User) -> None:
    meeting = plan(SUMMER)
    boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    dfe, nhse = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=dfe.pk).update(state=DeliveryState.SENT, sent_at=NOW)
    Delivery.objects.filter(pk=nhse.pk).update(attempts=1)
    assert [each.sent[0].status for each in invitations_of(meeting)] == ["sent", "queued"]
    assert [each.sent[0].tried for each in invitations_of(meeting)] == [0, 1]
    Delivery.objects.filter(pk=nhse.pk).update(
        state=DeliveryState.REFUSED, last_error="550 No such mailbox"
    )
    refused = invitations_of(meeting)[1].sent[0]
    assert (refused.status, refused.problem) == ("refused", "550 No such mailbox")
    assert [each.says for each in invitations_of(meeting)] == [
        "",
        "It did not arrive: tell them in another way",
    ]


def test_the_matrix_shows_who_was_invited_to_what_was_held(
    place: Place, plan: Plan, table: Table, officer: User
) -> None:
    meeting = plan(date(2026, 3, 18))
    boards.invite_advisers(meeting=meeting, by=officer, on=TODAY)
    boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance=table.came(),
        summary="",
        by=officer,
        on=date(2026, 3, 18),
    )
    matrix = invitation_matrix(place.regime, on=date(2026, 3, 31))
    assert [len(row.cells) for row in matrix.rows] == [1, 1]
    assert all(cell and cell.has_current for row in matrix.rows for cell in row.cells)
