"""On paper a status is a mark and a word, and a ladder is a table."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template import engines

from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import STATUSES, UnknownStatusError
from sendtrack.publishing.templatetags.print import Ladder


def printed(template: str, **context: object) -> BeautifulSoup:
    source = "{% load print %}" + template
    return BeautifulSoup(engines["django"].from_string(source).render(context), "html.parser")


@pytest.mark.parametrize("key", STATUSES)
def test_every_status_has_its_mark_and_its_word(key: str) -> None:
    status = STATUSES[key]
    shown = printed("{% printed_status key %}", key=key)
    assert shown.get_text() == f"{status.mark}{status.word}"
    assert status.css_class in shown.span["class"]
    assert shown.svg is None


def test_other_words_may_say_it_more_closely() -> None:
    shown = printed("{% printed_status 'not_met' words %}", words="Missed by 4 points & more")
    assert shown.get_text() == "■Missed by 4 points & more"


def test_an_unknown_status_is_our_mistake_and_fails_loudly() -> None:
    with pytest.raises(UnknownStatusError):
        printed("{% printed_status 'purple' %}")


def test_a_movement_is_said_in_words() -> None:
    assert printed("{% printed_movement 'at_risk' 'on_track' %}").get_text() == "↑ from At risk"
    assert printed("{% printed_movement 'at_risk' 'at_risk' %}").get_text() == "no change"


def test_a_ladder_keeps_its_columns_when_an_outcome_lacks_a_target() -> None:
    """Two outcomes with different horizons: each rung stands under its own head."""
    ladders = [
        Ladder("Plans are good", [_rung("12m", 2022), _rung("24m", 2023)]),
        Ladder("Advice is in time", [_rung("6m", 2021), _rung("24m", 2023)]),
    ]
    table = printed("{% printed_ladders ladders caption='Targets' %}", ladders=ladders).table
    assert table is not None
    rows = [[cell.get_text() for cell in row(["th", "td"])] for row in table("tr")]
    assert rows == [
        ["Outcome", "6 months", "12 months", "24 months"],
        ["Plans are good", "No target", "✓Met 9 Nov 2022", "✓Met 9 Nov 2023"],
        ["Advice is in time", "✓Met 9 Nov 2021", "No target", "✓Met 9 Nov 2023"],
    ]
    assert [head["scope"] for head in table("th")] == ["col"] * 4 + ["row"] * 2


def _rung(label: str, year: int) -> Rung:
    return Rung(label, "met", date(year, 11, 9), name=f"{label.removesuffix('m')} months")
