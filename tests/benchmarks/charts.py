"""What measures cost: the list with its grid, one measure's page, charts, and a report with them.

Memory is the peak of the process that renders, in MiB, beside that of WeasyPrint alone on the same
HTML.
"""

import json
import multiprocessing
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.template.loader import render_to_string

from plans import changes as plans
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Measure
from plans.queries.control import read_control
from plans.queries.control_drawing import drawing_of
from plans.queries.readers import linked
from plans.queries.series import series_of
from reviews.returns import progress_report
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.periods import add_months
from sendtrack.publishing.render import render_pdf
from sendtrack.publishing.render.packaged import packaged_files
from tests.benchmarks.measure import (
    RUNS,
    Reading,
    browsing,
    measure,
    median_ms,
    settle,
)
from tests.conftest import Place

MEASURES = (30, 100)
MONTHS = 60
CHARTS = 30
HEADLINES = 6


def watch(place: Place, by: User, many: int) -> None:
    """So many measures with five years of months each, and a value to reach."""
    today = clock.today()
    last = today.replace(day=1)
    first = add_months(last, -MONTHS)
    for number in range(many):
        made = plans.add_measure(
            area=place.area,
            name=f"Measure number {number} with a name of usual length",
            owner=place.posts["officer"],
            areas=[place.areas[number % len(place.areas)]],
            from_on=first,
            numerator="Plans issued within 20 weeks",
            denominator="All plans issued",
            unit="percent",
            multiplier=100,
            decimals=1,
            polarity="high",
            cohort="ehcp",
            geography="maintaining",
            period_type=PeriodType.MONTH,
            source="local",
            is_headline=number < HEADLINES,
            by=by,
            on=today,
        )
        plans.set_point(
            measure=made,
            by_on=today,
            value=Decimal(60),
            tolerance=Decimal(5),
            source="Board",
            by=by,
            reason="Agreed",
        )
        for month in range(MONTHS):
            enter(made, by, add_months(first, month), 200 + (month * 37 + number * 11) % 90)


def enter(made: Measure, by: User, month: date, part: int) -> None:
    period = period_of(PeriodType.MONTH, month)
    plans.enter_reading(
        measure=made,
        period=period,
        numerator=Decimal(part),
        denominator=Decimal(400),
        finality="final",
        source="Case system",
        source_on=period.end,
        by=by,
        on=clock.today(),
    )


def readings_of_measures(many: int, by: User) -> Iterator[Reading]:
    place, officer = settle(f"measures-{many}", by)
    watch(place, officer, many)
    get, slug = browsing(officer), place.area.slug
    floor = median_ms(get("/accessibility"), RUNS)
    for name, path in (
        ("Measures and their grid", f"/{slug}/measures/"),
        ("One measure", f"/{slug}/measures/M1/"),
        ("Dashboard with measures", f"/{slug}/dashboard/"),
        ("Area with measures", f"/{slug}/plan/areas/a/"),
    ):
        yield measure(name, many, get(path), floor)
    day = clock.today()
    with clock.at(clock.now() + timedelta(days=30)):
        since = get(f"/{slug}/since-last-visit/?since={day}")
        yield measure("What changed with measures", many, since, floor)
    if many == CHARTS:
        yield from readings_of_charts(place, floor)


def readings_of_charts(place: Place, floor: float) -> Iterator[Reading]:
    """Thirty charts from rows to SVG, and the report that holds them."""
    today = clock.today()

    def charts() -> object:
        controls = map(read_control, series_of(place.area, today, linked(today)))
        return [
            render_to_string("plans/charts/control.html", {"drawing": drawing_of(each)})
            for each in controls
        ]

    yield measure("30 charts as SVG", CHARTS, charts, floor)
    period = place.regime.reports_until(today)[-1]
    report = progress_report(place.regime, period, today, version=1, compiled_by="bench")
    html = render_to_string("reviews/print/progress_report.html", {"report": report})
    assert html.count("<svg") == CHARTS + HEADLINES  # those have a ladder of their targets as well
    (alone, alone_mib), (ours, ours_mib) = (apart(work, html) for work in (drawn_alone, rendered))
    yield Reading("WeasyPrint, 30 charts", CHARTS, None, alone, 1.0, 1, alone_mib)
    ratio = round(ours / alone, 2)
    yield Reading("Report, 30 charts", CHARTS, None, ours, ratio, 1, ours_mib)


def rendered(html: str) -> None:
    render_pdf(html=html)


ALONE = """
import json, sys
from pathlib import Path
import weasyprint
from sendtrack.publishing.render.engine import PackagedOnly
order = json.load(sys.stdin)
files = {name: Path(path) for name, path in order["files"].items()}
fetcher = PackagedOnly(files)
page = weasyprint.HTML(string=order["html"], base_url="packaged:", url_fetcher=fetcher)
page.write_pdf(pdf_variant="pdf/ua-1")
"""


def drawn_alone(html: str) -> None:
    files = {name: str(path) for name, path in packaged_files().items()}
    subprocess.run(
        [sys.executable, "-c", ALONE],
        input=json.dumps({"html": html, "files": files}).encode(),
        cwd=settings.BASE_DIR,
        check=True,
    )


def apart(work: Callable[[str], None], html: str) -> tuple[float, float]:
    """Milliseconds of `work`, and the peak MiB of the process that it starts: asked of a process
    between, which has no other children."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    between = context.Process(target=lambda: here.send(_timed(work, html)))
    between.start()
    told: tuple[float, float] = there.recv()
    between.join()
    return told


def _timed(work: Callable[[str], None], html: str) -> tuple[float, float]:
    began = time.perf_counter()
    work(html)
    ms = (time.perf_counter() - began) * 1000
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return round(ms, 1), round(peak, 1)
