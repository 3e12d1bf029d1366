"""What set-up decides, and what it asks of a person where it can't do it alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ops import assets, machine, setup
from ops.terminal import StepError


def test_only_what_is_missing_is_installed() -> None:
    needs = [setup.Need("here", lambda: True), setup.Need("away", lambda: False)]
    assert setup.missing(needs) == ["away"]


@pytest.mark.parametrize(
    ("is_root", "sudo", "without_prompt", "has_terminal", "prefix"),
    [
        (True, None, False, False, []),
        (False, "/usr/bin/sudo", True, False, ["/usr/bin/sudo", "-n"]),
        (False, "/usr/bin/sudo", False, True, ["/usr/bin/sudo"]),
        (False, "/usr/bin/sudo", False, False, None),
        (False, None, False, True, None),
    ],
)
def test_roots_rights_come_from_root_or_from_sudo(
    is_root: bool,
    sudo: str | None,
    without_prompt: bool,
    has_terminal: bool,
    prefix: list[str] | None,
) -> None:
    assert (
        setup.root_prefix(
            is_root=is_root, sudo=sudo, without_prompt=without_prompt, has_terminal=has_terminal
        )
        == prefix
    )


def test_a_person_without_rights_is_given_the_exact_commands() -> None:
    words = setup.refusal(["chromium", "poppler-utils"], debian=True, sudo=True)
    assert "  sudo apt-get update\n" in words
    assert "  sudo apt-get install -y --no-install-recommends chromium poppler-utils" in words


def test_a_machine_without_sudo_is_told_to_be_root() -> None:
    words = setup.refusal(["chromium"], debian=True, sudo=False)
    assert "as root" in words
    assert "sudo" not in words


def test_another_system_is_told_what_to_bring() -> None:
    words = setup.refusal(["libpango-1.0-0"], debian=False, sudo=True)
    assert "libpango-1.0-0" in words
    assert "apt-get" not in words


def test_an_account_without_rights_stops_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setup, "RUN_NEEDS", (setup.Need("no-such-package", lambda: False),))
    monkeypatch.setattr(setup, "root_prefix", lambda **_: None)
    monkeypatch.setattr(setup, "set_up_python", lambda: pytest.fail("went on"))
    with pytest.raises(StepError, match="no-such-package"):
        setup.set_up(for_tests=False)


def test_set_up_says_so_when_the_python_is_too_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    assert setup.main() == 1
    assert "Python 3.11" in capsys.readouterr().err


def test_pip_compiles_what_it_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in setup.clean_environment()


def test_a_linked_environment_is_somebody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs" / "bin").mkdir(parents=True)
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(machine, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "pip_install", lambda _: pytest.fail("installed into it"))
    with pytest.raises(StepError, match="holds no Python"):
        setup.set_up_python()
    (tmp_path / "theirs" / "bin" / "python").symlink_to(sys.executable)
    setup.set_up_python()


def test_a_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, installed = tmp_path / "lock.txt", []
    lock.write_text("one==1\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(machine, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "LOCK", lock)
    monkeypatch.setattr(setup, "pip_install", installed.append)
    setup.set_up_python()
    setup.set_up_python()
    assert installed == [lock]
    lock.write_text("one==2\n")
    setup.set_up_python()
    assert installed == [lock, lock]


def test_a_failed_install_is_not_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise StepError("no network")

    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(machine, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "pip_install", fail)
    for _attempt in range(2):
        with pytest.raises(StepError):
            setup.set_up_python()


def test_the_makefile_names_a_python_that_is_too_old(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    told = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["make", "-C", str(machine.ROOT), "setup"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "needs Python 3.11" in done.stderr


class TestStylesheets:
    css = (assets.OUTPUT / "app.css").read_text() if assets.OUTPUT.exists() else ""

    def test_no_font_of_gov_uk_services_is_used(self) -> None:
        assert "Source Sans 3" in self.css
        assert "transport" not in self.css.lower()

    def test_everything_that_is_loaded_lies_beside_the_stylesheet(self) -> None:
        named = {part.split(")")[0].strip("\"'") for part in self.css.split("url(")[1:]}
        assert named
        for name in named:
            assert name.startswith("data:") or (assets.OUTPUT / name).is_file(), name

    def test_a_changed_source_is_built_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = assets.made_from()
        monkeypatch.setattr(machine, "ROOT", tmp_path)
        monkeypatch.setattr(assets, "SOURCES", tmp_path / "static" / "src")
        monkeypatch.setattr(assets, "__file__", str(tmp_path / "assets.py"))
        assets.SOURCES.mkdir(parents=True)
        for path in (assets.SOURCES / "app.scss", tmp_path / "package-lock.json"):
            path.write_text("one")
        (tmp_path / "assets.py").write_text("one")
        first = assets.made_from()
        assert first != before
        (assets.SOURCES / "app.scss").write_text("two")
        assert assets.made_from() != first

    def test_no_script_asks_for_a_source_map_that_is_not_served(self) -> None:
        scripts = list(assets.OUTPUT.glob("*.js"))
        assert scripts
        for script in scripts:
            assert "sourceMappingURL" not in script.read_text(), script.name
