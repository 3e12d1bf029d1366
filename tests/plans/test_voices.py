"""Views heard: recorded, put right, answered, fed back; and whom nobody has heard (4g)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, VoiceEntry
from plans.queries.voices import ledger, quarters_until, voice_rows
from plans.states import VoiceChannel, VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import Stale
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import Browse, body, day
from tests.plans.test_evidence_changes import add_voice

VOICES = "/exampleshire/voices/"
TOLD_ON = date(2026, 3, 9)


def answered(place: Place, by: User, **said: Any) -> VoiceEntry:
    voice = add_voice(place, by, **said)
    return changes.answer_voice(
        voice=voice, version=voice.version, changed="Letters are shorter.", by=by
    )


def told(place: Place, by: User, **said: Any) -> VoiceEntry:
    voice = answered(place, by, **said)
    return changes.feed_back(
        voice=voice, version=voice.version, told_on=TOLD_ON, told_how="Letter to all", by=by
    )


def test_views_are_heard_answered_and_fed_back_each_with_its_history(
    place: Place, officer: User
) -> None:
    voice = told(place, officer)
    assert voice.days_until_told == 10
    assert [row.history_change_reason for row in voice.history.order_by("history_id")] == [
        "Recorded views heard from parents and carers",
        "What changed: Letters are shorter.",
        "Told them what changed: Letter to all",
    ]


def test_nobody_is_told_before_something_changed_or_before_they_were_heard(
    place: Place, officer: User
) -> None:
    voice = add_voice(place, officer)
    given: dict[str, Any] = {"told_how": "Letter", "by": officer}
    with pytest.raises(Refusal, match="Say first what changed"):
        changes.feed_back(voice=voice, version=voice.version, told_on=TOLD_ON, **given)
    voice = answered(place, officer)
    with pytest.raises(Refusal, match="They were heard on 27 February 2026") as told:
        changes.feed_back(voice=voice, version=voice.version, told_on=date(2026, 2, 26), **given)
    assert told.value.field == "told_on"
    with pytest.raises(Refusal) as told:
        changes.feed_back(
            voice=voice, version=voice.version, told_on=TOLD_ON, told_how=" ", by=officer
        )
    assert told.value.field == "told_how"


def test_an_answer_given_by_somebody_else_meanwhile_is_not_overwritten(
    place: Place, officer: User, lead: User
) -> None:
    voice = add_voice(place, officer)
    changes.answer_voice(voice=voice, version=voice.version, changed="A", by=lead)
    with pytest.raises(Stale):
        changes.answer_voice(voice=voice, version=voice.version, changed="B", by=officer)


@pytest.mark.parametrize(
    ("people", "words"),
    [(None, ""), (1, "fewer than 5 people"), (4, "fewer than 5 people"), (1240, "1,240 people")],
)
def test_a_small_number_of_people_is_kept_and_never_shown(
    place: Place, officer: User, browse: Browse, people: int | None, words: str
) -> None:
    voice = add_voice(place, officer, people=people, area=place.areas[0])
    assert voice.people_in_words == words
    for path in (VOICES, f"{VOICES}V1/", f"{VOICES}V1/history/", "/exampleshire/plan/areas/a/"):
        text = body(browse(officer).get(path))
        if path != f"{VOICES}V1/history/":
            assert words in text
        assert f"{people} people" not in text
        assert f"People: {people}" not in text


def test_an_entry_is_put_right_with_a_reason(
    place: Place, officer: User, action: Action, browse: Browse
) -> None:
    voice = add_voice(place, officer)
    typed = {
        "version": voice.version,
        "group": "parents",
        "channel": VoiceChannel.SURVEY.value,
        "how": "Survey of 112 families",
        "people": "112",
        "said": "Letters are hard to read.",
        "area": "",
        "action": action.pk,
        "reason": "It was a survey.",
        **day("heard_on", "27 2 2026"),
    }
    answer = browse(officer).post(f"{VOICES}V1/edit/", typed, follow=True)
    assert "V1 saved." in body(answer)
    assert "112 people" in body(answer)
    voice.refresh_from_db()
    assert (voice.area, voice.action) == (action.area, action)
    answer = browse(officer).post(f"{VOICES}V1/edit/", {**typed, "reason": ""})
    assert list(answer.context["form"].errors) == ["reason"]


def test_an_officer_answers_and_feeds_back_from_the_page(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    add_voice(place, officer)
    browser = browse(officer)
    text = body(browser.get(VOICES))
    assert "no response recorded" in text
    assert "Say what changed" in body(browser.get(f"{VOICES}V1/"))
    typed = {"version": 1, "changed": "Letters are shorter."}
    assert "Tell those who were heard next" in body(
        browser.post(f"{VOICES}V1/answer/", typed, follow=True)
    )
    assert "answered, but nobody has told them" in body(browser.get(VOICES))
    told = {"version": 2, "told_how": "Letter to all", **day("told_on", "9 3 2026")}
    assert "10 days after they were heard" in body(
        browser.post(f"{VOICES}V1/told/", told, follow=True)
    )
    future = {"version": 3, "told_how": "Letter", **day("told_on", "12 3 2026")}
    assert list(browser.post(f"{VOICES}V1/told/", future).context["form"].errors) == ["told_on"]
    text = body(browse(adviser).get(f"{VOICES}V1/"))
    assert "Letters are shorter." in text
    assert "Put this right" not in text


def test_the_ledger_says_whom_nobody_has_heard_and_what_to_do(
    place: Place, officer: User, today: date
) -> None:
    for area in place.areas[1:]:
        for group in VoiceGroup:
            add_voice(place, officer, area=area, group=group)
    add_voice(place, officer, area=place.areas[0], group=VoiceGroup.STAFF)
    told(place, officer, heard_on=date(2025, 12, 9))
    found = ledger(place.regime, list(voice_rows()), today)
    assert found.gaps == [
        "Area (a) Weakness a: ask schools, parents and carers or children and young people."
    ]
    assert found.days_until_told == 90
    assert [row.counts for row in found.by_quarter] == [
        (6, 5, 5, 5),
        (0, 0, 1, 0),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
    ]
    assert found.by_area[-1].counts == (0, 0, 1, 0)
    assert len(found.unanswered) == 21


def test_areas_about_which_nobody_was_heard_are_named_together(
    place: Place, officer: User, today: date
) -> None:
    for area in place.areas[:4]:
        for group in VoiceGroup:
            add_voice(place, officer, area=area, group=group)
    assert ledger(place.regime, list(voice_rows()), today).gaps == [
        "Nobody has been heard about areas (e) and (f) yet. Begin with parents and carers."
    ]


def test_quarters_end_where_the_next_begins_and_the_last_today() -> None:
    found = quarters_until(date(2026, 1, 1))
    assert [(each.start, each.end) for each in found] == [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 4, 1), date(2025, 6, 30)),
    ]


def test_the_ledger_asks_as_much_for_many_entries_as_for_few(
    place: Place, officer: User, action: Action, browse: Browse
) -> None:
    browser = browse(officer)

    def queries() -> int:
        browser.get(VOICES)
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(VOICES).status_code == 200
        return len(counted)

    add_voice(place, officer, action=action)
    few = queries()
    for area in place.areas * 3:
        add_voice(place, officer, area=area)
    assert queries() == few


def test_views_about_one_area_name_no_action_of_another(
    place: Place, officer: User, action: Action
) -> None:
    with pytest.raises(Refusal, match=r"belongs to area \(a\), not to area \(b\)"):
        add_voice(place, officer, area=place.areas[1], action=action)
