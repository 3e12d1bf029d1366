"""The register on the page, and the forms that keep it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Risk, RiskReview
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import NOW, Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

RISKS = "/exampleshire/risks/"
R1 = f"{RISKS}R1/"


def filled(place: Place, **typed: Any) -> dict[str, Any]:
    return {
        "area": "",
        "cause": "Money",
        "event": "The grant ends",
        "effect": "The hubs close",
        "controls": "None yet",
        "owner": place.posts["chief_executive"].pk,
        "likelihood_before": "5",
        "impact_before": "5",
        "likelihood": "4",
        "impact": "4",
        "response": "treat",
        **day("next_review_on", "10 4 2026"),
        **typed,
    }


def reviewed(risk: Risk, **typed: Any) -> dict[str, Any]:
    return {
        "version": risk.version,
        "likelihood": "2",
        "impact": "4",
        "note": "Both posts are filled",
        "response": "treat",
        **day("next_review_on", "30 4 2026"),
        **typed,
    }


def test_an_empty_register_says_what_fills_it(place: Place, adviser: User, browse: Browse) -> None:
    text = body(browse(adviser).get(RISKS))
    assert "No risk is recorded." in text
    assert "No review is overdue." not in text


def test_an_officer_raises_a_risk(place: Place, officer: User, browse: Browse) -> None:
    text = body(browse(officer).post(f"{RISKS}add/", filled(place), follow=True))
    assert "Risk R1 raised: The grant ends" in text
    assert "Very high" in text
    assert "Score 16, not reviewed yet" in text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"cause": ""}, "cause", "Enter the cause"),
        ({"owner": ""}, "owner", "Select the owner"),
        ({"likelihood": "6"}, "likelihood", "from the list"),
        ({"impact": ""}, "impact", "Select the impact"),
        (
            day("next_review_on", "12 4 2026"),
            "next_review_on",
            "A risk scored 16 is very high and is reviewed within 1 month. "
            "Choose a day up to 11 April 2026.",
        ),
        (day("next_review_on", "11 3 2026"), "next_review_on", "must be after 11 March 2026"),
        (day("next_review_on", "31 4 2026"), "next_review_on", "there is no 31 April"),
        ({"event": "x" * 501}, "event", "must be 500 characters or fewer"),
    ],
)
def test_what_cannot_be_a_risk_is_refused_at_its_field(
    place: Place, officer: User, browse: Browse, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = browse(officer).post(f"{RISKS}add/", filled(place, **typed))
    assert list(answer.context["form"].errors) == [field]
    assert sentence in body(answer)
    assert not Risk.objects.of(place.area).exists()


def test_owner_and_area_of_another_place_are_refused_at_the_field(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    typed = filled(place, owner=elsewhere.posts["dcs"].pk, area=elsewhere.areas[0].pk)
    answer = browse(officer).post(f"{RISKS}add/", typed)
    assert set(answer.context["form"].errors) == {"owner", "area"}
    assert not Risk.objects.of(place.area).exists()


def test_the_register_lists_scores_level_owner_and_movement_in_words(
    place: Place, risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    browser.post(f"{RISKS}add/", filled(place))
    worse = reviewed(risk, likelihood="5", impact="4", **day("next_review_on", "1 4 2026"))
    browser.post(f"{R1}review/", worse)
    text = body(browse(adviser).get(RISKS))
    assert text.index(">R1<") < text.index(">R2<")
    assert "↑ from 12 to 20" in text
    assert "Director of Children&#x27;s Services" in text
    assert "Area (a)" in text
    assert "Whole plan" in text
    with clock.at(NOW + timedelta(days=22)):
        text = body(browse(adviser).get(RISKS))
    assert "1 review is overdue." in text


def test_a_risk_tells_its_arithmetic_and_its_reviews(
    risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    browse(officer).post(f"{R1}review/", reviewed(risk))
    text = body(browse(adviser).get(R1))
    assert "Score 8, ↓ from 12 to 8" in text
    assert "Likelihood 2 × impact 4 = 8" in text
    assert "Both posts are filled" in text
    assert "30 April 2026" in text
    assert 'id="why"' in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"note": ""}, "note"),
        ({"likelihood": ""}, "likelihood"),
        (day("next_review_on", "12 6 2026"), "next_review_on"),
    ],
)
def test_a_review_with_a_gap_is_refused_at_its_field(
    risk: Risk, officer: User, browse: Browse, typed: dict[str, str], field: str
) -> None:
    answer = browse(officer).post(f"{R1}review/", reviewed(risk, **typed))
    assert list(answer.context["form"].errors) == [field]
    assert not RiskReview.objects.of(risk.local_area).exists()


def test_two_people_reviewing_a_risk_see_both_texts(
    risk: Risk, officer: User, lead: User, browse: Browse
) -> None:
    browse(lead).post(f"{R1}review/", reviewed(risk))
    typed = reviewed(risk, likelihood="5", **day("next_review_on", "1 4 2026"))
    answer = browse(officer).post(f"{R1}review/", typed)
    assert answer.status_code == 409
    text = body(answer)
    assert "2 Unlikely" in text
    assert "5 Almost certain" in text
    assert RiskReview.objects.of(risk.local_area).count() == 1


def worded(risk: Risk, **typed: Any) -> dict[str, Any]:
    """The form of a risk's words as it opens, with what is typed since."""
    texts = {name: getattr(risk, name) for name in ("cause", "event", "effect", "category")}
    return {**texts, "owner": risk.owner_id, "version": risk.version, "reason": "Mine", **typed}


