"""The points where the documents contradict each other or themselves, as a careful reader listed
them: which the rules find, which people have written down, and which are out of reach, and why."""

import pytest

from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import Conflict
from sendtrack.sources.queries import found_in

FOUND = {
    # what a careful reader saw: (the rule that finds it, the point it belongs to)
    "Notice 10, end of April 2023 within 18 months of the revisit": ("months-apart", 4),
    "Report 3.1, December 2021 under a heading of 2022/23": ("figures-of", 23),
    "Report 3.1.1, a framework launched two months from now": ("not-yet", 20),
    "Report 3.1.35, 105 plans and 107": ("two-values", 22),
    "Report 3.1.48, 24 unaccompanied children and 28": ("two-values", 21),
    "Report 3.1.49, 12% of the children in care": ("ratio", 21),
    "Report 3.1.53, 67% inside and 25% outside": ("sum", 25),
    "Report 3.1.55, a decrease from 70% to 70%": ("direction", 26),
    "Report 3.1.61, launched in April 2022": ("two-values", 20),
    "Report 3.2.2, the Notice of November 2022": ("two-values", 1),
    "Report 3.2.5, stepped down from the Notice": ("two-names", 8),
    "Report 3.2.5, areas of serious weakness": ("two-names", 14),
    "Report 3.2.5, meaningful improvement": ("two-names", 9),
    "Report 3.2.9, milestones after the end": ("after-the-end", 30),
    "Report 3.2.10, 18 months from the date of issue": ("computed-day", 5),
    "Report 5, no financial implications": ("two-values", 28),
    "Letter, the next review in June 2023": ("after-the-end", 6),
    "Letter, areas called One, Four and Six": ("two-names", 14),
    "Letter, an ICB where the Notice has a CCG": ("two-names", 16),
    "Letter, a SEND Board": ("two-names", 17),
    "Notice and report, 9 November 2021 and November 2022": ("two-values", 1),
    "Notice 3 and 10, 24 months and April 2023": ("after-the-end", 3),
    "Notice 10, 23.4 and 17.6 months": ("months-apart", 4),
    "Notice 10 and report, April and 9 May 2023": ("computed-day", 5),
    "Notice 10 and letter, a review after delivery": ("after-the-end", 6),
    "Notice 4b and letter, improvement board and SEND Board": ("two-names", 17),
    "Notice 2 and letter, CCGs and ICB": ("two-names", 16),
    "Notice and letter, (a) to (f) and Area One to Six": ("two-names", 14),
    "Notice and report, requiring improvement and serious weakness": ("two-names", 14),
    "Revisit and Notice, eight weaknesses and six": ("two-values", 15),
    "Report and letter, from the Notice and from formal monitoring": ("two-names", 8),
    "Report and letter, improvement that the letter does not name": ("two-names", 9),
    "Report and letter, four hubs and five groups": ("two-values", 11),
    "Report, April 2023 and April 2022": ("two-values", 20),
    "Report, 107 and 105, 28 and 24": ("two-values", 22),
    "Report 3.1.55 again": ("direction", 26),
    "Report, 67% + 25%": ("sum", 25),
    "Report, 12% against 13.1% and 11.2%": ("ratio", 21),
    "Report 3.1.31, statutory neighbours": ("two-names", 27),
    "Report 5 and 9, none against the text": ("two-values", 28),
    "Revisit and Notice, joint and to the council": ("two-names", 18),
}

BY_HAND = {
    # judged by people: (the point, why no rule of facts finds it)
    "Report 3.2.2, an inspection in March 2018": (
        7,
        "the inspection and the statement are two events",
    ),
    "Revisit and report, 27 June and March 2018": (
        7,
        "the inspection and the statement are two events",
    ),
    "Report 3.2.3, an Accelerated Action Plan": (19, "two plans with like names"),
    "Report and Somerset's paper, Action and Progress Plan": (19, "two plans with like names"),
    "Report 3.2.5, a number that is a percentage": (12, "what is missing is no value"),
    "Report 3.2.5, 28% to 36% without days": (12, "what is missing is no value"),
    "Report 3.2.5, SEN Support above its peers": (10, "two measures of one thing"),
    "Report and letter, peers and Key Stage 2": (10, "two measures of one thing"),
    "Report 3.2.5, one child in two years": (13, "the number itself is not shown"),
    "Report 9, no equality implications": (29, "a reason is missing, not a value"),
    "Notice, published and dated on two days": (2, "both hold; typed as two days, they agree"),
}

OUT_OF_REACH = {
    "Notice 3, a clock without a start": "a gap; the rule stands beside each date instead",
    "Report 3.1.1, a Joint Area Targeted Review": "a term that no loaded paragraph holds",
    "Report 3.1.22, a break in a series": "its figures belong to no part of this record",
    "Report 3.1.30, a change of definition": "its figures belong to no part of this record",
    "Letter, a name spelt in two ways": "officials are recorded by post, not by name",
    "Rhythms that differ by regime": "the documents of two areas are never compared",
    "Somerset's paper, one statement twice": "saying a thing twice contradicts nothing",
    "Somerset's paper, a paragraph without a number": "a matter of layout",
    "A board that ceases and one that is mandatory": "the documents of two areas",
    "A chair's rule in one and none in the other": "the documents of two areas",
}


@pytest.fixture
def area(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="north-somerset")


def test_every_point_of_the_careful_reader_is_found_written_down_or_out_of_reach() -> None:
    assert (len(FOUND), len(BY_HAND), len(OUT_OF_REACH)) == (41, 11, 10)


def test_the_rules_find_what_they_can_find(area: LocalArea) -> None:
    found = {
        (each.rule.key, each.conflict.number)
        for each in found_in(area)
        if each.conflict is not None
    }
    assert {point: what for point, what in FOUND.items() if what not in found} == {}


def test_what_no_rule_finds_is_written_down(area: LocalArea) -> None:
    written = set(Conflict.objects.of(area).values_list("number", flat=True))
    by_rule = {each.conflict.number for each in found_in(area) if each.conflict is not None}
    for number, _ in BY_HAND.values():
        assert number in written
        assert number not in by_rule


def test_nothing_is_found_that_nobody_has_explained(area: LocalArea) -> None:
    assert [each.because for each in found_in(area) if each.conflict is None] == []
