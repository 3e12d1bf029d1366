"""An officer who works in a spreadsheet."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plans.models import TrackerImport
from plans.queries.actions import actions_in_force
from plans.queries.plan import outcomes_in_force
from plans.queries.posts import accountable_posts
from plans.queries.tracker import tracker_sheet
from plans.tracker.columns import COLUMNS
from plans.tracker.sheets import Cell, Format, Sheet
from plans.tracker.writing import write
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.pages import Browse

HEADING = {column.key: column.heading for column in COLUMNS}


@dataclass
class Desk:
    """Takes the plan out, changes cells of it, and brings it back."""

    place: Place
    browser: Client

    def take(self) -> Sheet:
        area, on = self.place.area, clock.today()
        return tracker_sheet(
            area,
            actions_in_force(area),
            on=on,
            by="Somebody",
            narrowed_to="",
            choosable=accountable_posts(area, on),
            outcomes=outcomes_in_force(area),
        )

    def bring(self, content: bytes, name: str = "tracker.xlsx", **typed: str) -> Any:
        upload = SimpleUploadedFile(name, content)
        return self.browser.post(
            "/exampleshire/plan/tracker/", {"upload": upload, **typed}, follow=True
        )

    def edit(self, sheet: Sheet, form: Format = Format.XLSX, **changed: dict[str, Cell]) -> Any:
        """Change cells, by reference with a low line for the point: A1_1={"status": …}."""
        rows = [dict(row) for row in sheet.rows]
        for row in rows:
            row |= changed.get(str(row["ref"]).replace(".", "_"), {})
        return self.bring(write(with_rows(sheet, rows), form), f"tracker.{form}")

    def add(self, sheet: Sheet, **cells: Cell) -> Any:
        return self.bring(write(with_rows(sheet, [*sheet.rows, cells]), Format.XLSX))

    def apply(self, page: Any, **typed: Any) -> Any:
        """Press the button of the page as it was shown."""
        row = TrackerImport.objects.of(self.place.area).latest("number")
        given = {"seen": page.context["found"].digest} | typed
        return self.browser.post(f"/exampleshire/plan/imports/{row.number}/", given, follow=True)


def with_rows(sheet: Sheet, rows: list[dict[str, Cell]]) -> Sheet:
    return replace(sheet, rows=rows)


@pytest.fixture
def desk(place: Place, officer: User, browse: Browse) -> Desk:
    return Desk(place, browse(officer))
