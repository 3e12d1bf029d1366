"""What bringing published statistics in costs, beside reading the same file with `csv` alone.

Two files: 1,000 rows and 100,000. `mib` is the highest memory that Python held meanwhile beyond
what it held before, from a turn of its own: tracing slows it down.
"""

import csv
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans import scheduled
from plans.models import Measure, PublishedFile
from plans.published.councils import councils
from plans.published.reading import read_shape
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.benchmarks.measure import RUNS, Reading, browsing, measure, median_ms, settle
from tests.conftest import Place
from tests.plans.measures.conftest import add

ROWS = (1_000, 100_000)
YEARS = range(2015, 2025)
HEADING = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name", "need", "sex"),
    *("pupils", "plans", "plans_in_time", "pc_in_time", "weeks"),
)


def published(rows: int) -> bytes:
    """A file in the shape of the Department's with so many rows, made of nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADING)
    living = [each for each in councils().values() if each.ended_on is None]
    written = 0
    for need in range(1_000):
        for sex in ("Total", "Female", "Male"):
            for year in YEARS:
                start = [year, "Calendar year"]
                told = [f"Need {need}" if need else "Total", sex]
                places = [["National", "E92000001", "England", "", "", "", "", ""]] + [
                    [
                        "Local authority",
                        "E92000001",
                        "England",
                        each.region,
                        "Region",
                        each.number,
                        each.codes[-1],
                        each.name,
                    ]
                    for each in living
                ]
                for place in places:
                    share = (written * 7919) % 1000 / 10
                    figures = [4000 + written % 900, 300, 150, share, "x" if written % 9 else 21]
                    writer.writerow([*start, *place, *told, *figures])
                    written += 1
                    if written == rows:
                        return b"\xef\xbb\xbf" + text.getvalue().encode()
    raise AssertionError("There are not so many rows to write")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one turn, and the MiB of another."""
    start = time.perf_counter()
    work()
    took = (time.perf_counter() - start) * 1000
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return took, most


def with_csv_alone(content: bytes) -> None:
    for _ in csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")):
        pass


def bring(place: Place, by: User, content: bytes, released_on: date) -> PublishedFile:
    file = plans.bring_published(
        area=place.area,
        upload=SimpleUploadedFile("plans.csv", content),
        publication="Plans",
        title="plans",
        released_on=released_on,
        by=by,
        on=clock.today(),
    )
    scheduled.read_published(file.reading.pk)
    file.refresh_from_db()
    assert file.holds, file.refused_because
    return file


def compare(place: Place, by: User, file: PublishedFile) -> Measure:
    made = add(place, by, clock.today(), period_type="calendar_year", from_on=date(2015, 1, 1))
    plans.compare_with(
        measure=made,
        file=file,
        indicator="pc_in_time",
        filters={"need": "Total", "sex": "Total"},
        counted_by="calendar_year",
        cohort="ehcp",
        geography="maintaining",
        by=by,
        on=clock.today(),
    )
    return made


def readings_of_published(by: User) -> Iterator[Reading]:
    place, officer = settle("published", by)
    plans.say_council(area=place.area, number="802", by=by, reason="Ours")
    plans.choose_neighbours(
        area=place.area,
        from_on=date(2020, 1, 1),
        source="Bench",
        members=["933", "838", "886"],
        by=by,
        on=clock.today(),
    )
    get = browsing(officer)
    floor = median_ms(get("/accessibility"), RUNS)
    made = None
    for year, rows in zip((2024, 2025), ROWS, strict=True):
        content = published(rows)
        alone, most_alone = timed(lambda content=content: with_csv_alone(content))
        yield Reading("csv alone", rows, None, round(alone, 1), 1.0, 1, round(most_alone, 1))
        read, most = timed(lambda content=content: read_shape(io.BytesIO(content), ours="802"))
        yield Reading(
            "Published file, read",
            rows,
            None,
            round(read, 1),
            round(read / alone, 2),
            1,
            round(most, 1),
        )
        start = time.perf_counter()
        file = bring(place, by, content, date(year, 6, 26))
        took = (time.perf_counter() - start) * 1000
        yield Reading(
            "Published file, imported", rows, None, round(took, 1), round(took / alone, 2), 1
        )
        made = made or compare(place, by, file)
        path = f"/{place.area.slug}/measures/{made.ref}/"
        yield measure("Measure beside others", rows, get(path), floor)
        yield measure("Comparison", rows, get(f"{path}beside/"), floor)
