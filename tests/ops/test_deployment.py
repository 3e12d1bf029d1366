"""What production is run from: Procfile, containers, locked packages."""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops import machine, setup

ROOT = machine.ROOT
SECRETS = {
    "SECRET_KEY": "k",
    "ADMIN_PASSWORD": "a",
    "OWNER_PASSWORD": "o",
    "RUNTIME_PASSWORD": "r",
    "PUBLIC_ORIGIN": "https://sendtrack.example",
    "SMTP_HOST": "mail.example",
    "SCANNER": "none",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The services as the file declares them, shared parts filled in."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return read["services"]  # type: ignore[no-any-return]


def compose_command() -> list[str]:
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            done = subprocess.run([*command, "version"], capture_output=True, check=False)
            if done.returncode == 0:
                return command
    pytest.skip("no Compose on this machine")


def resolved(**environment: str) -> subprocess.CompletedProcess[str]:
    told = {key: value for key, value in os.environ.items() if key not in SECRETS} | environment
    return subprocess.run(
        [*compose_command(), "-f", str(ROOT / "docker-compose.yml"), "config"],
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )


def test_compose_accepts_the_file() -> None:
    done = resolved(**SECRETS)
    assert done.returncode == 0, done.stderr
    services = yaml.safe_load(done.stdout)["services"]
    assert set(services) == {"web", "worker", "beat", "release", "database", "redis"}


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_compose_names_a_value_that_is_not_set(name: str) -> None:
    done = resolved(**{key: value for key, value in SECRETS.items() if key != name})
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


def test_only_release_has_the_role_that_changes_tables(compose: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat", "release"):
        environment = compose[name]["environment"]
        role = re.match(r"postgresql://(\w+):", environment["DATABASE_URL"])
        assert role
        assert role[1] == ("sendtrack_owner" if name == "release" else "sendtrack")
        assert "OWNER_PASSWORD" not in environment


def test_only_the_proxy_on_this_machine_reaches_a_container(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose.items()}
    assert ports.pop("web") == ["127.0.0.1:8000:8000"]
    assert not any(ports.values())


def test_a_restart_brings_everything_back_but_the_release(compose: dict[str, Any]) -> None:
    assert compose["release"]["restart"] == "no"
    others = {name: service["restart"] for name, service in compose.items() if name != "release"}
    assert set(others.values()) == {"unless-stopped"}


def test_the_image_carries_no_test_tools_and_runs_as_an_ordinary_user() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "requirements-dev" not in dockerfile
    assert dockerfile.rindex("\nUSER sendtrack") > dockerfile.rindex("\nFROM ")
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".run", ".venv", "node_modules", "tests"} <= set(ignored)


def test_the_image_installs_every_library_and_font_that_set_up_installs() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    for need in setup.RUN_NEEDS:
        if need.package.startswith(("lib", "fonts")):
            assert need.package in dockerfile


def procfile() -> dict[str, str]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_the_procfile_names_the_four_processes() -> None:
    assert list(procfile()) == ["web", "worker", "beat", "release"]


@pytest.mark.parametrize("name", ["web", "worker", "beat", "release"])
def test_a_process_starts_a_program_that_is_installed(name: str) -> None:
    words = [word for word in shlex.split(procfile()[name]) if "=" not in word]
    assert (machine.VENV / "bin" / words[0]).exists()


def test_release_migrates_as_the_owner_where_there_is_one(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$DATABASE_URL $*"\n')
    python.chmod(0o755)
    told = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DATABASE_URL": "runtime"}
    for owner, used in (({"DATABASE_OWNER_URL": "owner"}, "owner"), ({}, "runtime")):
        done = subprocess.run(
            ["sh", "-c", procfile()["release"]],
            env=told | owner,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{used} manage.py migrate --no-input\n"


LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_each_package_by_hash_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links)\b", text, re.M)
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert packages
    for package in packages:
        assert re.match(r"[\w.\[\],-]+==\S+", package), package[:60]
        assert "--hash=sha256:" in package, package[:60]


def test_the_test_tools_are_locked_beside_the_very_versions_of_production() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+(?:\[[^\]]*\])?==\S+)", (ROOT / name).read_text(), re.M))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-node"])
def test_everything_that_is_asked_for_is_locked(name: str) -> None:
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.in").read_text(), re.M)
    locked = {
        pin.lower().replace("_", "-")
        for pin in re.findall(r"^([\w.-]+)", (ROOT / f"{name}.txt").read_text(), re.M)
    }
    assert {package.lower().replace("_", "-") for package in asked} <= locked


def test_the_npm_lock_pins_by_hash_and_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    asked = json.loads((ROOT / "package.json").read_text())
    assert "resolved" not in text
    for name, package in packages.items():
        assert name == "" or package["integrity"].startswith("sha512-"), name
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_the_build_server_does_what_the_keyboard_does() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [
        line for line in script.read_text().splitlines() if line and not line.startswith("#")
    ]
    assert commands[-1] == "exec make test"
    assert len(commands) == 3
