"""Numbers that name one child are found by their check, wherever they stand."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendtrack.privacy.numbers import (
    LETTERS,
    NHS,
    UPN,
    first_named,
    in_pieces,
    is_nhs_number,
    is_upn,
    kind_in,
)


def upn_of(digits: str) -> str:
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return LETTERS[total % 23] + digits


def nhs_of(digits: str) -> str:
    """With its check digit; nine digits that have none are moved on by one."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=True))
    check = (11 - total % 11) % 11
    return f"{digits}{check}" if check < 10 else nhs_of(f"{int(digits) + 1:09d}")


upns = st.text("0123456789", min_size=12, max_size=12).map(upn_of)
nhs_numbers = st.integers(100_000_000, 999_999_900).map(lambda number: nhs_of(str(number)))
around = st.text("abc ,;\t'\"()", max_size=20)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("H801200001001", UPN),
        ("UPN: h801200001001.", UPN),
        ("J801200001001", ""),
        ("943 476 5919", NHS),
        ("NHS 943-476-5919, seen in May", NHS),
        ("9434765919", NHS),
        ("M1,7,9434765919,3", NHS),
        ("9434765918", ""),
        ("943 476-5919", NHS),
        ("0300 123 4567 and 01632 960 001", ""),
        ("https://example.org/9434765919", ""),
        ("1.9434765919 and £9434765919", ""),
        ("XX9434765919", ""),
        ("1111111111", ""),
        ("", ""),
    ],
)
def test_only_numbers_with_their_check_right_are_found(text: str, kind: str) -> None:
    assert kind_in(text) == kind


@given(upns, around, around)
def test_every_upn_is_found_whatever_stands_around_it(upn: str, before: str, after: str) -> None:
    assert kind_in(f"{before} {upn} {after}") == UPN


@given(upns, st.integers(1, 12), st.integers(1, 9))
def test_a_upn_with_one_wrong_digit_is_none(upn: str, place: int, more: int) -> None:
    wrong = str((int(upn[place]) + more) % 10)
    assert not is_upn(upn[:place] + wrong + upn[place + 1 :])


@given(nhs_numbers, around, around, st.sampled_from(["", " ", "-"]))
def test_every_nhs_number_is_found(number: str, before: str, after: str, mark: str) -> None:
    if len(set(number)) > 1:
        told = mark.join([number[:3], number[3:6], number[6:]])
        assert kind_in(f"{before} {told} {after}") == NHS


@given(nhs_numbers, st.integers(0, 9), st.integers(1, 9))
def test_an_nhs_number_with_one_wrong_digit_is_none(number: str, place: int, more: int) -> None:
    wrong = str((int(number[place]) + more) % 10)
    assert not is_nhs_number(number[:place] + wrong + number[place + 1 :])


@given(st.lists(st.sampled_from(["10 plans", "a", ""]), max_size=30), upns)
def test_the_line_is_told_and_never_the_number(lines: list[str], upn: str) -> None:
    found = first_named([*lines, f"x,{upn}", "9434765919"])
    assert found is not None
    assert (found.kind, found.line) == (UPN, len(lines) + 1)
    assert upn not in repr(found)


@given(nhs_numbers, st.integers(1, 9))
def test_no_number_hides_in_a_cut(number: str, cut: int) -> None:
    pieces = [f"waited {number[:cut]}", f"{number[cut:]} weeks\n"]
    if len(set(number)) > 1:
        assert first_named(in_pieces(pieces)) is not None


def test_a_hundred_thousand_lines_take_the_memory_of_one() -> None:
    tracemalloc.start()
    try:
        assert first_named(f"M1,Feb 2026,{n},{n + 1}\n" for n in range(100_000)) is None
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "written",
    [
        "943\u00a0476\u00a05919",
        "943\u200b476\u200b5919",
        "943.476.5919",
        "943–476–5919",
        "943/476/5919",
        "943  476  5919",
        "943 - 476 - 5919",
        "９４３４７６５９１９",
        "943476 5919",
        "9434765919.0",
        "NHSno9434765919",
    ],
)
def test_an_nhs_number_is_found_however_it_is_written(written: str) -> None:
    assert kind_in(f"She is {written} there") == NHS


@pytest.mark.parametrize("written", ["H80 1200 001001", "h801200001001", "H801-200-001-001"])
def test_so_is_a_pupil_number(written: str) -> None:
    assert kind_in(f"See {written}.") == UPN


@pytest.mark.parametrize("text", ["943\t476\t5919", "943, 476, 5919", "12 of 943 in 4765919"])
def test_figures_beside_each_other_are_no_number_of_a_child(text: str) -> None:
    assert kind_in(text) == ""
