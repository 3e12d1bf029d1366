"""The board shows through its own meetings whose views it took into consideration (4g)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from boards import changes
from boards.models import HeardView, Meeting
from boards.models.view import HeardHow
from boards.queries.heard import board_heard
from plans import changes as plans
from plans.models import VoiceEntry
from plans.states import VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.boards.conftest import Table
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import HOSTILE, MARCH, Browse
from tests.plans.reading import queries as count

FEBRUARY, WINTER = date(2026, 2, 4), date(2026, 1, 7)
PAGE = "/exampleshire/board/meetings/2026-02-04/"
HEARD = "/exampleshire/board/views/"

Say = Callable[..., VoiceEntry]
Hold = Callable[..., Meeting]


@pytest.fixture
def say(place: Place, officer: User) -> Say:
    def said(group: VoiceGroup = VoiceGroup.PARENTS, area: int = 0, **more: Any) -> VoiceEntry:
        given: dict[str, Any] = {
            "heard_on": date(2026, 1, 20),
            "how": "Forum",
            "said": "Letters are hard to read",
            "changed": "",
            "by": officer,
        }
        return plans.add_voice(
            regime=place.regime, area=place.areas[area], group=group, **given | more
        )

    return said


def bring(meeting: Meeting, voice: VoiceEntry, by: User) -> HeardView:
    (view,) = changes.bring_views(meeting=meeting, voices=[voice], how=HeardHow.BROUGHT, by=by)
    return view


def test_views_stand_once_at_a_meeting_each_with_one_history_row(
    hold: Hold, say: Say, officer: User
) -> None:
    meeting, voice = hold(FEBRUARY), say()
    view = bring(meeting, voice, officer)
    again = changes.bring_views(meeting=meeting, voices=[voice], how=HeardHow.THERE, by=officer)
    assert again == []
    decision = changes.decide(meeting=meeting, words="Write anew", because="", by=officer)
    changes.answer_view(
        view=view, version=view.version, answer="They will be", decision=decision, by=officer
    )
    assert changes_of(view).count() == 2


def test_views_come_to_a_meeting_of_their_plan_after_they_were_heard(
    hold: Hold, plan: Callable[[date], Meeting], say: Say, officer: User
) -> None:
    late = say(heard_on=date(2026, 2, 5))
    with pytest.raises(Refusal, match="was heard on 5 February 2026, after this meeting"):
        bring(hold(FEBRUARY), late, officer)
    ahead = plan(date(2026, 4, 8))
    gone = changes.cancel_meeting(
        meeting=ahead, version=ahead.version, because="Illness", by=officer
    )
    with pytest.raises(Refusal, match="was not held"):
        bring(gone, say(), officer)
    with pytest.raises(Refusal, match="at least one entry"):
        changes.bring_views(meeting=ahead, voices=[], how=HeardHow.THERE, by=officer)


def test_the_answer_is_given_at_a_meeting_that_was_held_with_a_decision_of_its_own(
    hold: Hold, plan: Callable[[date], Meeting], say: Say, officer: User
) -> None:
    ahead = bring(plan(date(2026, 4, 8)), say(), officer)
    given: dict[str, Any] = {"answer": "We will", "by": officer}
    with pytest.raises(Refusal, match="Record who came"):
        changes.answer_view(view=ahead, version=1, decision=None, **given)

    view = bring(hold(FEBRUARY), say(), officer)
    other = changes.decide(meeting=hold(WINTER), words="Other", because="", by=officer)
    with pytest.raises(Refusal, match="Choose a decision of this meeting"):
        changes.answer_view(view=view, version=1, decision=other, **given)
    with pytest.raises(IntegrityError, match="a_decision_in_answer_to_views_is_said"):
        HeardView.objects.filter(pk=view.pk).update(decision=other)


def test_what_the_board_answered_stays_in_the_minutes(
    hold: Hold, say: Say, officer: User, lead: User
) -> None:
    view = bring(hold(FEBRUARY), say(), officer)
    changes.answer_view(view=view, version=1, answer="We will", decision=None, by=officer)
    with pytest.raises(Stale):
        changes.answer_view(view=view, version=1, answer="Never", decision=None, by=lead)
    with pytest.raises(Refusal, match="stays in the minutes"):
        changes.take_off_view(view=view, version=2, because="A slip", by=officer)


def test_the_coverage_names_in_words_whom_and_what_the_board_did_not_hear(
    table: Table, hold: Hold, say: Say, officer: User
) -> None:
    first, second = hold(WINTER), hold(FEBRUARY)
    parents = say(heard_on=date(2026, 1, 5))
    never = say(VoiceGroup.STAFF, 1)
    changes.bring_views(meeting=first, voices=[parents], how=HeardHow.BROUGHT, by=officer)
    view = bring(second, say(VoiceGroup.SCHOOLS, 2), officer)
    changes.answer_view(view=view, version=1, answer="We will", decision=None, by=officer)

    found = board_heard(table.body, MARCH)
    assert [each.counts for each in found.meetings] == [[0, 1, 0, 0], [0, 0, 1, 0]]
    assert found.sentence == (
        "Views were taken up at 2 of the last 2 meetings, and the board answered 1 of 2."
    )
    assert found.gaps == [
        "Not heard at any of these meetings: frontline staff and children and young people.",
        "No views came to the board about areas (b), (d), (e), (f).",
        f"The minutes do not say what the board answered to {parents.ref}.",
        f"Heard, and never brought to the board: {never.ref}.",
    ]
    assert board_heard(table.body, date(2026, 1, 31)).totals == [0, 0, 1, 0]


# Pages


def test_views_are_brought_before_the_meeting_and_answered_in_its_minutes(
    plan: Callable[[date], Meeting],
    table: Table,
    say: Say,
    officer: User,
    adviser: User,
    browse: Browse,
) -> None:
    meeting, voice = plan(FEBRUARY), say(said=HOSTILE)
    browser, reader = browse(officer), browse(adviser)
    assert "stand on the agenda" in body(reader.get(PAGE))
    answer = browser.post(f"{PAGE}views/", {"voices": [voice.pk], "how": "brought"}, follow=True)
    assert "1 entry stands at the meeting of 4 February 2026." in body(answer)
    assert "<script>alert" not in body(answer)
    assert voice.ref in body(reader.get(PAGE))

    meeting.refresh_from_db()
    held = changes.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance=table.came(),
        summary="",
        by=officer,
        on=FEBRUARY,
    )
    changes.decide(meeting=held, words="All letters are written anew", because="", by=officer)
    typed = {
        "version": "1",
        "answer": "Nobody understands them",
        "decision": held.decisions.get().pk,
    }
    address = f"{PAGE}views/{voice.ref}/"
    assert browser.post(address, typed).status_code == 302
    late = browser.post(address, typed | {"answer": "Everybody does"})
    assert late.status_code == 409
    for page in (PAGE, HEARD):
        read = body(reader.get(page))
        assert "Nobody understands them" in read
        assert "Decision 1: All letters are written anew" in read
    assert "Nobody understands them" in body(reader.get(f"{PAGE}history/"))
    assert "Views were taken up at the last meeting" in body(reader.get(HEARD))
    assert "Nobody understands them" not in body(reader.get(f"{HEARD}?as-at=2026-03-10"))


def test_views_that_did_not_come_are_taken_off_with_the_reason(
    hold: Hold, say: Say, officer: User, browse: Browse
) -> None:
    view = bring(hold(FEBRUARY), say(), officer)
    answer = browse(officer).post(
        f"{PAGE}views/{view.voice.ref}/remove/",
        {"version": "1", "because": "No time was left"},
        follow=True,
    )
    assert "is taken off the agenda" in body(answer)
    assert not HeardView.objects.exists()
    assert "No time was left" in body(browse(officer).get(f"{PAGE}history/"))


def test_another_areas_views_are_not_offered_nor_shown(
    hold: Hold, say: Say, officer: User, stranger: User, browse: Browse
) -> None:
    bring(hold(FEBRUARY), say(said="Only here"), officer)
    assert browse(stranger).get(HEARD).status_code == 404
    assert "Only here" not in body(browse(stranger).get("/elsewhere/board/views/"))


def test_many_views_need_no_more_queries(
    hold: Hold, say: Say, officer: User, adviser: User, browse: Browse
) -> None:
    first, second = hold(WINTER), hold(FEBRUARY)
    for meeting in (first, second):
        bring(meeting, say(heard_on=WINTER), officer)
    reader = browse(adviser)
    few = count(reader, PAGE), count(reader, HEARD)
    for number, group in enumerate(VoiceGroup):
        for meeting in (first, second):
            view = bring(meeting, say(group, number, heard_on=WINTER), officer)
            changes.answer_view(view=view, version=1, answer="Yes", decision=None, by=officer)
    assert (count(reader, PAGE), count(reader, HEARD)) == few
