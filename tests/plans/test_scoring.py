"""How an area scores its risks: its own words, levels, review rule and appetite."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plans import changes
from plans.models import Risk, ScoringScheme
from plans.queries import risk_register
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import Stale, changes_of, record
from sendtrack.refusals import Refusal
from tests.conftest import Joins, Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body
from tests.plans.test_risk_changes import raise_risk, review

RISKS = "/exampleshire/risks/"
SCORING = f"{RISKS}scoring/"


@pytest.fixture
def administrator(place: Place, joins: Joins) -> User:
    return joins(place, Role.ADMINISTRATOR)


def scheme_of(place: Place) -> ScoringScheme:
    return ScoringScheme.objects.in_force(place.area)


def set_scoring(place: Place, by: User, **said: Any) -> ScoringScheme:
    version = said.pop("version", scheme_of(place).version)
    return changes.set_scoring(
        area=place.area, version=version, by=by, reason="The council's policy", **said
    )


def typed(place: Place, **other: Any) -> dict[str, Any]:
    scheme = scheme_of(place)
    names = [field.name for field in ScoringScheme._meta.fields]
    shown = {name: getattr(scheme, name) for name in names if name not in ("id", "local_area")}
    return {**shown, "reason": "The council's policy", **other}


def test_an_area_that_has_set_nothing_scores_as_councils_usually_do(place: Place) -> None:
    scheme = scheme_of(place)
    assert [scheme.band(score) for score in (4, 5, 9, 10, 14, 15)] == [
        "low",
        "moderate",
        "moderate",
        "high",
        "high",
        "very_high",
    ]
    assert scheme.likelihoods[5] == "Almost certain"
    assert scheme.level(12).meaning == "A score of 10 to 14."
    assert (scheme.is_above_appetite(9), scheme.is_above_appetite(10)) == (False, True)


def test_words_and_levels_of_the_area_are_used_at_once_and_are_history(
    place: Place, risk: Risk, lead: User
) -> None:
    made = set_scoring(place, lead, high_name="Serious", high_from=9, impact_4="Grave")
    [line] = risk_register(place.regime, date(2026, 3, 11))
    assert (line.risk.level.word, line.risk.level.key) == ("Serious", "high")
    again = set_scoring(place, lead, high_name="Grave risk")
    assert again.high_from == 9
    assert [row.history_change_reason for row in changes_of(made)] == ["The council's policy"] * 2


def test_a_review_keeps_the_level_of_its_day(
    place: Place, risk: Risk, officer: User, lead: User, today: date
) -> None:
    made = review(risk, officer, today, likelihood=3)
    set_scoring(place, lead, high_name="Serious", high_from=12, very_high_from=13)
    made.refresh_from_db()
    assert (made.band, made.level.word) == ("high", "High")
    set_scoring(place, lead, very_high_from=25, high_from=20)
    risk.refresh_from_db()
    assert (Risk.objects.get(pk=risk.pk).band, made.band) == ("moderate", "high")


def test_the_review_rule_is_the_areas_own(
    place: Place, officer: User, lead: User, today: date
) -> None:
    set_scoring(place, lead, very_high_months=2, very_high_name="Critical")
    with pytest.raises(Refusal) as told:
        raise_risk(place, officer, today, likelihood=5, next_review_on=date(2026, 5, 12))
    assert told.value.sentence == (
        "A risk scored 20 is critical and is reviewed within 2 months. "
        "Choose a day up to 11 May 2026."
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"impact_3": " "}, "impact_3"),
        ({"low_name": ""}, "low_name"),
        ({"high_name": "low"}, "low_name"),
        ({"moderate_from": 1}, "moderate_from"),
        ({"high_from": 5}, "high_from"),
        ({"very_high_from": 26}, "very_high_from"),
        ({"high_months": 0}, "high_months"),
        ({"low_months": 13}, "low_months"),
        ({"escalate_from": 26}, "escalate_from"),
    ],
)
def test_a_scheme_that_nobody_could_work_with_is_refused(
    place: Place, lead: User, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        set_scoring(place, lead, **said)
    assert told.value.field == field
    assert scheme_of(place).pk is None


@pytest.mark.parametrize(
    "broken",
    [{"high_from": 3}, {"very_high_from": 26}, {"low_months": 0}, {"escalate_from": 0}],
)
def test_the_database_holds_the_rules_of_a_scheme(
    place: Place, lead: User, broken: dict[str, int]
) -> None:
    scheme = set_scoring(place, lead)
    for field, value in broken.items():
        setattr(scheme, field, value)
    with pytest.raises(IntegrityError), transaction.atomic(), record(actor=lead, reason="No"):
        scheme.save()


def test_two_people_never_make_two_schemes(place: Place, lead: User) -> None:
    set_scoring(place, lead, low_name="Small")
    with pytest.raises(Stale):
        set_scoring(place, lead, version=0, low_name="Tiny")
    assert scheme_of(place).low_name == "Small"


def test_a_lead_or_an_administrator_changes_the_scoring_on_its_page(
    place: Place, risk: Risk, lead: User, administrator: User, adviser: User, browse: Browse
) -> None:
    for user, name in ((lead, "Serious"), (administrator, "Grave")):
        text = body(browse(user).post(f"{SCORING}edit/", typed(place, high_name=name), follow=True))
        assert "The scoring of risks is saved." in text
        assert name in text
    for address in (RISKS, f"{RISKS}R1/", SCORING):
        assert "Grave" in body(browse(adviser).get(address))
    history = body(browse(adviser).get(f"{SCORING}history/"))
    assert "Name of the third level" in history


def test_a_score_is_offered_in_the_areas_words(
    place: Place, risk: Risk, officer: User, lead: User, browse: Browse
) -> None:
    set_scoring(place, lead, likelihood_2="Once in ten years", impact_5=HOSTILE[:80])
    for address in (f"{RISKS}add/", f"{RISKS}R1/review/"):
        text = body(browse(officer).get(address))
        assert "2 Once in ten years" in text
        assert HOSTILE[:80] not in text
        assert SHOWN[:40] in text


def test_what_can_not_be_a_scheme_is_refused_at_its_field(
    place: Place, lead: User, browse: Browse
) -> None:
    answer = browse(lead).post(f"{SCORING}edit/", typed(place, high_from="4"))
    assert list(answer.context["form"].errors) == ["high_from"]
    assert "each level starts above the one before it" in body(answer)
    assert scheme_of(place).pk is None


def test_two_people_changing_the_scoring_see_both_texts(
    place: Place, lead: User, administrator: User, browse: Browse
) -> None:
    opened = typed(place, low_name="Tiny")
    browse(administrator).post(f"{SCORING}edit/", typed(place, low_name="Small"))
    late = browse(lead).post(f"{SCORING}edit/", opened)
    assert late.status_code == 409
    assert scheme_of(place).low_name == "Small"


def test_the_scoring_of_one_area_is_not_that_of_another(
    place: Place, elsewhere: Place, lead: User
) -> None:
    set_scoring(place, lead, low_name="Small")
    assert scheme_of(elsewhere).low_name == "Low"


def test_an_officer_and_an_adviser_do_not_change_the_scoring(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    for user in (officer, adviser):
        assert browse(user).get(f"{SCORING}edit/").status_code == 403
        assert "Change the scoring" not in body(browse(user).get(SCORING))


def test_a_refusal_says_which_of_the_months_it_means(
    place: Place, joins: Joins, browse: Browse
) -> None:
    desk = browse(joins(place, Role.LEAD))
    page = body(desk.post("/exampleshire/risks/scoring/edit/", {"high_months": "0"}))
    assert "The months between reviews of a high risk must be 1 or more" in page
