"""References that were given before an area changed shape, or under a regime that has ended."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import AreaOfWeakness, Outcome, Regime, Target
from plans.policies.shape import Homes, Part
from plans.queries.formerly import called, former_refs
from plans.states import RegimeKind, RegimeState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.search.references import named
from tests.conftest import NOW, Joins, Place
from tests.plans.pages import Browse, body

PLAN = "/exampleshire/plan/"
PARTS = [Part("g", "Waits for plans"), Part("h", "Quality of plans")]


def split(area: AreaOfWeakness, by: User, home: str = "h") -> None:
    """On 18 March 2026; every outcome goes to one of the two new areas."""
    with clock.at(NOW + timedelta(days=7)):
        changes.split_area(
            area=area,
            version=area.version,
            parts=PARTS,
            homes=Homes(
                outcomes=dict.fromkeys(area.outcomes.values_list("pk", flat=True), home), rest="g"
            ),
            reason="Two services answer for it",
            by=by,
            on=clock.today(),
        )


@pytest.fixture
def moved(place: Place, target: Target, officer: User) -> Target:
    """The target of A1 at 6 months, which is one of H1 since 18 March."""
    split(place.areas[0], officer)
    return Target.objects.select_related("outcome__area").get(pk=target.pk)


def supersede(place: Place, by: User) -> Regime:
    """The Notice ends, and a plan with an area (a) of its own leads."""
    finding = place.areas[0].finding
    changes.end_regime(
        regime=place.regime,
        how=RegimeState.SUPERSEDED,
        citation=finding,
        on=clock.today(),
        by=by,
        reason="The revisit",
    )
    regime = changes.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=clock.today(),
        by=by,
    )
    changes.add_area(regime=regime, ref="z", short_title="Plans", finding=finding, by=by)
    return regime


def test_an_old_reference_leads_to_what_it_became(
    moved: Target, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    answer = client.get(f"{PLAN}outcomes/A1/")
    assert (answer.status_code, answer["Location"]) == (302, f"{PLAN}areas/h/#h1")
    assert client.get(f"{PLAN}outcomes/H1/")["Location"] == f"{PLAN}areas/h/#h1"
    answer = client.get(f"{PLAN}outcomes/A1/targets/6/")
    assert (answer.status_code, answer["Location"]) == (302, f"{PLAN}outcomes/H1/targets/6/")
    assert client.get(f"{PLAN}outcomes/A1/targets/12/").status_code == 404
    assert client.get(f"{PLAN}outcomes/A2/").status_code == 404
    assert client.get(f"{PLAN}outcomes/nonsense/").status_code == 404


def test_the_pages_of_an_outcome_say_what_it_was_called(
    moved: Target, officer: User, browse: Browse
) -> None:
    for page in (f"{PLAN}areas/h/", f"{PLAN}outcomes/H1/targets/6/"):
        assert "H1, formerly A1 (until 18 March 2026)" in body(browse(officer).get(page))


def test_an_outcome_that_never_moved_was_called_nothing_else(
    target: Target, officer: User, browse: Browse
) -> None:
    changes.edit_outcome(
        outcome=target.outcome,
        version=target.outcome.version,
        statement="Leaders know every child",
        by=officer,
    )
    assert former_refs([target.outcome]) == {}
    assert "formerly" not in body(browse(officer).get(f"{PLAN}areas/a/"))


def test_search_by_the_old_reference_finds_it_and_says_so(moved: Target, place: Place) -> None:
    [found] = [each for each in named(place.area, "A1") if each.ref == "H1"]
    assert found.path == f"{PLAN}areas/h/#h1"
    assert found.said.startswith("Formerly A1 (until 18 March 2026)")
    assert all("ormerly" not in each.said for each in named(place.area, "H1"))


def test_on_the_day_before_the_split_the_reference_is_still_its_own(
    moved: Target, officer: User, browse: Browse
) -> None:
    with clock.at(NOW + timedelta(days=14)):
        client = browse(officer)
        then = client.get(f"{PLAN}outcomes/A1/targets/6/?as-at=2026-03-17")
        assert then.status_code == 200
        assert "formerly" not in body(then)
        answer = client.get(f"{PLAN}outcomes/A1/?as-at=2026-03-20")
    assert answer["Location"] == f"{PLAN}areas/h/?as-at=2026-03-20#h1"


def test_an_outcome_moved_twice_is_found_by_each_reference(
    moved: Target, place: Place, officer: User, browse: Browse
) -> None:
    area = moved.outcome.area
    with clock.at(NOW + timedelta(days=9)):
        changes.merge_areas(
            area=area,
            version=area.version,
            others=[place.areas[1]],
            part=Part("k", "Plans"),
            reason="One service again",
            by=officer,
            on=clock.today(),
        )
    for ref in ("A1", "H1"):
        assert browse(officer).get(f"{PLAN}outcomes/{ref}/")["Location"] == f"{PLAN}areas/k/#k1"
    told = former_refs([Outcome.objects.get(pk=moved.outcome.pk)])[moved.outcome.pk]
    assert [each.words for each in told] == [
        "formerly A1 (until 18 March 2026)",
        "formerly H1 (until 20 March 2026)",
    ]


def test_links_of_the_time_of_a_regime_still_lead_to_its_target_and_area(
    target: Target, place: Place, officer: User, browse: Browse
) -> None:
    supersede(place, officer)
    client, regime = browse(officer), f"/exampleshire/regimes/{place.regime.code}/"
    answer = client.get(f"{PLAN}outcomes/A1/targets/6/")
    assert answer["Location"] == f"{regime}outcomes/A1/targets/6/"
    page = body(client.get(answer["Location"]))
    assert "66%" in page
    assert "Superseded" in page
    assert "Change the target" not in page
    assert f'href="{regime}outcomes/A1/targets/6/history/"' in page
    assert client.get(f"{regime}outcomes/A1/targets/6/history/").status_code == 200
    assert client.get(f"{PLAN}areas/a/")["Location"] == f"{regime}areas/a/"
    assert f'href="{regime}outcomes/A1/targets/6/"' in body(client.get(f"{regime}plan/"))
    assert client.get(f"{PLAN}areas/y/").status_code == 404


def test_a_reference_of_several_regimes_leads_to_a_page_that_names_each(
    moved: Target, place: Place, officer: User, browse: Browse
) -> None:
    with clock.at(NOW + timedelta(days=8)):
        last = supersede(place, officer)
        again = changes.add_area(
            regime=last, ref="a", short_title="Leaders", finding=place.areas[0].finding, by=officer
        )
        changes.add_outcome(area=again, statement="Leaders meet each month", by=officer)
        changes.end_regime(
            regime=last,
            how=RegimeState.SUPERSEDED,
            citation=place.areas[0].finding,
            on=clock.today(),
            by=officer,
            reason="The next one",
        )
    client = browse(officer)
    page = body(client.get(f"{PLAN}outcomes/A1/"))
    assert "A1 stands for several things" in page
    assert f'href="/exampleshire/regimes/{last.code}/areas/a/#a1"' in page
    assert f'href="/exampleshire/regimes/{place.regime.code}/areas/h/#h1"' in page
    assert "formerly A1 (until 18 March 2026)" in page
    page = body(client.get(f"{PLAN}areas/a/"))
    assert "(a) stands for several things" in page


def test_an_old_reference_of_another_area_is_not_there(
    moved: Target, elsewhere: Place, joins: Joins, browse: Browse
) -> None:
    stranger = browse(joins(elsewhere, Role.OFFICER))
    assert stranger.get(f"{PLAN}outcomes/A1/").status_code == 404
    other = PLAN.replace("exampleshire", elsewhere.area.slug)
    assert stranger.get(f"{other}outcomes/A1/").status_code == 404
    assert called(elsewhere.area, "A1") == []


def test_many_outcomes_cost_no_more_queries_than_one(
    place: Place, officer: User, browse: Browse
) -> None:
    client, area = browse(officer), place.areas[0]

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    changes.add_outcome(area=area, statement="Plans are good", by=officer)
    split(area, officer)
    few = queries(f"{PLAN}areas/h/"), queries("/exampleshire/search/?q=A1")
    home = AreaOfWeakness.objects.get(ref="h")
    for number in range(8):
        made = changes.add_outcome(area=home, statement=f"Outcome {number}", by=officer)
        changes.set_target(
            outcome=made,
            horizon_months=6,
            statement="More",
            unit="%",
            baseline=Decimal(1),
            value=Decimal(2),
            by=officer,
        )
    assert (queries(f"{PLAN}areas/h/"), queries("/exampleshire/search/?q=A1")) == few
