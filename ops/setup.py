#!/usr/bin/env python3
"""Set up everything sendtrack needs on this machine; quick when it is all there.

setup.py [--for run|test]     `run` is enough for the application, `test` adds the tests' tools
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import assets, machine
from ops.terminal import StepError, quietly, say, step, stop_with

OLDEST_PYTHON = (3, 11)
LOCK = machine.ROOT / "requirements-dev.txt"
NODE_LOCK = machine.ROOT / "requirements-node.txt"
PACKAGE_LOCK = machine.ROOT / "package-lock.json"
RUN_FOLDER = machine.ROOT / ".run"
# Reports draw their marks with this font; `sendtrack/publishing/render/fonts.conf` looks here.
FONT_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
)


@dataclass(frozen=True)
class Need:
    """A Debian package and the proof that what it brings is here already, from wherever."""

    package: str
    is_met: Callable[[], bool]


RUN_NEEDS = (
    Need("python3-venv", lambda: machine.has_module("ensurepip")),
    Need("libpango-1.0-0", lambda: machine.has_library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", lambda: machine.has_library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", lambda: machine.has_library("libharfbuzz-subset.so.0")),
    Need("fonts-dejavu-core", lambda: machine.has_file("DejaVuSans.ttf", FONT_FOLDERS)),
)
TEST_NEEDS = (
    Need("chromium", lambda: machine.has_command("chromium", "chromium-browser")),
    Need("poppler-utils", lambda: machine.has_command("pdftotext")),
    Need("default-jdk-headless", lambda: bool(machine.ask_version("javac", "-version"))),
)


def missing(needs: Iterable[Need]) -> list[str]:
    """The Debian packages that would bring what is not here."""
    return [need.package for need in needs if not need.is_met()]


def install_commands(packages: Sequence[str]) -> list[list[str]]:
    """The two commands that a person with root's rights runs for these packages."""
    return [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
    ]


def root_prefix(
    *, is_root: bool, sudo: str | None, without_prompt: bool, has_terminal: bool
) -> list[str] | None:
    """What to put before a command so that root runs it; None when this user can't have that."""
    if is_root:
        return []
    if sudo and without_prompt:
        return [sudo, "-n"]
    if sudo and has_terminal:
        return [sudo]
    return None


def refusal(packages: Sequence[str], *, debian: bool, sudo: bool) -> str:
    """What a person must do by hand before set-up can go on."""
    if not debian:
        return (
            "sendtrack's set-up installs system packages on Debian only. Install here what these "
            f"Debian packages hold, then run the same command again:\n  {' '.join(packages)}"
        )
    before = "sudo " if sudo else ""
    commands = "\n".join(f"  {before}{' '.join(line)}" for line in install_commands(packages))
    return (
        "Some system packages are missing and this account may not install them. Run these\n"
        f"commands{'' if sudo else ' as root'}, then the same command again:\n{commands}"
    )


def install_packages(packages: Sequence[str], needs: Sequence[Need]) -> None:
    """Install Debian packages as root or through sudo, or say how a person can."""
    release = Path("/etc/os-release")
    debian = release.exists() and machine.is_debian(release.read_text())
    sudo = shutil.which("sudo")
    asks = [sudo or "", "-n", "true"]
    prefix = root_prefix(
        is_root=os.geteuid() == 0,
        sudo=sudo,
        without_prompt=bool(sudo) and not subprocess.run(asks, capture_output=True).returncode,
        has_terminal=sys.stdin.isatty(),
    )
    if not debian or prefix is None:
        raise StepError(refusal(packages, debian=debian, sudo=bool(sudo)))
    if prefix == [sudo]:
        say("  sudo may ask for your password, to install Debian packages")
        subprocess.run([*prefix, "-v"], check=False)
    update, install = install_commands(packages)
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    say(f"  Missing Debian packages: {', '.join(packages)}")
    with step("Debian packages"):
        quietly([*quiet, *update], tries=3)
        quietly([*quiet, *install], tries=2)
    still = missing(needs)
    if still:
        raise StepError(f"Installed, yet what they bring was not found: {' '.join(still)}")


