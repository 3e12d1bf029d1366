"""Files of Explore education statistics: what is read, and what is refused with its row."""

import io
import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from plans.measuring.words import Absence
from plans.published.cells import SIGNS, read_cell
from plans.published.reading import Found, Wanted, read_shape, take
from plans.published.shape import Shape, UnreadableError
from tests.plans.published.files import (
    COLUMNS,
    DORSET,
    ENGLAND,
    KENT,
    NORTH_SOMERSET,
    SOMERSET_NOW,
    Row,
    row,
    usual,
    written,
)

SHARE = Wanted("pc_in_time", {"breakdown": "all plans"})


def read(content: bytes, ours: str = "802") -> Shape:
    return read_shape(io.BytesIO(content), ours=ours)


def refused(content: bytes, ours: str = "802") -> str:
    with pytest.raises(UnreadableError) as caught:
        read(content, ours)
    return str(caught.value)


def taken(content: bytes, wanted: Wanted = SHARE) -> dict[tuple[str, str], Found]:
    return {
        (found.place, found.stamp.words): found
        for _, found in take(io.BytesIO(content), {1: wanted})
    }


def test_filters_and_indicators_are_told_apart_by_what_they_hold() -> None:
    shape = read(written(usual()))
    assert [each.name for each in shape.filters] == ["breakdown"]
    assert [each.name for each in shape.indicators] == ["plans", "plans_in_time", "PC_in_time"]
    assert shape.rows == 12
    assert shape.levels == {"National": 2, "Regional": 2, "Local authority": 8}
    assert shape.stamps == (("2023", "Calendar year"), ("2024", "Calendar year"))
    assert shape.councils == 4
    assert Shape.of(shape.as_data()) == shape


@pytest.mark.parametrize(
    ("mark", "ends"),
    [(b"", "\n"), (b"\xef\xbb\xbf", "\r\n"), (b"", "\r\n"), (b"\xef\xbb\xbf", "\n")],
)
def test_mark_line_ends_order_and_case_of_columns_change_nothing(mark: bytes, ends: str) -> None:
    usually = taken(written(usual()))
    turned = written(usual(), COLUMNS[::-1], mark=mark, ends=ends)
    shouted = turned.replace(b"time_period", b"TIME_PERIOD").replace(b"la_name", b"LA_Name")
    assert taken(shouted) == usually
    assert read(shouted).rows == 12


def test_each_sign_is_a_reason_of_its_own_and_never_nought() -> None:
    found = taken(written(usual()))
    assert found["838", "2024"].cell.absence == Absence.NOT_AVAILABLE
    assert found["838", "2023"].cell.absence == Absence.SUPPRESSED
    assert found["838", "2023"].cell.value is None
    assert found["886", "2023"].cell.value == 0
    assert found["886", "2023"].cell.absence == ""


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_is_a_number(sign: str) -> None:
    cell = read_cell(sign)
    assert cell is not None
    assert cell.value is None
    assert cell.absence == SIGNS[sign]


