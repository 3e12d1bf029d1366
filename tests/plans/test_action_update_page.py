"""The one page of an update: four questions, two people, and sessions that end."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import Action
from sendtrack.accounts.models import User
from tests.conftest import PASSWORD, Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import ALL, HOSTILE, MINE, Browse, answers, page, said

# Updating


def test_an_update_is_saved_and_said(plan: Plan, officer: User, browse: Browse) -> None:
    action = plan.action("Write the strategy")
    plan.proves(action)

    answer = browse(officer).post(
        page(action, "update"),
        answers(action, impact="emerging", difference="Families know whom to ask"),
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
            impact="emerging",
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
        "Say what difference it makes, and how you know",
        "Emerging needs at least one piece of evidence. "
        "None is linked to this action or its outcome yet.",
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


def test_what_difference_it_made_is_asked_each_time(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(page(action, "update"), answers(action, impact="-"))

    assert "Select what difference it made" in body(answer)
    assert not action.updates.exists()


def test_completing_without_evidence_is_refused_at_the_question(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()

    answer = browse(officer).post(page(action, "update"), answers(action, status="complete"))

    assert "Complete needs evidence. Add at least one piece to A1.1" in body(answer)
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
    plan.proves(action)
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
            impact="emerging",
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
    assert "saved as on track. No other action of yours waits for an update." in text


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


def opened_by(user: User, address: str) -> dict[str, str]:
    """What the page of a form carries, hidden, to say whose it is."""
    browser = Client()
    browser.force_login(user)
    (mark,) = re.findall(
        r'name="typed_by" value="([^"]+)"', browser.get(address).content.decode().split("<main")[1]
    )
    return {"typed_by": mark}


def test_what_was_typed_outlives_the_session(plan: Plan, officer: User) -> None:
    action = plan.action()
    filled = answers(action, happened="An hour of careful words", status="at_risk")
    filled |= opened_by(officer, page(action, "update"))
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


def test_what_an_officer_typed_is_not_shown_to_the_lead_who_signs_in_next(
    plan: Plan, officer: User, lead: User
) -> None:
    action = plan.action()
    address = page(action, "update")
    filled = answers(action, happened="Words for nobody else") | opened_by(officer, address)
    browser = Client()
    door = browser.post(address, filled)["Location"]

    back = browser.post(
        door, {"email": lead.email, "password": PASSWORD, "next": address}, follow=True
    )
    assert "Words for nobody else" not in body(back)
    assert "Somebody else typed in this browser before you and did not save it." in body(back)

    browser.post("/logout")
    browser.post("/login", {"email": officer.email, "password": PASSWORD})
    assert "Words for nobody else" not in body(browser.get(address))


@pytest.mark.parametrize("mark", ["", "1", "1:forged"])
def test_what_nobody_can_be_named_for_is_not_kept(plan: Plan, mark: str) -> None:
    action = plan.action()
    address = page(action, "update")
    browser = Client()

    door = browser.post(address, answers(action) | {"typed_by": mark})

    assert "typed" not in browser.session
    assert "could not keep what you typed" in body(browser.get(door["Location"]))


def test_a_page_opened_by_another_account_is_not_kept_for_who_signed_in_since(
    plan: Plan, officer: User, lead: User
) -> None:
    action = plan.action()
    address = page(action, "update")
    filled = answers(action, happened="Words for nobody else") | opened_by(officer, address)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead)

    answer = browser.post(address, filled, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert "What you typed is kept" not in body(answer)
    assert "Words for nobody else" not in body(browser.get(address))


def test_nothing_is_kept_for_addresses_that_ask_for_no_form(place: Place) -> None:
    browser = Client()

    browser.post(MINE, {"happened": "x"})

    assert "typed" not in browser.session


def test_a_flood_is_not_kept(plan: Plan, officer: User) -> None:
    action = plan.action()
    address = page(action, "update")
    browser = Client()

    sent_away = browser.post(
        address, answers(action, happened="x" * 70_000) | opened_by(officer, address)
    )

    assert "typed" not in browser.session
    assert "too long for us to keep" in body(browser.get(sent_away["Location"]))


def test_a_form_whose_token_is_out_of_date_is_kept_if_it_came_from_our_pages(
    plan: Plan, officer: User
) -> None:
    action = plan.action()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    address = page(action, "update")
    filled = answers(action, happened="Careful words") | opened_by(officer, address)

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


# A form that is not quite ours


@pytest.mark.parametrize("version", [None, "", "x", "-4", "9" * 40])
def test_a_form_without_its_version_overwrites_nothing_and_loses_nothing(
    plan: Plan, officer: User, browse: Browse, version: str | None
) -> None:
    action = plan.action()
    filled = answers(action, happened="An hour of careful words")
    filled.pop("version")
    given = {} if version is None else {"version": version}

    answer = browse(officer).post(page(action, "update"), filled | given)

    assert answer.status_code == 409
    assert "We could not save this" in body(answer)
    assert "Nobody else has answered these questions." in body(answer)
    assert "Enter the version" not in body(answer)
    assert "An hour of careful words" in body(answer)
    assert not action.updates.exists()
    again = filled | {"version": answer.context["form"].data["version"]}
    assert browse(officer).post(page(action, "update"), again).status_code == 302


def test_a_new_date_in_the_past_is_the_only_thing_to_put_right(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()
    filled = answers(action, due_on="2025-12-01", move_reason="A mistake", reason="")

    answer = browse(officer).post(page(action, "update"), filled)

    assert answer.context["form"].errors == {"due_on": ["The new due date must be today or later"]}


def test_what_held_last_time_is_offered_while_the_trouble_lasts_and_goes_with_it(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.say(
        plan.action(),
        "at_risk",
        on=date(2026, 2, 3),
        reason="The writer left",
        help_wanted="Agree agency cover",
    )
    browser = browse(officer)
    text = body(browser.get(page(action, "update")))
    assert "The writer left</textarea>" in text
    assert "Agree agency cover</textarea>" in text
    assert "From the last update. Change what is no longer so." in text

    known = {"reason": "The writer left", "help_wanted": "Agree agency cover"}
    browser.post(page(action, "update"), answers(action, status="on_track", **known))
    assert (said(action).status, said(action).reason, said(action).help_wanted) == (
        "on_track",
        "",
        "",
    )
