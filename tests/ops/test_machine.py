"""What is found on a machine: only what really works."""

import socket
from pathlib import Path

import pytest

from ops import machine


def program(folder: Path, name: str, *, says: str, code: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", (15, 18)),
        ("Redis server v=7.0.15 sha=00000000:0", (7, 0, 15)),
        ("Valkey server v=9.1.2", (9, 1, 2)),
        ("v20.20.2", (20, 20, 2)),
        ("postgres (PostgreSQL) 18beta1", (18,)),
        ("nothing to see", None),
    ],
)
def test_a_version_is_read_from_what_a_program_says(
    said: str, version: machine.Version | None
) -> None:
    assert machine.read_version(said) == version


def test_programs_that_fail_or_are_too_old_are_passed_over(tmp_path: Path) -> None:
    broken = program(tmp_path, "broken", says="v24.1.0", code=1)
    old = program(tmp_path, "old", says="v18.19.0")
    good = program(tmp_path, "good", says="v20.19.0")
    candidates = [tmp_path / "absent", broken, old, good]
    found = machine.first_of_age(candidates, machine.NODE_AT_LEAST, flag="--version")
    assert found == machine.Tool(good, (20, 19, 0))
    assert machine.first_of_age(candidates[:3], machine.NODE_AT_LEAST, flag="--version") is None


def test_a_pg_ctl_that_is_linked_onto_the_path_leads_to_its_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "lib" / "postgresql" / "bin"
    for name in ("initdb", "pg_ctl", "postgres"):
        program(whole, name, says="postgres (PostgreSQL) 17.2")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pg_ctl").symlink_to(whole / "pg_ctl")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert machine.find_postgres() == machine.Tool(whole, (17, 2))


def test_a_pg_ctl_without_a_server_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "pg_ctl", says="pg_ctl (PostgreSQL) 17.2")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = machine.find_postgres()
    assert found is None or found.path != tmp_path


@pytest.mark.parametrize(
    ("release", "debian"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', True),
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ('ID="fedora"\nHOME_URL="https://debian.example"\n', False),
        ("", False),
    ],
)
def test_debian_and_what_is_made_from_it_is_known(release: str, debian: bool) -> None:
    assert machine.is_debian(release) is debian


def test_a_free_port_is_free_and_a_held_one_is_taken() -> None:
    assert not machine.port_is_taken(machine.free_port())
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        assert machine.port_is_taken(held.getsockname()[1])


def test_a_library_is_found_as_the_linker_finds_it() -> None:
    assert machine.has_library("libc.so.6")
    assert not machine.has_library("libno-such-thing.so.0")
