"""What is said of a process to who may not see each of its figures: nothing, and why."""

from datetime import date
from decimal import Decimal

from plans import changes
from plans.models import Measure, Reading
from plans.queries.commentary import watched
from plans.queries.control import grid, read_control, signals_of
from plans.queries.control_drawing import described, drawing_of
from plans.queries.judged import course, newest_judged
from plans.queries.readers import Reader
from plans.queries.series import read_measure
from reviews.returns.measures import measure_lines
from sendtrack.accounts.models import User
from sendtrack.periods import add_months
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import INSIDE, Enter
from tests.plans.measures.test_door import BOARD_READER, counted
from tests.plans.pages import Browse, body

TODAY = NOW.date()
SAID = "No verdict: 3 of 14 figures are withheld as small numbers."
FIGURES = [8, 3, 9, 7, 0, 8, 2, 7, 9, 8, 1, 7, 8, 7]


def few(place: Place, officer: User, enter: Enter, **told: object) -> Measure:
    """Fourteen months; three of them small. 11 or fewer by the summer."""
    made = counted(place, officer, FIGURES, enter, **told)
    changes.set_point(
        measure=made,
        by_on=date(2026, 7, 31),
        value=Decimal(11),
        tolerance=None,
        source="Board",
        by=officer,
        reason="Agreed",
    )
    return made


def test_the_rest_of_the_figures_is_not_judged(place: Place, officer: User, enter: Enter) -> None:
    made = few(place, officer, enter)
    inside, outside = (
        read_control(read_measure(made, TODAY, reader)) for reader in (INSIDE, BOARD_READER)
    )
    assert inside.variation.key == "common"
    assert inside.assurance.key == "hit_or_miss"
    assert inside.unjudged == ""
    assert outside.variation.key == "partly_withheld"
    assert outside.assurance.key == "not_assured_withheld"
    assert outside.unjudged == SAID
    drawn = drawing_of(outside)
    assert drawn is not None
    assert {rule.kind for rule in drawn.rules} == {"target"}
    assert {dot.shape for dot in drawn.dots} == {"circle"}
    assert SAID in described(outside)
    assert "Mean" not in described(outside)
    assert set(signals_of(outside).values()) == {""}
    assert course(outside.series) == [SAID]
    assert [row.name for row in grid([outside]) if any(cell for _, cell in row.cells)] == [
        "Not judged"
    ]
    [warning] = outside.warnings
    assert warning.startswith("3 of 14 figures from ")


def test_a_process_is_judged_again_from_the_rebase_on(
    place: Place, officer: User, enter: Enter
) -> None:
    figures = [2, *[8, 9] * 8]
    made = counted(place, officer, figures, enter)
    assert read_control(read_measure(made, TODAY, BOARD_READER)).unjudged == (
        "No verdict: 1 of 17 figures is withheld as a small number."
    )
    changes.rebase(
        measure=made,
        version=made.version,
        starts_on=add_months(date(2026, 2, 1), -15),
        because="The team was built anew",
        by=officer,
        on=TODAY,
    )
    both = [read_control(read_measure(made, TODAY, each)) for each in (INSIDE, BOARD_READER)]
    assert [each.variation.key for each in both] == ["common", "common"]
    inside, outside = (each.chart for each in both)
    assert inside is not None
    assert outside is not None
    assert inside.groups[-1] == outside.groups[-1]


def test_a_miss_is_not_called_near_or_off_where_the_baseline_is_withheld(
    place: Place, officer: User, enter: Enter
) -> None:
    made = counted(place, officer, [3, 9, 8, 12], enter)
    first = Reading.objects.get(measure=made, period_end=date(2025, 11, 30))
    changes.set_baseline(reading=first, version=first.version, by=officer, reason="It began here")
    changes.set_point(
        measure=made,
        by_on=date(2026, 1, 31),
        value=Decimal(8),
        tolerance=None,
        source="Board",
        by=officer,
        reason="Agreed",
    )

    def said(reader: Reader) -> str:
        found = newest_judged(read_measure(made, TODAY, reader))
        assert found is not None
        return found.status.key

    assert said(INSIDE) == "off_trajectory"
    assert said(BOARD_READER) == "no_tolerance"


def test_each_place_that_shows_a_verdict_says_why_there_is_none(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    few(place, officer, enter, is_headline=True)
    for path, times in (("measures/", 3), ("measures/M1/", 2), ("measures/M1/download/csv/", 1)):
        page = f"/exampleshire/{path}"
        assert browse(adviser).get(page).content.decode().count(SAID) >= times, page
        assert SAID not in browse(officer).get(page).content.decode()
    assert "No verdict on the target: figures withheld" in body(
        browse(adviser).get("/exampleshire/measures/")
    )


def test_the_report_says_it_beside_its_chart(place: Place, officer: User, enter: Enter) -> None:
    few(place, officer, enter)
    told = watched(place.area, TODAY, BOARD_READER).told
    [line] = measure_lines(told, place.area, TODAY)
    assert line.chart_words.endswith(SAID)
    assert line.chart is not None
    assert SAID in line.chart.description
