#!/usr/bin/env python3
"""The whole of sendtrack on this machine, on real documents, until Ctrl-C.

Starts PostgreSQL, Redis, web, worker, beat and a mail sink; loads both data sets; waits until the
worker has compiled and rendered the reports that are due; then says where everything is. Data and
mail stay in .run/ for the next time.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import assets, machine, services
from ops.processes import Processes
from ops.terminal import StepError, quietly, say, step, stop_with

FOLDER = services.DEFAULT_FOLDER
SERVED = machine.ROOT / "build" / "static-served"
READY_WITHIN = 120.0  # seconds
REPORTS_WITHIN = 300.0  # seconds
BIN = machine.VENV / "bin"


def chosen_port(text: str) -> int:
    """The port that PORT names, if nobody listens there."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise StepError(f"PORT must be a whole number from 1 to 65535; it is {text!r}.")
    port = int(text)
    if machine.port_is_taken(port):
        raise StepError(
            f"Port {port} is taken: another program on this machine listens there.\n"
            f"Stop it, or choose another port:  make demo PORT={port + 1 if port < 65535 else 8000}"
        )
    return port


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Keep a second demonstration out of this checkout's data."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StepError("sendtrack already runs from this folder; stop it first.") from None
        yield


def secret_key() -> str:
    """One secret key for this checkout, so that sessions outlive a restart."""
    kept = FOLDER / "secret-key"
    if not kept.exists():
        services.write_secret(kept, secrets.token_urlsafe(50))
    return kept.read_text()


def environment(addresses: dict[str, str], *, port: int, mail_port: int) -> dict[str, str]:
    """What web, worker, beat and the commands are told. Mail can only go to the sink."""
    # A worker that is stopped puts its task back instead of making the person wait for it.
    told = {"TICK_SECONDS": "5", "REMAP_SIGTERM": "SIGQUIT", **os.environ, **addresses}
    for name in ("PYTHONDONTWRITEBYTECODE", "SMTP_USER", "SMTP_PASSWORD"):
        told.pop(name, None)
    return {
        **told,
        "SENDTRACK_ENV": "demo",
        "SECRET_KEY": told.get("SECRET_KEY") or secret_key(),
        "PUBLIC_ORIGIN": f"http://127.0.0.1:{port}",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mail_port),
        "SMTP_TLS": "none",
    }


def manage(*arguments: str) -> list[str]:
    """The words of a management command."""
    return [str(BIN / "python"), str(machine.ROOT / "manage.py"), *arguments]


def prepare(told: dict[str, str]) -> None:
    """Bring the database's shape, both data sets and the served files up to date."""
    owner = told | {"DATABASE_URL": told.get("DATABASE_OWNER_URL") or told["DATABASE_URL"]}
    with step("Database tables and static files"), ThreadPoolExecutor(1) as beside:
        served = beside.submit(collect_static, told)
        quietly(manage("migrate", "--verbosity=0"), env=owner)
        served.result()
    with step("North Somerset's documents"):
        quietly(manage("load_seeds"), env=told)
    with step("Example area"):
        quietly(manage("seed_demo"), env=told)


def collect_static(told: dict[str, str]) -> None:
    """Put the files that the browser asks for under hashed names, when any has changed."""
    fresh = served_from()
    stamp = machine.ROOT / "build" / ".served-from"
    if not (SERVED.exists() and stamp.exists() and stamp.read_text() == fresh):
        quietly(manage("collectstatic", "--no-input", "--clear", "-v0"), env=told)
        stamp.write_text(fresh)


