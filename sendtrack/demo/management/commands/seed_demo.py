"""Tell the story of the example area and print who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.demo.accounts import AREA, OF_REAL_AREAS, SIGN_IN, sign_in_table
from sendtrack.demo.telling import tell
from sendtrack.organisations.models import LocalArea


class Command(BaseCommand):
    help = "Make Fernshire, an invented area with eight months of a living plan. Runs once."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The example area is refused in production.")
        if LocalArea.objects.filter(slug=AREA).exists():
            self.stdout.write("The example area is there already.")
        else:
            with transaction.atomic():
                area = tell(today=clock.today(), password=SIGN_IN)
            self.stdout.write(f"{area.name} is made. Everything in it is invented.")
        for email, slug in OF_REAL_AREAS.items():
            self._let_in(email, slug)
        for row in sign_in_table():
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _let_in(self, email: str, slug: str) -> None:
        """Somebody of a real area, to read its record and to show that areas don't see each
        other."""
        other = LocalArea.objects.filter(slug=slug).first()
        if other is None or User.objects.filter(email=email).exists():
            return
        name = f"Example reader of {other.name}"
        user = accounts.open_account(email=email, name=name, password=SIGN_IN)
        accounts.grant_access(
            user=user,
            area=other,
            role=Role.OFFICER,
            from_on=clock.today(),
            by=User.objects.system(),
        )
