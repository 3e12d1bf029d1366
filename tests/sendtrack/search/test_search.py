"""One box finds what an area's record holds, and nothing of another's."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes as plans
from plans.models import Action, Outcome
from plans.states import Classification, EvidenceKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.search.kinds import KINDS, Kind
from sendtrack.search.queries import search
from sendtrack.search.references import named
from sendtrack.search.words import question
from tests.conftest import Place
from tests.plans.measures.conftest import add as add_measure
from tests.sendtrack.search.conftest import fill

Browse = Callable[[User], Client]
DAY = date(2026, 3, 11)


def ask(client: Client, words: str, **more: str) -> str:
    answer = client.get("/exampleshire/search/", {"q": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def kinds_of(place: Place, words: str) -> set[str]:
    return {found.kind.key for found in search(place.area, question(words), on=DAY)}


def test_each_kind_of_thing_is_found_by_its_words(place: Place, filled: Action) -> None:
    assert kinds_of(place, "speech") == {
        "outcomes",
        "actions",
        "updates",
        "risks",
        "issues",
        "requests",
        "log",
        "decisions",
        "minutes",
        "evidence",
        "voices",
    }
    assert "areas" in kinds_of(place, "weakness")
    assert "paragraphs" in kinds_of(place, "weakness")
    assert "documents" in kinds_of(place, "notice")
    assert "duties" in kinds_of(place, "report")
    assert "posts" in kinds_of(place, "commissioner")


def test_a_measure_is_found_by_its_words_by_its_area_and_by_its_number(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    measure = add_measure(place, officer, today, areas=place.areas[:2])
    assert kinds_of(place, "new plans") == {"measures"}
    for within, found in ((place.areas[1], 1), (place.areas[2], 0)):
        hits = search(place.area, question("plans"), on=DAY, within=within)
        assert sum(each.total for each in hits) == found
    [straight] = named(place.area, "measure m1")
    assert (straight.title, straight.path) == (measure.name, "/exampleshire/measures/M1/")


@pytest.mark.parametrize("typed", ["recruiting", "recruited", "recr", "RECRUIT", '"recruit for"'])
def test_words_are_found_in_other_forms_and_by_their_beginning(
    place: Place, filled: Action, typed: str
) -> None:
    assert "actions" in kinds_of(place, typed)


def test_every_word_has_to_be_there_and_an_unwanted_one_must_not(
    place: Place, filled: Action
) -> None:
    assert "actions" not in kinds_of(place, "recruit advertised")
    without = kinds_of(place, "speech -recruit -advertised")
    assert without.isdisjoint({"actions", "updates"})
    assert "outcomes" in without
    assert "actions" not in kinds_of(place, '"therapy speech"')


def test_the_words_found_are_shown_in_their_sentence(
    browse: Browse, officer: User, filled: Action
) -> None:
    page = ask(browse(officer), "advertised")
    assert "<mark>advertised</mark> two posts in speech therapy" in page
    assert 'href="/exampleshire/actions/D1.1/"' in page


def test_what_people_wrote_is_escaped_where_it_is_found(
    place: Place, browse: Browse, officer: User
) -> None:
    plans.add_outcome(
        area=place.areas[0], statement="<script>alert(1)</script> & <b>waiting</b>", by=officer
    )
    page = ask(browse(officer), "waiting")
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<mark>waiting</mark>" in page


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("D1.1", "/exampleshire/actions/D1.1/"),
        ("d1.1", "/exampleshire/actions/D1.1/"),
        ("action D1.1", "/exampleshire/actions/D1.1/"),
        ("R1", "/exampleshire/risks/R1/"),
        ("risk r1", "/exampleshire/risks/R1/"),
        ("L1", "/exampleshire/log/L1/"),
        ("I1", "/exampleshire/risks/issues/I1/"),
        ("issue i1", "/exampleshire/risks/issues/I1/"),
        ("V1", "/exampleshire/voices/V1/"),
        ("E1", "/exampleshire/evidence/E1/"),
        ("evidence e1", "/exampleshire/evidence/E1/"),
        ("request 1", "/exampleshire/plan/contributions/1/"),
        ("Request no. 1", "/exampleshire/plan/contributions/1/"),
        ("D1", "/exampleshire/plan/areas/d/#d1"),
        ("area (d)", "/exampleshire/plan/areas/d/"),
        ("Area D", "/exampleshire/plan/areas/d/"),
        ("(d)", "/exampleshire/plan/areas/d/"),
        ("d", "/exampleshire/plan/areas/d/"),
        ("Area Four", "/exampleshire/plan/areas/d/"),
        ("area 4", "/exampleshire/plan/areas/d/"),
        ("para 4(d)", "/exampleshire/duties/4(d)/"),
        ("paragraph 4d", "/exampleshire/duties/4(d)/"),
        ("4(d)", "/exampleshire/duties/4(d)/"),
        ("4 March 2026", "/exampleshire/board/meetings/2026-03-04/"),
        ("2026-03-04", "/exampleshire/board/meetings/2026-03-04/"),
        ("4/3/2026", "/exampleshire/board/meetings/2026-03-04/"),
    ],
)
def test_a_reference_leads_straight_to_the_thing(
    place: Place, filled: Action, typed: str, path: str
) -> None:
    assert named(place.area, typed)[0].path == path


def test_a_paragraph_of_a_regime_that_ended_leads_to_its_duty_there(
    place: Place, filled: Action, officer: User, browse: Browse
) -> None:
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.SUPERSEDED,
        citation=place.areas[0].finding,
        on=DAY,
        by=officer,
        reason="The revisit",
    )
    path = named(place.area, "para 4(d)")[0].path
    assert path == f"/exampleshire/regimes/{place.regime.code}/duties/4(d)/"
    assert browse(officer).get(path).status_code == 200


def test_a_restricted_piece_is_named_only_to_those_who_may_know_of_it(
    place: Place, filled: Action, officer: User, partner: User, browse: Browse
) -> None:
    piece = plans.add_evidence(
        area=place.areas[0],
        action=None,
        organisation=None,
        kind=EvidenceKind.DATA,
        title="Staff grievance",
        shows="Three people left.",
        dated_on=date(2026, 2, 1),
        kept_at="The safe",
        classification=Classification.RESTRICTED,
        by=officer,
    )
    assert named(place.area, piece.ref) == []
    assert "Staff grievance" in ask(browse(officer), piece.ref)
    assert "Staff grievance" not in ask(browse(partner), piece.ref)


def test_the_thing_named_stands_on_top_of_the_page(
    browse: Browse, officer: User, filled: Action
) -> None:
    page = ask(browse(officer), "d1.1")
    assert page.index("Go straight to") < page.index("/exampleshire/actions/D1.1/")


@pytest.mark.parametrize("typed", ["", "Z9.9", "the", "R99", "area (z)", "9999", "31/02/2026"])
def test_what_is_no_reference_names_nothing(place: Place, filled: Action, typed: str) -> None:
    assert named(place.area, typed) == []


def test_nothing_of_another_area_is_found(
    place: Place, elsewhere: Place, system: User, browse: Browse, officer: User, stranger: User
) -> None:
    fill(elsewhere, system, word="trampolines")
    page = ask(browse(officer), "trampolines")
    assert "Nothing in this record holds all of these words" in page
    for reference in ("D1.1", "R1", "L1", "para 4(d)", "4 March 2026"):
        assert named(place.area, reference) == []
    assert "/elsewhere/" not in page
    answer = browse(stranger).get("/exampleshire/search/", {"q": "weakness"})
    assert answer.status_code == 404


def test_addresses_of_people_are_not_searched(
    place: Place, browse: Browse, administrator: User
) -> None:
    assert search(place.area, question(administrator.email), on=DAY) == []
    assert "exampleshire.example" not in ask(browse(administrator), "exampleshire")


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "a", "x" * 10_000, "'", '"', "' OR 1=1 --", "a & | ! <-> :*", "%", "\\"),
        *("the and of", "<script>", "\ue000mark\ue001", "-", '-"speech"', "(((", "4(", "area ("),
    ],
)
def test_nothing_that_is_typed_breaks_the_page(
    browse: Browse, officer: User, filled: Action, typed: str
) -> None:
    ask(browse(officer), typed)
    ask(browse(officer), typed, kind="actions", area="d", page="2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "²", ""])
def test_a_page_that_is_none_is_the_first_or_empty(
    browse: Browse, officer: User, filled: Action, page: str
) -> None:
    ask(browse(officer), "speech", kind="actions", page=page)


def more_outcomes(place: Place, by: User, many: int) -> list[Outcome]:
    return [
        plans.add_outcome(area=place.areas[0], statement=f"Less waiting, number {n}", by=by)
        for n in range(many)
    ]


def test_a_kind_is_narrowed_to_and_paged_by_the_address(
    place: Place, browse: Browse, officer: User, filled: Action
) -> None:
    more_outcomes(place, officer, 25)
    client = browse(officer)
    assert "All 26 under outcomes" in ask(client, "waiting")
    first = ask(client, "waiting", kind="outcomes")
    second = ask(client, "waiting", kind="outcomes", page="2")
    assert first.count('class="app-found__hit"') == 20
    assert second.count('class="app-found__hit"') == 6
    assert "page=2" in first
    assert "page=1" in second
    in_area = ask(client, "waiting", area="d")
    assert "Less waiting for speech therapy" in in_area.replace("<mark>", "").replace("</mark>", "")
    assert "number 3" not in in_area


def test_the_box_stands_on_every_page_of_an_area_and_needs_no_script(
    browse: Browse, officer: User, place: Place
) -> None:
    page = browse(officer).get("/exampleshire/plan/").content.decode()
    assert 'role="search" method="get" action="/exampleshire/search/"' in page
    assert 'role="search"' not in browse(officer).get("/account").content.decode()


def queries_made(place: Place, words: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert search(place.area, question(words), on=DAY)
    return len(made)


def test_a_search_makes_as_many_queries_for_many_rows_as_for_few(
    place: Place, officer: User, filled: Action
) -> None:
    few = queries_made(place, "waiting")
    more_outcomes(place, officer, 30)
    assert queries_made(place, "waiting") == few
    assert few <= 5 + len(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.is_indexed], ids=lambda k: k.key)
def test_the_words_of_each_kind_are_looked_up_in_an_index(place: Place, kind: Kind) -> None:
    rows = kind.model.objects.annotate(its=SearchVector(*kind.words, config="english"))
    rows = rows.filter(its=SearchQuery("speech:*", config="english", search_type="raw"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert f"{kind.model._meta.db_table}_words" in rows.explain()
