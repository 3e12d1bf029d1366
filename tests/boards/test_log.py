"""The action log: somebody and a date for each item, and a word on each at every meeting."""

from collections.abc import Callable
from datetime import date, time

import pytest

from boards import changes as boards
from boards import queries
from boards.changes import LogWords
from boards.models import LogItem, LogUpdate, Meeting
from boards.states import LogState
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.boards.conftest import Agree, Plan
from tests.conftest import Place

Hold = Callable[..., Meeting]

JANUARY, FEBRUARY, MARCH = date(2026, 1, 7), date(2026, 2, 4), date(2026, 3, 4)

THE_NOTICE = (
    "“The improvement board must clearly assign accountabilities for all actions agreed, along "
    "with timescales for achieving them.”"
)


@pytest.mark.parametrize(
    ("missing", "field"), [("accountable", "accountable"), ("due_on", "due_on")]
)
def test_an_item_without_a_person_or_a_date_is_refused_in_the_words_of_the_notice(
    place: Place, hold: Hold, officer: User, missing: str, field: str
) -> None:
    agreed: dict[str, object] = {
        "accountable": place.posts["officer"],
        "due_on": MARCH,
        missing: None,
    }
    with pytest.raises(Refusal) as refused:
        boards.add_log_item(
            meeting=hold(JANUARY),
            what="Publish the plan",
            by=officer,
            **agreed,  # type: ignore[arg-type]
        )
    assert refused.value.field == field
    assert THE_NOTICE in refused.value.sentence
    assert not LogItem.objects.exists()


def test_an_item_is_due_on_or_after_the_meeting_and_held_by_a_post_of_the_area(
    place: Place, elsewhere: Place, hold: Hold, agree: Agree, officer: User
) -> None:
    meeting = hold(JANUARY)
    with pytest.raises(Refusal, match="on or after the meeting of 7 January 2026"):
        agree(meeting, due_on=date(2026, 1, 6))
    with pytest.raises(Refusal, match="a post of this area"):
        boards.add_log_item(
            meeting=meeting,
            what="Publish the plan",
            accountable=elsewhere.posts["officer"],
            due_on=MARCH,
            by=officer,
        )


def test_items_are_numbered_for_life_across_meetings(hold: Hold, agree: Agree) -> None:
    first, second = hold(JANUARY), hold(FEBRUARY)
    refs = [agree(first).ref, agree(second).ref, agree(first).ref]
    assert refs == ["L1", "L2", "L3"]


def test_an_item_waits_for_a_meeting_that_was_held(plan: Plan, agree: Agree) -> None:
    with pytest.raises(Refusal, match="Record who came"):
        agree(plan(MARCH))


def test_changing_an_item_asks_for_a_reason_and_keeps_the_notice_s_rule(
    place: Place, hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY))
    edit = {
        "item": item,
        "version": item.version,
        "what": "Publish the whole plan",
        "accountable": place.posts["lead"],
        "by": officer,
    }
    with pytest.raises(Refusal, match="Say why"):
        boards.edit_log_item(due_on=MARCH, reason="", **edit)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="Paragraph 4"):
        boards.edit_log_item(due_on=None, reason="No date yet", **edit)  # type: ignore[arg-type]
    changed = boards.edit_log_item(
        due_on=date(2026, 5, 1),
        reason="Agreed by the chair",
        **edit,  # type: ignore[arg-type]
    )
    assert changed.accountable == place.posts["lead"]
    assert changes_of(changed)[0].history_change_reason == "Agreed by the chair"
    with pytest.raises(Stale):
        boards.edit_log_item(due_on=MARCH, reason="Again", **edit)  # type: ignore[arg-type]


def test_a_meeting_is_complete_when_each_open_item_is_updated_or_marked(
    hold: Hold, agree: Agree, officer: User
) -> None:
    january = hold(JANUARY)
    items = [agree(january, f"Action {n}") for n in range(3)]
    assert queries.log_progress(january).words == "No log items were open before this meeting"
    february = hold(FEBRUARY)
    assert queries.log_progress(february).words == "3 of 3 log items still to update"
    boards.update_log_item(item=items[0], meeting=february, said="Begun.", close=False, by=officer)
    boards.update_log_item(item=items[1], meeting=february, said="", close=False, by=officer)
    assert queries.log_progress(february).words == "1 of 3 log items still to update"
    boards.update_log_item(item=items[2], meeting=february, said="Done.", close=True, by=officer)
    assert queries.log_progress(february).complete
    march = hold(MARCH)
    assert queries.log_progress(march).carried_in == 2, "a closed item is carried no further"
    assert queries.log_progress(february).carried_in == 3, "what a meeting had to do stays"