@pytest.mark.parametrize(
    ("text", "value"),
    [("46.4", "46.4"), ("-0.53", "-0.53"), ("0", "0"), (" 12 ", "12"), ("1e-05", "0.00001")],
)
def test_numbers_keep_every_place(text: str, value: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert cell.value == Decimal(value)


@pytest.mark.parametrize("text", ["1,234", "46.4%", "£5", "abc", "1e99", "--", "∞", "NaN", "९"])
def test_what_is_neither_number_nor_sign_is_nothing(text: str) -> None:
    assert read_cell(text) is None


def test_a_council_is_known_by_its_number_when_its_code_has_changed() -> None:
    found = taken(written(usual()))
    assert found["933", "2023"].cell.value == Decimal("42.1")
    assert found["933", "2024"].cell.value == Decimal("33.5")


def test_a_filter_in_two_spellings_is_one() -> None:
    rows = [
        *usual(),
        row(ENGLAND, 2022, 1, 1, 100, breakdown="ALL PLANS"),
    ]
    assert taken(written(rows))["E92000001", "2022"].cell.value == 100


def test_a_column_of_ages_with_a_total_is_a_filter() -> None:
    rows = [
        row(NORTH_SOMERSET, 2024, 5, 4, 80, breakdown=age) for age in ("15", "16", "17", "Total")
    ]
    assert [each.name for each in read(written(rows)).filters] == ["breakdown"]


def test_a_row_below_the_council_is_counted_and_passed_over() -> None:
    ward = {**NORTH_SOMERSET, "geographic_level": "Ward"}
    content = written([*usual(), row(ward, 2024, 1, 1, 100)])
    assert read(content).levels["Ward"] == 1
    assert len(taken(content)) == 12


def without(column: str) -> bytes:
    return written(usual(), [name for name in COLUMNS if name != column])


def changed(place: int, **told: object) -> bytes:
    rows = usual()
    rows[place] = {**rows[place], **told}
    return written(rows)


TWICE: list[Row] = [*usual(), usual()[3]]

REFUSED: list[tuple[bytes, str]] = [
    (b"old_la_code,la_name,SN_1\r\n301,Barking,308\r\n", "Row 1: This is no file of Explore"),
    (without("time_identifier"), "Row 1: This is no file of Explore education statistics: the col"),
    (without("country_code"), "the column “country_code” is missing"),
    (written(usual(), [*COLUMNS, "plans"]), "Row 1: Columns can’t be told apart"),
    (written(usual(), [*COLUMNS, ""]), "Row 1: Columns can’t be told apart: a column has no name"),
    (b"", "The file is empty."),
    (written([]), "a heading and no row"),
    (written(TWICE), "Row 14: It is about the same period, place and filters as row 5."),
    (changed(2, plans="5I2"), "Row 4: “5I2” stands in “plans”, which holds numbers."),
    (changed(2, plans="1,522"), "Row 4: “1,522” stands in “plans”"),
    (changed(2, time_period="202325"), "Row 4: Calendar years have four digits"),
    (changed(2, time_identifier="Fortnight"), "Row 4: “Fortnight” is no time identifier"),
    (changed(2, geographic_level="Borough"), "Row 4: “Borough” is no geographic level."),
    (changed(2, old_la_code="933"), "Row 4: E06000024 is North Somerset and 933 is Somerset"),
    (changed(2, new_la_code="", old_la_code="", la_name=""), "names no place"),
    (
        written([row(KENT, 2024, 1, 1, 100), row(DORSET, 2024, 2, 2, 100)]),
        "rows of Dorset, Kent al",
    ),
    (written(usual()).replace(b"Dorset", b"Dors\xe9t"), "not UTF-8"),
    (written(usual()) + b'"an open quote', "Row 14: What follows can’t be read as CSV."),
    (written(usual()) + b"2024,Calendar year\r\n", "Row 14: It has 2 cells under 14 headings."),
    (
        written(
            [{**each, "plans": "x", "plans_in_time": "x", "PC_in_time": "x"} for each in usual()]
        ),
        "No column holds numbers",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=[each[1][:40] for each in REFUSED])
def test_what_is_no_such_file_is_refused_with_row_and_reason(content: bytes, sentence: str) -> None:
    assert sentence in refused(content)


def test_a_council_s_own_row_alone_is_enough_and_so_is_england_alone() -> None:
    assert read(written([row(NORTH_SOMERSET, 2024, 5, 4, 80)])).councils == 1
    assert read(written([row(ENGLAND, 2024, 5, 4, 80)])).councils == 0


def test_more_rows_than_can_be_borne_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.published.reading.MOST_ROWS", 10)
    assert "more than 10 rows" in refused(written(usual()))


def test_how_far_the_reading_is_is_told_and_only_grows() -> None:
    rows = [
        row(ENGLAND, year, 5, 4, 80, breakdown=f"Kind {kind}")
        for year in range(2000, 2025)
        for kind in range(300)
    ]
    told: list[float] = []
    read_shape(io.BytesIO(written(rows)), ours="", progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert 0 < told[0] < 0.5 < told[-1] <= 1


def test_a_later_file_without_the_column_says_so() -> None:
    with pytest.raises(UnreadableError, match="“pc_in_time”, which a measure"):
        taken(without("PC_in_time"))


def _cell(rows: list[list[str]], chance: random.Random) -> None:
    line = chance.choice(rows)
    line[chance.randrange(len(line))] = chance.choice(
        ["", "x", "c", "low", "12", "-1", "1,5", "abc", "202324", "Total", "2024", "\x00", '"', "é"]
    )


def _drop(rows: list[list[str]], chance: random.Random) -> None:
    chance.choice(rows).pop()


def _twice(rows: list[list[str]], chance: random.Random) -> None:
    rows.append(list(chance.choice(rows)))


def _swap(rows: list[list[str]], chance: random.Random) -> None:
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


BENDS: list[Callable[[list[list[str]], random.Random], None]] = [_cell, _drop, _twice, _swap]


def read_or_told(content: bytes) -> tuple[Shape | None, str]:
    try:
        return read(content), ""
    except UnreadableError as refusal:
        return None, str(refusal)


@pytest.mark.parametrize("seed", range(300))
def test_a_bent_file_is_read_or_refused_in_words_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    lines = written(usual(), mark=b"", ends="\n").decode().splitlines()
    rows = [line.split(",") for line in lines]
    for _ in range(chance.randint(1, 4)):
        chance.choice(BENDS)(rows, chance)
    content = "\n".join(",".join(line) for line in rows).encode()
    if chance.random() < 0.3:
        content = content[: chance.randrange(len(content))]
    shape, said = read_or_told(content)
    if shape is None:
        assert said.endswith(".")
        return
    for indicator in shape.indicators:
        if shape.filters and not all(each.choices for each in shape.filters):
            continue
        words = {each.name: each.choices[0] for each in shape.filters}
        for _, found in take(io.BytesIO(content), {1: Wanted(indicator.name, words)}):
            assert (found.cell.value is None) == bool(found.cell.absence)


def test_both_codes_of_somerset_in_one_year_are_two_rows_for_one_council() -> None:
    then = {**SOMERSET_NOW, "new_la_code": "E10000027"}
    assert "Row 14" in refused(written([*usual(), row(then, 2024, 1, 1, 100)]))
