"""Case studies: the story of one child or family stands here with their consent only."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plans import changes
from plans.models import Evidence, TellsOf
from plans.states import EvidenceKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place
from tests.plans.pages import Browse, body, day
from tests.plans.test_evidence_changes import add_evidence
from tests.plans.test_evidence_library import edit
from tests.plans.test_evidence_pages import evidence as typed_evidence

LIBRARY = "/exampleshire/evidence/"
ADD = "/exampleshire/plan/areas/a/evidence/add/"
AGREED_ON = date(2026, 2, 20)
STORY = "Their call was answered within a day"


def experience(place: Place, by: User, **said: Any) -> Evidence:
    return add_evidence(place, by, **{"kind": EvidenceKind.EXPERIENCE} | said)


def case_study(place: Place, by: User, **said: Any) -> Evidence:
    given = {
        "tells_of": TellsOf.ONE,
        "title": "A family's year",
        "shows": STORY,
        "consent_on": AGREED_ON,
        "consent_kept_at": "Register of consents, number 12",
    }
    return experience(place, by, **given | said)


def before_anybody_asked(place: Place, by: User) -> Evidence:
    """A piece from the time before consent was asked for."""
    piece = experience(place, by, tells_of=TellsOf.SEVERAL)
    with record(actor=by, reason="As it was before the question"):
        piece.tells_of = ""
        piece.save()
    return piece


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"tells_of": None}, "tells_of"),
        ({"consent_on": None}, "consent_on"),
        ({"consent_kept_at": " "}, "consent_kept_at"),
    ],
)
def test_the_story_of_one_family_is_refused_without_their_consent(
    place: Place, officer: User, gap: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        case_study(place, officer, **gap)
    assert told.value.field == field
    assert not Evidence.objects.of(place.area).exists()


def test_the_database_keeps_no_case_study_without_consent(place: Place, officer: User) -> None:
    piece = experience(place, officer, tells_of=TellsOf.SEVERAL)
    piece.tells_of = TellsOf.ONE
    with (
        pytest.raises(IntegrityError, match="a_case_study_has_the_familys_consent"),
        transaction.atomic(),
        record(actor=officer, reason="Past the verbs"),
    ):
        piece.save()


def test_whoever_enters_a_consent_is_who_recorded_it(
    place: Place, officer: User, lead: User
) -> None:
    piece = case_study(place, officer)
    assert (piece.consent_by, piece.consent_on) == (officer, AGREED_ON)
    same = {
        "tells_of": TellsOf.ONE,
        "consent_on": AGREED_ON,
        "consent_kept_at": "Register of consents, number 12",
    }
    piece = edit(piece, lead, title="A year", **same)
    assert piece.consent_by == officer, "other words are no other consent"
    piece = edit(piece, lead, **same | {"consent_kept_at": "Box 3"})
    assert piece.consent_by == lead


def test_what_is_told_of_several_keeps_no_consent(place: Place, officer: User) -> None:
    piece = edit(case_study(place, officer), officer, tells_of=TellsOf.SEVERAL)
    assert (piece.consent_on, piece.consent_by, piece.consent_kept_at) == (None, None, "")
    counted = add_evidence(place, officer, tells_of=TellsOf.ONE, consent_on=AGREED_ON)
    assert counted.tells_of == "", "an audit tells nobody's experience"


def test_the_form_asks_whose_experience_it_is_and_names_the_missing_consent(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    typed = typed_evidence(kind="experience", title="A family's year", shows=STORY)
    assert "Select whose experience it tells" in body(browser.post(ADD, typed))
    typed["tells_of"] = "one"
    refused = browser.post(ADD, typed)
    assert list(refused.context["form"].errors) == ["consent_on"]
    assert "A case study needs the family’s consent." in body(refused)
    later = browser.post(ADD, typed | day("consent_on", "12 3 2026"))
    assert "The day on which the family agreed must be today or in the past" in body(later)
    typed |= day("consent_on", "20 2 2026") | {"consent_kept_at": "Register, number 12"}
    text = body(browser.post(ADD, typed, follow=True))
    assert "The family agreed on 20 February 2026. The record is kept at: Register, number 12" in (
        text
    )
    read = body(browse(adviser).get(f"{LIBRARY}E1/"))
    assert STORY in read
    assert "The family no longer agrees" not in read


def test_a_family_takes_its_story_back_and_nobody_but_the_keepers_reads_it(
    place: Place, officer: User, chair: User, adviser: User, browse: Browse
) -> None:
    piece = case_study(place, officer)
    address = f"{LIBRARY}{piece.ref}/"
    assert STORY in body(browse(chair).get(address))
    browser = browse(officer)
    nothing = browser.post(f"{address}consent/", {"version": piece.version, "because": " "})
    assert list(nothing.context["form"].errors) == ["because"]
    said = {"version": piece.version, "because": "They wrote to the SEND service."}
    kept = body(browser.post(f"{address}consent/", said, follow=True))
    assert "They wrote to the SEND service. Only those who keep the plan" in kept
    assert STORY in kept
    for who in (chair, adviser):
        for page in (address, f"{address}history/"):
            assert browse(who).get(page).status_code == 404
        listed = body(browse(who).get(f"{LIBRARY}?show=gone"))
        assert STORY not in listed
        sheet = browse(who).get(f"{LIBRARY}download/csv/?show=gone")
        assert STORY.encode() not in sheet.content
    assert STORY in body(browser.get(f"{LIBRARY}?show=gone"))
    assert STORY not in body(browser.get("/exampleshire/plan/areas/a/"))


def test_a_story_taken_back_is_not_read_on_a_past_day_either(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    piece = case_study(place, officer)
    past = f"{LIBRARY}{piece.ref}/?as-at=2026-03-12"
    with clock.at(NOW + timedelta(days=9)):
        assert STORY in body(browse(adviser).get(past))
        changes.take_back_consent(
            evidence=piece,
            version=piece.version,
            because="They told us.",
            by=officer,
            on=date(2026, 3, 20),
        )
        assert browse(adviser).get(past).status_code == 404


def test_consent_is_taken_back_once_and_only_where_it_was_given(
    place: Place, officer: User, today: date
) -> None:
    told = {"because": "They told us.", "by": officer, "on": today}
    several = experience(place, officer, tells_of=TellsOf.SEVERAL)
    with pytest.raises(Refusal, match="E1 is no case study"):
        changes.take_back_consent(evidence=several, version=several.version, **told)
    piece = case_study(place, officer)
    piece = changes.withdraw_evidence(
        evidence=piece, version=piece.version, because="Told better elsewhere", by=officer, on=today
    )
    piece = changes.take_back_consent(evidence=piece, version=piece.version, **told)
    assert piece.withdrawn_because == "Told better elsewhere", "what was said first stays"
    with pytest.raises(Refusal, match="was taken back on 11 March 2026 already"):
        changes.take_back_consent(evidence=piece, version=piece.version, **told)


def test_experience_from_before_the_question_is_something_to_do(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    old = before_anybody_asked(place, officer)
    case_study(place, officer)
    browser = browse(officer)
    assert "Of 1 piece about experience nobody has said whether it tells the story" in body(
        browser.get(LIBRARY)
    )
    listed = browser.get(f"{LIBRARY}?show=consent")
    assert [row.record for row in listed.context["table"].rows] == [old]
    page = f"{LIBRARY}{old.ref}/"
    assert "Say whose experience it tells" in body(browser.get(page))
    assert "Consent not recorded" in body(browse(adviser).get(page))
    edit(old, officer, tells_of=TellsOf.SEVERAL)
    assert "Consent not recorded" not in body(browse(adviser).get(page))


def test_what_a_published_document_tells_may_leave_open_whose_experience_it_is(
    place: Place, officer: User
) -> None:
    piece = experience(place, officer, citation=place.areas[0].finding)
    assert not piece.lacks_consent
