"""What the commands say while they work: short lines, each with the time it took."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


class StepError(Exception):
    """A step could not be done; the message tells a person what to do."""


def say(line: str = "") -> None:
    """Print one line now, also into a pipe."""
    print(line, flush=True)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, then how long it took."""
    print(f"  {what:<58}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say(" not done")
        raise
    say(f"{time.monotonic() - began:6.1f} s")


def quietly(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    tries: int = 1,
) -> None:
    """Run a command without its chatter; on failure show the end of what it said."""
    for left in reversed(range(tries)):
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=dict(env) if env is not None else None,
            check=False,
        )
        if done.returncode == 0:
            return
        if left:
            time.sleep(2)
    said = "\n".join(done.stdout.splitlines()[-25:])
    raise StepError(f"This command failed:\n  {' '.join(map(str, command))}\n{said}")


def stop_with(reason: str) -> int:
    """Say on the error channel why nothing more can be done; the exit code to leave with."""
    print(f"\n{reason}", file=sys.stderr, flush=True)
    return 1
