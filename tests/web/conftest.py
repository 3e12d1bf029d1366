"""A process of its own, with the settings of production."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

PRODUCTION = {
    "SENDTRACK_ENV": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR",
    "PUBLIC_ORIGIN": "https://sendtrack.example",
    "SMTP_HOST": "mail.example",
    "FILES_DIR": "/files",
    "SCANNER": "none",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}

# Files are collected when a release is made; here they are served under their plain names.
BEFORE = """
import django; django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
HOST = "sendtrack.example"
"""

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def production() -> Callable[..., Done]:
    """Run Python after `django.setup()`; a setting of None is taken out of the environment."""

    def run(code: str, **changed: str | None) -> Done:
        ours = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SMTP_", "DATABASE", "MAIL_", "PYTHONWARN", "TICK_"))
        }
        given: dict[str, Any] = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "sendtrack.settings"}
        wanted = {name: value for name, value in {**given, **changed}.items() if value is not None}
        missing = {name for name, value in changed.items() if value is None}
        environment = {name: value for name, value in ours.items() if name not in missing} | wanted
        return subprocess.run(
            [
                sys.executable,
                "-c",
                f"{BEFORE}\n{code}",
            ],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
