"""Load the records of real areas from their published documents."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from sendtrack.accounts.models import User
from sendtrack.seeds.loader import RECORDS, Loader


class Command(BaseCommand):
    help = "Load the records of real areas from published documents. Loading twice adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            areas = [Loader(folder, by=User.objects.system()).load() for folder in RECORDS]
        for area in areas:
            self.stdout.write(f"{area.name}: the record is loaded, as at {area.record_ends_on}.")
