"""Say where the reports are that the demonstration waits for, and write out their PDFs."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from plans.models import Regime
from reviews.models import Return
from sendtrack import clock
from sendtrack.demo.accounts import sign_in_table
from sendtrack.publishing.models import RenditionFormat

FOLDER = Path(settings.BASE_DIR) / "build" / "reports"


class Command(BaseCommand):
    help = "Print the newest report of each area with its PDF's path, and the sign-in table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        status = {"reports": self._reports(), "accounts": sign_in_table()}
        if options["json"]:
            self.stdout.write(json.dumps(status, default=str))
            return
        for report in status["reports"]:
            self.stdout.write(
                f"{report['area']}, period to {report['period_end']}: {report['state']}"
                f" {report['pdf_path']}"
            )

    def _reports(self) -> list[dict[str, str]]:
        """For each regime in force its newest period that has ended, opened by a tick or not."""
        today = clock.today()
        found = []
        for regime in Regime.objects.leading().select_related("local_area").order_by("pk"):
            periods = regime.reports_until(regime.local_area.reading_day(today))
            if not periods:
                continue
            period = periods[-1]
            report = (
                Return.objects.filter(regime=regime, period_end=period.end)
                .select_related("local_area", "snapshot")
                .first()
            )
            found.append(
                {
                    "area": regime.local_area.name,
                    "period_end": period.end.isoformat(),
                    "state": report.get_state_display() if report else "Not opened yet",
                    "pdf_path": self._pdf(report) if report else "",
                }
            )
        return found

    def _pdf(self, report: Return) -> str:
        """Where the stored PDF was written to, from the project's folder; empty before."""
        if report.snapshot is None:
            return ""
        pdf = report.snapshot.renditions.filter(format=RenditionFormat.PDF).first()
        if pdf is None:
            return ""
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{report.local_area.slug}-{report.period_end}.pdf"
        path.write_bytes(pdf.content)
        return str(path.relative_to(settings.BASE_DIR))