def test_what_a_late_form_left_alone_says_what_somebody_else_saved_meanwhile(
    place: Place, risk: Risk, officer: User, lead: User, browse: Browse
) -> None:
    chief = place.posts["icb_chief"]
    browse(lead).post(f"{R1}edit/", worded(risk, cause="Nobody applies", owner=chief.pk))
    late = browse(officer).post(f"{R1}edit/", worded(risk, effect="Hubs stay shut"))
    assert late.status_code == 409
    form = late.context["form"]
    assert [(each.label, each.typed) for each in form.clash.differences] == [
        ("Effect", "Hubs stay shut")
    ]
    assert [each.label for each in form.clash.taken] == ["Cause", "Owner"]
    assert "the form below has the new text" in body(late)
    shown = {name: form[name].value() for name in form.fields}
    browse(officer).post(f"{R1}edit/", shown)
    risk.refresh_from_db()
    assert (risk.cause, risk.effect, risk.owner) == ("Nobody applies", "Hubs stay shut", chief)


def test_a_late_form_that_names_no_version_takes_nothing_over(
    risk: Risk, officer: User, lead: User, browse: Browse
) -> None:
    browse(lead).post(f"{R1}edit/", worded(risk, cause="Nobody applies"))
    late = browse(officer).post(f"{R1}edit/", worded(risk, version="9" * 40))
    assert [each.label for each in late.context["form"].clash.differences] == ["Cause"]
    assert late.context["form"]["cause"].value() == risk.cause


def test_two_people_closing_a_risk_see_both_reasons(
    risk: Risk, officer: User, lead: User, browse: Browse
) -> None:
    closing = {"version": risk.version, "because": "The posts are filled"}
    browse(lead).post(f"{R1}close/", closing)
    late = browse(officer).post(f"{R1}close/", {**closing, "because": "The grant goes on"})
    assert late.status_code == 409
    [difference] = late.context["form"].clash.differences
    assert (difference.now, difference.typed) == ("The posts are filled", "The grant goes on")
    assert "Both texts are below." in body(late)


def test_a_risk_is_changed_closed_and_then_left_alone(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    words = {
        "cause": risk.cause,
        "event": risk.event,
        "effect": risk.effect,
        "owner": place.posts["icb_chief"].pk,
        "version": risk.version,
        "reason": "Health took it over",
    }
    assert "Risk R1 saved." in body(browser.post(f"{R1}edit/", words, follow=True))
    risk.refresh_from_db()
    closing = {"version": risk.version, "because": ""}
    assert "Enter why it can be closed" in body(browser.post(f"{R1}close/", closing))
    closing["because"] = "The posts are filled"
    text = body(browser.post(f"{R1}close/", closing, follow=True))
    assert "Closed on 11 March 2026" in text
    assert "The posts are filled" in text
    assert "/review/" not in text
    assert "Closed risks" in body(browser.get(RISKS))
    risk.refresh_from_db()
    late = body(browser.post(f"{R1}review/", reviewed(risk)))
    assert "R1 was closed on 11 March 2026." in late
    assert "Both posts are filled" in late


def test_the_history_of_a_risk_tells_its_changes_and_reviews(
    risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    browse(officer).post(f"{R1}review/", reviewed(risk))
    text = body(browse(adviser).get(f"{R1}history/"))
    assert "Reviewed: Both posts are filled" in text
    assert "Likelihood after controls" in text


def test_markup_in_a_risk_is_shown_as_text(place: Place, officer: User, browse: Browse) -> None:
    browser = browse(officer)
    texts = dict.fromkeys(("cause", "event", "effect"), HOSTILE)
    browser.post(f"{RISKS}add/", filled(place, **texts))
    risk = Risk.objects.of(place.area).get()
    changes.close_risk(
        risk=risk, version=risk.version, because=HOSTILE, by=officer, on=date(2026, 3, 11)
    )
    for page in (RISKS, R1, f"{R1}history/"):
        text = body(browser.get(page))
        assert "<script>alert" not in text
        assert SHOWN in text


@pytest.mark.parametrize("path", ["R2/", "r1/review/", "1/", "R1;/"])
def test_a_risk_that_is_not_there_is_not_found(
    risk: Risk, officer: User, browse: Browse, path: str
) -> None:
    assert browse(officer).get(RISKS + path).status_code == 404


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_register_and_a_risk_cost_the_same_for_few_rows_and_for_many(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    browser = browse(officer)

    def raise_and_review(times: int) -> None:
        for number in range(times):
            browser.post(f"{RISKS}add/", filled(place, event=f"Event {number}"))
        for _ in range(times):
            risk.refresh_from_db()
            browser.post(f"{R1}review/", reviewed(risk))

    raise_and_review(9)
    before = [cost(browser, page) for page in (RISKS, R1)]
    raise_and_review(60)
    assert Risk.objects.of(place.area).count() == 70
    assert [cost(browser, page) for page in (RISKS, R1)] == before
    assert 5 < min(before) <= max(before) <= 20


def test_words_of_a_few_children_come_back_once_and_can_stand(
    place: Place, officer: User, browse: Browse
) -> None:
    typed = filled(place, effect="Two children lose their place")
    text = body(browse(officer).post(f"{RISKS}add/", typed))
    assert "“Two children” tells of a few children" in text
    assert "Two children lose their place</textarea>" in text
    assert not Risk.objects.exists()
    browse(officer).post(f"{RISKS}add/", {**typed, "few_may_stand": "on"})
    risk = Risk.objects.get()
    assert risk.effect == "Two children lose their place"
    said = {"version": risk.version, "cause": "Less money", "event": risk.event}
    said |= {"effect": risk.effect, "category": "", "owner": risk.owner_id, "reason": "Put right"}
    browse(officer).post(f"{R1}edit/", said)
    risk.refresh_from_db()
    assert risk.cause == "Less money", "what stands already is not asked about again"
