"""Figures: what stands for a period, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from plans import changes
from plans.models import Definition, Measure, Reading
from plans.policies.readings import Figure, worked_out
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add

JANUARY = date(2026, 1, 1)


def test_a_percentage_is_worked_out_from_its_parts_which_are_kept(
    measure: Measure, enter: Enter
) -> None:
    reading = enter(measure, JANUARY, 23, 44)
    assert reading.value == Decimal("52.272727")
    assert (reading.numerator, reading.denominator) == (23, 44)
    assert reading.definition.in_words(reading.value) == "52.3%"


def test_a_published_percentage_without_parts_is_kept_as_it_is(
    measure: Measure, enter: Enter
) -> None:
    assert enter(measure, JANUARY, value=Decimal("52.3")).value == Decimal("52.3")


def test_a_percentage_that_its_parts_do_not_come_to_is_refused(
    measure: Measure, enter: Enter
) -> None:
    with pytest.raises(Refusal, match=r"465 of 7,624 is 6\.1, not 6\.9\.") as refusal:
        enter(measure, JANUARY, 465, 7624, value=Decimal("6.9"))
    assert refusal.value.field == "value"
    assert enter(measure, JANUARY, 465, 7624, value=Decimal("6.1")).numerator == 465


def test_nothing_entered_is_not_nought(measure: Measure, enter: Enter) -> None:
    with pytest.raises(Refusal, match="Empty is not nought"):
        enter(measure, JANUARY)
    assert enter(measure, JANUARY, 0, 12).value == 0


def test_a_period_without_a_figure_says_why(measure: Measure, enter: Enter) -> None:
    reading = enter(measure, JANUARY, absence="not_sent")
    assert reading.value is None
    assert reading.get_absence_display() == "Not sent by its supplier"


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"numerator": 5}, "denominator", "Enter both parts"),
        ({"denominator": 5}, "numerator", "Enter both parts"),
        ({"numerator": 0, "denominator": 0}, "denominator", "Out of none nothing"),
        ({"numerator": 13, "denominator": 12}, "numerator", "13 of 12 is no part of a whole."),
        ({"numerator": -1, "denominator": 12}, "numerator", "is no part of a whole."),
        ({"value": Decimal("100.1")}, "value", "A percentage lies between 0 and 100."),
        ({"value": Decimal(4), "absence": "not_sent"}, "absence", "not both"),
        ({"value": Decimal(10) ** 11}, "value", "too large"),
        ({"value": Decimal(5), "source": " "}, "source", "Say where the figure comes from."),
        (
            {"value": Decimal(5), "source_on": date(2026, 1, 30)},
            "source_on",
            "can't be older than the period, which ends on 31 January 2026",
        ),
        (
            {"value": Decimal(5), "source_on": date(2026, 3, 12)},
            "source_on",
            "a day that has not come yet",
        ),
        ({"value": Decimal(5), "finality": "revised"}, "finality", "no figure yet"),
    ],
)
def test_what_cannot_be_a_figure_is_refused_at_its_field(
    measure: Measure, enter: Enter, told: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        enter(measure, JANUARY, **told)
    assert refusal.value.field == field
    assert words in refusal.value.sentence
    assert not Reading.objects.of(measure.local_area).exists()


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("count", Decimal("1.5"), "A count is a whole number"),
        ("count", Decimal(-1), "A count is a whole number"),
        ("weeks", Decimal(-1), "nought or more"),
    ],
)
def test_a_count_is_whole_and_a_wait_is_not_negative(
    place: Place,
    officer: User,
    today: date,
    enter: Enter,
    unit: str,
    value: Decimal,
    words: str,
) -> None:
    counted = add(place, officer, today, unit=unit, multiplier=1)
    with pytest.raises(Refusal, match=words):
        enter(counted, JANUARY, value=value)


def test_a_score_may_be_negative(place: Place, officer: User, today: date, enter: Enter) -> None:
    scored = add(place, officer, today, unit="score", multiplier=1, decimals=2)
    assert enter(scored, JANUARY, value=Decimal("-0.31")).value == Decimal("-0.31")


def test_a_month_that_is_not_over_has_no_figure_yet(measure: Measure, enter: Enter) -> None:
    with pytest.raises(Refusal, match="ends on 31 March 2026"):
        enter(measure, date(2026, 3, 1), 1, 2)


def test_a_period_of_another_kind_is_refused(measure: Measure, enter: Enter) -> None:
    with pytest.raises(Refusal, match="is no period of this measure: it is counted by month"):
        enter(measure, date(2025, 12, 1), 1, 2, kind="quarter")


def test_a_period_before_the_first_definition_is_refused(measure: Measure, enter: Enter) -> None:
    with pytest.raises(Refusal, match="M1 is defined from 1 October 2025 on"):
        enter(measure, date(2025, 9, 1), 1, 2)


def test_a_later_figure_revises_the_one_before_with_a_reason_and_history_keeps_both(
    measure: Measure, enter: Enter
) -> None:
    first = enter(measure, JANUARY, 23, 44, finality="final")
    with pytest.raises(Refusal, match="Say why you are changing this"):
        enter(measure, JANUARY, 24, 44, version=first.version)
    second = enter(measure, JANUARY, 24, 44, version=first.version, reason="Two came late")
    assert second.finality == "revised"
    assert Reading.objects.of(measure.local_area).count() == 1
    newest, oldest = changes_of(second)
    assert (newest.numerator, oldest.numerator) == (24, 23)
    assert newest.history_change_reason == "Two came late"


def test_a_provisional_figure_becomes_final(measure: Measure, enter: Enter) -> None:
    first = enter(measure, JANUARY, 23, 44)
    final = enter(
        measure, JANUARY, 23, 44, version=first.version, finality="final", reason="Checked"
    )
    assert final.finality == "final"


def test_who_enters_what_somebody_else_has_entered_meanwhile_is_told(
    measure: Measure, enter: Enter
) -> None:
    enter(measure, JANUARY, 23, 44)
    with pytest.raises(Stale):
        enter(measure, JANUARY, 25, 44)


def test_one_figure_is_the_baseline(measure: Measure, enter: Enter, officer: User) -> None:
    december, january = enter(measure, date(2025, 12, 1), 1, 4), enter(measure, JANUARY, 2, 4)
    for row in (december, january):
        changes.set_baseline(
            reading=row, version=row.version, by=officer, reason="Agreed with the board"
        )
    assert [row.is_baseline for row in Reading.objects.of(measure.local_area).in_order()] == [
        False,
        True,
    ]


def test_the_baseline_is_neither_emptied_nor_taken_out(
    measure: Measure, enter: Enter, officer: User
) -> None:
    row = enter(measure, JANUARY, 2, 4)
    row = changes.set_baseline(
        reading=row, version=row.version, by=officer, reason="Agreed with the board"
    )
    with pytest.raises(Refusal, match="is the baseline"):
        enter(measure, JANUARY, absence="not_sent", version=row.version, reason="A slip")
    with pytest.raises(Refusal, match="is the baseline"):
        changes.remove_reading(reading=row, version=row.version, by=officer, reason="A slip")


def test_a_figure_entered_for_the_wrong_month_is_taken_out_and_stays_in_the_history(
    measure: Measure, enter: Enter, officer: User
) -> None:
    row = enter(measure, JANUARY, 2, 4)
    changes.remove_reading(reading=row, version=row.version, by=officer, reason="It was February's")
    assert not Reading.objects.of(measure.local_area).exists()
    [gone, _] = Reading.history.filter(measure_id=measure.pk).order_by("-history_id")
    assert gone.history_type == "-"
    assert gone.history_change_reason == "It was February's"


@pytest.mark.parametrize(
    "told",
    [
        {"value": None},
        {"absence": "not_sent"},
        {"denominator": None},
        {"denominator": 0},
        {"source": ""},
        {"period_end": date(2025, 12, 31)},
    ],
)
def test_the_database_keeps_what_a_figure_is(
    measure: Measure, enter: Enter, told: dict[str, Any]
) -> None:
    row = enter(measure, JANUARY, 2, 4)
    with pytest.raises(IntegrityError):
        Reading._base_manager.filter(pk=row.pk).update(**told)


DIVIDED = Definition(unit="percent", multiplier=100, decimals=1)


@given(
    numerator=st.integers(min_value=0, max_value=10**6),
    more=st.integers(min_value=0, max_value=10**6),
)
def test_what_is_part_of_a_whole_comes_to_a_percentage(numerator: int, more: int) -> None:
    if numerator + more == 0:
        return
    kept = worked_out(
        DIVIDED, Figure(numerator=Decimal(numerator), denominator=Decimal(numerator + more))
    )
    assert kept.value is not None
    assert 0 <= kept.value <= 100
    assert (kept.value == 100) == (more == 0)
    assert abs(kept.value * (numerator + more) / 100 - numerator) <= Decimal("0.02")


def test_a_share_of_one_beside_its_parts_is_told_as_such(measure: Measure) -> None:
    said = "23 of 44 is 52.3, not 0.523. That is its share of one: write it in per cent."
    with pytest.raises(Refusal) as refused:
        worked_out(measure.definitions.get(), Figure(Decimal("0.523"), Decimal(23), Decimal(44)))
    assert refused.value.sentence == said
    with pytest.raises(Refusal, match=r"is 52\.3, not 7\.$"):
        worked_out(measure.definitions.get(), Figure(Decimal(7), Decimal(23), Decimal(44)))
