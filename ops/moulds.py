"""Migrated databases, kept for the next test run: migrating takes longer than most runs.

A mould is a stopped PostgreSQL data folder under `.run/moulds/`, named by a fingerprint of
everything that shapes the tables. A run copies it, and its tests make their databases from the
one inside: Django then finds every migration applied.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ops import machine

KEPT = 3
PARTS = ("postgres", "passwords.json")
APPS = ("sendtrack", "plans", "boards", "reviews")


def shaping_files(root: Path) -> Iterator[Path]:
    """The migrations, the modules of ours that they import, the roles and the locked packages."""
    migrations = [path for app in APPS for path in (root / app).rglob("migrations/*.py")]
    ours = re.compile(rf"^(?:import|from) ((?:{'|'.join(APPS)})[\w.]*)", re.MULTILINE)
    named = {name for path in migrations for name in ours.findall(path.read_text())}
    for name in named:
        module = root.joinpath(*name.split("."))
        yield from module.rglob("*.py") if module.is_dir() else [module.with_suffix(".py")]
    yield from migrations
    yield from (root / "ops" / "roles.sql", root / "requirements-dev.txt")


def fingerprint(root: Path, server: machine.Tool) -> str:
    """What the mould is named by."""
    digest = hashlib.sha256(str(server).encode())
    for path in sorted(set(shaping_files(root))):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


def copy(source: Path, target: Path) -> None:
    """Copy a mould's parts with their owners and modes."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = [str(source / part) for part in PARTS]
    subprocess.run(["cp", "--archive", "--reflink=auto", *parts, str(target)], check=True)


def take(moulds: Path, name: str, folder: Path) -> bool:
    """Copy a mould into a new run's folder; False when there is none."""
    mould = moulds / name
    if not mould.exists():
        return False
    os.utime(mould)
    copy(mould, folder)
    return True


def keep(moulds: Path, name: str, folder: Path) -> None:
    """Keep a stopped run's data as a mould, and only the newest few."""
    unfinished = moulds / f"{name}.{os.getpid()}"
    copy(folder, unfinished)
    if (moulds / name).exists():
        shutil.rmtree(unfinished)
    else:
        unfinished.rename(moulds / name)
    newest = sorted(moulds.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def migrate(addresses: dict[str, str]) -> bool:
    """Apply every migration as the owner; False when one fails, which the tests will show."""
    manage = [str(machine.VENV / "bin" / "python"), str(machine.ROOT / "manage.py"), "migrate"]
    told = os.environ | addresses
    done = subprocess.run([*manage, "-v0"], env=told, capture_output=True, check=False)
    return done.returncode == 0
