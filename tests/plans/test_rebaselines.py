"""A target moves when a second person agrees; what it was stays on record."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Rebaseline, Target
from plans.queries import ladders
from plans.queries.ladder import because, is_late_to_baseline, rung_of
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import body, day
from tests.plans.reading import MARCH, Browse, read_plan

PAGE = "/exampleshire/plan/outcomes/A1/targets/6/"

READING = 4
"""Queries of a plan without organisations to fetch: areas, outcomes, targets, actions."""


def move(target: Target, asker: User, decider: User, value: int, due_on: date) -> Target:
    target.refresh_from_db()
    asked = changes.ask_rebaseline(
        target=target,
        version=target.version,
        value=Decimal(value),
        due_on=due_on,
        reason="Three posts are vacant",
        by=asker,
        on=MARCH,
    )
    decide(asked, decider, agrees=True)
    return Target.objects.get(pk=target.pk)


def ask(target: Target, by: User, value: int = 60) -> Rebaseline:
    return changes.ask_rebaseline(
        target=target,
        version=target.version,
        value=Decimal(value),
        due_on=date(2026, 6, 9),
        reason="Three posts are vacant",
        by=by,
        on=MARCH,
    )


def decide(asked: Rebaseline, by: User, *, agrees: bool) -> Rebaseline:
    return changes.decide_rebaseline(
        rebaseline=asked, version=asked.version, agrees=agrees, because="Seen", by=by, on=MARCH
    )


def test_nothing_moves_until_somebody_else_agrees(
    target: Target, officer: User, chair: User
) -> None:
    asked = ask(target, officer)
    target.refresh_from_db()
    assert target.value == Decimal(66)
    with pytest.raises(Refusal, match="somebody else has to decide"):
        decide(asked, officer, agrees=True)

    rows = changes_of(target).count()
    decide(asked, chair, agrees=True)

    target.refresh_from_db()
    assert (target.value, target.due_on) == (Decimal(60), date(2026, 6, 9))
    assert changes_of(target).count() == rows + 1
    asked.refresh_from_db()
    assert (asked.value_before, asked.due_before) == (Decimal(66), date(2026, 3, 9))


def test_what_is_not_agreed_stays_as_it_was(target: Target, officer: User, chair: User) -> None:
    decide(ask(target, officer), chair, agrees=False)
    target.refresh_from_db()
    assert target.value == Decimal(66)
    ask(target, officer, 61)


def test_one_request_at_a_time_and_to_something_else(target: Target, officer: User) -> None:
    ask(target, officer)
    with pytest.raises(Refusal, match="decided first"):
        ask(target, officer, 55)


def test_a_target_that_was_judged_stays(target: Target, officer: User) -> None:
    target = changes.record_result(
        target=target,
        version=target.version,
        result="met",
        value=Decimal(70),
        on=MARCH,
        source="Report",
        by=officer,
    )
    with pytest.raises(Refusal, match="stays as it was"):
        ask(target, officer)


def test_a_target_judged_while_its_move_was_asked_for_does_not_move(
    target: Target, officer: User, chair: User
) -> None:
    asked = ask(target, officer)
    target.refresh_from_db()
    changes.record_result(
        target=target,
        version=target.version,
        result="met",
        value=Decimal(70),
        on=MARCH,
        source="Report",
        by=officer,
    )
    with pytest.raises(Refusal, match="recorded meanwhile"):
        decide(asked, chair, agrees=True)
    decide(asked, chair, agrees=False)
    target.refresh_from_db()
    assert (target.value, target.due_on) == (Decimal(66), date(2026, 3, 9))


def test_the_page_of_a_moved_target_says_from_which_day(
    target: Target, officer: User, chair: User, browse: Browse
) -> None:
    assert "9 March 2026: 6 months from" in body(browse(officer).get(PAGE))
    move(target, officer, chair, 60, date(2026, 6, 9))
    assert "9 June 2026, moved from 9 March 2026: 6 months from" in body(browse(officer).get(PAGE))


def test_an_officer_asks_the_chair_decides_and_everybody_reads_it(
    target: Target, officer: User, chair: User, adviser: User, browse: Browse
) -> None:
    typed = {
        "version": str(target.version),
        "value": "60",
        "reason": "Three posts are vacant",
        **day("due_on", "9 6 2026"),
    }
    answer = browse(officer).post(f"{PAGE}move/", typed, follow=True)
    assert "Asked for. Somebody else has to agree." in body(answer)

    asked = Rebaseline.objects.get()
    theirs = browse(chair)
    assert f"{PAGE}decide/" in body(theirs.get(PAGE))
    typed = {"version": str(asked.version), "agrees": "yes", "because": "The board agreed"}
    assert "Decision saved." in body(theirs.post(f"{PAGE}decide/", typed, follow=True))

    text = body(browse(adviser).get(PAGE))
    assert "from 66% by 9 March 2026 to 60% by 9 June 2026" in text
    assert "The board agreed" in text


def test_whoever_asked_cannot_decide(
    target: Target, lead: User, stranger: User, browse: Browse
) -> None:
    ask(target, lead)
    assert browse(lead).get(f"{PAGE}decide/").status_code == 403
    elsewhere = PAGE.replace("exampleshire", "elsewhere")
    assert browse(stranger).get(f"{elsewhere}move/").status_code == 404


def test_what_was_met_after_it_moved_is_late_by_its_first_date(
    target: Target, officer: User, chair: User
) -> None:
    moved = move(target, officer, chair, 60, date(2026, 6, 9))
    moved = move(moved, officer, chair, 60, date(2026, 7, 9))
    met = changes.record_result(
        target=moved,
        version=moved.version,
        result="met",
        value=Decimal(61),
        on=date(2026, 3, 10),
        source="Report",
        by=officer,
    )
    rung = rung_of(met, MARCH)
    assert (rung.state, rung.said, rung.in_short) == (
        "met",
        "met, late by its first date",
        "met late",
    )
    assert rung.moved_words == "moved 2 times"
    assert because(met, MARCH) == (
        "61% on 10 March 2026. The target was 60% by 9 July 2026. "
        "It moved 2 times: at first it was 66% by 9 March 2026. That day was missed."
    )


def test_what_was_met_by_its_first_day_is_not_late_although_it_moved(
    target: Target, officer: User, chair: User
) -> None:
    moved = move(target, officer, chair, 60, date(2026, 6, 9))
    moved.result, moved.result_on = "met", date(2026, 3, 9)
    assert rung_of(moved, MARCH).said == "met"
    assert rung_of(moved, MARCH).moved_words == "moved once"
    moved.result = "missed"
    assert not is_late_to_baseline(moved)


def test_the_ladder_says_how_often_a_target_moved_and_leads_to_the_reasons(
    place: Place, target: Target, officer: User, chair: User, adviser: User, browse: Browse
) -> None:
    ask(target, officer)
    assert "moved once" not in body(browse(adviser).get("/exampleshire/plan/"))
    decide(Rebaseline.objects.get(), chair, agrees=False)
    assert "moved once" not in body(browse(adviser).get("/exampleshire/plan/"))
    move(target, officer, chair, 60, date(2026, 6, 9))
    for address in ("/exampleshire/plan/", "/exampleshire/plan/areas/a/"):
        text = body(browse(adviser).get(address))
        assert f'href="{PAGE}#moves">moved once</a>' in text
    with CaptureQueriesContext(connection) as made:
        rungs = ladders(read_plan(place))[target.outcome_id]
    assert [rung.moved for rung in rungs] == [0, 1, 0, 0]
    assert len(made) == READING


def test_the_count_is_that_of_the_day_looked_back_at(
    target: Target, officer: User, chair: User, browse: Browse
) -> None:
    move(target, officer, chair, 60, date(2026, 6, 9))
    with clock.at(datetime(2026, 4, 2, 10, tzinfo=UTC)):
        asked = ask(Target.objects.get(pk=target.pk), officer, 55)
        decide(asked, chair, agrees=True)
        seen = browse(officer)
        assert "moved 2 times" in body(seen.get("/exampleshire/plan/"))
        assert "moved once" in body(seen.get("/exampleshire/plan/?as-at=2026-03-20"))


def test_the_dashboard_leads_the_chair_to_what_somebody_else_asks_to_move(
    target: Target, officer: User, chair: User, browse: Browse
) -> None:
    decision = f"{PAGE}decide/"
    asked = ask(target, officer)
    board = body(browse(chair).get("/exampleshire/dashboard/"))
    assert "asks to move it from 66% by 9 March 2026 to 60% by 9 June 2026" in board
    assert decision in board
    decide(asked, chair, agrees=True)
    assert decision not in body(browse(chair).get("/exampleshire/dashboard/"))
