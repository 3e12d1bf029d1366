"""Figures go out through one door: nobody else knows the rows that hold them."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.test_code import CODE, name_of, tree_of

KNOW_FIGURES = {
    "plans/models/": "the rows themselves",
    "plans/changes/": "verbs write them and give nothing out",
    "plans/policies/": "rules ask whether one stands there, and refuse",
    "plans/statistics/": "pure: numbers by day, and no row",
    "plans/queries/entered.py": "reads them for the door and for those who enter them",
    "plans/queries/withholding.py": "decides which of them are withheld",
    "plans/queries/behind.py": "says how many stand behind one",
    "plans/queries/released.py": "holds a report against those that were sent",
    "plans/queries/rolled.py": "decides the same of totals that overlap",
    "plans/queries/alongside.py": "holds those of a person's own measures against each other",
    "plans/queries/series.py": "the door",
    "plans/queries/audit_feeds.py": "says whose figure stands there; the figure to who enters them",
    "plans/queries/history.py": "leaves out what a figure was, for those who may not see each",
    "plans/queries/entering.py": "the rows of the page on which many are entered",
    "plans/queries/lacking.py": "says of which periods there is none",
    "plans/queries/figure_files.py": "writes and reads the files of those who enter them",
    "plans/views/figure_files.py": "asks only for what the person may enter",
    "plans/forms/entering.py": "the forms of that page, for those who may enter them",
    "plans/views/entering.py": "asks only for what the person may enter",
    "plans/forms/readings.py": "the form of one figure, for those who may enter it",
    "plans/views/readings.py": "asks first whether the person may enter the figure",
}
"""Where the model of figures, or figures as they were entered, may be known, and why."""

HIDDEN = {"Reading", "EnteredPoint", "EnteredSeries", "entered_of", "read_entered"}
HOMES = {"plans.models", "plans.models.measure", "plans.queries.entered"}


def knows_figures(path: Path) -> list[int]:
    """Lines that get hold of rows of figures: by import, or back along a key."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module in HOMES:
            found += [node.lineno for alias in node.names if alias.name in HIDDEN]
        if isinstance(node, ast.Attribute) and node.attr == "readings":
            found.append(node.lineno)
        if isinstance(node, ast.Constant) and node.value in ("readings", "plans.Reading"):
            found.append(node.lineno)
    return found


elsewhere = [path for path in CODE if not name_of(path).startswith(tuple(KNOW_FIGURES))]


@pytest.mark.parametrize("path", elsewhere, ids=name_of)
def test_nobody_past_the_door_knows_the_rows_of_figures(path: Path) -> None:
    assert knows_figures(path) == []


def test_no_template_reaches_a_figure_past_the_door() -> None:
    reaching = re.compile(r"readings?\.(value|numerator|denominator|note)|\.readings\b")
    for path in sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html")):
        assert not reaching.search(path.read_text()), path


KNOW_AUDITS = {
    "plans/models/": "the rows themselves",
    "plans/changes/": "verbs write them and give nothing out",
    "plans/policies/": "rules ask whether they add up, and what of them is a figure",
    "plans/queries/audited.py": "the door",
    "plans/queries/audit_history.py": "leaves out what a count was, for those who see not each",
    "plans/forms/audit_results.py": "the form of a round, for those who may record it",
}
"""Where the counts of audits may be known, and why."""

COUNTS = {"grade_1", "grade_2", "grade_3", "grade_4", "grade_5", "grade_6"}


def knows_audits(path: Path) -> list[int]:
    """Lines that get hold of counts of audits: by import, by name, or back along a key."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("plans.models"):
            hidden = {"AuditFinding", "GRADES"}
            found += [node.lineno for alias in node.names if alias.name in hidden]
        named = node.attr if isinstance(node, ast.Attribute) else getattr(node, "value", None)
        if isinstance(named, str) and named in COUNTS:
            found.append(node.lineno)
    return found


def test_nobody_past_their_door_knows_the_counts_of_audits() -> None:
    known = {name_of(path): knows_audits(path) for path in CODE}
    assert known["plans/queries/audited.py"]
    outside = {name for name, lines in known.items() if lines and not is_home(name)}
    assert outside == set()


def is_home(name: str) -> bool:
    return name.startswith(tuple(KNOW_AUDITS)) or "/migrations/" in name


def test_no_template_reaches_a_count_of_audits_past_the_door() -> None:
    reaching = re.compile(r"row\.(sample|population|grade_\d|findings)|due\.row\.sample")
    for path in sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html")):
        assert not reaching.search(path.read_text()), path
