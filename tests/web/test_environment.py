"""A missing or silly setting stops the start and says which one it is."""

import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tests.web.conftest import PRODUCTION, Done

Production = Callable[..., Done]


def settings_from(monkeypatch: pytest.MonkeyPatch, **changed: str | None) -> dict[str, Any]:
    """The settings as they are read in production; None takes a variable away."""
    for name in ("MAIL_FROM", "SMTP_PORT", "SMTP_TLS", "SMTP_USER", "TICK_SECONDS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**PRODUCTION, **changed}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    return runpy.run_path(str(Path(settings.BASE_DIR) / "sendtrack" / "settings.py"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("PUBLIC_ORIGIN", None),
        ("PUBLIC_ORIGIN", "http://sendtrack.example"),
        ("PUBLIC_ORIGIN", "https://*"),
        ("PUBLIC_ORIGIN", "https://sendtrack.example/somewhere"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "sqlite:///data.db"),
        ("REDIS_URL", "127.0.0.1"),
        ("SENDTRACK_ENV", "debug"),
        ("SMTP_HOST", None),
        ("FILES_DIR", None),
        ("FILES_DIR", "files"),
        ("FILES_PER_AREA_MB", "plenty"),
        ("SCANNER", None),
        ("SCANNER", "clamd:3310"),
        ("SMTP_PORT", "smtp"),
        ("SMTP_TLS", "sometimes"),
        ("TICK_SECONDS", "0"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@b.example\nBcc: x@evil.example"),
    ],
)
def test_a_bad_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} "):
        settings_from(monkeypatch, **{name: value})


def test_a_password_for_mail_is_never_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SMTP_TLS "):
        settings_from(monkeypatch, SMTP_USER="us", SMTP_PASSWORD="x", SMTP_TLS="none")


def test_good_settings_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    read = settings_from(monkeypatch, MAIL_FROM="SEND team <send@council.example>")
    assert read["MAIL_FROM"] == "SEND team <send@council.example>"
    assert read["DEBUG"] is False
    assert read["ALLOWED_HOSTS"] == ["sendtrack.example"]
    assert "sendtrack.demo" not in read["INSTALLED_APPS"]
    assert read["EMAIL_TIMEOUT"] == 20
    assert (read["SESSION_COOKIE_NAME"], read["CSRF_COOKIE_NAME"]) == (
        "__Host-session",
        "__Host-csrf",
    )


def test_good_settings_pass_the_deployment_check(production: Production) -> None:
    done = production(
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    assert done.returncode == 0, done.stderr


def test_no_secret_is_told_when_a_setting_is_bad(production: Production) -> None:
    done = production("", TICK_SECONDS="never", DATABASE_URL="postgresql://u:hunter2@h/d")
    assert "hunter2" not in done.stderr
    assert PRODUCTION["SECRET_KEY"] not in done.stderr


def test_over_https_cookies_are_secure_and_browsers_stay_with_https(
    production: Production,
) -> None:
    done = production(
        "from django.test import Client\n"
        "browser = Client(headers={'Host': HOST})\n"
        "page = browser.get('/login', headers={'X-Forwarded-Proto': 'https'})\n"
        "print(page.status_code, page['Strict-Transport-Security'])\n"
        "print(page.cookies['__Host-csrf'].OutputString())\n"
        "print(browser.get('/login')['Location'])\n"
        "hostile = Client(headers={'Host': 'evil.example'}).get('/login')\n"
        "print(hostile.status_code, hostile['X-Content-Type-Options'],"
        " \"default-src 'none'\" in hostile['Content-Security-Policy'])\n"
    )
    lines = done.stdout.splitlines()
    assert lines[0] == "200 max-age=31536000; includeSubDomains; preload", done.stderr
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} <= set(lines[1].split("; "))
    assert "Domain" not in lines[1]
    assert lines[2] == "https://sendtrack.example/login"
    assert lines[3] == "400 nosniff True"


def test_a_bad_setting_stops_the_start() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={**PRODUCTION, "SECRET_KEY": "short", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECRET_KEY must be at least" in done.stderr
