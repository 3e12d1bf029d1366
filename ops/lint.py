#!/usr/bin/env python3
"""Every static check, side by side; the output of those that complain, and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import machine
from ops.terminal import say

CHECKS = (
    ("Style", "ruff check ."),
    ("Layout", "ruff format --check ."),
    ("Types", "mypy"),
    ("Import contracts", "lint-imports"),
    ("Templates", "djlint --quiet --lint templates"),
)
# The type checker's Django plugin loads the settings; nothing is connected to.
ENVIRONMENT = {
    "SENDTRACK_ENV": "test",
    "SECRET_KEY": "for the type checker alone, which opens no session",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
    "REDIS_URL": "redis://127.0.0.1/0",
}


def run(command: str) -> tuple[int, str, float]:
    """One check's exit code, what it said and how long it took."""
    began = time.monotonic()
    program, *arguments = command.split()
    done = subprocess.run(
        [str(machine.VENV / "bin" / program), *arguments],
        cwd=machine.ROOT,
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - began


def main() -> int:
    """Run the checks, as many at once as there are processors."""
    say("Static checks")
    failed = False
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = pool.map(run, [command for _, command in CHECKS])
        for (name, command), (code, said, seconds) in zip(CHECKS, results, strict=True):
            say(f"  {f'{name}: {command}':<58}{seconds:6.1f} s{'' if code == 0 else '  FAILED'}")
            if code != 0:
                say(said)
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
