"""Every character of a report can be drawn, and nothing in it reads in another order."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from sendtrack.govuk.statuses import STATUSES
from sendtrack.publishing.render.packaged import REGULAR, packaged_files
from sendtrack.publishing.render.printable import (
    BREAK_AFTER,
    LONGEST_TEXT,
    LONGEST_WORD,
    coverage,
    printable,
)


@pytest.fixture(scope="module")
def covered() -> frozenset[int]:
    files = packaged_files()
    return coverage([files[name] for name in REGULAR])


@pytest.mark.parametrize(
    "text",
    [
        "Children’s services – “on time” in 58.0 % of cases, £1.2 m ≥ 60",
        "Siân Ŵyn-Šimůnek, Zoë Öztürk, Nguyễn Thị",
        "Ελένη, Олена, עדי",
        "two\nlines\tand a tab",
    ],
)
def test_names_and_figures_are_left_as_they_are(text: str, covered: frozenset[int]) -> None:
    assert printable(text, covered) == unicodedata.normalize("NFC", text)


def test_every_status_mark_can_be_drawn(covered: frozenset[int]) -> None:
    for status in STATUSES.values():
        assert printable(status.mark, covered) == status.mark


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ms 王", "Ms [U+738B]"),
        ("well done 👍", "well done [U+1F44D thumbs up sign]"),
        ("private \ue000 use", "private [U+E000] use"),
        ("a bell \x07 here", "a bell [U+0007] here"),
        ("not yet assigned \U000e5000", "not yet assigned [U+E5000]"),
    ],
)
def test_what_no_font_can_draw_is_named(text: str, shown: str, covered: frozenset[int]) -> None:
    assert printable(text, covered) == shown


def test_text_can_not_be_turned_round(covered: frozenset[int]) -> None:
    spoofed = "approved \u202eton saw ti\u202c"
    assert printable(spoofed, covered) == "approved [U+202E]ton saw ti[U+202C]"


def test_marks_without_a_shape_are_left_out(covered: frozenset[int]) -> None:
    assert printable("two\u200bparts \ufeffand\u2060 \u2764\ufe0f", covered) == "twoparts and ❤"


def test_an_accent_written_apart_is_joined_to_its_letter(covered: frozenset[int]) -> None:
    assert printable("Sia\u0302n", covered) == "Siân"


def test_a_long_word_may_break_and_an_endless_one_is_cut(covered: frozenset[int]) -> None:
    address = "https://" + "x" * 92
    assert printable(address, covered).replace("\u200b", "") == address
    assert max(map(len, printable(address, covered).split("\u200b"))) == BREAK_AFTER
    endless = printable("x" * 15_000, covered)
    assert endless.endswith(f" [… {15_000 - LONGEST_WORD:,} more characters are in the record]")
    assert endless.count("x") == LONGEST_WORD


def test_an_endless_text_is_cut_and_says_so(covered: frozenset[int]) -> None:
    text = printable("word " * 10_000, covered)
    assert text.endswith(f" [… {50_000 - LONGEST_TEXT:,} more characters are in the record]")
    assert len(text) < LONGEST_TEXT + 100


@given(st.text(max_size=200))
def test_any_text_becomes_drawable(text: str) -> None:
    latin = frozenset(range(0x20, 0x7F)) | {0x200B, 0x2026}
    shown = printable(text, latin)
    assert all(ord(character) in latin or character in "\t\n\r\f\u00ad" for character in shown)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=50))
def test_plain_text_is_never_changed(text: str) -> None:
    assert printable(text, frozenset()) == text


def test_all_weights_of_a_face_draw_the_same_characters() -> None:
    files = packaged_files()
    for subset in ("latin", "latin-ext"):
        regular, *heavier = (
            _characters(files[f"source-sans-3-{subset}-{weight}-normal.woff2"])
            for weight in (400, 600, 700)
        )
        assert all(characters == regular for characters in heavier)


def _characters(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())
