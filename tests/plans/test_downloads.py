"""The risk register and the evidence library leave as spreadsheets that hold no more than their
pages, and that run nothing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from plans import changes
from plans.models import Risk
from plans.queries.sheets import EVIDENCE, RISKS
from plans.states import Classification
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.conftest import Joins, Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import Browse, queries
from tests.plans.test_evidence_changes import add_evidence
from tests.plans.tracker.opened import csv_rows, parts, workbook_sheet

RISKS_OUT = "/exampleshire/risks/download/{}/"
EVIDENCE_OUT = "/exampleshire/evidence/download/{}/"
FORMULA = '=HYPERLINK("http://example.org","Families")'


def table(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    headings, *rows = csv_rows(answer.content)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_register_leaves_with_scores_controls_and_what_it_concerns(
    place: Place, plan: Plan, risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    changes.link_risk(risk=risk, to=plan.action("Hire two writers"), by=officer)
    answer = browse(adviser).get(RISKS_OUT.format("csv"))
    assert answer["Content-Disposition"] == (
        'attachment; filename="exampleshire-risks-2026-03-11.csv"'
    )
    [row] = table(answer)
    assert row["Reference"] == "R1"
    assert (row["Score before controls"], row["Score now"]) == ("20", "12")
    assert row["Controls in place"] == (
        "1. Agency staff until the summer (Director of Children's Services, "
        "Exampleshire Council; untested)"
    )
    assert row["Also concerns"] == "A1.1: Hire two writers"
    assert row["Next review"] == "30/04/2026"


def test_the_workbook_holds_numbers_and_days_as_such_and_says_what_it_is(
    risk: Risk, adviser: User, browse: Browse
) -> None:
    content = browse(adviser).get(RISKS_OUT.format("xlsx")).content
    headings, row = workbook_sheet(content, "Risks")
    held = {heading: row[letter] for letter, (_, heading) in headings.items() if letter in row}
    assert [words for _, words in headings.values()] == [column.heading for column in RISKS]
    assert held["Score now"] == ("n", "12")
    assert held["Next review"][0] == "n"
    told = {row["A"][1]: row["B"][1] for row in workbook_sheet(content, "Read me") if "B" in row}
    assert told["What it holds"] == "1 risk: all of them"
    assert told["Marking"] == "OFFICIAL"
    assert told["As at"] == "11 March 2026"


def test_a_narrowed_register_leaves_narrowed_and_a_whole_one_with_what_was_closed(
    risk: Risk, officer: User, today: date, browse: Browse
) -> None:
    browser = browse(officer)
    address = RISKS_OUT.format("csv")
    assert table(browser.get(f"{address}?area=a"))
    page = body(browser.get("/exampleshire/risks/?area=a"))
    assert f'{address}?area=a"' in page
    changes.close_risk(risk=risk, version=risk.version, because="Solved", by=officer, on=today)
    [row] = table(browser.get(address))
    assert (row["State"], row["Why it was closed"]) == ("Closed", "Solved")
    assert table(browser.get(f"{address}?area=a")) == [row], "no filter offers an area without any"


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_no_program_takes_text_for_a_formula(
    place: Place, officer: User, browse: Browse, form: str
) -> None:
    add_evidence(place, officer, title=FORMULA, shows="@SUM(1)")
    content = browse(officer).get(EVIDENCE_OUT.format(form)).content
    if form == "csv":
        assert csv_rows(content)[1][1:3] == [f"'{FORMULA}", "'@SUM(1)"]
    elif form == "xlsx":
        cells = workbook_sheet(content, "Evidence")[1]
        assert (cells["B"], cells["C"]) == (("s", f"'{FORMULA}"), ("s", "'@SUM(1)"))
    else:
        page = parts(content)["content.xml"]
        assert "table:formula" not in page
        assert "'@SUM(1)" in page.replace("&apos;", "'")


@pytest.mark.parametrize("role", Role)
def test_restricted_evidence_leaves_only_with_those_who_may_know_of_it(
    place: Place, officer: User, joins: Joins, browse: Browse, role: Role
) -> None:
    add_evidence(place, officer, title="Open survey")
    add_evidence(place, officer, title="Staff grievance", classification=Classification.RESTRICTED)
    reader = officer if role == Role.OFFICER else joins(place, role)
    answer = browse(reader).get(EVIDENCE_OUT.format("csv"))
    titles = [row["What it is"] for row in table(answer)]
    may = role in {Role.OFFICER, Role.LEAD, Role.CHAIR}
    assert titles == ["Open survey", *(["Staff grievance"] if may else [])]
    for form in ("xlsx", "ods"):
        content = browse(reader).get(EVIDENCE_OUT.format(form)).content
        held = "".join(parts(content).values())
        assert ("Staff grievance" in held, "Restricted" in held) == (may, may)


def test_what_was_withdrawn_leaves_only_where_it_is_asked_for(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    piece = add_evidence(place, officer)
    changes.withdraw_evidence(
        evidence=piece, version=piece.version, because="Miscounted", by=officer, on=today
    )
    browser = browse(officer)
    assert table(browser.get(EVIDENCE_OUT.format("csv"))) == []
    [row] = table(browser.get(f"{EVIDENCE_OUT.format('csv')}?show=gone"))
    assert row["Why it was withdrawn"] == "Miscounted"


def test_a_past_day_leaves_as_it_was(risk: Risk, officer: User, browse: Browse) -> None:
    with clock.at(datetime(2026, 4, 2, 10, tzinfo=UTC)):
        changes.close_risk(
            risk=risk, version=risk.version, because="Solved", by=officer, on=date(2026, 4, 2)
        )
        [row] = table(browse(officer).get(f"{RISKS_OUT.format('csv')}?as-at=2026-03-20"))
    assert (row["State"], row["Closed"]) == ("Open", "")


def test_another_area_gets_nothing_of_it(
    place: Place, risk: Risk, officer: User, stranger: User, browse: Browse
) -> None:
    add_evidence(place, officer)
    theirs = browse(stranger)
    for address in (RISKS_OUT, EVIDENCE_OUT):
        assert theirs.get(address.format("csv")).status_code == 404
        assert (
            table(theirs.get(address.format("csv").replace("/exampleshire/", "/elsewhere/"))) == []
        )
        assert browse(officer).get(address.format("pdf")).status_code == 404


def test_a_download_costs_the_same_for_few_rows_and_for_many(
    place: Place, plan: Plan, risk: Risk, officer: User, browse: Browse, today: date
) -> None:
    browser = browse(officer)
    action = plan.action()

    def add(title: str) -> None:
        piece = plan.proves(action)
        for to in (place.areas[1], plan.outcome(), risk):
            changes.link_evidence(evidence=piece, to=to, by=officer)
        made = changes.raise_risk(
            regime=place.regime,
            area=place.areas[1],
            cause=title,
            event=title,
            effect=title,
            owner=place.posts["dcs"],
            controls=title,
            likelihood_before=5,
            impact_before=4,
            likelihood=3,
            impact=4,
            next_review_on=date(2026, 4, 30),
            by=officer,
            on=today,
        )
        changes.link_risk(risk=made, to=action, by=officer)

    def cost() -> tuple[int, int]:
        return tuple(queries(browser, a.format("csv")) for a in (RISKS_OUT, EVIDENCE_OUT))

    add("One")
    few = cost()
    for number in range(6):
        add(f"More {number}")
    assert cost() == few
    assert max(few) <= 16
    assert len(EVIDENCE) == len(csv_rows(browser.get(EVIDENCE_OUT.format("csv")).content)[0])
