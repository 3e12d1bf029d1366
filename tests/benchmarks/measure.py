"""`make bench`: what pages, the report and its PDF cost at 60 and at 1,000 actions.

Prints a table and writes `build/bench.json`, a list of {"name", "rows", "queries", "ms", "ratio"}.
`ms` is the median of 20 runs after a warm-up; the PDF and WeasyPrint alone, which take seconds,
run fewer times, and `runs` says how many. `ratio` is to an empty signed-in page of the same run;
for the PDF, to WeasyPrint alone on the same HTML; for a published file, to reading it with csv
alone, with the memory of both as `mib`. The pages of a past
day are read in a plan of 300 actions with 1,000 and with 100,000 rows of history. Exits with 1
where a page asks the database more as the plan or its history grows: ratios drift with machines,
query counts must not.
"""

import csv
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from plans import changes as plans
from plans.models import Action
from plans.states import Status
from reviews.returns import progress_report
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.publishing.render import render_pdf
from tests.conftest import ISSUED_ON, NOW, Place, build_place

SIZES = (60, 1000)
RUNS = 20
UPDATES = 50
PLAN_WITH_HISTORY = 300
HISTORY_ROWS = (1_000, 100_000)


@dataclass
class Reading:
    name: str
    rows: int
    queries: int | None
    ms: float
    ratio: float
    runs: int
    mib: float | None = None
    """The peak memory of the process that renders, or of what reads a file."""


@contextmanager
def test_database() -> Iterator[None]:
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def fill(place: Place, by: User, many: int) -> Action:
    """A plan of so many actions, each updated once; the first of them 50 times."""
    today = clock.today()
    outcomes = [
        plans.add_outcome(area=area, statement=f"Outcome of area ({area.ref})", by=by)
        for area in place.areas
    ]
    posts = [place.posts[name] for name in ("officer", "lead", "partner", "dcs")]
    actions = [
        plans.add_action(
            outcome=outcomes[number % len(outcomes)],
            title=f"Action number {number} with a title of usual length",
            success_criteria="Something that can be seen and counted",
            accountable=posts[number % len(posts)],
            start_on=ISSUED_ON,
            due_on=today + timedelta(days=number % 200 - 20),
            by=by,
            on=ISSUED_ON,
        )
        for number in range(many)
    ]
    for action in actions[1:]:
        say(action, by, today)
    for _ in range(UPDATES):
        say(Action.objects.get(pk=actions[0].pk), by, today)
    return actions[0]


def say(action: Action, by: User, on: date) -> None:
    troubled = action.pk % 4 == 0
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=on,
        status=Status.AT_RISK if troubled else Status.ON_TRACK,
        happened="Met the team, agreed what comes next and wrote it down.",
        difference="",
        next_step="Carry on as planned.",
        reason="The work is behind." if troubled or (action.due_on and action.due_on < on) else "",
        help_wanted="A decision on staff." if troubled else "",
    )


def median_ms(work: Callable[[], object], runs: int, *, warm: bool = True) -> float:
    if warm:
        work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def count_queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def measure(name: str, rows: int, work: Callable[[], object], floor: float) -> Reading:
    work()
    ms = median_ms(work, RUNS)
    return Reading(name, rows, count_queries(work), round(ms, 2), round(ms / floor, 2), RUNS)


def bring_back(place: Place, by: User) -> str:
    """The plan's own tracker with another title in every row, and the page that compares it."""
    path = f"/{place.area.slug}/plan/"
    client = Client()
    client.force_login(by)
    text = client.get(f"{path}tracker/csv/").content.decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text, newline=""))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    for row in rows:
        row[headings.index("Action")] += ", in other words"
        writer.writerow(row)
    plans.bring_tracker(
        area=place.area,
        upload=SimpleUploadedFile("tracker.csv", out.getvalue().encode()),
        described_on=None,
        by=by,
        on=clock.today(),
    )
    return f"{path}imports/1/"


def weasyprint_alone(html: str) -> bytes:
    """The engine itself on the same HTML: no child process, no guard, no tags finished."""
    import weasyprint

    from sendtrack.publishing.render.engine import PackagedOnly
    from sendtrack.publishing.render.packaged import packaged_files

    page = weasyprint.HTML(
        string=html, base_url="packaged:", url_fetcher=PackagedOnly(packaged_files())
    )
    drawn: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return drawn


def settle(slug: str, by: User) -> tuple[Place, User]:
    """An area under its Notice, and its officer."""
    place = build_place(slug=slug, name=slug.capitalize(), by=by)
    officer = accounts.open_account(email=f"officer@{place.area.slug}.example", name="Officer")
    accounts.grant_access(
        user=officer,
        area=place.area,
        role=Role.OFFICER,
        person=place.people["officer"],
        from_on=ISSUED_ON,
        by=by,
    )
    return place, officer


def browsing(user: User) -> Callable[[str], Callable[[], object]]:
    client = Client()
    client.force_login(user)

    def get(path: str) -> Callable[[], object]:
        def page() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        return page

    return get


