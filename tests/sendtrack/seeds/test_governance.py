"""The lines of accountability of the two real areas: what their documents say, and no day more."""

from datetime import date

import pytest

from boards.models import Body
from boards.queries.governance import Node, governance_on
from sendtrack.organisations.models import LocalArea


def names(nodes: list[Node]) -> list[object]:
    return [[node.name, names(node.below)] if node.below else node.name for node in nodes]


@pytest.fixture
def somerset(seeds: None) -> LocalArea:
    return LocalArea.objects.get(slug="somerset")


def test_somersets_boards_are_there_and_what_the_paper_announces_is_not_yet_so(
    somerset: LocalArea,
) -> None:
    now = governance_on(somerset, date(2023, 2, 21))
    assert names(now.tops) == [
        "Children and Families Board",
        "SEND Improvement Board",
        "SEND Partnership Board",
    ]
    assert {turn.said for turn in now.coming} == {
        "APP delivery subgroup will be set up",
        "Inspection readiness subgroup will be set up",
        "Children and Families Board will oversee the Accelerated Progress Plan",
        "SEND Partnership Board will report to Children and Families Board",
        "APP delivery subgroup will report to SEND Partnership Board",
        "Inspection readiness subgroup will report to SEND Partnership Board",
        "SEND Improvement Board will end after the Accelerated Progress Plan has been signed off",
    }
    assert all(turn.citation for turn in now.coming)
    assert [(str(each.regime), each.held) for each in now.answering] == [
        ("Accelerated Progress Plan", None)
    ], "the paper announces who will, and names nobody who does"


def test_no_document_gives_a_day_for_any_body(seeds: None) -> None:
    assert not Body.objects.exclude(begins_on=None, ended_on=None).exists()
    assert not Body.objects.filter(citation=None).exists()


def test_north_somersets_board_oversees_the_notice_by_its_own_paragraph(seeds: None) -> None:
    area = LocalArea.objects.get(slug="north-somerset")
    (answering,) = governance_on(area, date(2023, 2, 24)).answering
    assert answering.held is not None
    assert (str(answering.held.body), answering.held.citation.paragraph) == (
        "Improvement board",
        "paragraph 4(d)",
    )
