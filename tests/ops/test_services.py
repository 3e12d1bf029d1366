"""Private PostgreSQL and Redis: started where asked, kept apart, stopped by their starter."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ops import machine, services

pytestmark = pytest.mark.slow

SCRIPT = machine.ROOT / "ops" / "services.py"
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RUNTIME_URL", "REDIS_URL")


@pytest.fixture
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests themselves run beside services; these tests start their own."""
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path, nothing_given: None) -> Iterator[Path]:
    yield tmp_path
    services.stop(tmp_path)


def script(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_starting_twice_gives_the_same_servers_and_stopping_ends_them(folder: Path) -> None:
    first = services.start(folder, fast=True)
    assert services.start(folder, fast=True) == first
    assert answers(first["DATABASE_URL"])
    ports = services.status(folder)
    assert sorted(services.stop(folder)) == ["PostgreSQL", "Redis"]
    assert not any(listens(port) for port in ports.values() if port)
    assert services.stop(folder) == []


def test_data_and_passwords_outlive_a_restart(folder: Path) -> None:
    addresses = services.start(folder, fast=True)
    with psycopg.connect(addresses["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE note (words text)")
        owner.execute("INSERT INTO note VALUES ('kept')")
    services.stop(folder)
    again = services.start(folder, fast=True)
    with psycopg.connect(again["DATABASE_URL"]) as runtime:
        assert runtime.execute("SELECT words FROM note").fetchall() == [("kept",)]


def test_the_runtime_role_writes_rows_and_changes_no_table(folder: Path) -> None:
    addresses = services.start(folder, fast=True)
    with psycopg.connect(addresses["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE note (id serial, words text)")
    with psycopg.connect(addresses["DATABASE_URL"], autocommit=True) as runtime:
        runtime.execute("INSERT INTO note (words) VALUES ('a row')")
        runtime.execute("UPDATE note SET words = 'another'")
        runtime.execute("DELETE FROM note")
        for statement in (
            "TRUNCATE note",
            "ALTER TABLE note ADD COLUMN more text",
            "DROP TABLE note",
            "CREATE TABLE other (id int)",
            "CREATE DATABASE other",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runtime.execute(statement)


def test_a_database_that_the_tests_make_gives_the_same_narrow_rights(folder: Path) -> None:
    addresses = services.start(folder, fast=True)
    with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("CREATE DATABASE test_sendtrack")
    with psycopg.connect(addresses["DATABASE_OWNER_URL"], dbname="test_sendtrack") as owner:
        owner.execute("CREATE TABLE note (words text)")
    with psycopg.connect(addresses["DATABASE_URL"], dbname="test_sendtrack") as runtime:
        runtime.execute("INSERT INTO note VALUES ('a row')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            runtime.execute("DROP TABLE note")


def test_two_checkouts_run_side_by_side_and_stop_only_their_own(
    tmp_path: Path, nothing_given: None
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    try:
        our_addresses = services.start(ours, fast=True)
        their_addresses = services.start(theirs, fast=True)
        our_ports = set(services.status(ours).values())
        assert our_ports.isdisjoint(services.status(theirs).values())
        services.stop(ours)
        assert not answers(our_addresses["DATABASE_URL"])
        assert answers(their_addresses["DATABASE_URL"])
        assert all(services.status(theirs).values())
    finally:
        services.stop(ours)
        services.stop(theirs)


def test_the_password_of_one_checkout_opens_no_other(folder: Path) -> None:
    addresses = services.start(folder, fast=True)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(addresses["DATABASE_URL"], password="guessed")
    redis_port = services.status(folder)["Redis"]
    with socket.create_connection(("127.0.0.1", redis_port or 0)) as line:
        line.sendall(b"PING\r\n")
        assert line.recv(100).startswith(b"-NOAUTH")


def test_addresses_and_passwords_can_be_read_by_their_owner_alone(folder: Path) -> None:
    services.start(folder, fast=True)
    for name in ("env", "passwords.json", "redis.conf"):
        assert (folder / name).stat().st_mode & 0o077 == 0, name


def test_a_pid_that_went_to_a_stranger_is_not_stopped(folder: Path) -> None:
    services.start(folder, fast=True)
    services.stop(folder)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (folder / "redis.pid").write_text(f"{stranger.pid}\n")
        (folder / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n\n\n5432\n")
        assert services.stop(folder) == []
        assert stranger.poll() is None
        stranger.kill()


def test_a_service_given_by_the_environment_is_left_to_its_owner(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@db.example/theirs")
    assert set(services.start(folder)) == {"REDIS_URL"}
    assert services.status(folder)["PostgreSQL"] is None


def test_run_passes_on_the_exit_code_and_leaves_nothing_behind(
    nothing_given: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shows = f"echo $DATABASE_URL > {tmp_path}/url; echo $SENDTRACK_ENV; exit 7"
    monkeypatch.delenv("SENDTRACK_ENV", raising=False)
    done = script("run", "--", "sh", "-c", shows)
    assert (done.returncode, done.stdout) == (7, "test\n")
    url = (tmp_path / "url").read_text().strip()
    assert url.startswith("postgresql://sendtrack_owner:")
    assert not answers(url)


def test_run_in_a_folder_leaves_running_what_ran_before(folder: Path) -> None:
    services.start(folder, fast=True)
    before = services.status(folder)
    assert script("run", "--dir", folder, "--", "true").returncode == 0
    assert services.status(folder) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_command_and_then_everything_stops(
    nothing_given: None, tmp_path: Path, number: int
) -> None:
    shows = (
        f'trap "echo told > {tmp_path}/told; exit 9" INT TERM; echo $DATABASE_URL > {tmp_path}/url'
    )
    waits = "while true; do sleep 0.05; done"
    command = [sys.executable, str(SCRIPT), "run", "--", "bash", "-c", f"{shows}; {waits}"]
    with subprocess.Popen(command) as runner:
        written = tmp_path / "url"
        deadline = time.monotonic() + 60
        while not (written.exists() and written.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(runner.pid, number)
        assert runner.wait(30) == 9
    assert (tmp_path / "told").read_text() == "told\n"
    assert not answers(written.read_text().strip())


def test_a_folder_whose_runner_was_killed_is_swept_up(tmp_path: Path, nothing_given: None) -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    left, running = tmp_path / f"once-{ended.pid}-a", tmp_path / f"once-{os.getpid()}-b"
    running.mkdir()
    addresses = services.start(left, fast=True)
    services.sweep(tmp_path)
    assert not left.exists()
    assert running.exists()
    assert not answers(addresses["DATABASE_URL"])


def test_status_says_what_runs_and_answers_with_its_exit_code(folder: Path) -> None:
    assert script("status", "--dir", folder).returncode == 3
    assert script("start", "--fast", "--dir", folder).returncode == 0
    shown = script("status", "--dir", folder)
    assert shown.returncode == 0
    assert f"127.0.0.1:{services.status(folder)['PostgreSQL']}" in shown.stdout


def test_a_command_that_does_not_exist_is_named(nothing_given: None) -> None:
    done = script("run", "--", "no-such-command")
    assert done.returncode == 127
    assert "no-such-command" in done.stderr
