"""The page of the board, and the forms of its seats."""

from datetime import date

from boards import changes as boards
from boards.states import AttendanceMode
from sendtrack.accounts.models import User
from sendtrack.history import record
from tests.boards.conftest import Agree, Plan, Table
from tests.boards.pages import (
    APRIL,
    BOARD,
    FEBRUARY,
    JANUARY,
    LOG,
    MARCH,
    Browse,
    Hold,
    body,
    boxes,
    page,
)
from tests.conftest import Place


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
    assert "Measures, and where to look first" in seen
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
