"""The pages of the officer's working day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, ActionUpdate
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations import changes as organisations
from tests.conftest import PASSWORD, Place
from tests.plans.conftest import Plan

Browse = Callable[[User], Client]

MINE = "/exampleshire/actions/mine/"
ALL = "/exampleshire/actions/"
HOSTILE = "<script>alert('x')</script><b>bold</b> {{ 7 }} & \"quoted\""


def body(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(action: Action, *tail: str) -> str:
    return "/".join(["/exampleshire/actions", action.ref, *tail, ""])


def answers(action: Action, **typed: str) -> dict[str, str]:
    """A filled-in update form; what is given as "-" is left out."""
    filled = {
        "version": str(action.version),
        "status": "on_track",
        "reason": "",
        "help_wanted": "",
        "happened": "We met families",
        "evidence": "none",
        "difference": "",
        "next_step": "",
        "move_reason": "",
    } | typed
    return {name: value for name, value in filled.items() if value != "-"}


def said(action: Action) -> ActionUpdate:
    update = action.updates.order_by("pk").last()
    assert update is not None
    return update


# My actions


def test_an_officer_reads_the_job_first(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action("Write the strategy")
    plan.action("Train the panel", due_on=date(2026, 3, 1))

    answer = browse(officer).get(MINE)

    text = body(answer)
    assert "<h1>2 actions need an update by 31 March</h1>" in text
    assert text.index("Train the panel") < text.index("Write the strategy")
    assert "10 days overdue" in text
    assert "nothing said yet" in text


def test_one_action_is_told_in_the_singular(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action()

    assert "1 action needs an update by 31 March" in body(browse(officer).get(MINE))


def test_after_the_deadline_the_heading_says_still(
    plan: Plan, officer: User, browse: Browse
) -> None:
    from sendtrack import clock
    from tests.conftest import NOW

    plan.action()
    with clock.at(NOW.replace(month=5, day=30)):
        assert "1 action still needs an update for May" in body(browse(officer).get(MINE))


def test_an_empty_desk_says_when_the_next_updates_open(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    plan.say(plan.action(), on=today)

    text = body(browse(officer).get(MINE))

    assert "Nothing is waiting for you" in text
    assert "The next updates open on 1 April 2026." in text
    assert "On track and up to date (1)" in text


def test_somebody_without_actions_is_told_why_the_page_is_empty(
    place: Place, partner: User, browse: Browse
) -> None:
    assert "No open action has a post that you hold" in body(browse(partner).get(MINE))


def test_a_lead_without_a_post_sees_the_whole_area(
    plan: Plan, place: Place, lead: User, browse: Browse, system: User, today: date
) -> None:
    plan.action("Of the officer", post="officer")
    assert "Of the officer" not in body(browse(lead).get(MINE))

    organisations.appoint(
        post=place.posts["lead"], person=place.people["dcs"], from_on=today, by=system
    )

    text = body(browse(lead).get(MINE))
    assert "Of the officer" in text
    assert "this is everything in Exampleshire" in text


def test_a_record_of_published_documents_wants_no_update_by_any_day(
    plan: Plan, place: Place, officer: User, browse: Browse, today: date
) -> None:
    plan.action()
    with record(actor=officer, reason="The record is made from published documents"):
        place.area.record_ends_on = today
        place.area.save()

    text = body(browse(officer).get(MINE))

    assert "<h1>1 action in this record without an update</h1>" in text
    assert "31 March" not in text


# All actions


def test_the_list_shows_every_action_with_what_is_known(
    plan: Plan, chair: User, browse: Browse, today: date
) -> None:
    plan.say(plan.action("Write the strategy"), Status.AT_RISK, on=today)
    plan.action("Train the panel", due_on=date(2026, 3, 10), post="partner")

    text = body(browse(chair).get(ALL))

    assert "2 actions" in text
    assert "At risk" in text
    assert "1 day overdue" in text
    assert "Designated Clinical Officer" in text


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("area=b", {"Second"}),
        ("status=at_risk", {"First"}),
        ("status=not_started", {"Second", "Third"}),
        ("show=overdue", {"Third"}),
        ("show=no-update", {"Second", "Third"}),
        ("organisation=Exampleshire Integrated Care Board", {"Second"}),
        ("area=a&show=no-update", {"Third"}),
        ("area=nowhere&status=nothing&page=x&sort=y", {"First", "Second", "Third"}),
    ],
)
def test_filters_are_links_in_the_address(
    plan: Plan, officer: User, browse: Browse, today: date, query: str, seen: set[str]
) -> None:
    plan.say(plan.action("First"), Status.AT_RISK, on=today)
    plan.action("Second", area="b", post="partner")
    plan.action("Third", due_on=date(2026, 3, 10))

    text = body(browse(officer).get(f"{ALL}?{query}"))

    assert {title for title in ("First", "Second", "Third") if f">{title}</a>" in text} == seen


@pytest.mark.parametrize("sort", ["ref", "title", "status", "due_on", "last_update_on"])
def test_the_list_can_be_sorted_by_every_column(
    plan: Plan, officer: User, browse: Browse, today: date, sort: str
) -> None:
    plan.say(plan.action("A first", due_on=date(2026, 3, 20)), Status.OFF_TRACK, on=today)
    plan.action("B second")
    plan.say(plan.action("C third", due_on=date(2026, 12, 1)), Status.COMPLETE, on=today)

    def order(query: str) -> list[str]:
        text = body(browse(officer).get(f"{ALL}?sort={query}"))
        return sorted(["A first", "B second", "C third"], key=lambda title: text.index(title))

    up, down = order(sort), order(f"-{sort}")
    assert up != down
    if sort == "status":
        assert up == ["A first", "B second", "C third"]


# One action


def test_the_page_of_an_action_tells_its_whole_story(
    plan: Plan, place: Place, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action("Write the strategy"), on=date(2026, 2, 3))
    plan.say(
        action,
        Status.AT_RISK,
        on=today,
        happened="Two workshops took place",
        reason="The health lead left",
        help_wanted="A named deputy",
        due_on=date(2026, 7, 31),
        move_reason="Late papers",
    )

    text = body(browse(adviser).get(page(action)))

    for words in (
        "Write the strategy",
        "Outcome a",
        "SEND Commissioner (Exampleshire officer)",
        "Exampleshire Council",
        "31 July 2026",
        "First due 30 June 2026, moved 1 time",
        "Why at risk?",
        "until then it was on track",
        "The health lead left",
        "A named deputy",
        "Late papers",
        "Two workshops took place",
        "No evidence recorded",
        "Full history of A1.1",
    ):
        assert words in text


def test_only_those_who_may_update_see_the_button(
    plan: Plan,
    officer: User,
    partner: User,
    chair: User,
    adviser: User,
    administrator: User,
    browse: Browse,
) -> None:
    action = plan.action(post="officer")
    of_partner = plan.action(post="partner")

    def buttons(user: User) -> list[bool]:
        return [
            page(each, "update") in body(browse(user).get(page(each)))
            for each in (action, of_partner)
        ]

    assert buttons(officer) == [True, True]
    assert buttons(partner) == [False, True]
    for reader in (chair, adviser, administrator):
        assert buttons(reader) == [False, False]


def test_an_action_of_a_document_shows_its_gaps_and_its_source(
    place: Place, officer: User, browse: Browse
) -> None:
    action = changes.add_cited_action(
        area=place.areas[0],
        title="Cited work",
        citation=place.areas[0].finding,
        date_words="By summer",
        by=officer,
    )

    text = body(browse(officer).get(page(action)))

    assert "No post stated" in text
    assert "By summer" in text
    assert "Weakness a." in text
    assert "Improvement Notice" in text
    assert "Nobody has said yet how this action is going" in text
    assert "None yet" in body(browse(officer).get(ALL))


def test_facts_that_speak_against_the_status_are_shown(
    plan: Plan, chair: User, browse: Browse, today: date
) -> None:
    action = plan.action(due_on=today - timedelta(days=2))
    plan.say(action, Status.ON_TRACK, on=today, reason="Sign-off is on Friday")

    text = body(browse(chair).get(page(action)))

    assert "On track, but 2 days overdue" in text
    assert "Sign-off is on Friday" in text


def test_a_due_date_after_the_end_of_the_notice_is_pointed_out(
    plan: Plan, chair: User, browse: Browse
) -> None:
    action = plan.action(due_on=date(2027, 4, 1))

    assert "1 April 2027 is after 28 February 2027" in body(browse(chair).get(page(action)))


def test_an_action_that_is_not_there_and_one_of_elsewhere_look_the_same(
    plan: Plan, stranger: User, officer: User, browse: Browse
) -> None:
    action = plan.action()

    for address in (page(action), page(action, "update"), page(action, "history")):
        assert browse(stranger).get(address).status_code == 404
        assert browse(officer).get(address.replace(action.ref, "Z9.9")).status_code == 404


def test_the_history_names_people_reasons_and_what_changed(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=today, reason="The lead left")

    text = body(browse(adviser).get(page(action, "history")))

    assert "History of A1.1" in text
    assert officer.name in text
    assert "The lead left" in text
    assert "Not started" in text


# Updating


def test_an_update_is_saved_and_said(plan: Plan, officer: User, browse: Browse) -> None:
    action = plan.action("Write the strategy")

    answer = browse(officer).post(
        page(action, "update"),
        answers(action, evidence="yes", difference="Families know whom to ask"),
        follow=True,
    )

    assert answer.redirect_chain == [(page(action), 302)]
    assert "A1.1 saved as on track." in body(answer)
    assert said(action).difference == "Families know whom to ask"
    assert said(action).made_by == officer


def test_the_form_asks_four_questions_and_gives_the_meaning_of_each_status(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), on=today - timedelta(days=9), next_step="Publish the draft")

    text = body(browse(officer).get(page(action, "update")))

    for words in (
        "How is it going?",
        "What has happened since 2 March 2026?",
        "What difference has it made?",
        "No evidence yet",
        "What next?",
        "Amber: needs attention; achievable with timely action.",
        "Publish the draft",
        "Outcome a",
    ):
        assert words in text
    assert 'value="not_started"' not in text


def test_everything_wrong_is_said_at_once_and_what_was_typed_is_kept(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(
        page(action, "update"),
        answers(
            action,
            status="off_track",
            happened="",
            evidence="yes",
            next_step="x" * 1600,
            **{"due_on-day": "31", "due_on-month": "2", "due_on-year": "2026"},
        ),
    )

    text = body(answer)
    assert answer.status_code == 200
    assert "There is a problem" in text
    for words in (
        "Say why it is off track",
        "Say what help is wanted, and from whom",
        "Enter what happened",
        "Enter what difference it made",
        "What is next must be 1,500 characters or fewer",
        "must be a real date: there is no 31 February",
    ):
        assert words in text, words
    assert "x" * 1600 in text
    assert 'value="31"' in text
    assert "Error: Update A1.1" in text
    assert not action.updates.exists()


def test_no_evidence_yet_beside_a_difference_asks_to_choose(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(page(action, "update"), answers(action, difference="Waits fell"))

    assert "You chose “No evidence yet” and wrote" in body(answer)
    assert "Waits fell" in body(answer)


def test_whoever_writes_a_difference_need_not_tick_that_there_is_one(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    browse(officer).post(
        page(action, "update"), answers(action, evidence="-", difference="Waits fell")
    )

    assert said(action).difference == "Waits fell"


def test_completing_without_evidence_is_refused_at_the_question(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(page(action, "update"), answers(action, status="complete"))

    assert "Say what difference it made" in body(answer)
    assert not action.updates.exists()


def test_the_date_moves_with_its_reason_and_a_warning(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(
        page(action, "update"),
        answers(
            action,
            move_reason="A new term",
            **{"due_on-day": "1", "due_on-month": "April", "due_on-year": "2027"},
        ),
        follow=True,
    )

    assert "1 April 2027 is after 28 February 2027" in body(answer)
    assert said(action).due_on_after == date(2027, 4, 1)


def test_markup_is_shown_as_text_everywhere(plan: Plan, officer: User, browse: Browse) -> None:
    action = plan.action(HOSTILE[:60])
    browser = browse(officer)
    refused = browser.post(page(action, "update"), answers(action, happened=HOSTILE, status=""))
    browser.post(
        page(action, "update"),
        answers(
            action,
            happened=HOSTILE,
            status="at_risk",
            reason=HOSTILE,
            help_wanted=HOSTILE,
            evidence="yes",
            difference=HOSTILE,
            next_step=HOSTILE,
        ),
    )
    assert said(action).happened == HOSTILE

    pages = [page(action), page(action, "update"), page(action, "history"), MINE, ALL]
    for answer in (refused, *(browser.get(address) for address in pages)):
        assert "<script>alert" not in answer.content.decode()
        assert "<b>bold" not in answer.content.decode()


def test_save_and_next_goes_down_the_list_and_then_home(
    plan: Plan, officer: User, browse: Browse
) -> None:
    later = plan.action("Later", due_on=date(2026, 9, 1))
    overdue = plan.action("Overdue", due_on=date(2026, 3, 1))
    soon = plan.action("Soon", due_on=date(2026, 3, 20))
    browser = browse(officer)

    def go_on(action: Action) -> HttpResponse:
        return browser.post(
            page(action, "update"), answers(action, then="next", reason="Sign-off on Friday")
        )

    assert go_on(soon)["Location"] == page(later, "update")
    assert go_on(later)["Location"] == page(overdue, "update")
    assert go_on(overdue)["Location"] == MINE
    text = body(browser.get(MINE))
    assert "saved as on track. Nothing else is waiting for you." in text


def test_a_partner_updates_only_the_actions_of_their_own_posts(
    plan: Plan, partner: User, browse: Browse
) -> None:
    theirs = plan.action(post="partner")
    of_another = plan.action(post="officer")
    browser = browse(partner)

    assert browser.get(page(of_another, "update")).status_code == 403
    assert browser.post(page(of_another, "update"), answers(of_another)).status_code == 403
    assert browser.post(page(theirs, "update"), answers(theirs)).status_code == 302
    assert not of_another.updates.exists()


def test_readers_never_reach_the_form(
    plan: Plan, chair: User, adviser: User, administrator: User, browse: Browse
) -> None:
    action = plan.action()

    for reader in (chair, adviser, administrator):
        assert browse(reader).get(page(action, "update")).status_code == 403
        assert browse(reader).post(page(action, "update"), answers(action)).status_code == 403
        assert browse(reader).get(MINE).status_code == 403
    assert not action.updates.exists()


# Two people


def test_the_second_of_two_people_sees_both_texts_and_loses_nothing(
    plan: Plan, officer: User, lead: User, browse: Browse
) -> None:
    action = plan.action()
    opened = answers(action)
    browse(lead).post(page(action, "update"), opened | {"happened": "The lead's text"})

    mine = opened | {"happened": "My text", "status": "at_risk", "reason": "R", "help_wanted": "H"}
    answer = browse(officer).post(page(action, "update"), mine)

    text = body(answer)
    assert answer.status_code == 409
    assert f"{lead.name} changed it on 11 March 2026" in text
    assert text.count("The lead&#x27;s text") >= 1
    assert "My text" in text.split("<textarea", 1)[1]
    assert "New due date" not in text.split("<form method", 1)[0]
    assert action.updates.count() == 1

    action.refresh_from_db()
    assert f'value="{action.version}"' in text
    again = browse(officer).post(page(action, "update"), mine | {"version": str(action.version)})

    assert again.status_code == 302
    assert said(action).happened == "My text"
    assert action.updates.count() == 2


def test_a_button_pressed_twice_saves_once_and_says_so(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()
    filled = answers(action)
    browser = browse(officer)

    for _ in range(2):
        answer = browser.post(page(action, "update"), filled)
        assert answer["Location"] == page(action)

    assert action.updates.count() == 1


# A session that ends


def test_what_was_typed_outlives_the_session(plan: Plan, officer: User) -> None:
    action = plan.action()
    filled = answers(action, happened="An hour of careful words", status="at_risk")
    browser = Client()
    address = page(action, "update")

    sent_away = browser.post(address, filled)
    assert sent_away["Location"] == f"/login?next={address}"
    at_the_door = browser.get(sent_away["Location"])
    assert browser.session.get_expiry_age() <= 3600
    assert "what you typed is kept" in body(at_the_door)
    assert "careful words" not in body(at_the_door)
    browser.post(sent_away["Location"], {"email": officer.email, "password": "wrong"})

    back = browser.post(
        sent_away["Location"],
        {"email": officer.email, "password": PASSWORD, "next": address},
        follow=True,
    )

    assert back.redirect_chain == [(address, 302)]
    assert "An hour of careful words" in body(back)
    assert "Your session ended before this was saved" in body(back)
    assert not action.updates.exists()

    browser.post(address, filled | {"reason": "R", "help_wanted": "H"})
    assert said(action).happened == "An hour of careful words"
    assert (
        "careful words" not in body(browser.get(address)).split("<form", 1)[1].split("</form>")[0]
    )


def test_nothing_is_kept_for_addresses_that_ask_for_no_form(place: Place) -> None:
    browser = Client()

    browser.post(MINE, {"happened": "x"})

    assert "typed" not in browser.session


def test_a_flood_is_not_kept(plan: Plan) -> None:
    action = plan.action()
    browser = Client()

    sent_away = browser.post(page(action, "update"), answers(action, happened="x" * 70_000))

    assert "typed" not in browser.session
    assert "too long for us to keep" in body(browser.get(sent_away["Location"]))


def test_a_form_whose_token_is_out_of_date_is_kept_if_it_came_from_our_pages(
    plan: Plan, officer: User
) -> None:
    action = plan.action()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    filled = answers(action, happened="Careful words")

    from_elsewhere = browser.post(
        page(action, "update"), filled, headers={"Origin": "https://evil.example"}
    )
    assert from_elsewhere.status_code == 403
    assert "Careful words" not in body(browser.get(page(action, "update")))

    from_here = browser.post(
        page(action, "update"), filled, headers={"Origin": "http://testserver"}
    )
    assert from_here.status_code == 403
    assert "What you typed is kept" in body(from_here)
    assert "Careful words" in body(browser.get(page(action, "update")))
    assert not action.updates.exists()


# What it costs


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert browser.get(address).status_code == 200
    return len(made)


def test_pages_cost_the_same_for_a_few_actions_and_for_many(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    def grow(by: int) -> None:
        for number in range(by):
            area = "abcdef"[number % 6]
            plan.action(area=area)
            plan.say(plan.action(area=area), Status.AT_RISK, on=today)
            plan.say(plan.action(area=area), on=today)

    browser = browse(officer)
    address = page(plan.action(), "update")
    grow(4)
    browser.get(MINE)
    few = [queries(browser, each) for each in (MINE, ALL, address)]
    grow(30)
    assert [queries(browser, each) for each in (MINE, ALL, address)] == few


def test_an_action_costs_the_same_after_two_updates_and_after_fifty(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()
    browser = browse(officer)

    def say(times: int) -> None:
        for number in range(times):
            status = [Status.ON_TRACK, Status.AT_RISK][number % 2]
            plan.say(action, status, on=date(2026, 1, 5) + timedelta(days=number))

    say(2)
    few = [queries(browser, page(action)), queries(browser, page(action, "update"))]
    say(50)
    assert [queries(browser, page(action)), queries(browser, page(action, "update"))] == few
    assert "Updates (52)" in body(browser.get(page(action)))
    assert 'rel="next"' in body(browser.get(page(action)))
