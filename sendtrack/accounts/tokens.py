"""The secrets in links that we send: of invitations, and for a new password."""

import hashlib
from datetime import UTC, datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from sendtrack import clock


def hashed(token: str) -> str:
    """What we keep of an invitation's token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class PasswordLinks(PasswordResetTokenGenerator):
    """Django's tokens on our clock: each dies when it is used, at the next sign-in, or after
    PASSWORD_RESET_TIMEOUT."""

    key_salt = "sendtrack.accounts.password-link"

    def _now(self) -> datetime:
        return clock.now().astimezone(UTC).replace(tzinfo=None)


password_links = PasswordLinks()
