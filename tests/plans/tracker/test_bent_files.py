"""Files that were bent on their way back: every one gets a page, and none an import by halves."""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from plans.models import Action, ActionUpdate, TrackerImport
from plans.tracker.columns import key_of
from plans.tracker.reading import read_sheets
from plans.tracker.sheets import Cell, Format, Sheet
from plans.tracker.writing import write
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.tracker.bending import mutated
from tests.plans.tracker.conftest import Desk, with_rows
from tests.plans.tracker.test_other_trackers import form_of

IMPORTS = "/exampleshire/plan/imports/"

BENT_CELLS: tuple[Cell, ...] = (
    *("", " ", "x" * 40_000, "é" * 3_001, "😀" * 300, "<script>alert(1)</script>", "{{ 7*7 }}"),
    *("=1+1", "'=1+1", "\t@SUM(A1)", "%s %(a)s {0}", "#REF!", "TRUE", "NaN", "1e999", "١٢٣", "-1"),
    *("\u202egnp.exe", "a\u0000b", "_x0000_", "_xD800_", "\ufffe"),
    *("99999999999-1-abcdef", "1-1-000000", "0-0-"),
    *("31/02/2026", "0/0/0", "29/2/2027", "9/11/0001", "9/11/99999", "2958466", "Mar-24", "ASAP"),
    *("On track", "Complete", "At risk", "A1", "A1.1", "B1", "(b)"),
    *(date(1900, 1, 1), date(9999, 12, 31), -7, 10**12, 45_000),
)


def bent_rows(sheet: Sheet, chance: random.Random, keys: list[str]) -> list[dict[str, Cell]]:
    """The rows as a person or a program may leave them: typed over, sorted apart, doubled, cut."""
    rows = [dict(row) for row in sheet.rows]
    columns = [column.key for column in sheet.columns]
    for _ in range(chance.randint(1, 6)):
        row, key = chance.choice(rows), chance.choice(columns)
        kind = chance.randrange(8)
        if kind < 4:
            row[key] = chance.choice(BENT_CELLS)
        elif kind == 4:
            row["key"] = chance.choice(keys)
        elif kind == 5:
            rows.append(dict(row) | chance.choice([{}, {"key": ""}, {"key": "", "ref": ""}]))
        elif kind == 6:
            other = chance.choice(rows)
            row[key], other[key] = other.get(key), row.get(key)
        elif len(rows) > 1:
            rows.remove(row)
    return rows


def renamed(content: bytes, form: Format, chance: random.Random) -> bytes:
    """The same file with a heading called something else, so that its columns are asked about."""
    old = chance.choice(["Status", "Action", "Due", "Accountable post", "Key", "What happened"])
    new = chance.choice(["RAG", "Lead", "Timescale", "No", "", "Status", "Oct-26", "x" * 300])
    if form == Format.CSV:
        return content.replace(old.encode(), new.encode(), 1)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w") as packed:
        for name in whole.namelist():
            part = whole.read(name)
            packed.writestr(name, part.replace(f">{old}<".encode(), f">{new}<".encode(), 1))
    return out.getvalue()


Bent = Callable[[Format, random.Random], bytes]


@pytest.fixture
def bent(plan: Plan, desk: Desk, elsewhere: Place, system: User) -> Bent:
    """A tracker of four actions in which much has been changed, and then something bent."""
    for title, area in (("One", "a"), ("Two", "a"), ("Three", "b"), ("Four", "c")):
        plan.action(title, area=area)
    plan.say(Action.objects.get(title="Two"), "at_risk", on=date(2026, 3, 10))
    theirs = Plan(elsewhere, system).action("Theirs")
    sheet = desk.take()
    rows = [
        dict(row) | {"title": f"New {row['title']}", "status": "On track", "happened": "We met"}
        for row in sheet.rows
    ]
    sheet = with_rows(sheet, rows)
    keys = [key_of(slug, theirs.pk, theirs.version) for slug in ("elsewhere", "exampleshire")]

    def file(form: Format, chance: random.Random) -> bytes:
        kind = chance.randrange(10)
        if kind < 4:
            return mutated(write(sheet, form), chance.randrange(10**9))
        content = write(with_rows(sheet, bent_rows(sheet, chance, keys)), form)
        return renamed(content, form, chance) if kind > 7 else content

    return file


def standing() -> dict[tuple[str, str], int]:
    """Every action with its version."""
    rows = Action.objects.values_list("local_area__slug", "ref", "version")
    return {(area, ref): version for area, ref, version in rows}


def given(page: Any, chance: random.Random) -> dict[str, Any]:
    """What somebody in a hurry ticks."""
    cells = [each.cell for line in page.context["found"].conflicting for each in line.conflicts]
    typed: dict[str, Any] = {"leave_refused": "yes", "take": cells}
    if chance.random() < 0.3:
        typed["leave"] = [str(chance.randrange(1, 9)), "²", "-1", "9" * 400]
    return typed


def walk(desk: Desk, content: bytes, form: Format, chance: random.Random) -> str:
    """Bring a file as far as it goes; what became of it."""
    page = desk.bring(content, f"tracker.{form}")
    assert page.status_code == 200
    row = TrackerImport.objects.order_by("-number").first()
    if row is None:
        assert page.context["form"].errors["upload"]
        return "not kept"
    if "found" not in page.context:
        address = f"{IMPORTS}{row.number}/columns/"
        page = desk.browser.post(address, form_of(page), follow=True)
        assert page.status_code == 200
        if "found" not in page.context:
            return "asked about"
    if chance.random() < 0.2:
        assert desk.browser.get(f"{IMPORTS}{row.number}/columns/").status_code == 200
    before, found = standing(), page.context["found"]
    answer = desk.apply(page, **given(page, chance))
    assert answer.status_code == 200
    row.refresh_from_db()
    after = standing()
    if row.state != "applied":
        assert after == before
        return "refused"
    gained = {key for key in after if after[key] != before.get(key, 0)}
    assert len(gained) == row.changed + row.added > 0
    assert all(after[key] == before.get(key, 0) + 1 for key in gained)
    assert {area for area, _ in gained} == {"exampleshire"}
    assert len(gained) <= len(found.to_apply)
    return "applied"


def check_history() -> None:
    for kept in (Action, ActionUpdate):
        for row in kept.objects.all():
            assert changes_of(row).count() == row.version, row


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file: that one is bounded is shown where the limits are tested."""
    monkeypatch.setattr("plans.queries.imports.read_safely", read_sheets)


PARTS = {Format.XLSX: 8, Format.ODS: 2, Format.CSV: 2}


@pytest.mark.parametrize(
    ("form", "part"),
    [
        pytest.param(form, part, marks=[pytest.mark.slow] if part else [])
        for form, parts in PARTS.items()
        for part in range(parts)
    ],
)
def test_bent_files_give_a_page_and_never_half_an_import(
    bent: Bent, desk: Desk, read_here: None, form: Format, part: int
) -> None:
    """25 of a kind: 200 workbooks in all, and 50 of each of the others."""
    became: Counter[str] = Counter()
    for seed in range(25 * part, 25 * part + 25):
        chance = random.Random(f"{form} {seed}")
        with transaction.atomic():
            became[walk(desk, bent(form, chance), form, chance)] += 1
            check_history()
            transaction.set_rollback(True)
    assert became["applied"] > 4
    assert len(became) > 1
