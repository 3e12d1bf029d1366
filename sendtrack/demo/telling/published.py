"""Published figures that Fernshire is compared with, as made up as Fernshire."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans.models import Measure, PublishedData
from sendtrack.demo.telling.measures import newest_periods
from sendtrack.demo.telling.story import Story, read

MEASURE = "plans-20-weeks-year"
COMPARED = (MEASURE, "plans-20-weeks")
"""The second counts month by month, so it shows why something is not comparable."""
OWN = "990"
COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown"),
    "pc_in_time",
)
ENGLAND = {"country_code": "E92000001", "country_name": "England"}
REGION = {**ENGLAND, "region_code": "E12000009", "region_name": "South West"}


def published(story: Story) -> None:
    """The area says who it is and chooses its neighbours, brings in the release of the summer
    before, and this summer's once it is out."""
    told = read("published")
    newest = _released(story.today)
    before = newest.replace(year=newest.year - 1)
    began = story.issued_on + timedelta(days=4)
    story.at(began, 14, partial(_begin, story, told, before))
    later = max(newest + timedelta(days=4), began + timedelta(days=1))
    story.at(later, 15, partial(_bring, story, told, newest))


def _released(today: date) -> date:
    """The newest release that is a week old: figures come out late in June."""
    day = date(today.year, 6, 26)
    return day if today - day >= timedelta(days=7) else day.replace(year=today.year - 1)


def _begin(story: Story, told: dict[str, Any], released_on: date, on: date) -> None:
    by = story.by("lead")
    plans.say_council(
        area=story.area,
        number=OWN,
        name=story.area.name,
        region="E12000009",
        by=by,
        reason="Fernshire is invented, and so is its number",
    )
    councils = [row for row in told["places"] if "number" in row]
    plans.choose_neighbours(
        area=story.area,
        from_on=released_on - timedelta(days=30),
        source=told["source"],
        members=[f"{row['number']} {row['name']}" for row in councils],
        by=by,
        on=on,
    )
    _bring(story, told, released_on, on)
    file = PublishedData.objects.of(story.area).get().files.get()
    for key in COMPARED:
        plans.compare_with(
            measure=Measure.objects.of(story.area).get(library_key=key),
            file=file,
            indicator="pc_in_time",
            filters={"breakdown": "All EHC plans issued"},
            counted_by="calendar_year",
            cohort="ehcp",
            geography="maintaining",
            by=by,
            on=on,
        )


def _bring(story: Story, told: dict[str, Any], released_on: date, on: date) -> None:
    is_first = released_on < _released(story.today)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(_rows(story, told, _released(story.today).year - 1, is_first=is_first))
    plans.bring_published(
        area=story.area,
        upload=SimpleUploadedFile(
            f"{told['title']}.csv", b"\xef\xbb\xbf" + text.getvalue().encode()
        ),
        publication=told["publication"],
        title=told["title"],
        released_on=released_on,
        address="Nowhere: the file is made up",
        is_made_up=True,
        by=story.by("lead"),
        on=on,
    )


def _rows(
    story: Story, told: dict[str, Any], last: int, *, is_first: bool
) -> Iterator[dict[str, Any]]:
    """The newest year first, as the Department orders them. The first release lacks the last."""
    for place in (0, 1, 2, 3, 4) if is_first else range(6):
        for row in told["places"]:
            share = row.get("first", {}).get(place) if is_first else None
            yield _row(row, last - 5 + place, row["shares"][place] if share is None else share)
        own = _own_share(story, last - 5 + place)
        if own is not None:
            yield _row({"number": OWN, "name": story.area.name}, last - 5 + place, own)


def _row(row: dict[str, Any], year: int, share: Any) -> dict[str, Any]:
    told = {
        "time_period": year,
        "time_identifier": "Calendar year",
        "geographic_level": row.get("level", "Local authority"),
        "breakdown": "All EHC plans issued",
        "pc_in_time": share,
    }
    if "number" not in row:
        return {**told, **(ENGLAND if row["level"] == "National" else REGION)}
    codes = {"new_la_code": f"E06999{row['number']}", "old_la_code": row["number"]}
    return {**told, **REGION, **codes, "la_name": row["name"]}


def _own_share(story: Story, year: int) -> float | None:
    """What the release says of Fernshire: what Fernshire counted itself."""
    [row] = [each for each in read("measures") if each["key"] == MEASURE]
    [period] = newest_periods("calendar_year", 1, story.today)
    newest = period.end.year
    place = len(row["figures"]) - 1 - (newest - year)
    if not 0 <= place < len(row["figures"]):
        return None
    counted, of = (int(part) for part in row["figures"][place].split("/"))
    return round(100 * counted / of, 1)
