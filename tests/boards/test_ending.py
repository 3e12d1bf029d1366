"""A body ends on a document, and what it leaves open goes to another one."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from boards import changes as boards
from boards.models import Body, Commission, LogItem, LogMove, Meeting, Seat
from boards.queries import attendance_matrix, current_board, log_kept, log_of, open_log
from boards.queries.governance import governance_on
from boards.states import AttendanceMode, BodyKind, LogState, SeatKind
from plans import changes as plans
from plans.changes import Authority
from plans.states import RegimeKind
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.boards.conftest import Agree, Plan, Table
from tests.boards.pages import body as text_of
from tests.boards.pages import boxes
from tests.conftest import Place

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]

JANUARY, FEBRUARY, LAST = date(2026, 1, 7), date(2026, 2, 4), date(2026, 2, 27)
TODAY = date(2026, 3, 11)
ENDED = Authority(
    paragraph="4.5",
    words="The board will cease after the plan has been signed off.",
    title="Changes to governance",
    issued_by="The Council",
    dated_on=LAST,
)


@pytest.fixture
def successor(place: Place, officer: User) -> Body:
    return boards.add_body(
        area=place.area,
        name="SEND Partnership Board",
        kind=BodyKind.PARTNERSHIP,
        by=officer,
        on=TODAY,
    )


@pytest.fixture
def end(table: Table, officer: User) -> Callable[..., object]:
    """End the board of the table: `end(successor)`."""

    def ended(to: Body | None, on: date = LAST) -> object:
        table.body.refresh_from_db()
        return boards.end_body(
            body=table.body,
            version=table.body.version,
            ended_on=on,
            because="Its work is done",
            successor=to,
            authority=ENDED,
            by=officer,
            on=TODAY,
        )

    return ended


def test_open_items_and_requests_go_on_with_one_history_row_each(
    place: Place,
    table: Table,
    hold: Hold,
    agree: Agree,
    successor: Body,
    end: Callable[..., object],
    officer: User,
) -> None:
    january = hold(JANUARY)
    done, left = agree(january, "Publish the plan"), agree(january, "Write to schools")
    boards.commission(
        regime=place.regime,
        organisation=place.icb,
        what="The waiting times",
        due_on=date(2026, 4, 1),
        meeting=january,
        by=officer,
        on=JANUARY,
    )
    february = hold(FEBRUARY)
    boards.update_log_item(item=done, meeting=february, said="Published", close=True, by=officer)
    asked = Commission.objects.get()
    rows = {row: changes_of(row).count() for row in (left, done, asked, successor, table.body)}

    end(successor)

    left.refresh_from_db()
    done.refresh_from_db()
    assert (left.body, left.ref, done.body) == (successor, "L2", table.body)
    assert Commission.objects.get().owed_to == successor
    assert {row: changes_of(row).count() - before for row, before in rows.items()} == {
        left: 1,
        done: 0,
        asked: 1,
        successor: 1,
        table.body: 1,
    }
    assert changes_of(left)[0].history_change_reason == "Its work is done"
    assert LogMove.objects.get().moved_on == date(2026, 2, 28)


def test_the_log_goes_on_under_the_successor_and_the_past_meetings_keep_theirs(
    place: Place,
    table: Table,
    hold: Hold,
    agree: Agree,
    successor: Body,
    end: Callable[..., object],
    officer: User,
) -> None:
    item = agree(hold(JANUARY))
    hold(FEBRUARY)
    before = [(m.meets_on, p.carried_in) for m, p in log_kept(place.regime, TODAY)]
    end(successor)

    assert [(m.meets_on, p.carried_in) for m, p in log_kept(place.regime, TODAY)] == before
    assert before == [(JANUARY, 0), (FEBRUARY, 1)]
    board = current_board(place.area)
    assert board == successor
    assert [line.item for line in log_of(board, TODAY)] == [item]
    assert [line.item for line in open_log(place.regime, FEBRUARY)] == [item]

    successor.refresh_from_db()
    chair = boards.seat(body=successor, kind=SeatKind.CHAIR, post=place.posts["lead"], by=officer)
    march = boards.plan_meeting(
        body=successor,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Online",
        by=officer,
    )
    march = boards.record_meeting(
        meeting=march,
        version=march.version,
        attendance={chair: (AttendanceMode.ONLINE, "")},
        summary="",
        by=officer,
        on=date(2026, 3, 4),
    )
    assert [p.carried_in for _, p in log_kept(place.regime, TODAY)] == [0, 1, 1]
    boards.update_log_item(item=item, meeting=march, said="Done", close=True, by=officer)
    item.refresh_from_db()
    assert item.state == LogState.CLOSED
    fresh = boards.add_log_item(
        meeting=march,
        what="Begin again",
        accountable=place.posts["lead"],
        due_on=date(2026, 4, 1),
        by=officer,
    )
    assert fresh.ref == "L2", "references go on where the old log stopped"
    matrix = attendance_matrix(place.regime, TODAY)
    assert len(matrix.missing[-1]) == 3, "the successor is asked for its own seats alone"


def test_an_end_without_a_successor_is_refused_while_work_is_open(
    hold: Hold, agree: Agree, end: Callable[..., object]
) -> None:
    agree(hold(JANUARY))
    with pytest.raises(Refusal, match="Choose which body takes over 1 open log item"):
        end(None)
    assert not LogMove.objects.exists()


def test_an_end_is_refused_while_meetings_are_planned_and_says_which(
    plan: Plan, successor: Body, end: Callable[..., object]
) -> None:
    plan(date(2026, 4, 1))
    plan(date(2026, 5, 6))
    with pytest.raises(Refusal, match="of 1 April 2026 and 6 May 2026 are still planned"):
        end(successor)


def test_a_body_does_not_end_before_its_last_meeting_or_in_future(
    hold: Hold, successor: Body, end: Callable[..., object]
) -> None:
    hold(FEBRUARY)
    with pytest.raises(Refusal, match=r"Something is recorded of .* on 4 February 2026"):
        end(successor, on=JANUARY)
    with pytest.raises(Refusal, match="must be today or in the past"):
        end(successor, on=date(2026, 3, 12))


def test_seats_and_lines_end_with_the_body(
    place: Place,
    table: Table,
    successor: Body,
    end: Callable[..., object],
    officer: User,
) -> None:
    given = {"by": officer, "on": TODAY}
    top = boards.add_body(area=place.area, name="Cabinet", kind=BodyKind.CABINET, **given)
    line = boards.draw_line(body=table.body, to=top, **given)
    boards.draw_line(body=successor, to=table.body, announced=True, **given)
    held = boards.name_accountable(
        regime=place.regime, body=table.body, reason="By the Notice", **given
    )
    end(successor)

    assert not Seat.objects.filter(to_on=None).exists()
    line.refresh_from_db()
    held.refresh_from_db()
    assert (line.to_on, held.to_on) == (LAST, LAST)
    now = governance_on(place.area, TODAY)
    assert now.answering[0].held is None
    assert now.coming == [], "an announced line to a body that has ended is no more"
    assert [turn.said for turn in now.turns if turn.citation] == [
        "SEND Improvement Board ended: Its work is done"
    ]
    with pytest.raises(Refusal, match="ended on 27 February 2026, so nothing is added"):
        boards.seat(body=table.body, kind=SeatKind.MEMBER, post=place.posts["lead"], by=officer)
    with pytest.raises(Refusal, match="SEND Improvement Board ended on 27 February 2026"):
        boards.draw_line(body=successor, to=table.body, **given)


def test_what_goes_is_shown_before_the_deed_and_done_on_one_page(
    table: Table,
    hold: Hold,
    agree: Agree,
    successor: Body,
    officer: User,
    adviser: User,
    browse: Browse,
) -> None:
    item = agree(hold(JANUARY))
    client, where = browse(officer), f"/exampleshire/governance/bodies/{table.body.pk}/end/"
    opened = client.get(where)
    assert "L1</a> Publish the plan" in text_of(opened)
    assert "5 seats" in text_of(opened)
    typed = {
        "version": opened.context["form"]["version"].value(),
        **boxes("ended_on", LAST),
        "because": "Its work is done",
        "successor": successor.pk,
    }
    assert "Enter the title of the document" in text_of(client.post(where, typed))
    document = {
        "document_title": "Changes to governance",
        "document_issued_by": "The Council",
        **boxes("document_dated_on", LAST),
        "paragraph": "4.5",
        "words": "The board will cease.",
    }
    sent = client.post(where, {**typed, **document}, follow=True)
    assert "1 open log item went on" in text_of(sent)
    assert LogItem.objects.get(pk=item.pk).body == successor
    reader = browse(adviser)
    assert "It ended on 27 February 2026" in text_of(
        reader.get(f"/exampleshire/governance/bodies/{table.body.pk}/")
    )
    assert "Publish the plan" in text_of(reader.get("/exampleshire/log/L1/"))
    assert reader.get(f"/exampleshire/board/meetings/{JANUARY}/").status_code == 200
    assert "SEND Partnership Board" in text_of(reader.get("/exampleshire/board/"))


def test_a_body_of_another_area_takes_nothing_over(
    place: Place,
    hold: Hold,
    agree: Agree,
    elsewhere: Place,
    end: Callable[..., object],
    officer: User,
) -> None:
    item = agree(hold(JANUARY))
    foreign = boards.add_body(
        area=elsewhere.area, name="Theirs", kind=BodyKind.OTHER, by=officer, on=TODAY
    )
    with pytest.raises(Refusal, match="Choose another body of this area"):
        end(foreign)
    item.refresh_from_db()
    assert item.body.local_area == place.area


def test_items_of_two_logs_never_share_a_reference(
    place: Place, hold: Hold, agree: Agree, end: Callable[..., object], officer: User
) -> None:
    first, second = agree(hold(JANUARY)), agree(hold(FEBRUARY), "Name a deputy")
    strategy = plans.open_regime(
        area=place.area,
        kind=RegimeKind.STRATEGY,
        title="SEND strategy",
        issued_by="Exampleshire Council",
        issued_on=date(2026, 1, 5),
        addressed_to=place.council,
        target_end_on=None,
        report_every_months=None,
        by=officer,
    )
    other = boards.set_up_board(regime=strategy, name="Strategy Board", by=officer)
    seat = boards.seat(body=other, kind=SeatKind.CHAIR, post=place.posts["lead"], by=officer)
    met = boards.plan_meeting(
        body=other,
        meets_on=JANUARY,
        starts_at=time(9),
        ends_at=time(10),
        place="Online",
        by=officer,
    )
    met = boards.record_meeting(
        meeting=met,
        version=met.version,
        attendance={seat: (AttendanceMode.ONLINE, "")},
        summary="",
        by=officer,
        on=JANUARY,
    )
    own = agree(met, "Write the strategy")
    assert (first.ref, second.ref, own.ref) == ("L1", "L2", "L1")
    end(other)
    kept = dict(LogItem.objects.filter(body=other).values_list("pk", "ref"))
    assert kept == {own.pk: "L1", first.pk: "L3", second.pk: "L2"}
