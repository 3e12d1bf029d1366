"""An officer's working day: what waits, an update in under a minute, and nothing typed is lost."""

import pytest
from django.contrib.sessions.models import Session

from plans.models import ActionUpdate
from tests.journeys.conftest import PageOf
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

MARKUP = "<script>alert('x')</script> & <b>bold</b> {{ 7 }}"
HAPPENED = "What has happened since"


def opens_update(officer: Visitor, ref: str) -> None:
    officer.opens(f"/fernshire/actions/{ref}/update/")


def says_on_track(officer: Visitor, happened: str = "The ICB signed the agreement") -> None:
    officer.chooses("On track")
    officer.types(HAPPENED, happened)
    officer.chooses("No evidence yet")


def test_an_officer_updates_what_waits_in_six_steps_and_goes_on_to_the_next(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    assert officer.heading == "3 actions need an update by 30 November"

    officer.presses("Update E1.4")
    officer.sees("Said last time", "1 day overdue")
    officer.chooses("On track")
    officer.types("Why?", "The last signature is due on Friday")
    officer.types(HAPPENED, "The ICB signed the agreement")
    officer.chooses("No evidence yet")
    officer.presses("Save and next")

    assert officer.interactions <= 6
    officer.sees("E1.4 saved as on track.", "1 more waits for an update")
    assert officer.heading == "Update E2.3 Publish what is commissioned and for whom"
    officer.follows("My actions")
    assert officer.heading == "2 actions need an update by 30 November"


def test_red_asks_for_a_reason_and_for_the_help_that_is_wanted(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")

    officer.chooses("Off track")
    officer.types(HAPPENED, "Nobody has written the page")
    officer.chooses("No evidence yet")
    officer.presses("Save")

    assert officer.title.startswith("Error:")
    officer.is_told("Say why it is off track", "Say what help is wanted, and from whom")
    officer.holds(HAPPENED, "Nobody has written the page")

    officer.types("Why?", "The writer left")
    officer.types("What help is needed", "A writer for two days")
    officer.presses("Save")
    officer.sees("E2.3 saved as off track.", "A writer for two days")


def test_moving_a_date_asks_why_and_keeps_the_first_one(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")

    says_on_track(officer)
    officer.unfolds("Move the due date")
    officer.dates("New due date", "29", "1", "2027")
    officer.presses("Save")
    officer.is_told("Say why the date moves. The first date is kept")

    officer.types("Why does the date move?", "The provider asked for January")
    officer.presses("Save")
    officer.sees("29 January 2027", "First due 23 December 2026, moved 1 time")


def test_a_date_after_the_end_of_the_notice_is_allowed_with_a_warning(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")

    says_on_track(officer)
    officer.unfolds("Move the due date")
    officer.dates("New due date", "31", "1", "2028")
    officer.types("Why does the date move?", "It takes a whole school year")
    officer.presses("Save")

    officer.sees("saved as on track", "31 January 2028 is after 23 September 2027")


def test_two_people_save_the_same_action_and_the_second_sees_both_texts(
    page_of: PageOf, javascript: bool
) -> None:
    first = page_of("officer", javascript=javascript)
    second = page_of("lead", javascript=javascript)
    opens_update(first, "E2.3")
    opens_update(second, "E2.3")

    says_on_track(first, "The officer met the ICB")
    first.presses("Save")
    first.sees("E2.3 saved as on track.")

    second.chooses("At risk")
    second.types("Why?", "No date is agreed")
    second.types("What help is needed", "A date")
    second.types(HAPPENED, "The lead heard of a delay")
    second.chooses("No evidence yet")
    with second.met_by(409):
        second.presses("Save")

    second.is_told("We could not save this because Tom Whitaker changed it")
    second.sees("The officer met the ICB", "The lead heard of a delay", "Nothing is lost")
    second.holds("happened", "The lead heard of a delay")

    second.presses("Save")
    second.sees("E2.3 saved as at risk.", "The officer met the ICB", "The lead heard of a delay")


IMPOSSIBLE = {
    ("31", "2", "2027"): "The new due date must be a real date: there is no 31 February",
    ("", "2", "2027"): "The new due date must include a day",
    ("1", "2", "27"): "The new due date must have a year with 4 numbers, like 2026",
}


def test_impossible_dates_are_refused_and_what_was_typed_stays(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")
    says_on_track(officer)
    officer.unfolds("Move the due date")

    for date, told in IMPOSSIBLE.items():
        officer.dates("New due date", *date)
        officer.presses("Save")

        officer.is_told(told)
        officer.holds(HAPPENED, "The ICB signed the agreement")
        boxes = officer.page.get_by_role("group", name="New due date").get_by_role("textbox")
        assert tuple(box.input_value() for box in boxes.all()) == date
    assert not ActionUpdate.objects.filter(happened="The ICB signed the agreement").exists()


def test_a_text_that_is_too_long_is_refused_and_stays(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")
    long = "word " * 700

    says_on_track(officer, long)
    officer.presses("Save")

    officer.is_told("must be 3,000 characters or fewer")
    officer.holds(HAPPENED, long)


def test_markup_is_shown_as_the_text_that_it_is(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")

    says_on_track(officer, MARKUP)
    officer.presses("Save")
    officer.sees(MARKUP)

    officer.opens("/fernshire/actions/E2.3/history/")
    officer.sees(MARKUP)


def test_a_session_that_ends_in_mid_edit_loses_nothing(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    opens_update(officer, "E2.3")
    says_on_track(officer, "Two pages of careful words")

    Session.objects.all().delete()
    officer.presses("Save")

    assert officer.heading == "Sign in to sendtrack"
    officer.sees("Your session has ended. Sign in to carry on: what you typed is kept.")
    officer.signs_in_as("officer")
    officer.sees("What you typed is here again")
    officer.holds(HAPPENED, "Two pages of careful words")
    officer.presses("Save")
    officer.sees("E2.3 saved as on track.", "Two pages of careful words")


def test_the_keyboard_alone_is_enough(page_of: PageOf) -> None:
    officer = page_of("officer")
    opens_update(officer, "E2.3")

    met = officer.tabs_through()
    assert met[0] == "Skip to main content"
    wanted = ["My actions", "On track", "What has happened since", "Save and next", "Save"]
    places = [next(i for i, name in enumerate(met) if name.startswith(each)) for each in wanted]
    assert met.index("Save and next") < met.index("Save")
    assert places[1:] == sorted(places[1:])

    officer.page.get_by_role("button", name="Save", exact=True).press("Enter")
    officer.page.wait_for_load_state("load")
    summary = officer.page.locator(".govuk-error-summary")
    assert summary.evaluate("one => one === document.activeElement")
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.press("Enter")
    assert officer.page.evaluate("document.activeElement.name") == "status"


def test_an_officer_updates_an_action_without_a_mouse(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    keyboard = officer.page.keyboard

    officer.tabs_to("Update E1.4")
    officer.enters()
    officer.tabs_to("Save and next")
    officer.enters()
    officer.is_told("Enter what happened")
    if javascript:
        officer.tabs_to("Enter what happened")
        keyboard.press("Enter")
        assert officer.focus.startswith(HAPPENED)

    officer.opens("/fernshire/actions/E1.4/update/")
    officer.tabs_to("Skip to main content")
    keyboard.press("Enter")
    officer.tabs_to("On track")
    keyboard.press("Space")
    officer.tabs_to("Why?")
    keyboard.type("The last signature is due on Friday")
    officer.tabs_to(HAPPENED)
    keyboard.type("The ICB signed the agreement")
    officer.tabs_to("Too early to say")
    officer.arrows_to("No evidence yet")
    keyboard.press("Space")
    officer.tabs_to("Save and next")
    officer.enters()
    officer.sees("E1.4 saved as on track.", "1 more waits for an update")
    officer.tabs_to("Skip to main content")
