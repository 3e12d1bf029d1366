"""Typed readers of the environment: a missing or silly value says so and stops the start."""

import os
import re
from collections.abc import Sequence
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_MAILBOX = re.compile(r"[!-?A-~]+@[0-9A-Za-z.-]+")


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment.")
    return default


def choice(name: str, choices: Sequence[str], default: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}; it is {value!r}.")
    return value


def whole(name: str, default: int, *, at_least: int, at_most: int = 10**9) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not at_least <= int(value) <= at_most:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {at_least} to {at_most}; it is {value!r}."
        )
    return int(value)


def url(name: str, schemes: Sequence[str], default: str | None = None) -> str:
    value = text(name, default)
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no address: {error}.") from error
    if parts.scheme not in schemes or not host:
        raise ImproperlyConfigured(
            f"{name} must be an address that begins with {' or '.join(f'{s}://' for s in schemes)}."
        )
    return value


def origin(name: str, schemes: Sequence[str], default: str | None = None) -> str:
    """Scheme, host and port alone: what stands before the path of every address."""
    value = url(name, schemes, default).rstrip("/")
    parts = urlsplit(value)
    if value != f"{parts.scheme}://{parts.netloc}" or "*" in value or "@" in value:
        raise ImproperlyConfigured(f"{name} must be one scheme and host, like https://example.org.")
    return value


def mailbox(name: str, default: str) -> str:
    """An email address, or "Name <address>"."""
    value = text(name, default)
    _, address = parseaddr(value)
    if not _MAILBOX.fullmatch(address) or not value.isprintable():
        raise ImproperlyConfigured(f"{name} must be an email address; it is {value!r}.")
    return value


def secret(name: str, *, at_least: int) -> str:
    value = text(name)
    if len(value) < at_least or len(set(value)) < 8:
        raise ImproperlyConfigured(
            f"{name} must be at least {at_least} random characters. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value


def folder(name: str, default: str | None = None) -> str:
    """An absolute path. Whether it can be written to is asked while running, not at the start."""
    value = text(name, default)
    if not value.startswith("/"):
        raise ImproperlyConfigured(
            f"{name} must be a folder with its whole path, like /files; it is {value!r}."
        )
    return value


def scanner(name: str, default: str | None = None) -> str:
    """Where clamd listens, or "none": files are then kept unscanned, and every page says so."""
    value = text(name, default)
    if value == "none" or re.fullmatch(r"unix:/[^\0]+|tcp://[0-9A-Za-z.:\[\]-]+:\d{1,5}", value):
        return value
    raise ImproperlyConfigured(
        f"{name} must be tcp://HOST:PORT or unix:/PATH of clamd, or none where there is no "
        f"scanner; it is {value!r}."
    )
