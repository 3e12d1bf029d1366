"""Measures in the two-monthly report: figures, what was due, what is behind them, and charts."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import PeriodType, period_of, preceding
from plans.models import Measure
from reviews.returns import ProgressReport, from_payload, to_payload
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import add
from tests.reviews.conftest import Life, reported

TODAY = date(2026, 3, 11)
LAST = period_of(PeriodType.MONTH, date(2026, 2, 1))


def enter(measure: Measure, by: User, *values: Any) -> None:
    """Figures of the months up to February 2026, the oldest first."""
    period, periods = LAST, [LAST]
    while len(periods) < len(values):
        period = preceding(PeriodType.MONTH, period)
        periods.insert(0, period)
    for each, value in zip(periods, values, strict=True):
        parts = (
            {"value": Decimal(value)}
            if isinstance(value, int)
            else {"numerator": Decimal(value[0]), "denominator": Decimal(value[1])}
        )
        changes.enter_reading(
            measure=measure,
            period=each,
            finality="final",
            source="Case system",
            source_on=each.end,
            by=by,
            on=TODAY,
            **parts,
        )


@pytest.fixture
def measure(place: Place, officer: User) -> Measure:
    """M1: six in ten plans in time were due by October 2025, and two in five came in time."""
    made = add(place, officer, TODAY, from_on=date(2024, 10, 1), is_headline=True)
    changes.set_point(
        measure=made,
        by_on=date(2025, 10, 31),
        value=Decimal(60),
        tolerance=Decimal(5),
        source="Board",
        by=officer,
        reason="Agreed",
    )
    enter(made, officer, *([(20 + step % 3, 50) for step in range(14)]))
    return made


def explain(measure: Measure, by: User) -> None:
    changes.comment(
        measure=measure,
        period=LAST,
        shows="Two in five plans came in time.",
        because="Two writers left.",
        doing="Two began on 2 March.",
        back_on=date(2026, 9, 30),
        by=by,
        on=TODAY,
    )


def printed(report: ProgressReport) -> str:
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_each_measure_stands_with_its_figure_and_what_was_due(
    place: Place, measure: Measure
) -> None:
    [line] = reported(place).measures
    assert (line.ref, line.figure, line.period) == ("M1", "42.0%", "February 2026")
    assert line.verdict == "off_trajectory"
    assert "60" in line.because


def test_a_red_figure_that_nobody_explains_is_told_as_a_gap_until_somebody_does(
    place: Place, measure: Measure, officer: User
) -> None:
    gap = "Nobody has said what is behind M1 New plans within 20 weeks. It is off trajectory."
    before = reported(place)
    assert gap in before.gaps
    assert "Nobody has said." in printed(before)
    explain(measure, officer)
    after = reported(place)
    assert gap not in after.gaps
    assert "Two writers left." in printed(after)
    assert "Expected where it should be by 30 September 2026." in printed(after)


def test_the_summary_counts_verdicts_and_charts(place: Place, measure: Measure) -> None:
    said = [each for each in reported(place).summary if "measure" in each]
    assert said == [
        "1 measure is watched; of 1 that a value was due for, 1 is off its trajectory. By their "
        "charts 0 are improving and 0 worsening."
    ]


def test_a_figure_that_was_due_and_is_missing_is_told(
    place: Place, officer: User, measure: Measure
) -> None:
    late = add(place, officer, TODAY)
    report = reported(place)
    assert f"A figure that was due is missing of 1 measure: {late.ref}." in report.gaps


def test_the_report_is_frozen_with_its_charts(place: Place, measure: Measure) -> None:
    report = reported(place)
    chart = report.measures[0].chart
    assert chart is not None
    assert len(chart.dots) == 14
    assert report.measures[0].ladder is not None
    assert from_payload(ProgressReport, to_payload(report)) == report
    payload = to_payload(report)
    del payload["measures"]
    assert from_payload(ProgressReport, payload).measures == ()
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    assert html.count("<svg") == 2, "the control chart, and the ladder of a headline measure"
    assert "<title" in html.split("<svg", 1)[1]


def test_a_report_without_measures_has_no_part_about_them(place: Place, life: Life) -> None:
    assert "Charts of the measures" not in printed(reported(place))


def test_a_count_of_three_children_is_not_in_what_is_sent(
    place: Place, officer: User, measure: Measure
) -> None:
    excluded = add(
        place,
        officer,
        TODAY,
        name="Children excluded for good",
        unit="count",
        numerator="Children",
        denominator="",
        multiplier=1,
        decimals=0,
        polarity="low",
        supplier=None,
        from_on=date(2024, 10, 1),
    )
    enter(excluded, officer, *([20, 25, 30, 25, 35, 20, 25, 30, 25, 20, 30, 25, 20, 3]))
    line = next(each for each in reported(place).measures if each.ref == excluded.ref)
    told = str(to_payload(line))
    assert line.period == "February 2026"
    assert not line.figure.startswith("3")
    assert "'3'" not in told
    assert line.chart is not None
    assert len(line.chart.dots) == 13


@pytest.mark.usefixtures("quick_pdf")
def test_the_report_page_links_each_measure_and_draws_its_chart(
    place: Place, measure: Measure, life: Life, chair: User, client: Client
) -> None:
    life.reports(ended=date(2026, 3, 9), sent_on=TODAY, chair=chair)
    client.force_login(chair)
    page = client.get("/exampleshire/reports/2026-03-09/").content.decode()
    assert 'href="/exampleshire/measures/M1/"' in page
    assert "Nobody has said." in page


def test_the_report_asks_no_more_of_the_database_with_more_measures(
    place: Place, officer: User, measure: Measure
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            reported(place)
        return len(queries)

    few = count()
    for _ in range(5):
        made = add(place, officer, TODAY, from_on=date(2024, 10, 1))
        enter(made, officer, *([(20, 50)] * 6))
        explain(made, officer)
    assert count() == few


def test_a_report_frozen_before_measures_were_compared_still_reads(
    place: Place, measure: Measure
) -> None:
    payload: Any = to_payload(reported(place))
    for line in payload["measures"]:
        for name in ("beside", "stands", "release"):
            del line[name]
    [line] = from_payload(ProgressReport, payload).measures
    assert (line.beside, line.stands, line.release) == ((), "", "")
    assert "Not compared" in printed(from_payload(ProgressReport, payload))


def test_it_says_how_complete_the_figures_are_and_who_stands_for_them(
    place: Place, measure: Measure, officer: User
) -> None:
    missing = (
        "Nobody has said since 10 January 2026 whether the figures are complete and up to date."
    )
    before = reported(place)
    assert before.figures_stand[-1] == missing
    assert [gap for gap in before.gaps if "complete" in gap] == [missing]

    changes.state_data(
        area=measure.local_area,
        is_complete=False,
        lacks="M1 for May comes next week",
        by=officer,
        on=TODAY,
    )
    after = reported(place)
    assert after.figures_stand[0] == "No figure is late, of 1 measure."
    assert after.figures_stand[-1].endswith(
        "said on 11 March 2026 what the figures lack: M1 for May comes next week"
    )
    assert not any(gap.startswith("Nobody has said since") for gap in after.gaps)
