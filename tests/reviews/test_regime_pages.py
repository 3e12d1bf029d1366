"""The chain of regimes as people read it, and the forms that end one or move a plan on."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Regime
from plans.states import RegimeKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import changes_of
from sendtrack.sources.models import Citation, SourceDocument
from tests.conftest import Joins, Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

CODE = "improvement-notice-2025"
PAGE = f"/exampleshire/regimes/{CODE}/"


@pytest.fixture
def plan(place: Place, officer: User) -> Regime:
    """A plan that the Notice required, being drafted."""
    return changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        state=RegimeState.DRAFTING,
        required_by=place.regime,
        submit_by_on=date(2026, 3, 31),
        by=officer,
    )


def lifted(place: Place, **other: str) -> dict[str, str]:
    return {
        "how": "lifted",
        "document_title": "Letter that lifts the Notice",
        "document_issued_by": "Department for Education",
        **day("document_dated_on", "9 3 2026"),
        "paragraph": "paragraph 1",
        "words": "The Notice is lifted.",
        **day("on", "9 3 2026"),
        "reason": "The letter came",
        "version": str(place.regime.version),
        **other,
    }


def test_the_chain_says_what_required_what_and_which_one_leads(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    page = body(browse(officer).get("/exampleshire/regimes/"))
    assert "Required by the Improvement Notice" in page
    assert "Leads: the pages show its plan" in page
    assert page.count("app-steps__step--now") == 2


def test_a_regime_shows_its_areas_with_the_words_that_found_them(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    page = body(browse(officer).get(PAGE))
    assert "(a) Weakness a" in page
    assert "Annex 1 a" in page
    assert "At 3, 6, 12, 24 months." in page
    assert "Requires" in page


def test_an_officer_records_that_the_department_lifted_the_notice(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(f"{PAGE}end/", lifted(place))
    assert answer.status_code == 302
    place.regime.refresh_from_db()
    assert place.regime.state == RegimeState.LIFTED
    assert place.regime.ended_by is not None
    assert place.regime.ended_by.words == "The Notice is lifted."
    page = body(browse(officer).get(PAGE))
    assert "“The Notice is lifted.”" in page
    assert "Record how it ended" not in page
    plan.refresh_from_db()
    assert plan.leads
    assert changes_of(plan)[0].history_change_reason == "The letter came"


def test_a_letter_of_somebody_else_is_refused_at_its_field_and_leaves_no_document(
    place: Place, officer: User, browse: Browse
) -> None:
    before = SourceDocument.objects.count()
    told = lifted(place, document_issued_by="Exampleshire Council")
    page = body(browse(officer).post(f"{PAGE}end/", told))
    assert "Only a document of Department for Education can say" in page
    assert "The Notice is lifted." in page
    assert SourceDocument.objects.count() == before


def test_a_document_is_chosen_or_named(place: Place, officer: User, browse: Browse) -> None:
    told = lifted(place, document_title="")
    page = body(browse(officer).post(f"{PAGE}end/", told))
    assert "Enter the title of the document, or choose one that is here" in page


def test_the_same_paragraph_with_other_words_is_refused(
    place: Place, officer: User, browse: Browse
) -> None:
    assert place.regime.document is not None
    chosen = lifted(
        place, document=str(place.regime.document.pk), paragraph="Annex 1 a", words="Something else"
    )
    page = body(browse(officer).post(f"{PAGE}end/", chosen))
    assert "is here already with other words" in page
    assert Citation.objects.filter(words="Something else").count() == 0


def test_who_is_late_with_the_end_sees_what_was_recorded(
    place: Place, officer: User, browse: Browse
) -> None:
    told = lifted(place)
    browse(officer).post(f"{PAGE}end/", told)
    answer = browse(officer).post(f"{PAGE}end/", told)
    assert answer.status_code == 409
    assert "We could not save this because" in body(answer)


def test_a_plan_is_submitted_and_its_page_says_so(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    address = f"/exampleshire/regimes/{plan.code}/"
    told = {"to": "submitted", "reason": "Sent on 9 March", "version": str(plan.version)}
    assert browse(officer).post(f"{address}move/", told).status_code == 302
    page = body(browse(officer).get(address))
    assert "Submitted" in page
    assert "31 March 2026" in page


def test_the_plan_of_a_regime_that_has_ended_is_read_and_not_changed(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    changes.add_outcome(area=place.areas[0], statement="Leaders know", by=officer)
    browse(officer).post(f"{PAGE}end/", lifted(place))
    page = body(browse(officer).get(f"{PAGE}plan/"))
    assert "Plan under the Improvement Notice" in page
    assert "Leaders know" in page
    assert "Change the words of" not in page
    assert "When the Notice ended (" in page
    assert "The Notice ended by <a" in page
    area = body(browse(officer).get(f"{PAGE}areas/a/"))
    assert "When the Notice ended (" in area


def test_words_of_a_document_stay_words(place: Place, officer: User, browse: Browse) -> None:
    browse(officer).post(f"{PAGE}end/", lifted(place, words=HOSTILE))
    page = browse(officer).get(PAGE).content.decode()
    assert SHOWN in page
    assert HOSTILE not in page


def test_a_regime_of_another_area_is_not_there(
    place: Place, elsewhere: Place, officer: User, joins: Joins, browse: Browse
) -> None:
    stranger = joins(elsewhere, Role.OFFICER)
    assert browse(stranger).get(PAGE).status_code == 404
    assert browse(officer).get("/exampleshire/regimes/accelerated-plan-2026/").status_code == 404


def test_an_officer_lets_another_regime_lead(
    place: Place, plan: Regime, officer: User, browse: Browse
) -> None:
    client, page = browse(officer), f"/exampleshire/regimes/{plan.code}/"
    assert f'href="{page}lead/"' in body(client.get(page))
    assert "Enter why it leads" in body(client.post(f"{page}lead/", {"version": plan.version}))
    answers = {"version": plan.version, "reason": "The board decided so"}
    said = client.post(f"{page}lead/", answers, follow=True)
    assert "The Accelerated Progress Plan leads." in body(said)
    assert "Let it lead" not in body(client.get(page))
    assert changes_of(plan)[0].history_change_reason == "The board decided so"
    late = client.post(f"{page}lead/", answers)
    assert late.status_code == 409


def test_the_pages_ask_as_often_with_many_areas_and_regimes_as_with_few(
    place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    few = [_queries(client, page) for page in ("/exampleshire/regimes/", PAGE)]
    for number in range(8):
        other = changes.open_regime(
            area=place.area,
            kind=RegimeKind.STRATEGY,
            title=f"Strategy {number}",
            issued_by="The partnership",
            issued_on=date(2026, 1, 5),
            required_by=place.regime,
            by=officer,
        )
        changes.add_area(
            regime=other,
            ref="1",
            short_title="Carried",
            finding=place.areas[0].finding,
            derived_from=[place.areas[0]],
            by=officer,
        )
    for ref in "ghij":
        changes.add_area(
            regime=place.regime,
            ref=ref,
            short_title=f"Weakness {ref}",
            finding=place.areas[0].finding,
            by=officer,
        )
    assert [_queries(client, page) for page in ("/exampleshire/regimes/", PAGE)] == few


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)
