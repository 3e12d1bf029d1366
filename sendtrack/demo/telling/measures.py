"""What is measured: two years of figures, entered as they fell due."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from plans import changes as plans
from plans.measuring.calendar import begins_on, following, period_of, preceding
from plans.measuring.library import started_from
from plans.models import Measure
from plans.policies.figure_files import compared_figures
from plans.policies.rows import Choices
from plans.queries.readers import linked
from plans.queries.series import series_of
from sendtrack.accounts.models import Access
from sendtrack.demo.telling.story import Story, read
from sendtrack.periods import Period, add_months

MISSED, LATER = ("plans-20-weeks", 3, "20/41"), ("part-time-timetables", 2, "97")
"""What somebody pasted: a measure, so many periods before the newest, and a figure."""

LETTERS = {"S": "not_sent", "P": "not_produced"}


def measures(story: Story) -> None:
    """Measures are set up in the first week with the figures of the months before; later figures
    come as they fall due."""
    for number, row in enumerate(read("measures")):
        _one(story, number, row)
    for months in range(2, 13, 2):
        story.at(add_months(story.issued_on, months), 9, partial(_stand, story))
    newest = story.today.replace(day=1)
    story.at(newest - timedelta(days=12), 14, partial(_bring, story, MISSED, is_applied=True))
    story.at(story.today - timedelta(days=1), 14, partial(_bring, story, LATER, is_applied=False))


def _stand(story: Story, on: date) -> None:
    """Before each report the lead looks at what is late, and says how the figures stand."""
    late = [each for each in series_of(story.area, on, linked(on)) if each.late]
    lacks = "; ".join(f"{each.measure.ref}: {each.late[-1].name} has not come" for each in late)
    plans.state_data(
        area=story.area,
        is_complete=not late,
        lacks=f"{lacks}. It was asked for." if late else "",
        by=story.by("lead"),
        on=on,
    )


def _one(story: Story, number: int, row: dict[str, Any]) -> None:
    made: dict[str, Measure] = {}
    start = started_from(row["key"])
    kind = start.told["period_type"]
    periods = newest_periods(kind, len(row["figures"]), story.today)
    lag = start.told["lag_days"]

    def begin(on: date) -> None:
        made["it"] = plans.add_measure(
            area=story.area,
            owner=story.posts[row["owner"]],
            supplier=story.organisations[row["supplier"]] if "supplier" in row else None,
            areas=[story.areas[row["area"]]],
            from_on=begins_on(kind, periods[0].end),
            is_headline=row.get("headline", False),
            library_key=start.key,
            by=story.by("lead"),
            on=on,
            **start.told,
        )
        for months, value in row.get("points", ()):
            plans.set_point(
                measure=made["it"],
                by_on=add_months(story.issued_on, months),
                value=Decimal(value),
                tolerance=Decimal(row["tolerance"]),
                source="Improvement plan, agreed by the board",
                by=story.by("lead"),
                reason="Set with the plan's targets",
            )

    began = story.issued_on + timedelta(days=4)
    if "counts" in row:
        story.at(began + timedelta(days=30), 10, partial(_count, story, made, row))
    if "said" in row:
        story.at(story.today - timedelta(days=5), 10, partial(_say, story, made, row, periods[-1]))
    if "ask" in row:
        story.at(
            story.today - timedelta(days=row["ask"]["days_ago"]),
            14,
            partial(_ask, story, made, row),
        )
    story.at(began, row.get("hour", 8), begin)
    for place, (period, written) in enumerate(zip(periods, row["figures"], strict=True), start=1):
        known = period.end + timedelta(days=lag + 6 + number % 3)
        story.at(max(known, began), 12, partial(_enter, story, made, row, period, written, lag))
        if place == row.get("rebase", {}).get("at"):
            story.at(known + timedelta(days=150), 13, partial(_rebase, story, made, row, period))


def newest_periods(kind: str, many: int, today: date) -> list[Period]:
    """So many periods, the last one the newest that has ended before this month."""
    before = today.replace(day=1) - timedelta(days=1)
    newest = period_of(kind, before)
    found = [newest if newest.end <= before else preceding(kind, newest)]
    while len(found) < many:
        found.append(preceding(kind, found[-1]))
    return found[::-1]


def _enter(
    story: Story,
    made: dict[str, Measure],
    row: dict[str, Any],
    period: Period,
    written: str,
    lag: int,
    on: date,
) -> None:
    parts = [Decimal(part) for part in str(written).split("/") if part not in LETTERS]
    numerator, denominator = parts if len(parts) == 2 else (None, None)
    reading = plans.enter_reading(
        measure=made["it"],
        period=period,
        value=parts[0] if len(parts) == 1 else None,
        numerator=numerator,
        denominator=denominator,
        absence=LETTERS.get(str(written), ""),
        finality="provisional" if (story.today - period.end).days < 40 else "final",
        source=row["source"],
        source_on=min(period.end + timedelta(days=lag + 3), on),
        by=story.by("lead"),
        on=on,
    )
    after = following(reading.definition.period_type, period)
    if "points" in row and period.end < story.issued_on <= after.end:
        plans.set_baseline(
            reading=reading,
            version=reading.version,
            by=story.by("lead"),
            reason="The last figure before the Notice",
        )


def _count(story: Story, made: dict[str, Measure], row: dict[str, Any], on: date) -> None:
    area, number = row["counts"]
    for target in story.areas[area].outcomes.get(number=number).targets.order_by("due_on"):
        plans.count_target(
            target=target,
            version=target.version,
            measure=made["it"],
            by=story.by("lead"),
            reason="The board reads the target and the monthly figure as one line",
        )


def _say(
    story: Story, made: dict[str, Measure], row: dict[str, Any], period: Period, on: date
) -> None:
    said = dict(row["said"])
    back = said.pop("back", None)
    plans.comment(
        measure=made["it"],
        period=period,
        back_on=add_months(period.end, back) if back else None,
        by=story.by("lead"),
        on=on,
        **said,
    )


def _ask(story: Story, made: dict[str, Measure], row: dict[str, Any], on: date) -> None:
    """An officer asks that small numbers be shown; nobody has granted it yet."""
    plans.ask_waiver(
        measure=made["it"],
        audience=row["ask"]["audience"],
        from_on=on,
        until_on=add_months(on, 3),
        because=row["ask"]["because"],
        by=story.by("commissioner"),
        on=on,
    )


def _rebase(
    story: Story, made: dict[str, Measure], row: dict[str, Any], period: Period, on: date
) -> None:
    measure = made["it"]
    measure.refresh_from_db()
    plans.rebase(
        measure=measure,
        version=measure.version,
        starts_on=period.start,
        because=row["rebase"]["because"],
        action=story.actions.get(row["rebase"]["action"]),
        by=story.by("lead"),
        on=on,
    )


def _bring(story: Story, what: tuple[str, int, str], on: date, *, is_applied: bool) -> None:
    """Rows from the clipboard: one figure that was counted anew. Some wait to be looked through."""
    key, back, written = what
    measure = Measure.objects.of(story.area).get(library_key=key)
    definition = measure.definitions.get()
    period = newest_periods(definition.period_type, back + 1, story.today)[0]
    cells = [measure.ref, definition.named(period), *written.split("/")]
    user = story.by("lead")
    row = plans.paste_figures(
        area=story.area,
        rows="\t".join(cells),
        source="Case system, counted anew",
        source_on=on,
        by=user,
        on=on,
    )
    if is_applied:
        access = Access.objects.get(user=user, local_area=story.area)
        plans.apply_figures(
            row=row,
            access=access,
            choices=Choices(),
            seen=compared_figures(row, access, on=on).digest,
            leaves_refused=False,
            note="Counted anew by hand",
            reason="Plans that were issued late in the month had been left out",
            by=user,
            on=on,
        )
