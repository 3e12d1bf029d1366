"""The two-monthly report says what the record says, on paper as on the page."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.states import EvidenceKind, Status, VoiceGroup
from reviews.returns import ProgressReport, from_payload, to_payload
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.reviews.conftest import Life, reported

TODAY = date(2026, 3, 11)


def test_five_sentences_for_a_reader_with_one_minute(full: ProgressReport) -> None:
    assert full.summary == (
        "Of 3 actions, 1 is on track, 1 is at risk and 1 is not started. Of 1 nothing was said "
        "since 10 January 2026.",
        "Since 10 January 2026: 1 improved, 1 worsened and 1 with another date. 1 action is newly "
        "overdue; 1 outcome and 1 action are slow to progress in all.",
        "Of 4 targets whose day has passed, 0 are met and 1 missed; of 3 no result is recorded. No "
        "targets are still ahead.",
        "The board has met 2 times since 10 January 2026: 1 place that the Notice names was not "
        "filled, that of the Health Accountable Officer on 11 February 2026, and 2 of 4 "
        "invitations to advisers are recorded.",
        "1 risk is open, a high one; since 10 January 2026, 1 is new.",
    )


def test_each_area_tells_its_finding_its_targets_and_what_happened(full: ProgressReport) -> None:
    area = full.areas[0]
    assert (area.finding, area.source) == ("Weakness a.", "Improvement Notice, Annex 1 a")
    rungs = [(target.months, target.state) for target in area.outcomes[0].targets]
    assert rungs[:2] == [(3, "missed"), (6, "no_evidence")]
    (update,) = area.updates
    assert (update.happened, update.difference) == ("We met families.", "31 of 40 plans are good.")
    assert area.targets_words == "0 of 1 met"
    assert area.moved_words == "1 improved"
    (move,) = full.areas[1].moves
    assert (move.before, move.now) == (date(2026, 6, 30), date(2026, 8, 31))
    assert move.reasons == ("A second round.",)
    assert full.areas[2].silent == ("C1.1",)
    assert full.areas[3].updates == ()


def test_where_only_impact_was_judged_the_report_says_so_and_leaves_no_cell_empty(
    life: Life, place: Place, officer: User
) -> None:
    action = life.acts(due_on=date(2026, 6, 1))
    life.says(action, Status.ON_TRACK, on=date(2026, 2, 10))
    action.refresh_from_db()
    changes.update_impact(
        action=action,
        version=action.version,
        by=officer,
        on=date(2026, 3, 5),
        impact="none_yet",
        difference="No evidence so far.",
    )
    (update,) = reported(place).areas[0].updates
    assert update.happened == "Its impact was judged; its delivery stands as it was."
    assert update.difference == "No evidence so far."


def test_what_is_slow_says_why_and_what_would_help(full: ProgressReport) -> None:
    by_ref = {line.ref: line for line in full.slow}
    assert any("9 days overdue" in why for why in by_ref["C1.1"].why)
    assert [ask.help_wanted for ask in full.asks] == ["NHS England: release the winter fund."]
    (organisation,) = full.contributions
    assert organisation.organisation == "Exampleshire Council"
    assert organisation.refs == ("C1.1",)


def test_all_help_that_is_wanted_is_asked_for_what_is_off_track_first(
    life: Life, place: Place
) -> None:
    first, second = life.acts(due_on=date(2026, 6, 1)), life.acts(due_on=date(2026, 3, 1))
    life.says(first, Status.AT_RISK, on=date(2026, 2, 10), help_wanted="Lend us a lawyer.")
    life.says(second, Status.OFF_TRACK, on=date(2026, 2, 10), help_wanted="Release the fund.")
    asked = [ask.help_wanted for ask in reported(place).asks]
    assert asked == ["Release the fund.", "Lend us a lawyer."]


def test_the_board_its_log_and_its_invitations(full: ProgressReport) -> None:
    assert full.board.meetings == (date(2026, 1, 14), date(2026, 2, 11))
    marks = {line.kind: line.marks for line in full.board.seats}
    assert marks["Health Accountable Officer"] == ("In person", "Sent apologies")
    assert full.board.invitations[0].marks == ("Invited 30 December 2025", "No invitation recorded")
    assert "11 February 2026" in full.board.missing[0]
    (item,) = full.log
    assert (item.state, item.said) == ("overdue", "")


def test_what_the_record_does_not_say_is_said(full: ProgressReport) -> None:
    assert full.gaps == (
        "No evidence of impact is recorded for areas (b), (c), (d), (e) and (f).",
        "1 action under way has no update since 10 January 2026: C1.1.",
        "3 targets whose day has passed have no result: A1 at 6 months, B1 at 3 months, B1 at 6 "
        "months.",
        "No views are recorded in this time of frontline staff, schools and children and young "
        "people.",
    )


def test_an_empty_record_makes_a_report_that_says_so(place: Place) -> None:
    empty = reported(place)
    assert empty.summary[0] == "No action is recorded."
    assert empty.summary[3] == "No meeting of the board is recorded since 10 January 2026."
    assert "No open risk is recorded." in empty.gaps
    assert all(not area.is_told for area in empty.areas)


def test_the_frozen_form_comes_back_equal(full: ProgressReport) -> None:
    assert from_payload(ProgressReport, json.loads(json.dumps(to_payload(full)))) == full


def test_a_payload_with_a_name_that_is_gone_can_still_be_read(full: ProgressReport) -> None:
    payload = to_payload(full) | {"appendices": [1, 2]}
    assert from_payload(ProgressReport, payload) == full


def test_a_payload_of_an_older_release_is_read_with_its_new_parts_empty(
    full: ProgressReport,
) -> None:
    payload = to_payload(full)
    del payload["enquiries"], payload["about"]["partners"], payload["areas"][0]["slow"]
    old = from_payload(ProgressReport, payload)
    assert (old.enquiries, old.about.partners, old.areas[0].slow) == ((), "", 0)


def test_nothing_but_plain_values_is_frozen() -> None:
    with pytest.raises(TypeError, match="does not belong in a report"):
        to_payload({"a": 1})


@pytest.mark.usefixtures("quick_pdf")
def test_neighbouring_reports_tell_each_thing_once(life: Life, place: Place, chair: User) -> None:
    """The one for the period to 9 January was read on the 20th: the next begins on the 21st."""
    action = life.acts()
    life.says(action, Status.AT_RISK, on=date(2026, 1, 15))
    life.reports(ended=date(2026, 1, 9), sent_on=date(2026, 1, 20), chair=chair)
    life.says(action, Status.ON_TRACK, on=date(2026, 1, 21))
    following = reported(place)
    assert following.about.covers_from == date(2026, 1, 21)
    assert [(line.before, line.now) for line in following.changes] == [("at_risk", "on_track")]


def words_of(html: str) -> str:
    body = html[html.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split()).lower()


@pytest.mark.usefixtures("quick_pdf")
def test_page_and_paper_say_the_same(
    full: ProgressReport,
    life: Life,
    officer: User,
    browse: Callable[[User], Client],
) -> None:
    life.compiles(life.opens_report(TODAY), TODAY)
    screen = words_of(browse(officer).get("/exampleshire/reports/2026-03-09/").content.decode())
    paper = words_of(render_to_string("reviews/print/progress_report.html", {"report": full}))
    told = json.dumps(to_payload(full)).lower()
    sentences = {text for text in re.findall(r'"([^"]{12,})"', told) if " " in text}
    assert len(sentences) > 40
    on_neither = {text for text in sentences if text not in screen and text not in paper}
    only_paper = {text for text in sentences if text in paper and text not in screen}
    only_screen = {text for text in sentences if text in screen and text not in paper}
    assert (only_paper, only_screen) == (set(), set())
    assert on_neither <= {full.about.issued_by.lower()}


def test_markup_in_any_text_is_printed_as_text(life: Life, place: Place) -> None:
    life.says(life.acts("<script>alert(1)</script>"), on=date(2026, 2, 10), happened="<b>Bold</b>")
    html = render_to_string("reviews/print/progress_report.html", {"report": reported(place)})
    assert "<script>" not in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_a_larger_plan_costs_no_more_queries(life: Life, place: Place) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reported(place)
        return len(asked)

    def month(number: int) -> None:
        for each in range(number):
            life.says(life.acts(f"Action {each}"), on=date(2026, 2, 10))
        life.fears()
        life.shows(EvidenceKind.PRACTICE, date(2026, 2, 1))
        life.hears(VoiceGroup.PARENTS, date(2026, 2, 2))

    life.aims()
    month(2)
    life.agrees(life.meets(date(2026, 1, 14), invited_on=date(2025, 12, 30)))
    small = count()
    month(20)
    life.agrees(life.meets(date(2026, 2, 11), invited_on=date(2026, 1, 30)))
    assert count() == small
    assert small < 60


def test_what_improved_says_what_happened_and_lacks_no_reason(full: ProgressReport) -> None:
    better, worse = full.changes
    assert (better.direction, better.reason_words) == ("improved", "We met families.")
    assert (worse.direction, worse.reason_words) == ("worsened", "Nobody applied.")
    assert replace(worse, reason="").reason_words == "No reason recorded"
    assert replace(better, reason="").reason_words == ""


def test_posts_stand_on_their_own_lines_and_sentences_end_once(full: ProgressReport) -> None:
    line = replace(full.slow[0], title="Plans are good in all settings.", owner="A; B")
    risk = replace(
        full.risks[0], event="Nobody comes.", cause="No pay", effect="Waits.", area="(b)"
    )
    report = replace(full, slow=(line,), risks=(risk,))
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    assert "in all settings.<br>A<br>B</th>" in html
    assert "Nobody comes. Because: No pay. Effect: Waits. Area: (b)<" in html
    assert "(quality of practice (" not in html.lower()
    assert "(Chair (" not in html


def test_on_paper_what_is_for_the_board_stands_with_the_risk_and_not_in_a_narrow_column(
    full: ProgressReport,
) -> None:
    risk = replace(full.risks[0], for_board=("The score of 16 is above appetite",))
    report = replace(full, risks=(risk,))
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    told = re.search(r'<th scope="row"><span class="ref">R1</span>.*?</th>(.*?)</tr>', html)
    assert told is not None
    assert "For the board: The score of 16 is above appetite" in told[0]
    assert "For the board" not in told[1]
