"""The report drawn from North Somerset's documents claims nothing beyond them."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from plans.models import Regime
from reviews.returns import ProgressReport, from_payload, progress_report, to_payload
from sendtrack.periods import Period


@pytest.fixture
def report(seeds: None) -> ProgressReport:
    notice = Regime.objects.in_force().get(local_area__slug="north-somerset")
    return progress_report(notice, Period(date(2022, 11, 9), date(2023, 1, 8)), date(2023, 2, 24))


@pytest.fixture
def paper(report: ProgressReport) -> str:
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    return " ".join(html.split())


def test_its_first_rows_say_that_no_council_wrote_or_sent_it(paper: str) -> None:
    said = (
        "This report is made from 5 published documents. It is not a report by North Somerset "
        "Council, and it was never sent."
    )
    assert paper.index(said) < paper.index("Period</th>")
    assert 'data-marking="Made from published documents, not by the council · OFFICIAL"' in paper
    assert "To the Department for Education" not in paper
    assert "approval" not in paper[: paper.index("Summary</h2>")]


def test_a_report_frozen_before_this_was_told_is_still_read(report: ProgressReport) -> None:
    payload = to_payload(report)
    del payload["about"]["documents"]
    assert from_payload(ProgressReport, payload).about.documents == 0


def test_it_says_where_the_day_of_delivery_is_and_ends_no_notice(paper: str) -> None:
    assert "65 days to the day by which its actions should be delivered (30 April 2023)" in paper
    assert "end date" not in paper
    assert "the Notice ends" not in paper


def test_its_days_covered_say_why_they_are_not_the_period(paper: str) -> None:
    assert "from the period’s first day, as no report before it was read, to the day" in paper


def test_without_updates_it_calls_nothing_slow_overdue_or_in_order(paper: str) -> None:
    assert "nothing is slow" not in paper
    assert "newly overdue" not in paper
    assert "No organisation has an action" not in paper
    assert "nobody can say which actions are slow or overdue" in paper
    assert '<td class="number">–</td><td class="number">–</td>' in paper


def test_areas_stepped_down_are_told_as_what_changed(report: ProgressReport, paper: str) -> None:
    assert "areas (a) and (f) stepped down from formal monitoring" in report.summary[1]
    assert "Nothing has moved" not in report.summary[1]
    letter = "Department for Education letter after the six-month progress review"
    assert report.steps == (
        "7 December 2022: Six-month progress review.",
        f"20 December 2022: area (a) stepped down from formal monitoring ({letter}).",
        f"20 December 2022: area (f) stepped down from formal monitoring ({letter}).",
        f"20 December 2022: {letter}.",
    )
    assert report.steps[1] in paper


def test_what_documents_state_as_done_is_said_and_is_no_due_date(
    report: ProgressReport, paper: str
) -> None:
    (delivered,) = [duty for duty in report.duties if duty.paragraph == "10"]
    assert delivered.because == (
        "0 of 11 actions are complete; the documents state 7 as done, 1 as under way "
        "and 3 for later; none is confirmed here."
    )
    assert delivered.next_words == "actions should be delivered"
    by_ref = {action.ref: action for action in report.actions}
    assert (by_ref["B0.1"].stated, by_ref["B0.1"].due_words) == (
        "Stated as done by 24 February 2023",
        "",
    )
    assert (by_ref["B0.6"].stated, by_ref["B0.6"].due_words) == ("", "February 2024")
    assert "<br>Stated as done by 24 February 2023</td>" in paper
