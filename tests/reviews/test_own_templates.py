"""An area copies a shipped template, changes it, and starts a regime from its own."""

import pytest

from plans.models import Regime
from reviews import changes
from reviews.models import Clause, OwnTemplate
from reviews.queries import as_template, template_for
from reviews.starting import TemplateClause, template_of
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

START = "/exampleshire/regimes/start/"


@pytest.fixture
def own(place: Place, officer: User) -> OwnTemplate:
    shipped = template_of("accelerated_plan")
    assert shipped is not None
    return changes.copy_template(area=place.area, template=shipped, name="Our plan", by=officer)


def edited(own: OwnTemplate, by: User, **other: object) -> OwnTemplate:
    template = as_template(own)
    said = {
        "name": own.name,
        "about": own.about,
        "issued_by": own.issued_by,
        "horizons": [4, 8],
        "report_every_months": 3,
        "areas": "1. Waits",
        "clauses": template.clauses,
        "reason": "Our plan runs in thirds of a year",
        **other,
    }
    return changes.edit_template(template=own, version=own.version, by=by, **said)  # type: ignore[arg-type]  # as typed above


def typed(own: OwnTemplate, **other: str) -> dict[str, str]:
    answers = {
        "version": str(own.version),
        "name": own.name,
        "issued_by": own.issued_by,
        "horizons": "4, 8",
        "report_every_months": "3",
        "areas": "1. Waits",
        "reason": "Our plan runs in thirds of a year",
    }
    for place in range(len(own.clauses) + 3):
        answers[f"kind_{place}"] = "no-duty"
    for place, clause in enumerate(own.clauses):
        answers |= {f"{name}_{place}": str(clause[name]) for name in ("paragraph", "title", "kind")}
    return {**answers, **other}


def test_a_copy_says_what_the_shipped_template_says_and_has_a_reference_of_its_own(
    place: Place, own: OwnTemplate, officer: User
) -> None:
    shipped, copy = template_of("accelerated_plan"), template_for(place.area, "own-1")
    assert shipped is not None and copy is not None  # noqa: PT018 - both are looked at below
    assert copy.clauses == shipped.clauses
    assert (copy.horizons, copy.name) == (shipped.horizons, "Our plan")
    with pytest.raises(Refusal, match="called our plan already"):
        changes.copy_template(area=place.area, template=shipped, name="our plan", by=officer)


def test_a_template_is_changed_with_a_reason_and_one_row_of_history(
    own: OwnTemplate, officer: User
) -> None:
    saved = edited(own, officer)
    assert (saved.horizons, saved.report_every_months) == ([4, 8], 3)
    newest, _ = changes_of(saved)
    assert newest.history_change_reason == "Our plan runs in thirds of a year"
    with pytest.raises(Stale):
        edited(own, officer)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"horizons": [6, 3]}, "the earliest first"),
        ({"horizons": [500]}, "between 1 and 120"),
        ({"clauses": [TemplateClause("1", "A", "no-duty")] * 2}, "Two paragraphs are called 1"),
        ({"clauses": [TemplateClause("1", "A", "nonsense")]}, "no kind of duty"),
        ({"name": " "}, "Enter what it is called"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_what_no_regime_could_be_started_from_is_refused(
    own: OwnTemplate, officer: User, other: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        edited(own, officer, **other)


def test_an_officer_copies_changes_and_starts_on_the_pages(
    place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    assert f'href="{START}strategy/copy/"' in body(client.get(START))
    page = client.post(f"{START}strategy/copy/", {"name": HOSTILE[:100]}, follow=True)
    assert SHOWN[:40] in body(page)
    own = OwnTemplate.objects.get()
    new = {"paragraph_3": "4", "title_3": "Reviews", "kind_3": "reviews-held", "months_3": "4"}
    url = f"/exampleshire/regimes/templates/{own.code}/"
    client.post(url, typed(own, name="Our strategy", paragraph_2="", **new))
    own.refresh_from_db()
    assert [clause["paragraph"] for clause in own.clauses] == ["1", "2", "4"]
    assert own.clauses[2]["parameters"] == {"months": 4}
    form = body(client.get(f"{START}{own.code}/"))
    assert "1. Waits" in form
    answers = {
        "title": "Our strategy",
        "document_title": "Strategy paper",
        "issued_by": "The partnership",
        **day("issued_on", "2 3 2026"),
        "areas": "1. Waits",
        "clause_2": "We review it every four months.",
    }
    client.post(f"{START}{own.code}/", answers)
    made = Regime.objects.get(title="Our strategy")
    assert (made.horizons, made.report_every_months, made.kind) == ([4, 8], 3, "strategy")
    assert Clause.objects.get(regime=made).parameters == {"months": 4}


def test_what_is_typed_wrong_is_shown_again(
    own: OwnTemplate, officer: User, browse: Browse
) -> None:
    url = f"/exampleshire/regimes/templates/{own.code}/"
    page = body(browse(officer).post(url, typed(own, horizons="soon", title_0="")))
    assert "Enter the horizons as numbers of months" in page
    assert "Enter what the paragraph is about" in page
    stale = browse(officer).post(url, typed(edited(own, officer), version=str(own.version)))
    assert stale.status_code == 409


def test_the_template_of_one_area_is_not_there_in_another(
    own: OwnTemplate, elsewhere: Place, stranger: User, browse: Browse
) -> None:
    assert template_for(elsewhere.area, own.code) is None
    client = browse(stranger)
    assert client.get(f"/elsewhere/regimes/start/{own.code}/").status_code == 404
    assert client.get(f"/elsewhere/regimes/templates/{own.code}/").status_code == 404