def readings_of(many: int, by: User) -> Iterator[Reading]:
    place, officer = settle(f"place-{many}", by)
    action = fill(place, officer, many)
    get = browsing(officer)
    floor = median_ms(get("/accessibility"), RUNS)
    slug = place.area.slug
    for name, path in (
        ("Empty signed-in page", "/accessibility"),
        ("My actions", f"/{slug}/actions/mine/"),
        ("Dashboard", f"/{slug}/dashboard/"),
        ("Action with 50 updates", f"/{slug}/actions/{action.ref}/"),
        ("Plan", f"/{slug}/plan/"),
        ("All actions", f"/{slug}/actions/"),
        ("Search", f"/{slug}/search/?q=decision+staff"),
        ("Tracker as XLSX", f"/{slug}/plan/tracker/xlsx/"),
        ("Tracker as ODS", f"/{slug}/plan/tracker/ods/"),
        ("Tracker as CSV", f"/{slug}/plan/tracker/csv/"),
        ("Tracker brought back", bring_back(place, officer)),
    ):
        yield measure(name, many, get(path), floor)

    period = place.regime.reports_until(clock.today())[-1]

    def build() -> object:
        return progress_report(place.regime, period, clock.today(), version=1, compiled_by="bench")

    yield measure("Report, compiled", many, build, floor)
    html = render_to_string("reviews/print/progress_report.html", {"report": build()})
    runs = 3 if many <= 100 else 1
    alone = median_ms(lambda: weasyprint_alone(html), runs, warm=many <= 100)
    yield Reading("WeasyPrint alone", many, None, round(alone, 1), 1.0, runs)
    ours = median_ms(lambda: render_pdf(html=html), runs, warm=False)
    yield Reading("Report, rendered", many, None, round(ours, 1), round(ours / alone, 2), runs)


def lengthen_history(place: Place, rows: int) -> None:
    """Copies of the history rows of the area's actions, spread over the days before them."""
    names = [field.column for field in Action.history.model._meta.concrete_fields]
    copied = [name for name in names if name not in ("history_id", "history_date")]
    columns = ", ".join(copied)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO plans_historicalaction (history_date, {columns}) "
            f"SELECT history_date - number * interval '1 minute', {columns} "
            "FROM plans_historicalaction, generate_series(1, %s) AS number "
            "WHERE local_area_id = %s AND history_type = '+'",
            [rows // PLAN_WITH_HISTORY, place.area.pk],
        )
        cursor.execute("ANALYZE plans_historicalaction")


def readings_of_the_past(rows: int, by: User) -> Iterator[Reading]:
    place, officer = settle(f"history-{rows}", by)
    action = fill(place, officer, PLAN_WITH_HISTORY)
    lengthen_history(place, rows)
    get, slug, day = browsing(officer), place.area.slug, NOW.date()
    with clock.at(NOW + timedelta(days=30)):
        floor = median_ms(get("/accessibility"), RUNS)
        for name, path in (
            ("Plan as at", f"/{slug}/plan/?as-at={day}"),
            ("Dashboard as at", f"/{slug}/dashboard/?as-at={day}"),
            ("Register as at", f"/{slug}/risks/?as-at={day}"),
            ("Action as at", f"/{slug}/actions/{action.ref}/?as-at={day}"),
            ("What changed", f"/{slug}/since-last-visit/?since={day}"),
            ("History of an action", f"/{slug}/actions/{action.ref}/history/"),
        ):
            yield measure(name, rows, get(path), floor)


def grown(readings: list[Reading]) -> list[str]:
    """Names that ask the database a different number of questions at the two sizes."""
    asked: dict[str, set[int]] = {}
    for reading in readings:
        if reading.queries is not None:
            asked.setdefault(reading.name, set()).add(reading.queries)
    return [name for name, counts in asked.items() if len(counts) > 1]


def main() -> int:
    from tests.benchmarks.charts import MEASURES, readings_of_measures
    from tests.benchmarks.published import readings_of_published

    with (
        test_database(),
        clock.at(NOW),
        tempfile.TemporaryDirectory() as files,
        override_settings(FILES_DIR=files, SCANNER="none"),
    ):
        by = User.objects.system()
        readings = [reading for rows in HISTORY_ROWS for reading in readings_of_the_past(rows, by)]
        readings += [reading for many in SIZES for reading in readings_of(many, by)]
        readings += [reading for many in MEASURES for reading in readings_of_measures(many, by)]
        readings += readings_of_published(by)
    target = Path(settings.BASE_DIR) / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([asdict(reading) for reading in readings], indent=1))
    print(f"{'':<26}{'rows':>6}{'queries':>9}{'ms':>10}{'ratio':>8}{'runs':>6}{'MiB':>8}")
    for each in readings:
        queries = "" if each.queries is None else each.queries
        print(
            f"{each.name:<26}{each.rows:>6}{queries:>9}{each.ms:>10.1f}{each.ratio:>8.2f}"
            f"{each.runs:>6}{'' if each.mib is None else f'{each.mib:.0f}':>8}"
        )
    different = grown(readings)
    for name in different:
        print(f"{name} asks more of the database as the plan grows.")
    return 1 if different else 0
