"""`make demo`: what it refuses, what it tells its processes, what it says, what it stops."""

import fcntl
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from ops import demo, machine
from ops.processes import Processes
from ops.terminal import StepError


@pytest.fixture
def held_port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield int(held.getsockname()[1])


def test_a_taken_port_is_named_with_the_way_out(held_port: int) -> None:
    told = os.environ | {"PORT": str(held_port)}
    command = [sys.executable, str(machine.ROOT / "ops" / "demo.py")]
    began = time.monotonic()
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {held_port} is taken" in done.stderr
    assert f"make demo PORT={held_port + 1}" in done.stderr
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("port", ["0", "65536", "80a", "-1", ""])
def test_a_silly_port_is_named(port: str) -> None:
    with pytest.raises(StepError, match="whole number from 1 to 65535"):
        demo.chosen_port(port)


def test_two_demonstrations_do_not_share_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    with (tmp_path / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StepError, match="already runs"), demo.only_one():
            pass
    with demo.only_one():
        pass


@pytest.fixture
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    return tmp_path


def test_no_mail_can_leave_the_machine(kept_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMTP_HOST", "SMTP_USER", "SMTP_PASSWORD"):
        monkeypatch.setenv(name, "mail.council.example")
    told = demo.environment({}, port=8000, mail_port=2525)
    assert (told["SMTP_HOST"], told["SMTP_PORT"], told["SMTP_TLS"]) == ("127.0.0.1", "2525", "none")
    assert not {"SMTP_USER", "SMTP_PASSWORD"} & set(told)


def test_it_never_runs_as_production(kept_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDTRACK_ENV", "production")
    assert demo.environment({}, port=8000, mail_port=2525)["SENDTRACK_ENV"] == "demo"


def test_sessions_outlive_a_restart(kept_here: Path) -> None:
    first = demo.environment({}, port=8000, mail_port=2525)["SECRET_KEY"]
    assert demo.environment({}, port=8001, mail_port=2526)["SECRET_KEY"] == first
    assert (kept_here / "secret-key").stat().st_mode & 0o077 == 0


def test_accounts_are_shown_as_a_table() -> None:
    shown = demo.table(
        [
            {"role": "Officer", "email": "o@example.org"},
            {"role": "Chair", "email": "c@example.org"},
        ]
    )
    assert shown.splitlines() == [
        "  Role     Email        ",
        "  Officer  o@example.org",
        "  Chair    c@example.org",
    ]


def test_a_report_is_named_with_its_day_in_words() -> None:
    report = {"area": "North Somerset", "period_end": "2023-01-09"}
    assert demo.title(report) == "North Somerset, period to 9 January 2023"


def test_the_mail_sink_keeps_each_message_whole(tmp_path: Path) -> None:
    processes, port = Processes(tmp_path / "logs", os.environ), machine.free_port()
    sink = [sys.executable, machine.ROOT / "ops" / "mail_sink.py"]
    words = ("--port", str(port), "--dir", str(tmp_path / "mail"))
    processes.start("mail", [*sink, *words], folder=machine.ROOT)
    try:
        message = EmailMessage()
        message["Subject"], message["From"] = "Progress report", "sendtrack@example.org"
        message.set_content("North Somerset – six areas\n.\nend\n")
        wait_for(lambda: machine.port_is_taken(port))
        with smtplib.SMTP("127.0.0.1", port) as line:
            line.send_message(message, to_addrs=["dfe@example.org", "nhse@example.org"])
        (kept,) = (tmp_path / "mail").glob("*.eml")
        first, _, rest = kept.read_bytes().partition(b"\r\n")
        assert first == b"X-Kept-For: dfe@example.org, nhse@example.org"
        assert rest == message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    finally:
        processes.stop()
    assert not machine.port_is_taken(port)


def wait_for(happens: object, *, within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if callable(happens) and happens():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def test_stopping_ends_what_was_started_with_its_children_and_no_stranger(tmp_path: Path) -> None:
    processes = Processes(tmp_path, os.environ)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        stubborn = f"trap '' TERM; sleep 60 & echo $! > {tmp_path}/child; exec sleep 0.1"
        processes.start("family", ["sh", "-c", stubborn], folder=tmp_path)
        wait_for(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text())
        child = int((tmp_path / "child").read_text())
        assert machine.is_alive(child)
        processes.stop()
        wait_for(lambda: not machine.is_alive(child))
        assert stranger.poll() is None
        stranger.kill()


def test_a_process_that_ends_by_itself_is_named_with_its_last_words(tmp_path: Path) -> None:
    processes = Processes(tmp_path, os.environ)
    processes.start("worker", ["sh", "-c", "echo no such broker; exit 1"], folder=tmp_path)
    processes.running["worker"].wait()
    with pytest.raises(StepError, match=r"worker ended by itself(.|\n)*no such broker"):
        processes.check()
    processes.stop()


def test_nothing_outlives_a_demonstration_that_is_killed(tmp_path: Path) -> None:
    starter = (
        "import sys, time, os; from pathlib import Path; from ops.processes import Processes\n"
        "p = Processes(Path(sys.argv[1]), os.environ)\n"
        "p.start('web', ['sleep', '60'], folder=Path('/'))\n"
        "Path(sys.argv[1], 'pid').write_text(str(p.running['web'].pid)); time.sleep(60)"
    )
    told = os.environ | {"PYTHONPATH": str(machine.ROOT)}
    command = [sys.executable, "-c", starter, str(tmp_path)]
    with subprocess.Popen(command, env=told) as started:
        wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
        child = int((tmp_path / "pid").read_text())
        assert machine.is_alive(child)
        started.send_signal(signal.SIGKILL)
    wait_for(lambda: not machine.is_alive(child))
