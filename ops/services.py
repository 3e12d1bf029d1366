#!/usr/bin/env python3
"""A private PostgreSQL and Redis for this checkout, on free loopback ports.

services.py start [--dir DIR] [--fast]     start both and write their addresses to DIR/env
services.py stop [--dir DIR]               stop what was started there, and nothing else
services.py status [--dir DIR]             say what runs; exit 0 when everything does
services.py run [--dir DIR] -- COMMAND     run COMMAND beside them, with their addresses

`run` without --dir is for tests: a throw-away folder, settings that trade safety for speed, and
the environment that tests expect (see `for_tests` and moulds.py). A service whose address is
already in the environment (DATABASE_URL, REDIS_URL) is left to its owner.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import machine, moulds

DEFAULT_FOLDER = machine.ROOT / ".run"
ROLES = Path(__file__).with_name("roles.sql")
ATTEMPTS = 5  # a free port can be taken between choosing it and listening on it
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB")


class StartError(Exception):
    """A service did not come up; the message says why in words for a person."""


class Postgres:
    """One PostgreSQL cluster in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.prefix = machine.unprivileged_prefix()

    def _tool(self) -> machine.Tool:
        made_by = self.data / "PG_VERSION"
        major = int(made_by.read_text()) if made_by.exists() else None
        tool = machine.find_postgres(major=major)
        if tool is None:
            wanted = f"PostgreSQL {major}, which made {self.data}," if major else "PostgreSQL 14+"
            raise StartError(f"{wanted} was not found. Run `make setup`, or set DATABASE_URL.")
        return tool

    def _run(
        self, program: Path, *arguments: str | Path, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a PostgreSQL program; the caller's own PG* settings do not reach it.

        The server that `pg_ctl` leaves behind inherits the output files, so output goes to a
        file: with a pipe the caller would wait for the server's end.
        """
        quiet = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [*self.prefix, str(program), *map(str, arguments)],
                input=stdin,
                stdin=None if stdin is not None else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                cwd="/",
                env=quiet | {"LC_ALL": "C.UTF-8"},
                start_new_session=True,
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read())

    def create(self, tool: machine.Tool, owner_password: str, password: str) -> None:
        """Make the cluster, its two roles and the database; a half-made one is never left."""
        new = self.data.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700, parents=True)
        if self.prefix and self.prefix[0] == "setpriv":
            os.chown(new, *machine.stand_in_account())
        locale = ["--locale=C.UTF-8"]
        if tool.version[0] >= 17:  # knows the locale itself, whatever the system was given
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale]
        made = self._run(tool.path / "initdb", "-D", new, *options)
        if made.returncode != 0:
            raise StartError(f"PostgreSQL could not make its data folder:\n{made.stdout}")
        (new / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        statements = ROLES.read_text() + (
            f"\n\nALTER ROLE sendtrack_owner CREATEDB PASSWORD '{owner_password}';\n\n"
            f"ALTER ROLE sendtrack PASSWORD '{password}';\n\n"
        )
        roles = self._run(
            tool.path / "postgres", "--single", "-j", "-D", new, "template1", stdin=statements
        )
        if roles.returncode != 0 or "ERROR" in roles.stdout:
            raise StartError(f"PostgreSQL could not make its roles:\n{roles.stdout}")
        new.rename(self.data)

    def port(self) -> int | None:
        """The port of the running server, or None."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return int(lines[3]) if machine.works_in(int(lines[0]), self.data) else None
        except (OSError, IndexError, ValueError):
            return None

    def start(self, passwords: dict[str, str], *, fast: bool) -> int:
        """Start the server (making the cluster first if need be) and return its port."""
        running = self.port()
        if running:
            return running
        tool = self._tool()
        if not self.data.exists():
            self.create(tool, passwords["owner"], passwords["runtime"])
        said = ""
        for _attempt in range(ATTEMPTS):
            port = machine.free_port()
            settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=''"]
            settings += ["timezone=UTC", "log_timezone=UTC", *(FAST if fast else ())]
            options = " ".join(f"-c {setting}" for setting in settings)
            started = self._run(
                tool.path / "pg_ctl",
                *("-D", self.data, "-w", "-t", "60", "-l", self.server_log(), "-o", options),
                "start",
            )
            if started.returncode == 0:
                return port
            said = started.stdout
        raise StartError(f"PostgreSQL did not start; see {self.server_log()}\n{said}")

    def server_log(self) -> Path:
        """The server's log, beside the data so that whoever runs the server may write it."""
        return self.data / "server.log"

    def stop(self) -> bool:
        """Stop the server if it runs; True when it did."""
        if self.port() is None:
            return False
        stopped = self._run(self._tool().path / "pg_ctl", "-D", self.data, "-m", "fast", "stop")
        if stopped.returncode != 0:
            stopped = self._run(
                self._tool().path / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"
            )
        return stopped.returncode == 0


class Redis:
    """One Redis (or Valkey) server in one folder; it keeps nothing, the database does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "redis.conf"
        self.pid_file = folder / "redis.pid"

    def port(self) -> int | None:
        """The port of the running server, or None."""
        try:
            found = re.search(r"^port (\d+)$", self.config.read_text(), flags=re.MULTILINE)
            alive = machine.works_in(int(self.pid_file.read_text()), self.folder)
            return int(found[1]) if found and alive else None
        except (OSError, ValueError):
            return None

    def start(self, password: str) -> int:
        """Start the server and return its port, once it answers to this password."""
        running = self.port()
        if running:
            return running
        tool = machine.find_redis()
        if tool is None:
            raise StartError("Redis 6.2+ was not found. Run `make setup`, or set REDIS_URL.")
        for _attempt in range(ATTEMPTS):
            port = machine.free_port()
            self.pid_file.unlink(missing_ok=True)
            self._write_config(port, password)
            subprocess.run(
                [str(tool.path), str(self.config)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            )
            if self._answers(port, password):
                return port
        raise StartError(f"Redis did not start; see {self.folder / 'redis.log'}")

    def _write_config(self, port: int, password: str) -> None:
        settings = {
            "port": port,
            "bind": "127.0.0.1",
            "requirepass": password,
            "save": '""',
            "appendonly": "no",
            "daemonize": "yes",
            "dir": f'"{self.folder}"',
            "pidfile": f'"{self.pid_file}"',
            "logfile": f'"{self.folder / "redis.log"}"',
        }
        write_secret(self.config, "".join(f"{key} {value}\n" for key, value in settings.items()))

    @staticmethod
    def _answers(port: int, password: str, *, within: float = 5.0) -> bool:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                    line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
                    said = b""
                    while said.count(b"\r\n") < 2 and (part := line.recv(200)):
                        said += part
                return said == b"+OK\r\n+PONG\r\n"
            time.sleep(0.02)
        return False

    def stop(self) -> bool:
        """Stop the server if it runs; True when it did."""
        if self.port() is None:
            return False
        pid = int(self.pid_file.read_text())
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if wait_until_gone(pid):
                break
        self.pid_file.unlink(missing_ok=True)
        return True


def wait_until_gone(pid: int, *, within: float = 10.0) -> bool:
    """Wait for a process that is not our child."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not machine.is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one start or stop at a time into a folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def passwords_of(folder: Path) -> dict[str, str]:
    """The folder's passwords, made at the first call and as lasting as the cluster."""
    kept = folder / "passwords.json"
    if not kept.exists():
        made = {name: secrets.token_hex(16) for name in ("owner", "runtime", "redis")}
        write_secret(kept, json.dumps(made))
    found: dict[str, str] = json.loads(kept.read_text())
    return found


def start(folder: Path, *, fast: bool = False) -> dict[str, str]:
    """Start what the environment does not name; return (and write to DIR/env) the addresses."""
    folder = folder.resolve()
    given = {key: os.environ[key] for key in ADDRESSES if os.environ.get(key)}
    with locked(folder):
        passwords = passwords_of(folder)
        addresses: dict[str, str] = {}
        if "DATABASE_URL" not in given:
            port = Postgres(folder).start(passwords, fast=fast)
            host = f"127.0.0.1:{port}/sendtrack"
            addresses["DATABASE_URL"] = f"postgresql://sendtrack:{passwords['runtime']}@{host}"
            addresses["DATABASE_OWNER_URL"] = (
                f"postgresql://sendtrack_owner:{passwords['owner']}@{host}"
            )
        if "REDIS_URL" not in given:
            port = Redis(folder).start(passwords["redis"])
            addresses["REDIS_URL"] = f"redis://:{passwords['redis']}@127.0.0.1:{port}/0"
        write_secret(folder / "env", "".join(f"{k}={v}\n" for k, v in addresses.items()))
    return addresses


ADDRESSES = ("DATABASE_URL", "REDIS_URL")


def stop(folder: Path) -> list[str]:
    """Stop what was started in a folder; return the names of what ran."""
    folder = folder.resolve()
    if not folder.exists():
        return []
    with locked(folder):
        ran = {"Redis": Redis(folder).stop(), "PostgreSQL": Postgres(folder).stop()}
        (folder / "env").unlink(missing_ok=True)
    return [name for name, was_running in ran.items() if was_running]


def status(folder: Path) -> dict[str, int | None]:
    """The port of each service that runs in a folder, None where it does not."""
    folder = folder.resolve()
    return {"PostgreSQL": Postgres(folder).port(), "Redis": Redis(folder).port()}


def for_tests(addresses: dict[str, str]) -> dict[str, str]:
    """The environment of a test run: tests make their own database, so DATABASE_URL is the owner's.

    The narrow role that web and worker have in production is under DATABASE_RUNTIME_URL.
    """
    known = os.environ | addresses
    runtime = known["DATABASE_URL"]
    owner = known.get("DATABASE_OWNER_URL") or runtime
    return addresses | {
        "DATABASE_URL": owner,
        "DATABASE_OWNER_URL": owner,
        "DATABASE_RUNTIME_URL": runtime,
        "SENDTRACK_ENV": known.get("SENDTRACK_ENV") or "test",
        "SECRET_KEY": known.get("SECRET_KEY") or secrets.token_hex(32),
    }


def start_for_tests(folder: Path, command: Sequence[str]) -> dict[str, str]:
    """Start in a throw-away folder; for pytest, with a database that is migrated already."""
    server = machine.find_postgres()
    if os.environ.get("DATABASE_URL") or server is None:
        return for_tests(start(folder, fast=True))
    moulds_folder = DEFAULT_FOLDER / "moulds"
    name = moulds.fingerprint(machine.ROOT, server)
    is_migrated = moulds.take(moulds_folder, name, folder)
    told = for_tests(start(folder, fast=True))
    if not is_migrated and "pytest" in " ".join(command):
        is_migrated = moulds.migrate(told)
        if is_migrated:
            Postgres(folder).stop()
            moulds.keep(moulds_folder, name, folder)
            told = for_tests(start(folder, fast=True))
    return told | ({"TEST_DATABASE_TEMPLATE": "sendtrack"} if is_migrated else {})


def sweep(parent: Path) -> None:
    """Remove throw-away folders whose runner was killed before it could tidy up."""
    for folder in parent.glob("once-*"):
        runner = folder.name.split("-")[1]
        if not machine.is_alive(int(runner)):
            discard(folder)


def discard(folder: Path) -> None:
    """Stop what runs in a throw-away folder and remove its files."""
    stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def throw_away() -> Iterator[Path]:
    """A folder for one run, gone afterwards with all that ran in it."""
    DEFAULT_FOLDER.mkdir(mode=0o700, exist_ok=True)
    sweep(DEFAULT_FOLDER)
    folder = Path(tempfile.mkdtemp(prefix=f"once-{os.getpid()}-", dir=DEFAULT_FOLDER))
    try:
        yield folder
    finally:
        discard(folder)


def leave(number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an ordinary exit, so that what was started is stopped."""
    raise SystemExit(128 + number)


PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_beside(command: Sequence[str], addresses: dict[str, str]) -> int:
    """Run a command with the addresses in its environment; its exit code, 128+n for a signal.

    A signal sent to this process is passed on. Ctrl-C is not: the terminal gives it to the
    command as well, and twice would mean "abort" to pytest.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {*PASSED_ON, signal.SIGCHLD})
    try:
        child = subprocess.Popen(
            command,
            env=os.environ | addresses,
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, set()),
        )
    except FileNotFoundError:
        print(f"There is no command {command[0]}.", file=sys.stderr)
        return 127
    while child.poll() is None:
        caught = signal.sigtimedwait({*PASSED_ON, signal.SIGCHLD}, 1)
        from_a_process = caught is not None and caught.si_code <= 0
        if caught is not None and caught.si_signo in PASSED_ON and from_a_process:
            child.send_signal(caught.si_signo)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def run(folder: Path | None, command: Sequence[str], *, fast: bool) -> int:
    """Start what is missing, run the command, stop what this call started."""
    for number in PASSED_ON:
        signal.signal(number, leave)
    with contextlib.ExitStack() as stack:
        if folder is None:
            folder = stack.enter_context(throw_away())
            told = start_for_tests(folder, command)
            return run_beside(command, {"FILES_DIR": str(folder.resolve() / "files"), **told})
        if not all(status(folder).values()):
            stack.callback(stop, folder)
        return run_beside(command, start(folder, fast=fast))


