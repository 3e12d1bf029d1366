"""Processes that run beside each other until all are stopped; each writes its own log."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ops.terminal import StepError

GRACE = 30.0  # seconds for a worker to finish the task in its hands
PR_SET_PDEATHSIG = 1


def stop_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Processes:
    """Started together, watched together, stopped together."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self.logs = logs
        self.environment = dict(environment)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str | Path], *, folder: Path) -> None:
        """Start one process, out of reach of the terminal's Ctrl-C: it is stopped in order."""
        with (self.logs / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=stop_with_parent,
            )

    def check(self) -> None:
        """Complain, with the end of its log, about a process that ended by itself."""
        for name, process in self.running.items():
            if process.poll() is not None:
                log = self.logs / f"{name}.log"
                said = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise StepError(f"{name} ended by itself; see {log}\n{said}")

    def stop(self) -> None:
        """Ask all to stop, wait, then end what is left with all that it started."""
        for process in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()
