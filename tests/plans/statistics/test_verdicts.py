"""A reading against what was due for its own period (domain, 5.5)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.statistics.verdicts import Due, Goal, Judgement, Polarity, Verdict, due_on, judge
from tests.plans.statistics.series import UNHURRIED

JUNE, DECEMBER = date(2026, 6, 9), date(2026, 12, 9)
TIMELINESS = Goal(Polarity.HIGH, unit="%", baseline=Fraction(42))
WEEKS = Goal(Polarity.LOW, unit="weeks", baseline=Fraction(31))
BAND = Goal(Polarity.BAND, unit="%", tolerance=Fraction(1))


def in_june(value: str | None, due: str, goal: Goal, top: str | None = None) -> Judgement:
    wanted = Due(JUNE, Fraction(due), None if top is None else Fraction(top))
    return judge(None if value is None else Fraction(value), wanted, goal, period="May 2026")


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("66", "met"), ("65.99", "close"), ("64.8", "close"), ("64.79", "missed"), ("90", "met")],
)
def test_more_is_better_up_to_exactly_the_target_and_the_tolerance(
    value: str, verdict: str
) -> None:
    """From 42 % to 66 % the tolerance is 5 % of 24 percentage points: 1.2."""
    assert in_june(value, "66", TIMELINESS).verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("20", "met"), ("20.01", "close"), ("20.55", "close"), ("20.56", "missed"), ("3", "met")],
)
def test_less_is_better_turns_it_round(value: str, verdict: str) -> None:
    assert in_june(value, "20", WEEKS).verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("8.99", "missed"),
        ("9", "close"),
        ("10", "met"),
        ("12", "met"),
        ("13", "close"),
        ("13.01", "missed"),
    ],
)
def test_a_band_is_met_from_end_to_end_and_missed_on_both_sides(value: str, verdict: str) -> None:
    assert in_june(value, "10", BAND, top="12").verdict == verdict


@pytest.mark.parametrize(
    ("value", "due", "goal", "said"),
    [
        ("66", "66", TIMELINESS, "66% in May 2026 against 66% due by 9 June 2026: met."),
        (
            "61",
            "66",
            TIMELINESS,
            "61% in May 2026 against 66% due by 9 June 2026: 5 percentage points below it, more "
            "than the tolerance of 1.2 percentage points (5% of the way from 42% to 66%).",
        ),
        (
            "20.5",
            "20",
            WEEKS,
            "20.5 weeks in May 2026 against 20 weeks due by 9 June 2026: 0.5 weeks above it, "
            "within the tolerance of 0.55 weeks (5% of the way from 31 weeks to 20 weeks).",
        ),
        (
            "65.96",
            "66",
            Goal(Polarity.HIGH, unit="%"),
            "65.96% in May 2026 against 66% due by 9 June 2026: 0.04 percentage points below it, "
            "and without a baseline there is no tolerance.",
        ),
        (
            "65.9999",
            "66",
            Goal(Polarity.HIGH, unit="%", tolerance=Fraction(1)),
            "66% in May 2026 against 66% due by 9 June 2026: less than 0.01 percentage points "
            "below it, within the tolerance of 1 percentage point.",
        ),
    ],
)
def test_a_verdict_comes_with_its_arithmetic(value: str, due: str, goal: Goal, said: str) -> None:
    assert in_june(value, due, goal).sentence == said


def test_a_band_is_written_from_end_to_end() -> None:
    assert in_june("14", "10", BAND, top="12").sentence == (
        "14% in May 2026 against 10% to 12% due by 9 June 2026: 2 percentage points above it, "
        "more than the tolerance of 1 percentage point."
    )


def test_no_value_is_not_zero() -> None:
    judged = in_june(None, "66", TIMELINESS)
    assert (judged.verdict, judged.short) == (Verdict.NO_VALUE, None)
    assert judged.sentence == "There is no value for May 2026, so nothing is judged."


def test_a_measure_for_context_is_shown_and_not_judged() -> None:
    judged = in_june("66", "66", Goal(Polarity.CONTEXT, unit="requests"))
    assert judged.verdict is Verdict.CONTEXT
    assert judged.sentence.startswith("66 requests in May 2026: shown for context")


def test_before_anything_is_due_nothing_is_judged() -> None:
    judged = judge(Fraction(50), None, TIMELINESS, period="January 2026")
    assert judged.verdict is Verdict.NOTHING_DUE
    assert judged.sentence == "50% in January 2026: no target is due by then yet."


LADDER = [Due(DECEMBER, Fraction(80)), Due(JUNE, Fraction(66))]
START = Due(date(2025, 12, 9), Fraction(42))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 6, 8), None),
        (JUNE, 66),
        (date(2026, 12, 8), 66),
        (DECEMBER, 80),
        (date(2028, 1, 1), 80),
    ],
)
def test_a_ladder_is_judged_by_its_latest_step_that_has_come(day: date, value: int | None) -> None:
    due = due_on(LADDER, day)
    assert (due and due.value) == value


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 12, 8), None),
        (date(2025, 12, 9), 42),
        (date(2026, 3, 10), 54),
        (JUNE, 66),
        (DECEMBER, 80),
        (date(2028, 1, 1), 80),
    ],
)
def test_a_trajectory_runs_straight_from_the_baseline_to_each_step(
    day: date, value: int | None
) -> None:
    due = due_on(LADDER, day, start=START)
    assert (due and due.value) == value


def test_a_trajectory_to_a_band_moves_both_its_ends() -> None:
    band = Due(JUNE, Fraction(10), Fraction(12))
    due = due_on([band], date(2026, 3, 10), start=Due(date(2025, 12, 9), Fraction(20)))
    assert due == Due(date(2026, 3, 10), Fraction(15), Fraction(16))


VALUE = st.fractions(-100, 100, max_denominator=50)


@UNHURRIED
@given(VALUE, VALUE, st.one_of(st.none(), VALUE), st.one_of(st.none(), st.fractions(0, 9)))
def test_upside_down_less_is_better_as_more_was(
    value: Fraction, due: Fraction, baseline: Fraction | None, tolerance: Fraction | None
) -> None:
    high = judge(value, Due(JUNE, due), Goal(Polarity.HIGH, "%", baseline, tolerance), period="May")
    turned = None if baseline is None else -baseline
    low = judge(-value, Due(JUNE, -due), Goal(Polarity.LOW, "%", turned, tolerance), period="May")
    assert (high.verdict, high.short, high.tolerance) == (low.verdict, low.short, low.tolerance)
    assert (high.verdict is Verdict.MET) is (value >= due)
    assert (high.short == 0) is (high.verdict is Verdict.MET)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("May 2026", "50% in May 2026"),
        ("31 May 2026", "50% on 31 May 2026"),
        ("2025 to 2026 academic year", "50% in the 2025 to 2026 academic year"),
        ("12 months to May 2026", "50% in the 12 months to May 2026"),
        ("2026", "50% in 2026"),
    ],
)
def test_a_period_is_said_as_one_says_it(period: str, said: str) -> None:
    assert judge(Fraction(50), None, TIMELINESS, period=period).sentence.startswith(f"{said}: ")
