"""Evidence of impact, and the views that were heard."""

from datetime import date
from typing import Any

import pytest

from plans import changes
from plans.models import Action, Evidence, VoiceEntry
from plans.states import EvidenceKind, VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.refusals import Refusal
from tests.conftest import Place


def add_evidence(place: Place, by: User, **other: Any) -> Evidence:
    said: dict[str, Any] = {
        "area": place.areas[0],
        "action": None,
        "kind": EvidenceKind.PRACTICE,
        "title": "Audit of 20 plans",
        "shows": "16 of 20 plans were good or better.",
        "dated_on": date(2026, 2, 27),
        "organisation": place.council,
        "kept_at": "SharePoint, QA folder",
    }
    return changes.add_evidence(by=by, **{**said, **other})


def add_voice(place: Place, by: User, **other: Any) -> VoiceEntry:
    said: dict[str, Any] = {
        "area": None,
        "group": VoiceGroup.PARENTS,
        "heard_on": date(2026, 2, 27),
        "how": "Parent carer forum",
        "said": "Letters are hard to read.",
        "changed": "",
    }
    return changes.add_voice(regime=place.regime, by=by, **{**said, **other})


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"title": ""}, "title"),
        ({"shows": " "}, "shows"),
        ({"dated_on": None}, "dated_on"),
        ({"kept_at": " "}, "kept_at"),
    ],
)
def test_evidence_says_what_it_shows_of_which_day_and_where_it_is(
    place: Place, officer: User, gap: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        add_evidence(place, officer, **gap)
    assert told.value.field == field


def test_evidence_of_an_action_stands_in_the_actions_area(
    place: Place, officer: User, action: Action
) -> None:
    assert add_evidence(place, officer, action=action).action == action
    with pytest.raises(Refusal, match=r"A1\.1 belongs to another area of weakness"):
        add_evidence(place, officer, area=place.areas[1], action=action)


def test_evidence_from_a_published_document_may_lack_day_and_place(
    place: Place, officer: User
) -> None:
    cited = place.areas[0].finding
    evidence = add_evidence(place, officer, dated_on=None, kept_at="", citation=cited)
    assert (evidence.dated_on, evidence.citation) == (None, cited)


@pytest.mark.parametrize(
    ("gap", "field"),
    [({"how": ""}, "how"), ({"said": ""}, "said"), ({"heard_on": None}, "heard_on")],
)
def test_views_heard_have_words_and_a_day(
    place: Place, officer: User, gap: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        add_voice(place, officer, **gap)
    assert told.value.field == field


def test_views_may_wait_for_a_response(place: Place, officer: User) -> None:
    assert add_voice(place, officer).changed == ""


def test_views_of_another_areas_weakness_are_refused(
    place: Place, elsewhere: Place, officer: User
) -> None:
    with pytest.raises(Refusal) as told:
        add_voice(place, officer, area=elsewhere.areas[0])
    assert told.value.field == "area"
