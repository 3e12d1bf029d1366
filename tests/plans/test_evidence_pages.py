"""Evidence and views heard: added on one page, read on others."""

from typing import Any

import pytest

from plans.models import Action, Evidence, VoiceEntry
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

AREA_A = "/exampleshire/plan/areas/a/"
VOICES = "/exampleshire/voices/"


def evidence(**typed: Any) -> dict[str, Any]:
    return {
        "title": "Audit of 20 plans",
        "kind": "practice",
        "shows": "16 of 20 plans were good or better.",
        "action": "",
        "organisation": "",
        "kept_at": "SharePoint, QA folder",
        "classification": "board",
        **day("dated_on", "27 2 2026"),
        **typed,
    }


def voice(**typed: Any) -> dict[str, Any]:
    return {
        "group": "parents",
        "how": "Parent carer forum",
        "said": "Letters are hard to read.",
        "changed": "",
        "area": "",
        **day("heard_on", "27 2 2026"),
        **typed,
    }


def test_an_officer_adds_evidence_to_an_area(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    answer = browse(officer).post(
        f"{AREA_A}evidence/add/", evidence(organisation=place.icb.pk), follow=True
    )
    assert "Evidence added: Audit of 20 plans" in body(answer)
    text = body(browse(adviser).get(AREA_A))
    assert "16 of 20 plans were good or better." in text
    assert "27 February 2026, Exampleshire Integrated Care Board" in text
    assert "Kept at: SharePoint, QA folder" in text


def test_evidence_is_added_to_an_action_from_its_page(
    action: Action, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    address = "/exampleshire/actions/A1.1/evidence/add/"
    assert f'<option value="{action.pk}" selected>' in body(browser.get(address))
    browser.post(address, evidence(action=action.pk))
    assert Evidence.objects.of(action.local_area).get().action == action


def test_an_action_of_another_area_and_an_organisation_elsewhere_are_refused(
    place: Place, elsewhere: Place, action: Action, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    answer = browser.post(
        "/exampleshire/plan/areas/b/evidence/add/",
        evidence(action=action.pk, organisation=elsewhere.council.pk),
    )
    assert set(answer.context["form"].errors) == {"action", "organisation"}
    assert not Evidence.objects.of(place.area).exists()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": ""}, "title", "Enter what it is"),
        ({"kind": ""}, "kind", "Select the kind of evidence"),
        ({"kept_at": " "}, "kept_at", "Choose a file, give a link, or say where it is kept"),
        (day("dated_on", "12 3 2026"), "dated_on", "must be today or in the past"),
        (day("dated_on", "31 2 2026"), "dated_on", "there is no 31 February"),
        ({"shows": "x" * 601}, "shows", "must be 600 characters or fewer"),
    ],
)
def test_evidence_with_a_gap_is_refused_at_its_field(
    place: Place, officer: User, browse: Browse, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = browse(officer).post(f"{AREA_A}evidence/add/", evidence(**typed))
    assert list(answer.context["form"].errors) == [field]
    assert sentence in body(answer)
    assert not Evidence.objects.of(place.area).exists()


def test_views_heard_are_listed_by_group_with_what_changed(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    browser.post(f"{VOICES}add/", voice(area=place.areas[0].pk))
    browser.post(
        f"{VOICES}add/",
        voice(said="We want to be asked.", changed="A panel meets.", group="young_people"),
    )
    text = body(browse(adviser).get(VOICES))
    assert "no response recorded yet" in text
    assert "A panel meets." in text
    assert "27 Feb 2026" in text
    assert text.count("Not recorded") == 2
    assert "Letters are hard to read." in body(browse(adviser).get(AREA_A))
    assert "We want to be asked." not in body(browse(adviser).get(AREA_A))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"group": ""}, "group"),
        ({"how": ""}, "how"),
        ({"said": ""}, "said"),
        ({"heard_on-year": ""}, "heard_on"),
        (day("heard_on", "12 3 2026"), "heard_on"),
    ],
)
def test_views_with_a_gap_are_refused_at_the_field(
    place: Place, officer: User, browse: Browse, typed: dict[str, str], field: str
) -> None:
    answer = browse(officer).post(f"{VOICES}add/", voice(**typed))
    assert list(answer.context["form"].errors) == [field]
    assert not VoiceEntry.objects.of(place.area).exists()


def test_an_area_of_another_place_is_refused_at_the_field(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(f"{VOICES}add/", voice(area=elsewhere.areas[0].pk))
    assert list(answer.context["form"].errors) == ["area"]


def test_markup_in_evidence_and_views_is_shown_as_text(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    browser.post(f"{AREA_A}evidence/add/", evidence(title=HOSTILE, shows=HOSTILE, kept_at=HOSTILE))
    browser.post(f"{VOICES}add/", voice(how=HOSTILE, said=HOSTILE, area=place.areas[0].pk))
    for page, least in ((AREA_A, 5), (VOICES, 2)):
        text = body(browser.get(page))
        assert "<script>alert" not in text
        assert text.count(SHOWN) >= least
