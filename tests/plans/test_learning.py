"""The learning log: what mediation, tribunals and complaints teach, and what changed."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import VoiceEntry
from plans.states import VoiceChannel
from sendtrack.accounts.models import User
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import Browse
from tests.plans.test_evidence_changes import add_voice
from tests.plans.test_evidence_pages import voice

LOG = "/exampleshire/voices/learning/"


def lesson(place: Place, by: User, **other: Any) -> VoiceEntry:
    given = {
        "channel": VoiceChannel.TRIBUNAL,
        "people": 14,
        "how": "Decisions of the year",
        "said": "Plans do not say who gives the help.",
    }
    return add_voice(place, by, **given | other)


def test_a_lesson_stands_with_its_action_and_what_changed(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse
) -> None:
    action = plan.action()
    lesson(place, officer, area=action.area, action=action, changed="The template asks for it.")
    text = body(browse(adviser).get(LOG))
    assert "Plans do not say who gives the help." in text
    assert "Mediation or tribunal: Decisions of the year" in text
    assert "A1.1 Write the strategy" in text
    assert "The template asks for it." in text
    assert "1 lesson, with its action and what changed." in text
    assert "Record a lesson" not in text


def test_the_log_says_what_led_to_nothing_yet_and_where_to_say_it(
    place: Place, officer: User, browse: Browse
) -> None:
    lesson(place, officer)
    lesson(place, officer, channel=VoiceChannel.COMPLAINT, said="Calls are not returned.")
    add_voice(place, officer, said="A survey is no lesson of a dispute.")
    text = body(browse(officer).get(LOG))
    assert "2 lessons: 2 without a change yet, 2 without an action of the plan." in text
    assert "Say what changed after V1" in text
    assert "A survey is no lesson" not in text
    only = body(browse(officer).get(f"{LOG}?from=complaint"))
    assert "Calls are not returned." in only
    assert "Plans do not say" not in only


@pytest.mark.parametrize("people", [None, 1, 4])
def test_no_single_case_of_a_tribunal_is_told(
    place: Place, officer: User, people: int | None
) -> None:
    with pytest.raises(Refusal, match="at least 5 together") as told:
        lesson(place, officer, people=people)
    assert told.value.field == "people"


def test_the_form_for_a_lesson_opens_with_its_way_chosen(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.get("/exampleshire/voices/add/?way=tribunal"))
    assert '<option value="tribunal" selected>' in text
    refused = browser.post("/exampleshire/voices/add/", voice(channel="tribunal", people="2"))
    assert list(refused.context["form"].errors) == ["people"]


def test_the_log_costs_no_more_for_many_lessons(
    place: Place, plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    lesson(place, officer)
    reader = browse(adviser)
    reader.get(LOG)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            reader.get(LOG)
        return len(made)

    before = cost()
    for number in range(6):
        action = plan.action(f"More {number}")
        lesson(place, officer, action=action, area=action.area)
    assert cost() == before
