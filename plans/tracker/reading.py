"""Reading an uploaded file in a child process that can take neither memory nor time without end."""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from plans.tracker.found import FoundSheet, Unreadable
from plans.tracker.open_sheets import CONTENT, read_open_sheets
from plans.tracker.parts import DAMAGED, LOCKED, Parts
from plans.tracker.plain_text import read_csv
from plans.tracker.workbook import BOOK, read_workbook

SECONDS = 10
MEMORY = 768 * 1024 * 1024

EMPTY = "The file holds no rows. Choose the file that you worked in."
TOO_MUCH = (
    f"Reading the file took more than {SECONDS} seconds or too much memory, so it was stopped. "
    "Save the list alone as a new workbook and choose that."
)
OLD = (
    "The file is in Excel’s format from before 2007. Save it as an Excel workbook (XLSX) and "
    "choose that."
)

_PACKED = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(content: bytes) -> list[FoundSheet]:
    """The sheets of a file, by what it is and not by what it is called. Raises `Unreadable`."""
    if not content.strip():
        raise Unreadable(EMPTY)
    if content.startswith(_COMPOUND):
        raise Unreadable(LOCKED if _ENCRYPTED in content else OLD)
    if content.startswith(_PACKED):
        parts = Parts(content)
        if BOOK in parts:
            sheets = read_workbook(parts)
        elif CONTENT in parts:
            sheets = read_open_sheets(parts)
        else:
            raise Unreadable(DAMAGED)
    else:
        sheets = read_csv(content)
    if not sheets:
        raise Unreadable(EMPTY)
    return sheets


def read_safely(content: bytes) -> list[FoundSheet]:
    """`read_sheets` in a child process. About a tenth of a second more. Raises `Unreadable`."""
    here = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, nothing of the file in the words
            [sys.executable, "-I", "-c", _CHILD.format(here=str(here))],
            input=content,
            capture_output=True,
            timeout=SECONDS + 2,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_MUCH) from error
    if done.returncode:
        raise Unreadable(TOO_MUCH)
    answer = json.loads(done.stdout)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return [_unpacked(sheet) for sheet in answer["sheets"]]


_CHILD = (
    "import sys; sys.path.insert(0, {here!r}); from plans.tracker.reading import child; child()"
)


def child() -> None:
    """What runs in the child: the file comes in, cells go out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    answer: dict[str, Any]
    try:
        answer = {"sheets": [_packed(sheet) for sheet in read_sheets(sys.stdin.buffer.read())]}
    except Unreadable as problem:
        answer = {"unreadable": str(problem)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _packed(sheet: FoundSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "cells": [
            [row, column, value.isoformat(), 1]
            if isinstance(value, date)
            else [row, column, value, 0]
            for (row, column), value in sheet.cells.items()
        ],
        "formulas": sorted(sheet.formulas),
        "from_1904": sheet.from_1904,
    }


def _unpacked(sheet: Mapping[str, Any]) -> FoundSheet:
    found = FoundSheet(sheet["name"], from_1904=sheet["from_1904"])
    for row, column, value, is_day in sheet["cells"]:
        found.cells[row, column] = date.fromisoformat(value) if is_day else value
    found.formulas = {(row, column) for row, column in sheet["formulas"]}
    return found