def test_closing_and_opening_again_say_why_and_keep_the_days(
    hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY))
    february, march = hold(FEBRUARY), hold(MARCH)
    with pytest.raises(Refusal, match="Say what was done before you close L1"):
        boards.update_log_item(item=item, meeting=february, said=" ", close=True, by=officer)
    boards.update_log_item(item=item, meeting=february, said="Done.", close=True, by=officer)
    item.refresh_from_db()
    assert (item.state, item.closed_on) == (LogState.CLOSED, FEBRUARY)
    with pytest.raises(Refusal, match="already closed before this meeting"):
        boards.update_log_item(item=item, meeting=march, said="Done.", close=True, by=officer)
    with pytest.raises(Refusal, match="Say why L1 is opened again"):
        boards.update_log_item(item=item, meeting=march, said="", close=False, by=officer)
    boards.update_log_item(
        item=item, meeting=march, said="It was not published.", close=False, by=officer
    )
    item.refresh_from_db()
    assert (item.state, item.closed_on) == (LogState.OPEN, None)


def test_an_older_meeting_can_be_corrected_in_words_but_no_longer_in_state(
    hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY))
    february, march = hold(FEBRUARY), hold(MARCH)
    boards.update_log_item(item=item, meeting=february, said="Begun.", close=False, by=officer)
    boards.update_log_item(item=item, meeting=march, said="Done.", close=True, by=officer)
    corrected = boards.update_log_item(
        item=item, meeting=february, said="Begun in January.", close=False, by=officer
    )
    item.refresh_from_db()
    assert corrected.said == "Begun in January."
    assert item.state == LogState.CLOSED
    with pytest.raises(Refusal, match="was also updated on 4 March 2026"):
        boards.update_log_item(item=item, meeting=february, said="Done.", close=True, by=officer)


def test_a_closing_taken_back_at_the_same_meeting_opens_the_item(
    hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY))
    february = hold(FEBRUARY)
    boards.update_log_item(item=item, meeting=february, said="Done.", close=True, by=officer)
    boards.update_log_item(item=item, meeting=february, said="", close=False, by=officer)
    item.refresh_from_db()
    assert item.state == LogState.OPEN
    assert LogUpdate.objects.count() == 1


def test_an_item_is_not_updated_at_the_meeting_that_agreed_it_or_before(
    hold: Hold, agree: Agree, officer: User
) -> None:
    january, february = hold(JANUARY), hold(FEBRUARY)
    item = agree(february)
    for meeting in (january, february):
        with pytest.raises(Refusal, match="from the next meeting on"):
            boards.update_log_item(
                item=item, meeting=meeting, said="Begun.", close=False, by=officer
            )


def test_an_item_of_another_board_is_refused(
    hold: Hold, agree: Agree, elsewhere: Place, stranger: User
) -> None:
    item = agree(hold(JANUARY))
    body = boards.set_up_board(regime=elsewhere.regime, name="Their board", by=stranger)
    meeting = boards.plan_meeting(
        body=body,
        meets_on=FEBRUARY,
        starts_at=time(14),
        ends_at=time(16),
        place="Online",
        by=stranger,
    )
    theirs = boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={},
        summary="",
        by=stranger,
        on=FEBRUARY,
    )
    with pytest.raises(Refusal, match="not in the log of this board"):
        boards.update_log_item(item=item, meeting=theirs, said="Ours", close=False, by=stranger)


def test_two_people_who_update_the_same_item_do_not_overwrite_each_other(
    hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY))
    february = hold(FEBRUARY)
    opened_with = 0
    boards.update_log_item(
        item=item, meeting=february, said="Mine", close=False, by=officer, version=opened_with
    )
    with pytest.raises(Stale) as told:
        boards.update_log_item(
            item=item, meeting=february, said="Yours", close=False, by=officer, version=opened_with
        )
    assert told.value.current.said == "Mine"


def test_a_form_of_many_items_is_saved_whole_or_not_at_all(
    hold: Hold, agree: Agree, officer: User
) -> None:
    january = hold(JANUARY)
    first, second = agree(january), agree(january)
    february = hold(FEBRUARY)
    with pytest.raises(Refusal) as refused:
        boards.update_log(
            meeting=february,
            words=[LogWords(first, "Begun.", close=False), LogWords(second, "", close=True)],
            by=officer,
        )
    assert refused.value.field == "said_L2"
    assert not LogUpdate.objects.exists()
    boards.update_log(
        meeting=february,
        words=[LogWords(first, "Begun.", close=False), LogWords(second, "Done.", close=True)],
        by=officer,
    )
    assert LogUpdate.objects.count() == 2
    second.refresh_from_db()
    assert changes_of(second).count() == 2, "one history row for agreeing, one for closing"


def test_saying_the_same_again_writes_nothing(hold: Hold, agree: Agree, officer: User) -> None:
    item = agree(hold(JANUARY))
    february = hold(FEBRUARY)
    for _ in range(2):
        update = boards.update_log_item(
            item=item, meeting=february, said="Begun.", close=False, by=officer
        )
    assert changes_of(update).count() == 1
