from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sendtrack.integrity import differences


class Command(BaseCommand):
    help = "Compare every row of the record with its newest history row, and name what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [str(each) for each in differences()]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} things do not agree with their history.")
        self.stdout.write("Every row of the record is as its newest history row says.")
