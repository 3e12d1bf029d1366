"""Which words count a few people."""

import pytest

from sendtrack.privacy.few import small_numbers_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A single child waits", ["A single child"]),
        ("both children moved", ["both children"]),
        ("a couple of pupils", ["a couple of pupils"]),
        ("the only child at the school", ["the only child"]),
        ("children: 3", ["children: 3"]),
        ("pupils (4) were asked", ["pupils (4)"]),
        ("3 CYP wait", ["3 CYP"]),
        ("three teenagers", ["three teenagers"]),
        ("both plans and the only case", []),
        ("children: 30, pupils (2026), the only way", []),
    ],
)
def test_a_few_are_found_without_a_number_before_them_too(text: str, found: list[str]) -> None:
    assert small_numbers_in(text) == found
