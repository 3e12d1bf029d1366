"""Open a local area and invite its first administrator, who invites everybody else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.changes import open_area
from sendtrack.people.changes import invite
from sendtrack.refusals import Refusal


class Command(BaseCommand):
    """open_area north-area "North Area" "North Area Council" "Jo Bloggs" jo@council.example"""

    help = "Open a local area and send its first administrator an invitation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the first word of its addresses: north-area")
        parser.add_argument("name", help="the local area: North Area")
        parser.add_argument("council", help="the council: North Area Council")
        parser.add_argument("administrator", help="the name of the first administrator")
        parser.add_argument("email", help="the address that the invitation goes to")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.system()
        try:
            area = open_area(
                slug=options["slug"], name=options["name"], council_name=options["council"], by=by
            )
            sent = invite(
                area=area,
                email=options["email"],
                name=options["administrator"],
                role=Role.ADMINISTRATOR,
                from_on=clock.today(),
                to_on=None,
                person=None,
                by=by,
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{area} is open. An invitation is on its way to {sent.email}.")
