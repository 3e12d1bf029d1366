"""The table for scrutiny: each measure with what stands beside it, as everybody may read it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Measure
from plans.policies.measures import MOST_HEADLINES
from plans.queries.readers import published
from plans.queries.scrutiny import TOO_CLOSE, Scrutiny, ScrutinyLine, scrutiny
from plans.statistics.comparators import change_between
from plans.statistics.words import without_sign
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.measures.test_door import counted
from tests.plans.pages import Browse, body
from tests.plans.published.conftest import Bring, Compare, enter_year
from tests.plans.published.test_bringing import choose

PAGE = "/exampleshire/measures/scrutiny/"
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def table(place: Place, on: date) -> Scrutiny:
    return scrutiny(place.area, on, published(on))


def line(place: Place, on: date, ref: str = "M1") -> ScrutinyLine:
    return next(each for each in table(place, on).lines if each.measure.ref == ref)


@pytest.fixture
def neighbours(place: Place, council: Any, officer: User, today: date) -> Any:
    return choose(place, officer, today)


def point(measure: Measure, by: User, day: date, value: str) -> None:
    changes.set_point(
        measure=measure,
        by_on=day,
        value=Decimal(value),
        tolerance=Decimal(1),
        source="Board",
        by=by,
        reason="Agreed",
    )


def test_a_figure_stands_beside_a_year_before_england_region_and_neighbours(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    compare(yearly, bring())
    point(yearly, officer, date(2024, 12, 31), "60")
    found = line(place, today)
    assert (found.figure, found.finality) == ("61.5%", "Final")
    assert found.before is not None
    assert (found.before.figure, found.before.period) == ("41.7%", "2023")
    assert found.before.difference == "+19.8 percentage points"
    assert found.before.relative == "+47.5 per cent"
    assert found.others.england is not None
    assert (found.others.england.figure, found.others.england.difference) == (
        "46.4%",
        "+15.1 percentage points",
    )
    assert found.others.region is not None
    assert (found.others.region.who, found.others.region.figure) == ("South West", "40.0%")
    assert found.others.neighbours is not None
    assert found.others.neighbours.who == "Mean of 2 of 3 neighbours"
    assert found.others.stands == "Better than 2 of 2 neighbours."
    assert found.target == "60.0% by 31 December 2024"
    assert found.verdict is not None
    assert found.verdict.status.word == "On its trajectory"
    assert "met" in found.verdict_words


def test_what_is_not_alike_is_no_number_and_says_why(
    place: Place, yearly: Measure, neighbours: Any, bring: Bring, compare: Compare, today: date
) -> None:
    compare(yearly, bring(), cohort="sen_support")
    found = line(place, today)
    assert found.others.not_comparable.startswith(
        "Not comparable, because England’s figure is about"
    )
    assert found.others.england is not None
    assert (found.others.england.figure, found.others.england.value) == ("", None)
    assert found.others.stands == ""


def test_a_newer_figure_of_ours_stands_beside_the_year_that_both_have(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    compare(yearly, bring())
    enter_year(yearly, officer, today, 2025, 300, 500)
    found = line(place, today)
    assert (found.figure, found.others.period) == ("60.0%", "2024")
    assert found.others.compared is not None
    assert found.others.compared.own_words == "61.5%"


def test_a_measure_that_nobody_tied_to_published_figures_says_so(
    place: Place, measure: Measure, today: date
) -> None:
    found = line(place, today)
    assert found.figure == ""
    assert found.before is None
    assert found.others.not_comparable.startswith("No published figure stands beside it.")
    assert found.target == ""


def test_a_figure_so_far_this_year_stands_beside_the_same_months_of_last_year(
    place: Place, officer: User, enter: Enter, today: date
) -> None:
    made = counted(
        place,
        officer,
        [],
        enter,
        is_cumulative=True,
        from_on=date(2025, 1, 1),
        name="Referrals",
        cohort="not_children",
    )
    for month, year, value in ((1, 2025, 900), (2, 2025, 1800), (1, 2026, 950), (2, 2026, 1700)):
        enter(made, date(year, month, 1), value=Decimal(value), source_on=today)
    found = line(place, today)
    assert found.before is not None
    assert (found.before.period, found.before.figure) == ("February 2025", "1,800")
    assert (found.before.difference, found.before.relative) == ("−100", "−5.6 per cent")
    assert found.counts.endswith(", from the start of the year on")


def test_nobody_finds_a_change_of_definition_in_the_change_of_a_figure(
    place: Place, yearly: Measure, officer: User, today: date
) -> None:
    definition = yearly.definitions.get()
    told = {
        name: getattr(definition, name)
        for name in ("unit", "multiplier", "decimals", "polarity", "cohort", "geography", "source")
    }
    changes.redefine(
        measure=yearly,
        version=yearly.version,
        from_on=date(2025, 1, 1),
        numerator="Plans in time, exceptions left out",
        denominator="All plans, exceptions left out",
        period_type="calendar_year",
        because="As the Department counts",
        by=officer,
        on=today,
        **told,
    )
    enter_year(yearly, officer, today, 2025, 300, 500)
    found = line(place, today)
    assert found.before is not None
    assert not found.before.is_compared
    assert "defined otherwise then" in found.before.sentence


def test_a_rounded_count_is_not_judged_where_the_target_lies_within_the_rounding(
    place: Place, officer: User, enter: Enter, today: date
) -> None:
    made = counted(place, officer, [14, 12], enter)
    point(made, officer, JANUARY, "11")
    found = line(place, today)
    assert found.figure == "10"
    assert found.verdict is None
    assert found.verdict_words == TOO_CLOSE
    point(made, officer, FEBRUARY, "5")
    found = line(place, today)
    assert found.verdict is not None
    assert found.verdict.status.key == "off_trajectory"


def test_a_rounded_change_is_called_so_and_has_no_per_cent(
    place: Place, officer: User, enter: Enter, today: date
) -> None:
    made = counted(place, officer, [], enter, from_on=date(2025, 1, 1))
    for day, value in ((date(2025, 2, 1), 12), (FEBRUARY, 17)):
        enter(made, day, value=Decimal(value), source_on=today)
    before = line(place, today).before
    assert before is not None
    assert (before.figure, before.difference, before.relative) == ("10", "about +5", "")


def test_a_percentage_of_few_has_no_decimal_place_for_everybody(
    place: Place, measure: Measure, enter: Enter, today: date
) -> None:
    enter(measure, FEBRUARY, 20, 44)
    assert line(place, today).figure == "45%"


def test_headline_measures_stand_first_then_each_area_with_its_own(
    place: Place, measure: Measure, officer: User, today: date
) -> None:
    add(place, officer, today, name="Of the second area", areas=[place.areas[1]])
    add(place, officer, today, name="First of all", areas=[place.areas[1]], is_headline=True)
    add(place, officer, today, name="Of no area", areas=[])
    groups = table(place, today).groups
    refs = [[each.measure.ref for each in group.lines] for group in groups]
    assert refs == [["M3"], ["M1"], ["M2"], ["M4"]]
    assert groups[0].title == "Headline measures"
    assert [each.measure.ref for each in groups[2].above] == ["M3"]
    assert groups[3].title == "Of no area of the plan in force"


@pytest.mark.parametrize("who", ["officer", "chair", "adviser", "partner"])
def test_whoever_looks_sees_what_everybody_may_see(
    place: Place,
    officer: User,
    enter: Enter,
    browse: Browse,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    counted(place, officer, [13, 3], enter, name="Children excluded for good")
    user = request.getfixturevalue(who)
    page = body(browse(user).get(PAGE))
    cell = page.split("Children excluded for good", 1)[1].split("</td>", 1)[0]
    assert "<strong>[c]</strong>" in cell
    assert ">3<" not in page
    told = browse(user).get(f"{PAGE}download/csv/").content.decode("utf-8-sig")
    assert "[c]" in told
    assert "Everybody" not in told.splitlines()[0]


def test_what_was_published_of_us_does_not_tell_what_is_withheld(
    place: Place,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    chair: User,
    today: date,
    browse: Browse,
) -> None:
    made = add(place, officer, today, period_type="calendar_year", from_on=date(2024, 1, 1))
    enter_year(made, officer, today, 2024, 3, 522)
    compare(made, bring())
    found = line(place, today)
    assert found.figure == "[c]"
    assert found.others.not_comparable.startswith("Not comparable, because our own figure is with")
    page = body(browse(officer).get(PAGE))
    assert "61.5" not in page
    assert "0.6" not in page


def test_the_page_says_for_whom_it_is_made(place: Place, chair: User, browse: Browse) -> None:
    page = body(browse(chair).get(PAGE))
    assert "as <strong>everybody</strong> may read them" in page
    assert "Counts from 1 to 5" in page
    assert "rounded to the nearest 5" in page
    assert "Nothing is measured yet" in page


def test_the_table_downloads_with_the_same_words(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    adviser: User,
    browse: Browse,
) -> None:
    compare(yearly, bring())
    told = browse(adviser).get(f"{PAGE}download/csv/").content.decode("utf-8-sig")
    for words in (
        "61.5%",
        "46.4%",
        "15.1 percentage points more",
        "Better than 2 of 2 neighbours.",
    ):
        assert words in told
    assert browse(adviser).get(f"{PAGE}download/xlsx/").content[:2] == b"PK"
    assert browse(adviser).get(f"{PAGE}download/pdf/").status_code == 404


def test_the_page_asks_no_more_of_the_database_with_more_measures(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    chair: User,
    enter: Enter,
    today: date,
    browse: Browse,
) -> None:
    def count() -> int:
        client = browse(chair)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    file = bring()
    compare(yearly, file)
    few = count()
    for number in range(6):
        made = add(
            place,
            officer,
            today,
            period_type="calendar_year",
            from_on=date(2023, 1, 1),
            is_headline=number % 2 == 0,
            areas=[place.areas[number % 2]],
        )
        compare(made, file)
        point(made, officer, date(2024, 12, 31), "60")
    assert count() == few


def test_too_many_headline_measures_are_said_to_be_too_many_and_not_refused(
    place: Place, officer: User, chair: User, today: date, browse: Browse
) -> None:
    for _ in range(MOST_HEADLINES):
        add(place, officer, today, is_headline=True)
    assert "are headline measures" not in body(browse(officer).get("/exampleshire/measures/"))
    add(place, officer, today, is_headline=True)
    page = body(browse(officer).get("/exampleshire/measures/"))
    assert f"{MOST_HEADLINES + 1} measures are headline measures" in page
    assert "are headline measures" not in body(browse(chair).get("/exampleshire/measures/"))


def test_a_change_can_be_worked_out_from_the_figures_beside_it() -> None:
    """45.249 to 50.149: 45.2% and 50.1% are printed, and their difference is 4.9."""
    told = change_between(Fraction(45249, 1000), Fraction(50149, 1000), "%")
    assert told.sentence == (
        "from 45.2% to 50.1%: +4.9 percentage points, or +10.8 per cent of what it was."
    )


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("+1.5 percentage points", "1.5 percentage points more"),
        ("−47.5 per cent", "47.5 per cent less"),
        ("about +5", "about 5 more"),
        ("0 percentage points", "0 percentage points"),
        ("", ""),
    ],
)
def test_a_change_in_a_spreadsheet_begins_with_no_sign(told: str, written: str) -> None:
    assert without_sign(told) == written


def test_the_table_says_what_a_rounded_five_stands_for(
    place: Place, chair: User, browse: Browse
) -> None:
    assert "A 5 stands for 6 or 7." in body(browse(chair).get(PAGE))
