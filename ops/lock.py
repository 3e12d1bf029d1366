#!/usr/bin/env python3
"""Make the lock files again: versions and hashes, no address of any package registry."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import machine
from ops.setup import clean_environment, node_with_npm
from ops.terminal import StepError, quietly, step, stop_with

NAMES = ("requirements", "requirements-dev", "requirements-node")
OPTIONS = ("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--quiet")
HEADER = ("--custom-compile-command", "make lock")
NPM_OPTIONS = ("--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved")


def lock_python(name: str, compiler: Path) -> None:
    """Resolve NAME.in into NAME.txt, keeping today's versions unless NAME.in rules them out."""
    # Named without a folder, so that the header is the same wherever the file is made.
    files = (f"{name}.in", "--output-file", f"{name}.txt")
    quietly(
        [compiler, "pip", "compile", *OPTIONS, *HEADER, "--python-version", "3.11", *files],
        env=clean_environment(),
        folder=machine.ROOT,
    )


def main() -> int:
    """Make all four."""
    folder = machine.ROOT / "build" / "lock"
    try:
        with step("uv, which resolves and hashes"):
            quietly([sys.executable, "-m", "venv", "--clear", folder])
            quietly([folder / "bin" / "pip", "install", "-q", "uv"], env=clean_environment())
        for name in NAMES:
            with step(f"{name}.txt"):
                lock_python(name, folder / "bin" / "uv")
        with step("package-lock.json"):
            options = (
                "--package-lock-only",
                "--ignore-scripts",
                "--omit-lockfile-registry-resolved",
            )
            npm = node_with_npm().parent / "npm"
            quietly([npm, "install", *options, "--prefix", machine.ROOT])
    except StepError as reason:
        return stop_with(str(reason))
    return 0


if __name__ == "__main__":
    sys.exit(main())
