"""A value is written alike wherever a page says it, and two methods that disagree say why."""

from datetime import date
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Measure
from plans.queries.commentary import told as told_of
from plans.queries.control import read_control
from plans.queries.control_drawing import described
from plans.queries.judged import course, steps_in_words
from plans.queries.series import read_measure
from reviews.returns.measures import measure_lines
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import COUNTED, INSIDE, Enter
from tests.plans.measures.test_charts import NOW, STEADY, control_of, point_of, told
from tests.plans.pages import Browse, body

CREEPING: list[int | None] = [36, 45, 38, 47, 40, 49, 42, 51, 44, 53, 46, 55, 48, 57]
"""It rises slowly, and swings by more than it rises."""


def test_a_value_is_written_with_the_places_of_its_measure(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, [30 + 2 * step for step in range(14)])
    point_of(made, officer, by_on=date(2026, 9, 9), value=65, tolerance=2)
    series = read_measure(made, NOW, INSIDE)
    assert series.latest is not None
    assert series.latest.words == "56.0%"
    said = " ".join(course(series))
    assert "to reach 65.0% by 9 September 2026" in said
    assert "near 68.6% on 9 September 2026" in said
    point_of(made, officer, by_on=date(2026, 9, 9), value=50)
    met = " ".join(course(read_measure(made, NOW, INSIDE)))
    assert "The level of 56.0% meets the target of 50.0% already" in met
    point_of(made, officer, by_on=date(2026, 9, 9), value=65, tolerance=2)
    [step] = steps_in_words(series)
    assert (step.words, step.leeway) == ("65.0%", "2.0 percentage points")
    page = body(browse(officer).get("/exampleshire/measures/M1/"))
    assert ">65.0%</td>" in page
    assert ">2.0 percentage points</td>" in page


@pytest.mark.parametrize(
    ("tolerance", "words"),
    [("2.5", "2.50 percentage points"), ("0.125", "0.125 percentage points")],
)
def test_a_tolerance_keeps_the_places_that_it_was_agreed_with(
    place: Place, officer: User, enter: Enter, tolerance: str, words: str
) -> None:
    made = told(place, officer, enter, STEADY, decimals=2)
    changes.set_point(
        measure=made,
        by_on=date(2026, 9, 9),
        value=Decimal(65),
        tolerance=Decimal(tolerance),
        source="Board",
        by=officer,
        reason="Agreed",
    )
    assert [step.leeway for step in steps_in_words(read_measure(made, NOW, INSIDE))] == [words]


def test_where_chart_and_outlook_disagree_a_sentence_says_why(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, CREEPING)
    point_of(made, officer, by_on=date(2026, 12, 31), value=90)
    control = control_of(made)
    assert control.variation.key == "common"
    assert control.courses == [
        "90.0% by 31 December 2026: improving, too slowly if the trend holds."
    ]
    assert control.apart == (
        "The chart and the outlook ask different questions: the chart, whether the newest figure "
        "differs from those before by more than chance (“No significant change”); the outlook, "
        "where all of them lead if they go on as they have (“improving, too slowly if the trend "
        "holds”)."
    )
    assert control.apart in body(browse(officer).get("/exampleshire/measures/M1/"))
    assert control.apart not in body(browse(officer).get("/exampleshire/measures/"))
    [line] = measure_lines(told_of([control]), place.area, NOW)
    assert line.apart == control.apart


@pytest.mark.parametrize("figures", [STEADY, STEADY[:8], [30 + 2 * step for step in range(14)]])
def test_where_they_agree_or_one_says_nothing_no_sentence_stands(
    place: Place, officer: User, enter: Enter, figures: list[int | None]
) -> None:
    made = told(place, officer, enter, figures)
    point_of(made, officer, by_on=date(2026, 12, 31), value=90)
    assert control_of(made).apart == ""


def test_the_words_of_the_picture_tell_its_signals(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, 70])
    assert described(control_of(made)).endswith(
        "Signals: run below the mean, 7 figures from July 2025 to January 2026, for the worse; "
        "above the upper limit, February 2026, for the better."
    )
    usual = told(place, officer, enter, STEADY, name="Usual")
    assert "Signals" not in described(control_of(usual))


@pytest.fixture
def counted_anew(place: Place, officer: User, enter: Enter) -> Measure:
    """M1, rebased in October 2025 and counted otherwise from February 2026 on."""
    made = told(place, officer, enter, [*STEADY, None])
    changes.rebase(
        measure=made,
        version=made.version,
        starts_on=date(2025, 10, 1),
        because="A second team began",
        by=officer,
        on=NOW,
    )
    current = Measure.objects.get(pk=made.pk)
    changes.redefine(
        measure=current,
        version=current.version,
        from_on=date(2026, 2, 1),
        because="Reviews are counted as well",
        by=officer,
        on=NOW,
        **{**COUNTED, "numerator": "Plans and reviews in time"},
    )
    enter(current, date(2026, 2, 1), 40, 100, source_on=NOW)
    return Measure.objects.get(pk=made.pk)


UNDO = "/exampleshire/measures/M1/rebase/2025-10-01/"


def test_a_rebase_before_a_new_definition_is_told_and_not_offered_to_be_taken_back(
    counted_anew: Measure, officer: User, browse: Browse
) -> None:
    series = read_control(read_measure(counted_anew, NOW, INSIDE)).series
    assert series.rebases_now == []
    assert [each.starts_on for each in series.rebases_before] == [date(2025, 10, 1)]
    page = body(browse(officer).get("/exampleshire/measures/M1/"))
    assert "Rebased from 1 October 2025, which no longer has an effect" in page
    assert "Take it back" not in page
    answer = browse(officer).get(UNDO, follow=True)
    assert "It has no effect any more" in body(answer)