def served_from() -> str:
    """A fingerprint of what `collectstatic` collects."""
    digest = hashlib.sha256(assets.made_from().encode())
    own = sorted((machine.ROOT / "static" / "js").rglob("*.js"))
    for path in [*own, machine.ROOT / "requirements.txt"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def start_mail_sink(processes: Processes, *, mail_port: int) -> None:
    """Start what takes all mail. The example area's past reports are sent while it is made."""
    sink = machine.ROOT / "ops" / "mail_sink.py"
    mail = ("--port", str(mail_port), "--dir", str(FOLDER / "mail"))
    processes.start("mail", [BIN / "python", sink, *mail], folder=machine.ROOT)
    while not machine.port_is_taken(mail_port):
        processes.check()
        time.sleep(0.1)


def start_all(processes: Processes, *, port: int) -> None:
    """Start web, worker and beat."""
    here = machine.ROOT
    celery = (str(BIN / "celery"), "-A", "sendtrack.celery")
    alone = ("--without-mingle", "--without-gossip")
    web = ("sendtrack.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    processes.start("web", [BIN / "gunicorn", *web, "--access-logfile", "-"], folder=here)
    processes.start("worker", [*celery, "worker", "-c", "2", *alone, "-l", "INFO"], folder=here)
    processes.start("beat", [*celery, "beat", "-l", "INFO"], folder=here)


def ask(url: str) -> tuple[int, str]:
    """Status and body of an address on this machine; (0, reason) while nobody answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(errors="replace")
    except OSError as reason:
        return 0, str(reason)


def wait_until_ready(processes: Processes, origin: str) -> None:
    """Wait until /readyz answers 200."""
    deadline = time.monotonic() + READY_WITHIN
    said = ""
    while time.monotonic() < deadline:
        processes.check()
        status, said = ask(f"{origin}/readyz")
        if status == 200:
            return
        time.sleep(0.3)
    raise StepError(f"{origin}/readyz did not become ready; it last said: {said}")


def wait_for_reports(processes: Processes, told: Mapping[str, str]) -> dict[str, Any]:
    """Wait until each report that is due has its PDF, saying each change of state."""
    deadline = time.monotonic() + REPORTS_WITHIN
    seen: dict[str, str] = {}
    while time.monotonic() < deadline:
        processes.check()
        status = demo_status(told)
        for report in status["reports"]:
            name = title(report)
            if seen.get(name) != report["state"]:
                seen[name] = report["state"]
                say(f"  {name}: {report['state']}")
        if status["reports"] and all(report["pdf_path"] for report in status["reports"]):
            return status
        time.sleep(1)
    raise StepError(
        f"The reports were not rendered in {REPORTS_WITHIN:.0f} seconds; "
        f"see {processes.logs / 'worker.log'}"
    )


def title(report: Mapping[str, str]) -> str:
    """A report in words; its period ends on a day like 2023-01-09."""
    day = date.fromisoformat(report["period_end"])
    return f"{report['area']}, period to {day.day} {day:%B %Y}"


def demo_status(told: Mapping[str, str]) -> dict[str, Any]:
    """What `manage.py demo_status --json` says: reports and accounts."""
    done = subprocess.run(
        manage("demo_status", "--json"),
        env=dict(told),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StepError(f"manage.py demo_status failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows under their headings, each column as wide as it needs."""
    if not rows:
        return "  none"
    lines = [[key.replace("_", " ").capitalize() for key in rows[0]]]
    lines += [[str(value) for value in row.values()] for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  " + "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True))
        for line in lines
    )


def announce(status: Mapping[str, Any], origin: str) -> None:
    """Say where everything is."""
    say("\nReports")
    for report in status["reports"]:
        say(f"  {title(report)}: {report['state']}")
        say(f"    {(machine.ROOT / report['pdf_path']).resolve()}")
    say(f"\nSign in at {origin}/login\n{table(status['accounts'])}")
    say(f"\nMail that sendtrack sends is kept in {FOLDER / 'mail'}, logs in {FOLDER / 'logs'}.")
    say(f"sendtrack runs at {origin}   Ctrl-C stops it.")


def run(port: int) -> None:
    """Start everything, say so, and watch it until told to stop."""
    origin = f"http://127.0.0.1:{port}"
    mail_port = machine.free_port()
    with contextlib.ExitStack() as stack:
        running_before = services.status(FOLDER)
        if not any(running_before.values()):
            stack.callback(services.stop, FOLDER)
        with step("PostgreSQL and Redis"):
            addresses = services.start(FOLDER)
        told = environment(addresses, port=port, mail_port=mail_port)
        processes = Processes(FOLDER / "logs", told)
        stack.callback(processes.stop)
        start_mail_sink(processes, mail_port=mail_port)
        prepare(told)
        with step("Web, worker and beat, until they are ready"):
            start_all(processes, port=port)
            wait_until_ready(processes, origin)
        say("The worker compiles and renders the reports that are due")
        announce(wait_for_reports(processes, told), origin)
        while True:
            processes.check()
            time.sleep(1)


def main() -> int:
    """Run until Ctrl-C or a signal; 1 when something could not be done."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, services.leave)
    say("Starting sendtrack")
    try:
        with only_one():
            run(chosen_port(os.environ.get("PORT") or "8000"))
    except KeyboardInterrupt:
        say("\nStopped.")
    except (StepError, services.StartError) as reason:
        return stop_with(str(reason))
    return 0


if __name__ == "__main__":
    sys.exit(main())
