"""Load the records of real areas from their published documents."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from sendtrack.accounts.models import User
from sendtrack.seeds.north_somerset import Loader


class Command(BaseCommand):
    help = "Load North Somerset's record from its published documents. Loading twice adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            area = Loader(by=User.objects.system()).load()
        self.stdout.write(f"{area.name}: the record is loaded, as at {area.record_ends_on}.")
