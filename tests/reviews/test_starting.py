"""A regime is started from a template, with the words of its own document."""

from datetime import date

import pytest

from plans.models import AreaOfWeakness, Regime
from plans.queries import current_regime
from plans.states import RegimeKind, RegimeState
from reviews.duties import check_kind, clauses_of
from reviews.models import Clause
from reviews.starting import RegimeTemplate, template_of, templates
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.sources.models import SourceDocument
from tests.conftest import Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

PAGE = "/exampleshire/regimes/start/accelerated_plan/"

TOLD = {
    "title": "Accelerated Progress Plan",
    "document_title": "Letter that asks for the plan",
    "issued_by": "Department for Education and NHS England",
    **day("issued_on", "5 1 2026"),
    **day("submit_by_on", "31 3 2026"),
    "areas": "1. Poor assessment of need\n(2) Too many exclusions;",
    "clause_0": "The plan needs to be submitted by 31 March 2026.",
    "clause_5": "Progress reviews take place quarterly.",
}


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.key)
def test_every_paragraph_of_a_template_can_be_judged(template: RegimeTemplate) -> None:
    for clause in template.clauses:
        check_kind(clause.kind, dict(clause.parameters))
    paragraphs = [clause.paragraph for clause in template.clauses]
    assert len(paragraphs) == len(set(paragraphs))


def test_there_is_a_template_for_every_kind_of_regime() -> None:
    assert {each.key for each in templates()} == set(RegimeKind)
    assert template_of("nothing") is None


def test_an_officer_starts_the_plan_that_the_notice_required(
    place: Place, officer: User, browse: Browse
) -> None:
    told = {**TOLD, "required_by": str(place.regime.pk)}
    answer = browse(officer).post(PAGE, told)
    assert answer.status_code == 302
    made = Regime.objects.get(kind=RegimeKind.ACCELERATED_PLAN)
    assert answer["Location"] == f"/exampleshire/regimes/{made.code}/"
    assert (made.state, made.submit_by_on) == (RegimeState.DRAFTING, date(2026, 3, 31))
    assert made.required_by == place.regime
    assert made.horizons == [3, 6, 12]
    assert current_regime(place.area) == place.regime
    areas = made.areas.order_by("position")
    assert [(each.ref, each.short_title) for each in areas] == [
        ("1", "Poor assessment of need"),
        ("2", "Too many exclusions"),
    ]
    assert areas[1].finding.words == "Too many exclusions;"
    assert areas[1].finding.document == made.document


def test_only_paragraphs_with_words_of_the_document_set_a_duty(
    place: Place, officer: User, browse: Browse
) -> None:
    browse(officer).post(PAGE, TOLD)
    made = Regime.objects.get(kind=RegimeKind.ACCELERATED_PLAN)
    clauses = clauses_of(made)
    assert [(each.paragraph, each.kind) for each in clauses] == [
        ("1", "submitted-by"),
        ("6", "reviews-held"),
    ]
    assert clauses[1].parameters == {"months": 3}
    assert clauses[1].citation.words == "Progress reviews take place quarterly."
    assert changes_of(made).count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"areas": "Poor assessment of need"}, "must begin with a letter or number"),
        ({"areas": "1. Poor assessment\n1. Exclusions"}, "Two areas are called 1"),
        ({"areas": "a. Poor assessment\nA. Exclusions"}, "Two areas are called a"),
        ({"areas": "10. Poor assessment"}, "“10” must be one to four letters, or one digit"),
        ({"areas": "a_1. Poor assessment"}, "“a_1” must be one to four letters"),
        (day("target_end_on", "4 1 2026"), "must be after 5 January 2026"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_left_behind(
    place: Place, officer: User, browse: Browse, wrong: dict[str, str], words: str
) -> None:
    before = SourceDocument.objects.count(), AreaOfWeakness.objects.count(), Clause.objects.count()
    page = body(browse(officer).post(PAGE, {**TOLD, **wrong}))
    assert words in page
    assert "Progress reviews take place quarterly." in page
    assert not Regime.objects.filter(kind=RegimeKind.ACCELERATED_PLAN).exists()
    now = SourceDocument.objects.count(), AreaOfWeakness.objects.count(), Clause.objects.count()
    assert now == before


def test_a_regime_of_another_area_is_not_offered_and_not_taken(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    told = {**TOLD, "required_by": str(elsewhere.regime.pk)}
    page = browse(officer).post(PAGE, told)
    assert page.status_code == 200
    assert not Regime.objects.filter(kind=RegimeKind.ACCELERATED_PLAN).exists()


def test_words_of_a_new_document_stay_words(place: Place, officer: User, browse: Browse) -> None:
    answer = browse(officer).post(PAGE, {**TOLD, "clause_0": HOSTILE}, follow=True)
    page = answer.content.decode()
    assert SHOWN in page
    assert HOSTILE not in page


def test_a_kind_that_has_no_template_is_not_there(
    place: Place, officer: User, browse: Browse
) -> None:
    assert browse(officer).get("/exampleshire/regimes/start/crusade/").status_code == 404
    page = body(browse(officer).get("/exampleshire/regimes/start/"))
    assert all(each.name in page for each in templates())
