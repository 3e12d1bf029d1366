"""Anybody can check a chart by hand: the file beside it, put into the command line."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from plans import changes
from plans.models import Measure
from plans.queries.control import read_control
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE, Enter
from tests.plans.measures.test_charts import NOW, STEADY, control_of, point_of, told
from tests.plans.measures.test_door import counted
from tests.plans.pages import Browse, body

SAID = {
    "outside": "outside the limits",
    "trend": "in a trend of seven or more",
    "two_of_three": "two of three near a limit",
    "shift": "in a run of seven or more on one side of the mean",
}
SHAPES = {"common": "circle", "improvement": "diamond", "concern": "triangle"}


def by_hand(content: bytes) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "plans.statistics.control"],
        input=content,
        capture_output=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def labels(found: dict[str, Any]) -> list[str]:
    return [
        ", ".join(words for name, words in SAID.items() if point[name]) or "–"
        for point in found["points"]
    ]


def test_the_command_line_judges_nothing_of_what_counts_on_through_the_year(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    months = [20 + 10 * (step % 12) for step in range(24)]
    made = counted(place, officer, months, enter, is_cumulative=True)
    content = browse(officer).get(f"/exampleshire/measures/{made.ref}/chart/data.json").content
    found = by_hand(content)
    assert (found["variation"], found["assurance"]) == (None, None)
    assert {(point["mean"], point["label"]) for point in found["points"]} == {
        (None, "common cause")
    }
    assert found["warnings"] == control_of(made).warnings


@pytest.mark.parametrize("rules", ["making-data-count", "plot-the-dots"])
def test_the_command_line_says_of_the_file_what_the_page_says(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse, rules: str
) -> None:
    rising = [60, 61, 63, 64, 66, 67, 69, 71, 75, 74, 73, 76, 75, 90]
    made = told(place, officer, enter, [*STEADY, None, *rising])
    point_of(made, officer, by_on=date(2026, 9, 9), value=60)
    changes.rebase(
        measure=made,
        version=made.version,
        starts_on=date(2025, 1, 1),
        because="A second team began",
        by=officer,
        on=NOW,
    )
    made.refresh_from_db()
    changes.set_chart(
        measure=made,
        version=made.version,
        chart_rules=rules,
        baseline_points=12,
        reason="Agreed",
        by=officer,
    )
    browser = browse(adviser)
    answer = browser.get(f"/exampleshire/measures/{made.ref}/chart/data.json")
    assert answer["Content-Disposition"].endswith('-m1-chart-2026-03-11.json"')
    found = by_hand(answer.content)
    page = browser.get(f"/exampleshire/measures/{made.ref}/")
    assert f"/exampleshire/measures/{made.ref}/chart/data.json" in body(page)
    rows = [row.get_cell("says") for row in page.context["table"].rows][::-1]
    assert [cell[:1].lower() + cell[1:] for cell in rows] == labels(found)
    assert len({*labels(found)}) >= 3, "or this test compares nothing"
    drawn = [dot.shape for dot in page.context["drawing"].dots]
    kinds = [point["kind"] for point in found["points"] if point["value"] is not None]
    assert drawn == [SHAPES[kind] for kind in kinds]
    control = page.context["control"]
    assert control.variation.key == found["variation"].replace(" ", "_")
    assert control.assurance.key == found["assurance"].replace(" ", "_")


def test_a_figure_that_is_withheld_is_not_in_the_file(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    made = counted(place, officer, [12, 14, 2, 13], enter)
    path = f"/exampleshire/measures/{made.ref}/chart/data.json"
    inside, outside = (browse(who).get(path).content for who in (officer, adviser))
    assert json.loads(inside)["values"] == [12, 14, 2, 13]
    assert "withheld" not in json.loads(inside)
    told_of = json.loads(outside)
    assert told_of["values"][2] is None
    kept = [
        day for day, value in zip(told_of["dates"], told_of["values"], strict=True) if value is None
    ]
    assert told_of["withheld"] == kept
    found = by_hand(outside)
    assert (found["variation"], found["assurance"]) == (None, None)
    assert any("withheld" in sentence for sentence in found["warnings"])


def test_where_nothing_is_counted_yet_there_is_no_file(
    measure: Measure, officer: User, browse: Browse
) -> None:
    answer = browse(officer).get(f"/exampleshire/measures/{measure.ref}/")
    assert "chart/data.json" not in body(answer)


def test_the_word_on_assurance_names_its_target_and_its_day(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2025, 9, 9), value=45)
    point_of(made, officer, by_on=date(2026, 9, 9), value=90)
    control = control_of(made)
    assert control.assurance.key == "fail"
    assert control.assured_of == "90.0% by 9 September 2026"
    for path in ("", f"{made.ref}/"):
        assert "90.0% by 9 September 2026" in body(
            browse(adviser).get(f"/exampleshire/measures/{path}")
        )


def test_a_measure_writes_its_figures_in_one_way(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, [*STEADY, 60], is_headline=True)
    point_of(made, officer, by_on=date(2026, 1, 31), value=45)
    page = body(browse(officer).get("/exampleshire/measures/"))
    line = page.split('id="headlines"')[1].split("</ul>")[0]
    assert "60.0% in February 2026 against 45.0% due by 31 January 2026: met." in line
    assert line.count("60.0%") == 1, "the newest figure once"
    assert "60%" not in line


def test_after_a_rebase_the_chart_says_how_many_points_there_are_since(
    place: Place, officer: User, enter: Enter
) -> None:
    made = told(place, officer, enter, [*STEADY, 70, 71, 70, 72, 71, 70, 73])
    changes.rebase(
        measure=made,
        version=made.version,
        starts_on=date(2025, 8, 1),
        because="A second team began",
        by=officer,
        on=NOW,
    )
    told_of = read_control(read_measure(made, NOW, INSIDE)).warnings
    assert (
        "There are 7 points with a value since the rebase of August 2025. Making Data Count draws "
        "limits and judges variation and assurance from 13 on."
    ) in told_of
    assert any("trial limits" in sentence for sentence in told_of)
    steady = read_control(read_measure(told(place, officer, enter, STEADY), NOW, INSIDE))
    assert not any("trial limits" in sentence for sentence in steady.warnings)