def fingerprint(*paths: Path) -> str:
    """SHA-256 of some files, one after the other."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    """Whether a finished step left this value behind."""
    return stamp.exists() and stamp.read_text() == value


def clean_environment() -> dict[str, str]:
    """The environment for pip: without it compiling nothing, every later start would pay."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def pip_install(lock: Path) -> None:
    """Install a hash-locked list into the virtual environment."""
    python = machine.VENV / "bin" / "python"
    command = ("-m", "pip", "install", "-q", "--require-hashes", "-r", lock)
    quietly([python, *command], env=clean_environment(), tries=2)


def set_up_python() -> None:
    """Make `.venv` and install the locked packages; one that is linked here is left alone."""
    python = machine.VENV / "bin" / "python"
    if machine.VENV.is_symlink():
        if not python.exists():
            raise StepError(f".venv is a link to {machine.VENV.readlink()}, which holds no Python.")
        return
    if (machine.ask_version(python, "--version") or ()) < OLDEST_PYTHON:
        with step("Virtual environment in .venv"):
            quietly([sys.executable, "-m", "venv", "--clear", machine.VENV])
    stamp, value = machine.VENV / ".requirements", fingerprint(LOCK)
    if not is_stamped(stamp, value):
        with step("Python packages, hash-locked (about 20 seconds)"):
            pip_install(LOCK)
            stamp.write_text(value)


def node_with_npm() -> Path:
    """A usable Node that has its npm beside it; installed from PyPI where there is none."""
    node = machine.find_node()
    if node is None or not (node.path.parent / "npm").exists():
        with step("Node, from PyPI because this machine has none (new enough)"):
            pip_install(NODE_LOCK)
        return machine.VENV / "bin" / "node"
    return node.path


def set_up_assets() -> None:
    """Install the npm packages and build the stylesheets, where either is not up to date."""
    modules = assets.PACKAGES
    stamp, value = modules / ".package-lock", fingerprint(PACKAGE_LOCK)
    to_install = not modules.is_symlink() and not is_stamped(stamp, value)
    if not to_install and assets.are_fresh():
        return
    node = node_with_npm()
    if to_install:
        with step("npm packages"):
            path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
            options = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefix", machine.ROOT)
            environment = os.environ | {"PATH": path}
            quietly([node.parent / "npm", "ci", *options], env=environment, tries=3)
            stamp.write_text(value)
    with step("Stylesheets"):
        assets.build(node)


def check_servers() -> None:
    """Be sure that PostgreSQL and Redis can be started, or are given by the environment."""
    if not os.environ.get("DATABASE_URL") and machine.find_postgres() is None:
        raise StepError(
            "No PostgreSQL 14+ was found and the packaged one does not run here.\n"
            "Install your system's PostgreSQL server (Debian: sudo apt-get install -y postgresql)\n"
            "or set DATABASE_URL and DATABASE_OWNER_URL, then run the command again."
        )
    if not os.environ.get("REDIS_URL") and machine.find_redis() is None:
        raise StepError(
            "No Redis 6.2+ was found and the packaged one does not run here.\n"
            "Install your system's Redis server (Debian: sudo apt-get install -y redis-server)\n"
            "or set REDIS_URL, then run the command again."
        )


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep two commands in one checkout from setting it up at once."""
    RUN_FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (RUN_FOLDER / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(*, for_tests: bool) -> None:
    """Do every step that is not done yet."""
    needs = (*RUN_NEEDS, *(TEST_NEEDS if for_tests else ()))
    packages = missing(needs)
    if packages:
        install_packages(packages, needs)
    set_up_python()
    set_up_assets()
    check_servers()


def main() -> int:
    """Read the command line and set up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--for", dest="purpose", choices=["run", "test"], default="run")
    asked = parser.parse_args()
    began = time.monotonic()
    if tuple(sys.version_info) < OLDEST_PYTHON:
        return stop_with("sendtrack needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")
    say("Setting up sendtrack")
    try:
        with one_at_a_time():
            set_up(for_tests=asked.purpose == "test")
    except StepError as reason:
        return stop_with(str(reason))
    say(f"  {'Everything is in place':<58}{time.monotonic() - began:6.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
