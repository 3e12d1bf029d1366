"""One status language: a reader never meets a colour without its word and its shape."""

import pytest

from sendtrack.govuk.statuses import (
    STATUSES,
    Colour,
    Family,
    Shape,
    UnknownStatusError,
    choices,
    family,
    movement,
    status_of,
)
from sendtrack.govuk.statuses.meanings import MEANINGS


def test_no_key_means_two_things_and_every_key_has_a_meaning():
    assert set(MEANINGS) == set(STATUSES)


@pytest.mark.parametrize("of", Family)
def test_no_two_statuses_of_a_family_share_a_word(of):
    words = [status.word for status in family(of)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "of",
    [
        Family.DELIVERY,
        Family.IMPACT,
        Family.VERDICT,
        Family.RISK,
        Family.MEETING,
        Family.ATTENDANCE,
        Family.ITEM,
    ],
)
def test_a_black_and_white_print_tells_the_judgements_apart_by_shape(of):
    shapes = [status.shape for status in family(of)]
    assert len(shapes) == len(set(shapes))


def test_red_is_always_a_square_and_a_square_is_always_red():
    assert all((s.colour is Colour.RED) == (s.shape is Shape.SQUARE) for s in STATUSES.values())


def test_a_duty_without_evidence_is_never_green():
    assert status_of("no_evidence").colour is Colour.OUTLINE
    assert status_of("no_evidence").word == "No evidence recorded"


def test_words_are_sentence_case_and_meanings_are_sentences():
    for status in STATUSES.values():
        assert status.word[0].isupper()
        assert status.meaning.endswith(".")


def test_an_unknown_status_fails_loudly_and_says_what_there_is():
    with pytest.raises(UnknownStatusError, match=r"'amber' is not a status.*on_track"):
        status_of("amber")


def test_a_form_takes_its_choices_from_the_table():
    assert choices("on_track", "at_risk") == [("on_track", "On track"), ("at_risk", "At risk")]


@pytest.mark.parametrize(
    ("before", "now", "text", "direction"),
    [
        ("at_risk", "on_track", "↑ from At risk", "better"),
        ("on_track", "off_track", "↓ from On track", "worse"),
        ("very_high", "high", "↑ from Very high", "better"),
        ("no_update", "on_track", "→ from No update", "changed"),
        ("on_track", "on_track", "no change", "same"),
    ],
)
def test_the_chair_reads_movement_in_words(before, now, text, direction):
    moved = movement(before=before, now=now)
    assert (str(moved), moved.direction) == (text, direction)
