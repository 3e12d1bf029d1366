"""Verbs that write accounts, rights and invitations."""

from sendtrack.accounts.changes.invitations import (
    accept_invitation,
    renew_invitation,
    withdraw_invitation,
    write_invitation,
)
from sendtrack.accounts.changes.rights import (
    change_access,
    check_role_dates,
    close_access,
    grant_access,
)
from sendtrack.accounts.changes.sign_in import (
    GUESSES,
    change_password,
    open_account,
    recognise,
    set_forgotten_password,
)

__all__ = [
    "GUESSES",
    "accept_invitation",
    "change_access",
    "change_password",
    "check_role_dates",
    "close_access",
    "grant_access",
    "open_account",
    "recognise",
    "renew_invitation",
    "set_forgotten_password",
    "withdraw_invitation",
    "write_invitation",
]
