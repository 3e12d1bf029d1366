"""The signals of a control chart for somebody who can't see it (measures, E4)."""

from datetime import date

from plans.statistics.control import Chart, Improvement, Label
from plans.statistics.control.words import SIGNALS, signals_in_words
from tests.plans.statistics.series import STEADY, chart


def said_of(found: Chart) -> list[str]:
    def named(day: date) -> str:
        return f"{day:%B %Y}"

    return signals_in_words(found, named)


def test_a_point_outside_the_limits_is_told_with_its_period_and_its_meaning() -> None:
    found = chart([*STEADY, 40], baseline_points=12, target=30)
    assert said_of(found) == ["above the upper limit, January 2025, for the better"]


def test_a_run_is_told_once_with_its_length_and_its_ends() -> None:
    found = chart([*STEADY, *[9] * 8], baseline_points=12)
    assert said_of(found) == [
        "run below the mean, 8 figures from January 2025 to August 2025, for the worse"
    ]


def test_a_run_ends_with_its_group() -> None:
    twice = [*STEADY, *[9] * 7, *STEADY, *[9] * 7]
    found = chart(twice, baseline_points=12, rebase=[19], improvement=Improvement.NEUTRAL)
    assert len([said for said in said_of(found) if said.startswith("run below the mean, 7")]) == 2


def test_a_process_that_moves_as_it_always_has_signals_nothing() -> None:
    assert said_of(chart(STEADY)) == []


def test_every_signal_has_words() -> None:
    assert set(SIGNALS) == set(Label) - {Label.COMMON}
