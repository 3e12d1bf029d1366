"""The real thing: web, worker and beat as processes of their own, a Redis that can be stopped, and
a mail server that can refuse. They work on the tests' database and stop when the tests do."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.conf import settings
from django.db import connection
from django.test import Client

from ops import machine
from ops.processes import stop_with_parent
from sendtrack.accounts.models import User

BIN = machine.VENV / "bin"
PATIENCE = 60.0  # seconds
TICK_SECONDS = 1


def wait_until(what: str, happened: Callable[[], object], within: float = PATIENCE) -> None:
    """Look every 50 ms until something is so; otherwise say what never came to be."""
    end = time.monotonic() + within
    while not happened():
        assert time.monotonic() < end, f"{what}: not within {within:.0f} seconds"
        time.sleep(0.05)


class Process:
    """One process with its own group, so that it can be killed with all that it started."""

    def __init__(self, name: str, command: list[str], told: dict[str, str], logs: Path) -> None:
        self.name, self.command, self.told, self.logs = name, command, told, logs
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.logs / f"{self.name}.log").open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=machine.ROOT,
                env=self.told,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=stop_with_parent,
            )

    def send(self, number: signal.Signals) -> None:
        """A signal to the process and to all that it started."""
        assert self.running is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, number)

    def kill(self) -> None:
        """As when the power goes: no chance to put anything in order."""
        assert self.running is not None
        self.send(signal.SIGKILL)
        self.running.wait()

    @property
    def is_running(self) -> bool:
        return self.running is not None and self.running.poll() is None

    @property
    def log(self) -> str:
        return (self.logs / f"{self.name}.log").read_text(errors="replace")


class Machinery:
    """All processes. Between tests beat holds still and nothing is under way."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.redis_port, self.web_port = machine.free_port(), machine.free_port()
        self.scanner_port, self.files = machine.free_port(), str(folder / "files")
        self.scanner = f"tcp://127.0.0.1:{self.scanner_port}"
        database = connection.settings_dict
        user, password = quote(database["USER"]), quote(database["PASSWORD"])
        where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        told = {
            **os.environ,
            "SENDTRACK_ENV": "test",
            "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": f"postgresql://{user}:{password}@{where}",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "PUBLIC_ORIGIN": f"http://127.0.0.1:{self.web_port}",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            "FILES_DIR": self.files,
            "SCANNER": self.scanner,
            "TICK_SECONDS": str(TICK_SECONDS),
            "REMAP_SIGTERM": "SIGQUIT",
        }
        redis = machine.find_redis()
        assert redis is not None, "No Redis was found: run make setup"
        celery = [str(BIN / "celery"), "-A", "sendtrack.celery"]
        loud, alone = ["--loglevel", "INFO"], ["--without-mingle", "--without-gossip"]

        def process(name: str, *command: str) -> Process:
            return Process(name, list(command), told, folder)

        port = str(self.redis_port)
        self.redis = process(
            "redis", str(redis.path), "--port", port, "--bind", "127.0.0.1", "--save", ""
        )
        self.worker = process("worker", *celery, "worker", "--concurrency", "2", *alone, *loud)
        schedule = str(folder / "beat-schedule")
        self.beat = process("beat", *celery, "beat", "--schedule", schedule, *loud)
        self.web = process(
            "web",
            str(BIN / "gunicorn"),
            "sendtrack.wsgi:application",
            "--bind",
            f"127.0.0.1:{self.web_port}",
            "--workers",
            "1",
        )
        self.processes = (self.redis, self.web, self.worker, self.beat)

    def start(self) -> None:
        for process in self.processes:
            process.start()
        wait_until("The worker started", lambda: "ready." in self.worker.log)
        wait_until("The web server started", lambda: "Listening at" in self.web.log)
        wait_until("Beat started", lambda: "beat: Starting" in self.beat.log)
        self.rest()

    def stop(self) -> None:
        for process in reversed(self.processes):
            if process.running is not None:
                process.kill()

    def tick(self) -> None:
        """Let beat go on. What a test before this one has ended is said here, by its name."""
        for process in self.processes:
            assert process.is_running, f"{process.name} has ended: {process.log[-4000:]}"
        self.beat.send(signal.SIGCONT)

    def hold_beat(self) -> None:
        """No tick until `tick()`."""
        self.beat.send(signal.SIGSTOP)

    def rest(self) -> None:
        """Hold beat, and wait until nobody works on the database."""
        self.hold_beat()
        wait_until("The worker finished", self._is_idle)

    def _is_idle(self) -> bool:
        for _ in range(3):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND state <> 'idle'"
                )
                if cursor.fetchone()[0]:
                    return False
            time.sleep(0.1)
        return True


def _cookie(name: str, value: str) -> Cookie:
    """A cookie for the web server of the tests, until the browser is closed."""
    here = "127.0.0.1"
    return Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain=here,
        domain_specified=False,
        domain_initial_dot=False,
        path="/",
        path_specified=True,
        secure=False,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )


class Browser:
    """Somebody signed in, over HTTP, without a script."""

    def __init__(self, user: User, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        client = Client()
        client.force_login(user)
        jar = CookieJar()
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        jar.set_cookie(_cookie(session.key, session.value))
        self.opener = build_opener(HTTPCookieProcessor(jar))

    def _open(self, path: str, data: bytes | None = None) -> bytes:
        request = Request(self.origin + path, data=data)
        request.add_unredirected_header("Origin", self.origin)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.read()
        except HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read()[:2000]!r}") from error

    def get(self, path: str) -> str:
        return self._open(path).decode()

    def file(self, path: str) -> bytes:
        return self._open(path)

    def press(self, path: str) -> str:
        """Open a page and press its first button: every hidden field goes along."""
        page = self.get(path)
        form = page[page.index("<main") :]
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        self.pressed = (path, urlencode(fields).encode())
        return self.press_again()

    def press_again(self) -> str:
        """Press the same button of the same page once more."""
        return self._open(*self.pressed).decode()
