"""What people type, as a question that PostgreSQL can't misread."""

import pytest

from sendtrack.search.words import question


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("   ", ""),
        ("a", ""),
        ("speech", "(speech:*)"),
        ("speech therapy", "(speech:*) & (therapy:*)"),
        ("A4.2", "(A4:* & 2:*)"),
        ('"early years" staff', "(early <-> years) & (staff:*)"),
        ("staff -agency", "(staff:*) & !(agency:*)"),
        ("-agency", ""),
        ("children's", "(children:*)"),
        ('an "unclosed quotation', "(an:*) & (unclosed:*) & (quotation:*)"),
        ("' | ! & () <-> :* \\ ' ;--", ""),
        ("plan\x00ning", "(plan:*) & (ning:*)"),
    ],
)
def test_only_words_reach_the_search(typed: str, query: str) -> None:
    assert question(typed).query == query


def test_a_very_long_question_is_cut_and_says_so() -> None:
    asked = question("x" * 10_000)
    assert (len(asked.typed), asked.is_cut) == (200, True)
    assert not question("x" * 200).is_cut


def test_no_more_than_a_dozen_words_are_looked_for() -> None:
    assert question(" ".join(f"word{n}" for n in range(40))).query.count("&") == 11
