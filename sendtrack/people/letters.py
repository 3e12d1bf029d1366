"""The words of emails about access. Plain text; links stand on lines of their own."""

from dataclasses import dataclass

from django.utils import timezone

from sendtrack.accounts.models import Invitation, User
from sendtrack.govuk.tags.dates import day, moment


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def invitation(*, invitation: Invitation, link: str, by: User) -> Letter:
    """The offer of a role, with the link that takes it up."""
    area = invitation.local_area
    until = f" to {day(invitation.to_on)}" if invitation.to_on else ""
    text = f"""Dear {invitation.name}

{by} invites you to sendtrack, where {area} keeps its SEND improvement plan, risks, board
papers and reports.

Your role: {invitation.get_role_display()}, from {day(invitation.from_on)}{until}.

Open this link to accept. It works once, until {moment(timezone.localtime(invitation.expires_at))}:

{link}

If you did not expect this, do nothing: without the link nobody gets in. If you know the
sender, tell them that it went astray.

{area.council_name}
"""
    return Letter(subject=f"Your invitation to sendtrack for {area}", text=text)


def password(*, user: User, link: str, by: User) -> Letter:
    """The link to set a new password, and who asked for it."""
    text = f"""Dear {user}

{by} has asked us to send you a link with which you can set a new password for sendtrack.
It works once, for 24 hours:

{link}

Your present password works until you set a new one. If you did not ask for this, tell
{by}.
"""
    return Letter(subject="Set a new password for sendtrack", text=text)
