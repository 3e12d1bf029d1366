"""One email as bytes. Built once: every attempt and every recipient gets exactly these."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sendtrack.refusals import Refusal

# Seven-bit lines pass through every server unchanged, so the bytes that arrive are those kept.
WIRE = SMTP.clone(cte_type="7bit")

SUBJECT_LENGTH = 200
INVITATION_FILE = "invite.ics"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\?")
_METHOD = re.compile(r"^METHOD:(REQUEST|CANCEL)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Recipient:
    """Who an email goes to."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with an email. `content_type` is "application/pdf" or the like."""

    filename: str
    content: bytes
    content_type: str


def check_header(text: str, what: str) -> str:
    """The text, fit for a header. Refuses line breaks and hidden encodings, which could add one."""
    if _UNSAFE.search(text):
        raise Refusal(f"{what} must be one line of plain text without “=?”.")
    return text


def check_address(email: str) -> str:
    """The address, in ASCII and of the usual form."""
    try:
        validate_email(email)
        email.encode("ascii")
    except (ValidationError, UnicodeEncodeError) as error:
        raise Refusal(f"{email} is not an email address that we can send to.") from error
    return email


def sender() -> Address:
    """MAIL_FROM, which may be "Name <address>"."""
    name, address = parseaddr(settings.MAIL_FROM)
    return Address(display_name=name, addr_spec=address)


def build(
    *,
    subject: str,
    text: str,
    recipients: Sequence[Recipient],
    at: datetime,
    attachments: Sequence[Attachment] = (),
    calendar: bytes | None = None,
) -> tuple[str, bytes]:
    """The Message-ID and the bytes. `calendar` is one iCalendar object with its METHOD line.

    It goes twice: as the alternative that calendars read by themselves, and as a file for people
    whose mail shows files alone.
    """
    if len(subject) > SUBJECT_LENGTH:
        subject = subject[: SUBJECT_LENGTH - 1] + "…"
    own = sender()
    message_id = f"<{secrets.token_hex(16)}@{own.domain}>"
    message = EmailMessage(policy=WIRE)
    message["Subject"] = check_header(subject, "The subject")
    message["From"] = own
    message["To"] = [
        Address(
            display_name=check_header(recipient.name, "A recipient's name"),
            addr_spec=check_address(recipient.email),
        )
        for recipient in recipients
    ]
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    if calendar is not None:
        method = _METHOD.search(calendar.decode())
        if method is None:
            raise ValueError("The calendar part has no METHOD:REQUEST or METHOD:CANCEL line")
        message.add_alternative(
            calendar.decode(), subtype="calendar", cte="base64", params={"method": method[1]}
        )
        message.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            filename=INVITATION_FILE,
            params={"method": method[1], "charset": "utf-8"},
        )
    for attachment in attachments:
        maintype, _, subtype = attachment.content_type.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=check_header(attachment.filename, "A file name"),
        )
    return message_id, message.as_bytes()
