"""A control chart for somebody who can't see it (measures, E2 and E4)."""

import pytest

from plans.statistics.control import Assurance, Chart, Improvement, Label, Rules, Variation
from plans.statistics.control.words import (
    ASSURANCE,
    SIGNALS,
    VARIATION,
    instead_of_the_picture,
    of_assurance,
    of_variation,
)
from tests.plans.statistics.series import STEADY, chart


def test_the_words_tell_period_latest_mean_limits_target_icons_and_signals() -> None:
    found = chart([*STEADY, 40], baseline_points=12, target=30)
    assert instead_of_the_picture(found, name="Plans in 20 weeks", unit="%") == (
        "Plans in 20 weeks, January 2024 to January 2025, 13 points. Latest 40% in January 2025; "
        "mean 10%, limits 4.4% to 15.6%, target 30%. Variation: special cause, improving, values "
        "high. Assurance: consistently falling short of the target. Signals: above the upper limit "
        "in January 2025, improving."
    )


def test_a_run_is_told_once_with_its_length_and_its_beginning() -> None:
    found = chart([*STEADY, *[9] * 8], baseline_points=12)
    said = instead_of_the_picture(found, name="Waits", unit="weeks")
    assert said.endswith("Signals: run below the mean of 8 from January 2025, concerning.")


def test_a_run_ends_with_its_group() -> None:
    twice = [*STEADY, *[9] * 7, *STEADY, *[9] * 7]
    found = chart(twice, baseline_points=12, rebase=[19], improvement=Improvement.NEUTRAL)
    said = instead_of_the_picture(found, name="Requests", unit="")
    assert said.count("run below the mean of 7") == 2


@pytest.mark.parametrize(
    ("found", "variation", "assurance"),
    [
        (
            chart([*STEADY, None], target=3),
            "Variation: no current value.",
            "Assurance: consistently passing the target.",
        ),
        (
            chart(STEADY, rules=Rules.MAKING_DATA_COUNT, target=3),
            "Variation: not enough data.",
            "Assurance: not enough data.",
        ),
        (
            chart(STEADY, improvement=Improvement.NEUTRAL, target=3),
            "Variation: common cause. No significant change.",
            "Assurance: neither direction is better.",
        ),
        (
            chart(STEADY),
            "Variation: common cause. No significant change.",
            "Assurance: no target.",
        ),
    ],
)
def test_without_an_icon_the_words_say_why(found: Chart, variation: str, assurance: str) -> None:
    assert (of_variation(found), of_assurance(found)) == (variation, assurance)


def test_a_chart_without_any_value_still_has_its_words() -> None:
    said = instead_of_the_picture(chart([None, None]), name="Waits", unit="weeks")
    assert said == (
        "Waits, January 2024 to February 2024, 0 points. No value in February 2024; no target. "
        "Variation: no current value. Assurance: no target. No signals."
    )


def test_every_icon_and_every_signal_has_words() -> None:
    assert set(VARIATION) == set(Variation)
    assert set(ASSURANCE) == set(Assurance)
    assert set(SIGNALS) == set(Label) - {Label.COMMON}
