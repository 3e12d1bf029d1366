"""An officer keeps the plan, its evidence and the risk register."""

import pytest

from tests.journeys.conftest import PageOf
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_plan_grows_from_an_outcome_to_a_target_an_action_and_evidence(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    officer.follows("Plan")
    officer.follows("Joint commissioning", inside=officer.page.get_by_role("heading"))
    officer.presses("Add an outcome")
    officer.types("What should change", "Families choose their short breaks")
    officer.presses("Save")
    officer.sees("E3", "Families choose their short breaks")

    officer.follows("Set a target of E3")
    officer.chooses("12 months: 23 March 2027")
    officer.types("What should be reached by then?", "Families who could choose")
    officer.types("Counted in", "%")
    officer.types("Where it started", "20")
    officer.types("Value to reach", "60")
    officer.presses("Save")
    officer.sees("23 Mar", "Families who could choose")

    officer.opens("/fernshire/plan/areas/e/")
    officer.follows("Add an action to E3")
    officer.types("What will be done?", "Send every family the list of clubs")
    officer.dates("Due", "31", "3", "2027")
    officer.presses("Save")
    officer.is_told("Paragraph 4(b)")
    officer.holds("What will be done?", "Send every family the list of clubs")

    officer.picks("Who is accountable?", "SEND Commissioner")
    officer.presses("Save")
    officer.sees("E3.1", "Send every family the list of clubs", "31 Mar 2027")

    officer.follows("E3.1")
    officer.sees("SEND Commissioner", "Tom Whitaker", "31 March 2027")
    officer.follows("Add evidence")
    officer.types("What is it?", "List of clubs")
    officer.chooses("Document or decision")
    officer.types("What does it show", "Every family has the list")
    officer.dates("Which day is it of?", "23", "11", "2026")
    officer.types("Where is it kept?", "Local offer, page 3")
    officer.presses("Save")
    officer.sees("List of clubs", "Every family has the list")


def test_a_word_is_corrected_with_a_reason_that_stands_in_the_history(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    officer.opens("/fernshire/actions/E2.3/")
    officer.follows("Change its words or post")
    officer.types("What will be done?", "Publish what is commissioned, for whom and where")
    officer.presses("Save")
    officer.is_told("Enter why you are changing it")

    officer.types("Why are you changing it?", "Families ask where")
    officer.presses("Save")
    officer.follows("Full history of E2.3")
    officer.sees("Families ask where", "Publish what is commissioned and for whom", "Tom Whitaker")


def scores(officer: Visitor, about: str, number: str) -> None:
    group = officer.page.get_by_role("group", name=about)
    group.get_by_role("radio").nth(int(number) - 1).check()


def test_a_risk_is_raised_reviewed_and_closed(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    officer.follows("Risks")
    officer.presses("Raise a risk")
    officer.types("Cause", "The contract of the provider ends in March")
    officer.types("Event", "No clubs after Easter")
    officer.types("Effect", "127 young people lose their Saturdays")
    officer.types("Controls in place already", "A weekly call with the provider")
    for about in ("Likelihood before controls", "Impact before controls", "Likelihood now"):
        scores(officer, about, "4")
    scores(officer, "Impact now", "4")
    officer.dates("Next review", "15", "12", "2026")
    officer.presses("Save")
    officer.is_told("Select the owner")
    officer.holds("Event", "No clubs after Easter")

    officer.picks("Owner", "SEND Commissioner")
    officer.presses("Save")
    officer.sees("No clubs after Easter", "16", "Tom Whitaker")

    officer.presses("Review R13")
    scores(officer, "Likelihood now", "2")
    scores(officer, "Impact now", "3")
    officer.types("What did the review find?", "The provider stays until July")
    officer.dates("Next review", "15", "1", "2027")
    officer.presses("Save")
    officer.sees("6", "The provider stays until July")

    officer.follows("Close R13")
    officer.types("Why can it be closed?", "The contract is signed for three years")
    officer.presses("Close the risk")
    officer.sees("Closed", "The contract is signed for three years")
