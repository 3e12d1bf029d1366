"""What stands on a measure's page where there is nothing yet, and the ways to it."""

from datetime import date

from plans.models import Measure
from plans.queries.commentary import watched
from plans.queries.stated import freshness
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE, Enter, add
from tests.plans.pages import Browse, body

MEASURES = "/exampleshire/measures/"


def test_a_measure_without_a_figure_says_what_comes_next(
    measure: Measure, officer: User, adviser: User, browse: Browse
) -> None:
    mine = body(browse(officer).get(f"{MEASURES}M1/"))
    assert "There is nothing to draw yet: no figure has been entered." in mine
    assert f'href="{MEASURES}enter/"' in mine
    theirs = body(browse(adviser).get(f"{MEASURES}M1/"))
    assert "There is nothing to draw yet: no figure has been entered." in theirs
    assert f"{measure.supplier} enters it" in theirs
    assert f'href="{MEASURES}enter/"' not in theirs


def test_an_officer_finds_the_way_to_evidence(
    measure: Measure, officer: User, adviser: User, browse: Browse
) -> None:
    mine = body(browse(officer).get(f"{MEASURES}M1/"))
    assert "/exampleshire/plan/areas/a/evidence/add/" in mine
    assert "Open a piece of evidence to link it to M1" in mine
    assert "to link it to M1" not in body(browse(adviser).get(f"{MEASURES}M1/"))


def test_the_source_of_a_chart_is_who_supplies_it(
    measure: Measure, place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 1, 1), 27, 300)
    own = add(place, officer, date(2026, 3, 11), supplier=None)
    enter(own, date(2026, 1, 1), 27, 300)
    page = body(browse(officer).get(f"{MEASURES}M1/"))
    assert f"Source: records of {measure.supplier}." in page
    assert "The council’s own records" not in page.replace("&#x27;", "’").replace("'", "’")
    ours = body(browse(officer).get(f"{MEASURES}{own.ref}/"))
    assert "own records." in ours


def test_the_list_of_measures_has_one_heading(
    measure: Measure, officer: User, browse: Browse
) -> None:
    page = body(browse(officer).get(MEASURES))
    assert page.count(">All measures<") == 1
    assert "<h1>Measures</h1>" in page
    assert page.count(">Measures</") <= 3, "in the navigation and over the page"


def test_which_measure_is_oldest_and_which_figure_waits_is_told(
    place: Place, measure: Measure, officer: User, enter: Enter
) -> None:
    second = add(place, officer, date(2026, 3, 11))
    for month in (date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)):
        enter(measure, month, 20, 44)
        enter(second, month, 20, 44)
    enter(second, date(2026, 2, 1), 20, 44)
    told = freshness(watched(place.area, date(2026, 3, 4), INSIDE)).sentences
    assert (
        "The oldest of the newest figures is that of M1, of a period that ended on "
        "31 January 2026." in told
    )
    assert "Not late yet, and not entered yet: M1 for February 2026." in told
