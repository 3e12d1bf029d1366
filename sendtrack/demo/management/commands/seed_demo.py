"""Tell the story of the example area and print who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.demo.accounts import AREA, SIGN_IN, STRANGER, sign_in_table
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
        self._let_a_stranger_in()
        for row in sign_in_table():
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _let_a_stranger_in(self) -> None:
        """Somebody of the other area, to show that areas don't see each other."""
        other = LocalArea.objects.filter(slug="north-somerset").first()
        if other is None or User.objects.filter(email=STRANGER).exists():
            return
        user = accounts.open_account(email=STRANGER, name="Example stranger", password=SIGN_IN)
        accounts.grant_access(
            user=user,
            area=other,
            role=Role.OFFICER,
            from_on=clock.today(),
            by=User.objects.system(),
        )
