"""Habits of the house that a reader of the syntax tree can check."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = [
    path
    for package in ("sendtrack", "plans", "boards", "reviews")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
NEVER_UNSCOPED = {"views", "forms", "tables", "tasks", "tags", "templatetags", "views.py"} | {
    f"{name}.py" for name in ("forms", "tables", "tasks", "scoping")
}
SCOPED = {"of", "none"}
WRITES_HISTORY = "sendtrack/history.py"
"""Saves many rows together, each with its row of history."""

ROWS_THAT_GO = {
    "boards/changes/meetings.py": "what a decision does not rest on; its history says why",
    "boards/changes/terms.py": "an item taken off an agenda ahead; its history says when and who",
    "boards/changes/ending.py": "a line that was only announced; its history says when and why",
    "boards/changes/heard.py": "views that did not come to a meeting; its history says why",
    "plans/changes/audits.py": "an organisation that audits no more; its history stays",
    "plans/changes/audit_feeds.py": "a measure that counts audits no more; its history says why",
    "plans/changes/audit_results.py": "a link or judgement put right; its history says why",
    "plans/changes/counting.py": "no measure counts a target any more; its history says why",
    "plans/changes/measures.py": "an area, rebase or point taken back; its history says why",
    "plans/changes/disclosure.py": "a measure no longer counted in another; its history says why",
    "plans/changes/readings.py": "a figure entered for the wrong period; its history says why",
    "plans/changes/evidence_links.py": "a link of evidence is taken away; its history stays",
    "plans/changes/shape.py": "a label or link that no longer holds; its history says when and why",
    "sendtrack/accounts/changes/sign_in.py": "guesses are kept for minutes",
    "sendtrack/sources/changes.py": "a fact that was a slip; its history says by whom and why",
    "plans/changes/issues.py": "a link that no longer holds; its history says when and why",
}
"""Where rows may be deleted, and why."""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def unscoped(tree: ast.AST) -> Iterator[int]:
    """Lines that start from all rows of all areas."""
    scoped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in SCOPED
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr == "objects" and id(node) not in scoped:
                yield node.lineno
            if node.attr in {"_base_manager", "_default_manager"}:
                yield node.lineno
        if isinstance(node, ast.Name) and node.id.startswith("get_object_or_404"):
            yield node.lineno


def untracked_writes(tree: ast.AST, *, may_delete: bool = False) -> Iterator[int]:
    """Lines that write or delete rows past `save()`, and with it past the history."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        verb = node.func.attr
        of_rows = verb == "update" and node.keywords and not node.args
        deletes = verb in {"delete", "_raw_delete"} and not node.args and not may_delete
        if of_rows or deletes or verb.startswith(("bulk_", "abulk_")):
            yield node.lineno


def clocks(tree: ast.AST) -> Iterator[int]:
    """Lines that ask what time it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node.func)
            has_default_now = asked.endswith("localdate") and not node.args
            if asked in {"timezone.now", "date.today", "datetime.now", "datetime.today"} or (
                has_default_now
            ):
                yield node.lineno


AT_THE_EDGE = {"views", "management", "demo", "tasks.py", "scheduled.py", "views.py"} | {
    "middleware.py"
}


def todays(tree: ast.AST) -> Iterator[int]:
    """Lines that ask what day it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "clock.today":
            yield node.lineno


near_people = [path for path in CODE if NEVER_UNSCOPED & set(path.relative_to(ROOT).parts)]
below_the_edge = [path for path in CODE if not AT_THE_EDGE & set(path.relative_to(ROOT).parts)]
view_modules = [path for path in CODE if {"views", "views.py"} & set(path.parts)]


@pytest.mark.parametrize("path", near_people, ids=name_of)
def test_views_forms_and_tables_start_from_the_rows_of_an_area(path: Path) -> None:
    assert list(unscoped(tree_of(path))) == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_row_is_written_past_its_history(path: Path) -> None:
    if name_of(path) == WRITES_HISTORY:
        return
    may_delete = name_of(path) in ROWS_THAT_GO
    assert list(untracked_writes(tree_of(path), may_delete=may_delete)) == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_there_is_one_clock(path: Path) -> None:
    if name_of(path) != "sendtrack/clock.py":
        assert list(clocks(tree_of(path))) == []


@pytest.mark.parametrize("path", below_the_edge, ids=name_of)
def test_what_day_it_is_is_asked_at_the_edge_only(path: Path) -> None:
    assert list(todays(tree_of(path))) == []


@pytest.mark.parametrize("path", view_modules, ids=name_of)
def test_views_are_short_functions(path: Path) -> None:
    for node in tree_of(path).body:
        assert not isinstance(node, ast.ClassDef) or not node.name.endswith("View")
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 25, node.name


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_fits_in_a_head(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 360
    assert path.name not in {"utils.py", "helpers.py", "common.py"}


@pytest.mark.parametrize(
    ("check", "bad"),
    [
        (unscoped, "rows = Action.objects.filter(ref=ref)"),
        (unscoped, "rows = Action._base_manager.all()"),
        (unscoped, "get_object_or_404(Action, ref=ref)"),
        (untracked_writes, "Action.objects.of(area).update(status='done')"),
        (untracked_writes, "Action.objects.bulk_create(rows)"),
        (untracked_writes, "action.delete()"),
        (clocks, "timezone.now()"),
        (clocks, "timezone.localdate()"),
        (todays, "clock.today()"),
    ],
)
def test_the_checks_see_what_they_look_for(check: object, bad: str) -> None:
    assert callable(check)
    assert list(check(ast.parse(bad))) == [1]


def test_import_contracts_have_no_exceptions() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text()
