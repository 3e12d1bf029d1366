"""Pages speak of the regime that leads, and not of a Notice where none does."""

from datetime import date

import pytest
from django.test import Client

from plans import changes
from plans.models import Regime
from plans.states import RegimeKind
from reviews import changes as reviews
from sendtrack.accounts.models import User
from sendtrack.sources import changes as sources
from tests.conftest import Place
from tests.plans.pages import Browse, body

PAGES = (
    "plan/",
    "plan/areas/1/",
    "plan/slow/",
    "plan/contributions/",
    "plan/contributions/ask/",
    "voices/",
    "voices/add/",
    "plan/areas/1/evidence/add/",
    "board/",
    "log/",
    "duties/",
    "reports/",
    "reviews/",
    "dashboard/",
)


@pytest.fixture
def plan(place: Place, officer: User) -> Regime:
    """An Accelerated Progress Plan that leads, and asks in its paragraph 7 that views are heard."""
    made = changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        horizons=[3, 6, 12],
        by=officer,
    )
    assert place.regime.document is not None
    words = sources.cite(
        document=place.regime.document, paragraph="7", words="Views are heard.", by=officer
    )
    changes.add_area(regime=made, ref="1", short_title="Waits", finding=words, by=officer)
    reviews.add_clause(
        regime=made, paragraph="7", title="Views", citation=words, kind="views-heard", by=officer
    )
    changes.lead_with(regime=made, by=officer, reason="The board decided so")
    return made


def main_of(client: Client, page: str) -> str:
    answer = client.get(f"/exampleshire/{page}")
    assert answer.status_code == 200, page
    return body(answer).partition("<main")[2].partition("</main>")[0]


def test_no_page_says_the_notice_where_another_regime_leads(
    plan: Regime, lead: User, browse: Browse
) -> None:
    client = browse(lead)
    said = {page: "the notice" in main_of(client, page).lower() for page in PAGES}
    assert [page for page, notice in said.items() if notice] == []


def test_a_page_names_the_paragraph_that_asks_for_what_it_shows(
    plan: Regime, lead: User, browse: Browse
) -> None:
    client = browse(lead)
    assert "(paragraph 7 of the Accelerated Progress Plan)" in main_of(client, "voices/")
    assert "paragraph" not in main_of(client, "plan/slow/")


def test_a_notice_whose_paragraphs_are_not_recorded_asks_what_notices_ask(
    place: Place, lead: User, browse: Browse
) -> None:
    assert "(paragraph 4(g) of the Notice)" in main_of(browse(lead), "voices/")
