"""What partner organisations are asked for, and what they answer."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from plans import changes, queries
from plans.models import ContributionRequest
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body, day
from tests.plans.reading import MARCH, Browse, read_plan
from tests.plans.reading import queries as count

ALL = "/exampleshire/plan/contributions/"
WHAT = "Confirm the budget for two therapists"


def ask(
    place: Place, by: User, *, what: str = WHAT, due_on: date = date(2026, 4, 1)
) -> ContributionRequest:
    return changes.ask_contribution(
        regime=place.regime,
        organisation=place.icb,
        what=what,
        due_on=due_on,
        asked_at="Board of 4 March 2026",
        by=by,
        on=MARCH,
    )


@pytest.fixture
def asked(place: Place, officer: User) -> ContributionRequest:
    return ask(place, officer)


def test_requests_are_numbered_and_leave_one_history_row(
    place: Place, asked: ContributionRequest, officer: User
) -> None:
    assert asked.number == 1
    assert ask(place, officer).number == 2
    assert changes_of(asked).count() == 1


def test_a_request_names_who_and_a_day_that_is_ahead(place: Place, officer: User) -> None:
    with pytest.raises(Refusal) as caught:
        ask(place, officer, due_on=date(2026, 3, 10))
    assert caught.value.field == "due_on"


def test_an_answer_may_be_given_again_until_it_is_settled(
    asked: ContributionRequest, partner: User, officer: User
) -> None:
    once = changes.answer_contribution(
        request=asked, version=asked.version, answer="In May", by=partner, on=MARCH
    )
    with pytest.raises(Stale):
        changes.answer_contribution(
            request=asked, version=asked.version, answer="In June", by=partner, on=MARCH
        )
    settled = changes.settle_contribution(
        request=once, version=once.version, because="Confirmed", by=officer, on=MARCH
    )
    assert settled.state == "settled"
    with pytest.raises(Refusal, match="was settled on 11 March 2026"):
        changes.answer_contribution(
            request=settled, version=settled.version, answer="Never", by=partner, on=MARCH
        )


def test_what_nobody_answered_in_time_is_to_strengthen(
    place: Place, asked: ContributionRequest, partner: User
) -> None:
    [icb] = queries.contributions(read_plan(place))
    assert not icb.to_strengthen

    [icb] = queries.contributions(read_plan(place, date(2026, 4, 2)))
    assert icb.why == (f"No answer to request 1, due on 1 April 2026: {WHAT}",)

    changes.answer_contribution(
        request=asked, version=asked.version, answer="In May", by=partner, on=MARCH
    )
    [icb] = queries.contributions(read_plan(place, date(2026, 4, 2)))
    assert not icb.to_strengthen


# Pages


def test_the_chair_asks_and_the_partner_answers(
    place: Place, plan: Plan, chair: User, partner: User, adviser: User, browse: Browse
) -> None:
    browser = browse(chair)
    typed = {"organisation": place.icb.pk, "what": WHAT, **day("due_on", "1 4 2026")}
    answer = browser.post(f"{ALL}ask/", typed, follow=True)
    assert "Request 1 recorded" in body(answer)

    theirs = browse(partner)
    row = ContributionRequest.objects.get()
    answer = theirs.post(
        f"{ALL}1/answer/", {"version": str(row.version), "answer": "In May"}, follow=True
    )
    assert "Answer to request 1 saved." in body(answer)

    for address in (ALL, f"{ALL}1/", f"{ALL}1/history/"):
        assert "In May" in body(browse(adviser).get(address)), address


def test_a_partner_answers_only_for_their_own_organisation(
    place: Place, officer: User, partner: User, browse: Browse
) -> None:
    changes.ask_contribution(
        regime=place.regime,
        organisation=place.council,
        what=WHAT,
        due_on=date(2026, 4, 1),
        asked_at="",
        by=officer,
        on=MARCH,
    )
    assert browse(partner).get(f"{ALL}1/answer/").status_code == 403


def test_another_area_sees_nothing_of_it(
    asked: ContributionRequest, stranger: User, browse: Browse
) -> None:
    browser = browse(stranger)
    assert browser.get("/elsewhere/plan/contributions/1/").status_code == 404
    assert WHAT not in body(browser.get("/elsewhere/plan/contributions/"))


def test_the_department_is_not_asked(place: Place, officer: User, browse: Browse) -> None:
    text = body(browse(officer).get(f"{ALL}ask/"))
    assert place.icb.name in text
    assert f">{place.dfe.name}</option>" not in text


def test_many_requests_need_no_more_queries(
    place: Place, asked: ContributionRequest, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)
    few = count(browser, ALL)
    for number in range(6):
        ask(place, officer, what=f"Something else {number}")

    assert count(browser, ALL) == few


def test_what_was_asked_at_a_meeting_says_when_it_was_written_down() -> None:
    asked = {
        "asked_on": date(2026, 11, 22),
        "asked_at": "Improvement Board, 3 November 2026",
        "due_on": date(2026, 12, 1),
    }
    said = render_to_string("plans/contributions/_asked.html", {"asked": asked})
    assert "Asked at a meeting (Improvement Board, 3 November 2026) and written down on" in said
    assert "22 November 2026, to be answered by 1 December 2026" in said
