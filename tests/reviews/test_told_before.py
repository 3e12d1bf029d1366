"""Two reports, each safe by itself, that give a small number away side by side."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Measure, Reading
from plans.statistics.disclosure import Sum, derivable
from reviews.models import Return
from reviews.returns.earlier import told_with_earlier
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import Enter
from tests.plans.measures.test_door import BOARD_READER, counted, values
from tests.plans.pages import Browse, body
from tests.reviews.conftest import Life

pytestmark = pytest.mark.usefixtures("quick_pdf")

FIRST, SECOND = date(2026, 3, 11), date(2026, 5, 12)
FEBRUARY = date(2026, 2, 1)


@pytest.fixture
def enter(officer: User) -> Enter:
    """Enters the figure of the month that a day falls in."""

    def _enter(measure: Measure, day: date, **told: Any) -> Reading:
        period = period_of(PeriodType.MONTH, day)
        given = {"finality": "provisional", "source": "Case system", "by": officer, "on": FIRST}
        return changes.enter_reading(**{"measure": measure, "period": period, **given, **told})

    return _enter


@pytest.fixture
def kinds(place: Place, officer: User, enter: Enter) -> dict[str, Measure]:
    """M1 with 29 in February, of which M2 has 9 and M3 has 17; M4 has none yet."""
    made = {"All": 29, "Other": 9, "Third": 17}
    found = {
        name: counted(place, officer, [figure], enter, name=name) for name, figure in made.items()
    }
    since = {"from_on": FEBRUARY}
    return {**found, "One": counted(place, officer, [], enter, name="One", **since)}


def sent(life: Life, chair: User) -> Return:
    return life.reports(ended=date(2026, 3, 9), sent_on=FIRST, chair=chair)


def next_one(life: Life) -> Return:
    return life.compiles(life.opens_report(SECOND), SECOND)


def revise(enter: Enter, measure: Measure, figure: int, on: date = SECOND) -> None:
    enter(
        measure,
        FEBRUARY,
        value=Decimal(figure),
        version=1,
        reason="Counted anew",
        on=on,
        source_on=FIRST,
    )


def told(report: Return) -> list[str]:
    return told_with_earlier(report, SECOND)


def test_a_report_that_says_the_same_again_gives_nothing_away(
    kinds: dict[str, Measure], life: Life, chair: User
) -> None:
    sent(life, chair)
    assert told(next_one(life)) == []


def test_a_first_report_is_held_against_none(kinds: dict[str, Measure], life: Life) -> None:
    report = life.compiles(life.opens_report(FIRST), FIRST)
    assert told(report) == []


def test_a_figure_that_was_told_becomes_part_of_a_protected_table(
    kinds: dict[str, Measure],
    officer: User,
    enter: Enter,
    life: Life,
    chair: User,
    browse: Browse,
) -> None:
    """The new kind has 3. Each report by itself protects it, and both together don't."""
    sent(life, chair)
    enter(kinds["One"], FEBRUARY, value=Decimal(3), source_on=FIRST)
    whole = kinds["All"]
    changes.set_parts(
        measure=whole,
        version=whole.version,
        parts=[kinds[name] for name in ("Other", "Third", "One")],
        by=officer,
        reason="Its kinds",
    )
    names = ("All", "Other", "Third", "One")
    seen = {name: values(kinds[name], BOARD_READER)[-1] for name in names}
    assert seen["One"] is None
    bounds = {name: (0, None) if each is None else (each, each) for name, each in seen.items()}
    adds_up = [Sum("All", ("Other", "Third", "One"))]
    assert derivable(adds_up, bounds)["One"] != (3, 3)
    before = {"All": (29, 29), "Other": (9, 9), "Third": (17, 17)}
    assert derivable(adds_up, bounds | before)["One"] == (3, 3)

    report = next_one(life)
    [hidden] = [name for name in ("All", "Other", "Third") if seen[name] is None]
    ref = kinds[hidden].ref
    assert told(report) == [
        f"{ref}, February 2026: this report withholds the figure, and report 3 told it. Who has "
        "both knows it.",
        "M4, February 2026: this report withholds a small number, and it can be worked out with "
        "what report 3 told of other figures.",
    ]
    text = body(browse(chair).get("/exampleshire/reports/2026-05-09/approve/"))
    assert "M4, February 2026" in text


def test_a_total_that_is_revised_by_a_few_is_named(
    kinds: dict[str, Measure], enter: Enter, life: Life, chair: User
) -> None:
    sent(life, chair)
    revise(enter, kinds["All"], 30)
    assert told(next_one(life)) == [
        "M1, February 2026: report 3 told 29, this report tells 30. The difference tells of a few."
    ]


def test_a_total_that_is_revised_by_many_is_not(
    kinds: dict[str, Measure], enter: Enter, life: Life, chair: User
) -> None:
    sent(life, chair)
    revise(enter, kinds["All"], 40)
    assert told(next_one(life)) == []


def test_what_was_withheld_and_is_told_is_named_unless_it_was_revised(
    kinds: dict[str, Measure], officer: User, lead: User, enter: Enter, life: Life, chair: User
) -> None:
    enter(kinds["One"], FEBRUARY, value=Decimal(5), source_on=FEBRUARY.replace(day=28))
    sent(life, chair)
    changes.set_disclosure(
        area=kinds["One"].local_area,
        audience="board",
        version=0,
        threshold=4,
        base=1,
        reason="As the council does",
        by=lead,
    )
    report = next_one(life)
    assert told(report) == [
        "M4, February 2026: report 3 withheld the figure, and this report tells it. What was "
        "withheld beside it can be worked out with it."
    ]
    revise(enter, kinds["One"], 12)
    assert told(report) == []


def test_a_report_asks_no_more_where_more_is_told(
    kinds: dict[str, Measure], place: Place, officer: User, enter: Enter, life: Life, chair: User
) -> None:
    sent(life, chair)
    report = next_one(life)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            told(Return.objects.get(pk=report.pk))
        return len(found)

    few = asked()
    for number in range(5):
        counted(place, officer, [20, 30, 40], enter, name=f"Measure {number}")
    assert asked() == few
