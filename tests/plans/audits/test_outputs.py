"""Audits drawn and taken away: what stands there is what the reader may see."""

import csv
import io
from datetime import date

import pytest

from plans.charts.grades import draw_grades
from plans.measuring.audiences import Audience
from plans.models import AuditProgramme
from plans.policies.audits import Judgement
from plans.queries.audit_drawing import drawing_of
from plans.queries.audited import read_programme
from plans.queries.readers import Reader
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.audits.conftest import ADDRESS, TODAY, Record
from tests.plans.audits.test_audits import change
from tests.plans.measures.conftest import INSIDE
from tests.plans.pages import Browse, body

CSV = f"{ADDRESS}QA1/download/csv/"


def rows(browse: Browse, who: User) -> list[dict[str, str]]:
    text = browse(who).get(CSV).content.decode("utf-8-sig")
    lines = text.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("Round,"))
    return list(csv.DictReader(io.StringIO("\n".join(lines[first:]))))


def test_each_bar_says_its_grades_by_letter_and_count(
    audits: AuditProgramme, round_of: Record
) -> None:
    round_of(audits, [2, 8, 9, 1])
    drawing = drawing_of(read_programme(audits, TODAY, INSIDE))
    assert drawing is not None
    [group] = drawing.groups
    [bar] = group.bars
    assert [part.text for part in bar.parts] == ["A: 2", "B: 8", "C: 9", "D"]
    assert (bar.name, bar.note) == ("QA1.1, 10 Jul 2025", "20 audits")
    assert bar.good_until == drawing.left + drawing.across / 2
    assert group.keys[0].text == "A: Outstanding"
    assert "QA1.1 10 of 20 (50%)" in drawing.description


def test_two_tools_are_drawn_apart(audits: AuditProgramme, round_of: Record, officer: User) -> None:
    round_of(audits, [2, 8, 9, 1])
    change(audits, officer, from_on=date(2025, 9, 1))
    round_of(audits, [9, 11], judged={})
    drawing = drawing_of(read_programme(audits, TODAY, INSIDE))
    assert drawing is not None
    newest, before = drawing.groups
    assert (newest.title, before.title) == ("National tool, 2025", "Plan audit, version 1")
    assert newest.bars[0].y + drawing.bar < before.y
    assert "Rounds by different tools are not compared." in drawing.description


def test_a_telephone_has_the_same_parts_with_the_words_above_their_bar(
    audits: AuditProgramme, round_of: Record
) -> None:
    round_of(audits, [2, 8, 9, 1])
    programme = read_programme(audits, TODAY, INSIDE)
    whole, narrow = drawing_of(programme), drawing_of(programme, narrow=True)
    assert whole is not None
    assert narrow is not None
    [bar], [wide] = narrow.groups[0].bars, whole.groups[0].bars
    assert [part.fill for part in bar.parts] == [part.fill for part in wide.parts]
    assert bar.good_until == narrow.width / 2
    assert bar.parts[-1].x + bar.parts[-1].width == pytest.approx(narrow.width, abs=0.5)
    assert narrow.groups[0].keys[-1].y < bar.y + narrow.lift < bar.y
    assert all(key.x + 20 < narrow.width for key in narrow.groups[0].keys)


def test_many_long_grades_stay_inside_the_drawing() -> None:
    grades = [f"{number} of the words of a scale that somebody made long" for number in range(6)]
    drawing = draw_grades(
        [("T" * 180, grades, 5, [("QA1.1", [1, 1, 1, 1, 1, 95], 0.05, "100 audits")])],
        key="grades",
        title="Grades",
        description="",
    )
    assert drawing is not None
    [group] = drawing.groups
    assert len({key.y for key in group.keys}) > 1
    assert max(key.y for key in group.keys) < group.bars[0].y
    assert len(group.title) < 90
    assert [part.text for part in group.bars[0].parts] == ["", "", "", "", "", "F: 95"]


def test_an_area_reads_no_drawing_before_the_first_round(
    audits: AuditProgramme, browse: Browse, officer: User
) -> None:
    assert drawing_of(read_programme(audits, TODAY, INSIDE)) is None
    assert "app-figure" not in body(browse(officer).get(f"{ADDRESS}QA1/"))


def test_what_is_withheld_is_a_frame_and_a_mark(
    audits: AuditProgramme, round_of: Record, browse: Browse, chair: User, officer: User
) -> None:
    judged = {"health": Judgement(8, 6, 3, 3), "child": Judgement(20, 0, 0, 0)}
    round_of(audits, [10, 8, 2, 0], judged=judged)
    told = body(browse(chair).get(f"{ADDRESS}QA1/"))
    assert "[c] grades withheld" in told
    assert "A: 10" not in told
    assert "A: 10" in body(browse(officer).get(f"{ADDRESS}QA1/"))
    grades = [row for row in rows(browse, chair) if row["What was judged"] == "Overall grade"]
    assert [row["Audits"] for row in grades] == ["10", "[c]", "[c]", "0"]
    inside = [row for row in rows(browse, officer) if row["What was judged"] == "Overall grade"]
    assert [row["Audits"] for row in inside] == ["10", "8", "2", "0"]


def test_a_criterion_says_in_the_file_to_how_many_it_did_not_apply(
    audits: AuditProgramme, round_of: Record, browse: Browse, officer: User
) -> None:
    judged = {"health": Judgement(8, 6, 3, 3), "child": Judgement(20, 0, 0, 0)}
    round_of(audits, [2, 8, 9, 1], judged=judged)
    health = [row for row in rows(browse, officer) if row["What was judged"].startswith("Health")]
    assert [(row["How"], row["Audits"]) for row in health] == [
        ("Met", "8"),
        ("Partly met", "6"),
        ("Not met", "3"),
        ("Did not apply", "3"),
    ]


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_audits_are_taken_away_in_each_form(
    audits: AuditProgramme, round_of: Record, browse: Browse, chair: User, form: str
) -> None:
    round_of(audits, [2, 8, 9, 1])
    page = browse(chair).get(f"{ADDRESS}QA1/download/{form}/")
    assert f"exampleshire-qa1-audits-{TODAY}.{form}" in page["Content-Disposition"]


def test_no_other_form_and_no_other_area(
    place: Place, elsewhere: Place, audits: AuditProgramme, browse: Browse, officer: User
) -> None:
    assert browse(officer).get(f"{ADDRESS}QA1/download/pdf/").status_code == 404
    assert (
        browse(officer).get(f"/{elsewhere.area.slug}/audits/QA1/download/csv/").status_code == 404
    )


def test_a_share_that_may_be_told_stands_in_an_empty_frame(
    audits: AuditProgramme, round_of: Record
) -> None:
    round_of(audits, [3, 9, 8, 0])
    board = Reader(Audience.BOARD, TODAY)
    drawing = drawing_of(read_programme(audits, TODAY, board))
    assert drawing is not None
    [bar] = drawing.groups[0].bars
    assert bar.parts == ()
    assert bar.good_until == round(drawing.left + drawing.across * 0.6, 1)
    round_of(audits, [10, 8, 2, 0])
    hidden = drawing_of(read_programme(audits, TODAY, board))
    assert hidden is not None
    assert hidden.groups[0].bars[1].good_until is None