def main() -> int:
    """Read the command line, do one thing, answer with an exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["start", "stop", "status", "run"])
    parser.add_argument("--dir", type=Path, help="data folder (default: .run)")
    parser.add_argument("--fast", action="store_true", help="not safe against a power cut")
    before, after = sys.argv[1:], []
    if "--" in before:
        cut = before.index("--")
        before, after = before[:cut], before[cut + 1 :]
    asked = parser.parse_args(before)
    folder: Path = asked.dir or DEFAULT_FOLDER
    try:
        if asked.what == "run":
            if not after:
                parser.error("run needs a command after --")
            return run(asked.dir, after, fast=asked.fast)
        if asked.what == "start":
            start(folder, fast=asked.fast)
        if asked.what == "stop":
            print(f"Stopped {' and '.join(stop(folder)) or 'nothing: nothing ran'}.")
            return 0
    except StartError as reason:
        print(reason, file=sys.stderr)
        return 1
    ports = status(folder)
    for name, port in ports.items():
        print(f"{name:<10} {f'on 127.0.0.1:{port}' if port else 'not running here'}")
    print(f"Addresses: {folder / 'env'}" if (folder / "env").exists() else "No addresses.")
    return 0 if all(ports.values()) or asked.what == "start" else 3


if __name__ == "__main__":
    sys.exit(main())
