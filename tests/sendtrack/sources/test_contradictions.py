"""Each rule finds what contradicts, says why in a sentence, and lets alone what agrees."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sendtrack.sources.contradictions import RULES, contradictions
from sendtrack.sources.models import Citation, Fact, FactKind, Relation, SourceDocument

NOTICE = SourceDocument(pk=1, title="Notice", dated_on=date(2021, 11, 9))
REPORT = SourceDocument(pk=2, title="Report", dated_on=date(2023, 2, 24))


def fact(code: str, about: str, document: SourceDocument = REPORT, **told: Any) -> Fact:
    citation = Citation(document=document, paragraph=f"paragraph {code}", words="Words.")
    if "number" in told:
        told["number"] = Decimal(str(told["number"]))
    return Fact(code=code, about=about, citation=citation, statement=about, **told)


def day(code: str, about: str, first: date, last: date | None = None, **told: Any) -> Fact:
    return fact(code, about, kind=FactKind.DAY, earliest=first, latest=last or first, **told)


def count(code: str, about: str, number: int, **told: Any) -> Fact:
    return fact(code, about, kind=FactKind.COUNT, number=number, **told)


def percent(code: str, about: str, number: float, **told: Any) -> Fact:
    return fact(code, about, kind=FactKind.PERCENTAGE, number=number, **told)


def named(code: str, about: str, value: str, **told: Any) -> Fact:
    return fact(code, about, kind=FactKind.NAME, value=value, **told)


def found(*facts: Fact) -> list[tuple[str, str, str]]:
    return [(each.rule.key, each.codes, each.because) for each in contradictions(facts)]


ISSUED = day("n", "Notice: issued", date(2021, 11, 9), document=NOTICE)


def test_two_days_of_one_thing_are_found_and_how_far_apart_they_are() -> None:
    other = day("r", "Notice: issued", date(2022, 11, 1), date(2022, 11, 30))
    assert found(ISSUED, other) == [
        ("two-values", "n,r", "9 November 2021 and November 2022 are at least 357 days apart.")
    ]


def test_a_month_agrees_with_a_day_in_it() -> None:
    assert found(ISSUED, day("r", "Notice: issued", date(2021, 11, 1), date(2021, 11, 30))) == []


def test_days_of_two_things_are_no_contradiction() -> None:
    assert found(ISSUED, day("r", "Notice: published", date(2021, 11, 12))) == []


def test_two_counts_are_found_with_their_days() -> None:
    first = count("a", "Plans: how many", 107, number_as_at=date(2021, 12, 31))
    second = count("b", "Plans: how many", 105, number_as_at=date(2023, 2, 24))
    assert found(first, second) == [
        (
            "two-values",
            "a,b",
            "107 and 105 differ by 2. They are of 31 December 2021 and of 24 February 2023.",
        )
    ]
    assert found(first, count("b", "Plans: how many", 107)) == []


def test_two_names_are_found_and_one_name_spelt_in_two_ways() -> None:
    one = named("a", "Board: called", "improvement board", document=NOTICE)
    assert found(one, named("b", "Board: called", "SEND Board")) == [
        ("two-names", "a,b", "“improvement board” and “SEND Board” are not the same words.")
    ]
    assert found(one, named("b", "Board: called", "Improvement  Board")) == []
    assert found(one, named("b", "Board: called", "improvment board")) == [
        (
            "spelt-differently",
            "a,b",
            "“improvement board” and “improvment board” look like one name.",
        )
    ]


END = day("e", "Actions: delivered by", date(2023, 4, 30), document=NOTICE)


def test_a_horizon_or_a_review_after_the_end_is_found() -> None:
    after = {"relation": Relation.NOT_AFTER, "related_to": "Actions: delivered by"}
    review = day("r", "Review: next", date(2023, 6, 1), date(2023, 6, 30), **after)
    assert found(END, review) == [
        ("after-the-end", "r,e", "June 2023 begins 32 days after 30 April 2023.")
    ]
    assert found(END, day("r", "Review: next", date(2023, 4, 30), **after)) == []


def test_months_that_do_not_come_out_are_counted() -> None:
    revisit = day("v", "Revisit: took place", date(2021, 5, 17), date(2021, 5, 19))
    within = {"relation": Relation.WITHIN, "related_to": "Revisit: took place"}
    stated = day("e", "Actions: by", date(2023, 4, 30), relation_number=Decimal(18), **within)
    assert found(revisit, stated) == [
        (
            "months-apart",
            "e,v",
            "18 months from 19 May 2021 end on 19 November 2022. 30 April 2023 is 23.4 months "
            "after 19 May 2021.",
        )
    ]
    stated.relation_number = Decimal(24)
    assert found(revisit, stated) == []


def test_a_day_that_months_put_elsewhere_is_computed() -> None:
    rule = fact(
        "m",
        "Actions: delivered by",
        kind=FactKind.MONTHS,
        number=18,
        relation=Relation.AFTER,
        related_to="Notice: issued",
    )
    assert found(ISSUED, rule, END) == [
        (
            "computed-day",
            "m,n,e",
            "18 months from 9 November 2021 come to 9 May 2023, not to 30 April 2023.",
        )
    ]


def test_parts_that_do_not_add_up_are_added() -> None:
    part = {"relation": Relation.PART, "related_to": "the children"}
    inside = percent("a", "Placed inside", 67, **part)
    assert found(inside, percent("b", "Placed outside", 25, **part)) == [
        ("sum", "a,b", "67% + 25% = 92%, not 100%, of the children.")
    ]
    assert found(inside, percent("b", "Placed outside", 33, **part)) == []
    elsewhere = percent("b", "Placed outside", 25, document=NOTICE, **part)
    assert found(inside, elsewhere) == []


def test_a_percentage_is_computed_from_its_counts() -> None:
    share = {"relation": Relation.SHARE, "related_to": "Part: many", "whole": "Whole: many"}
    facts = (count("p", "Part: many", 28), count("w", "Whole: many", 214))
    assert found(*facts, percent("s", "Share", 12, **share)) == [
        ("ratio", "s,p,w", "28 of 214 are 13.1%, not 12%.")
    ]
    assert found(*facts, percent("s", "Share", 13, **share)) == []
    nothing = (count("p", "Part: many", 28), count("w", "Whole: many", 0))
    assert found(*nothing, percent("s", "Share", 12, **share)) == []


@pytest.mark.parametrize(
    ("relation", "now", "sentence"),
    [
        (Relation.FALLEN, 70, "70 has not fallen from 70."),
        (Relation.FALLEN, 71, "71 has not fallen from 70."),
        (Relation.FALLEN, 69, None),
        (Relation.RISEN, 70, "70 has not risen from 70."),
        (Relation.RISEN, 71, None),
    ],
)
def test_a_rise_or_fall_that_is_none_is_found(
    relation: Relation, now: int, sentence: str | None
) -> None:
    told = percent("a", "Stability", now, relation=relation, relation_number=Decimal(70))
    assert found(told) == ([("direction", "a", sentence)] if sentence else [])


def test_what_is_told_as_past_before_it_happened_is_found() -> None:
    launched = date(2023, 4, 1), date(2023, 4, 30)
    assert found(day("a", "Framework: launched", *launched, relation=Relation.PAST)) == [
        ("not-yet", "a", "April 2023 is after 24 February 2023, the day of the document.")
    ]
    assert found(day("a", "Framework: launched", date(2022, 4, 1), relation=Relation.PAST)) == []


def test_figures_of_another_time_than_their_heading_are_found() -> None:
    heading = day("h", "Figures: heading", date(2022, 4, 1), date(2023, 3, 31))
    told = {"relation": Relation.FIGURES_OF, "related_to": "Figures: heading"}
    assert found(heading, day("d", "Figures: day", date(2021, 12, 31), **told)) == [
        ("figures-of", "d,h", "31 December 2021 is not in 1 April 2022 to 31 March 2023.")
    ]
    assert found(heading, day("d", "Figures: day", date(2022, 12, 31), **told)) == []


def test_one_large_number_for_two_things_in_one_document_is_pointed_out() -> None:
    one, other = count("a", "In care", 214), count("b", "Care leavers", 214)
    assert found(one, other) == [
        ("same-number", "a,b", "214 is given for both. One may be a slip.")
    ]
    assert found(one, count("b", "Care leavers", 214, document=NOTICE)) == []
    assert found(count("a", "Groups", 5), count("b", "Hubs", 5)) == []


def test_every_rule_has_a_key_of_its_own_and_a_test_here() -> None:
    keys = [rule.key for rule in RULES]
    tests = Path(__file__).read_text(encoding="utf-8")
    assert len(keys) == len(set(keys))
    assert [key for key in keys if f'"{key}"' not in tests] == []


def test_facts_that_are_told_in_words_alone_are_not_compared() -> None:
    assert found(fact("a", "", value="meaningful improvement"), fact("b", "", value="x")) == []
