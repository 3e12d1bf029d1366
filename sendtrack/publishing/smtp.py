"""One SMTP transaction: the stored bytes to one recipient."""

import smtplib
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings

from sendtrack.publishing.deliveries import Outcome
from sendtrack.publishing.mime import sender
from sendtrack.publishing.models import DeliveryState

OUR_FAULT = frozenset({530, 534, 535, 538})
"""Answers about our own sign-in to the server. They end when an operator mends the settings."""


def send(*, recipient: str, content: bytes) -> Outcome:
    """Give the bytes to the mail server and say what it answered.

    4xx answers, no connection, no TLS and silence (20 s at each step) are worth another try; 5xx
    answers about the sender, the recipient or the content are final.
    """
    try:
        _transact(recipient, content)
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = refused.recipients[recipient]
        return _answered(code, said)
    except smtplib.SMTPConnectError as error:
        return _later(f"{error.smtp_code} {_words(error.smtp_error)}")
    except smtplib.SMTPResponseException as error:
        return _answered(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return _later(str(error) or type(error).__name__)
    return Outcome(DeliveryState.SENT)


def _transact(recipient: str, content: bytes) -> None:
    server = smtplib.SMTP(
        settings.SMTP_HOST,
        settings.SMTP_PORT,
        local_hostname=urlsplit(settings.PUBLIC_ORIGIN).hostname,
        timeout=settings.EMAIL_TIMEOUT,
    )
    try:
        if settings.SMTP_TLS == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.SMTP_USER:
            server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
        server.sendmail(sender().addr_spec, [recipient], content)
    finally:
        # Once the server has taken the message, how it says goodbye changes nothing.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _words(said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(words.split())[:500]


def _answered(code: int, said: bytes | str) -> Outcome:
    final = 500 <= code < 600 and code not in OUR_FAULT
    state = DeliveryState.REFUSED if final else DeliveryState.QUEUED
    return Outcome(state, f"{code} {_words(said)}".strip())


def _later(said: str) -> Outcome:
    return Outcome(DeliveryState.QUEUED, _words(said))
