"""Verbs by which rounds of audits become figures of measures."""

from datetime import date

from plans.changes.readings import enter_reading, remove_reading
from plans.measuring.words import Finality
from plans.models import AuditFeed, AuditRound, AuditTool, Measure, Reading
from plans.policies.audit_feeds import check_can_enter, check_counts_audits, figure_of
from plans.policies.audits import check_runs
from plans.policies.work import check_reason
from plans.queries.audit_feeds import Fed, Feeding, feedings_of
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal


def count_audits(
    *,
    tool: AuditTool,
    counts: str,
    measure: Measure | None,
    by: User,
    is_meant: bool = False,
) -> AuditFeed:
    """Let a measure count the rounds by a tool from now on. Those that are done already are
    entered one by one, by `enter_round`. With `is_meant` also a measure whose figures are said to
    come from elsewhere."""
    if measure is None:
        raise Refusal("Choose the measure.", field="measure")
    with record(actor=by, reason=f"{measure.ref} counts the audits"):
        check_runs(tool.programme.lock())
        check_counts_audits(tool, counts, measure.lock(), is_meant=is_meant)
        feed = AuditFeed(
            local_area_id=tool.local_area_id, tool=tool, counts=counts, measure=measure
        )
        feed.save()
    return feed


def stop_counting_audits(*, feed: AuditFeed, version: int, by: User, reason: str) -> AuditFeed:
    """Let a measure count no further rounds. The figures that it has stay. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        feed.lock(version=version).delete()
    return feed


def enter_round(
    *, row: AuditRound, feed: AuditFeed, version: int, by: User, on: date, reason: str = ""
) -> Reading:
    """Enter what a round found in a measure, also in place of a figure that stands there: then a
    reason is asked. `version` is that of the figure, 0 for none. Raises `Stale`."""
    with record(actor=by, reason=reason.strip() or f"Entered round {row.ref}"):
        current = row.lock()
        [feeding] = feedings_of(current, [feed], on)
        check_can_enter(feeding)
        return _enter(feeding, current, version=version, by=by, on=on, reason=reason)


def feed_measures(row: AuditRound, *, by: User, on: date, reason: str) -> None:
    """Enter a round that was recorded or put right in each measure that counts it, within the
    record of that. A figure that somebody typed, or that another round entered, stays as it is:
    the round's page says so and offers the choice. Refusing the round for it would keep counts out
    of the record that are right."""
    feeds = list(
        AuditFeed.objects.filter(tool__programme=row.programme)
        .select_related("tool", "measure")
        .order_by("pk")
    )
    counting = [feed for feed in feeds if feed.tool_id == row.tool_id]
    counted = {feed.measure_id for feed in counting}
    _take_back(row, [feed for feed in feeds if feed.measure_id not in counted], by, reason)
    for feeding in feedings_of(row, counting, on):
        measure = feeding.feed.measure
        if not measure.is_in_use:
            continue
        own = Reading.objects.filter(measure=measure, audit=row).first()
        moves = own is not None and own.period != feeding.period
        if own is not None and (moves or feeding.fed == Fed.MIXED):
            _remove(own, by, reason)
        if feeding.fed == Fed.ENTERED and own is not None:
            if not _says_the_same(own, feeding, row):
                _enter(feeding, row, version=own.version, by=by, on=on, reason=reason)
        elif feeding.fed == Fed.FREE:
            _enter(feeding, row, version=0, by=by, on=on, reason=reason)


def _take_back(row: AuditRound, feeds: list[AuditFeed], by: User, reason: str) -> None:
    """What it entered as judged by another tool than it was."""
    measures = [feed.measure_id for feed in feeds if feed.measure.is_in_use]
    for own in Reading.objects.filter(audit=row, measure__in=measures).select_related("measure"):
        _remove(own, by, reason)


def _remove(reading: Reading, by: User, reason: str) -> None:
    try:
        remove_reading(reading=reading, version=reading.version, by=by, reason=reason)
    except Refusal as refusal:
        raise Refusal(f"{reading}: {refusal.sentence}") from refusal


def _enter(
    feeding: Feeding, row: AuditRound, *, version: int, by: User, on: date, reason: str
) -> Reading:
    assert feeding.period is not None
    assert row.done_on is not None
    kept = figure_of(row, feeding.feed)
    try:
        return enter_reading(
            measure=feeding.feed.measure,
            period=feeding.period,
            numerator=kept.numerator,
            denominator=kept.denominator,
            absence=kept.absence,
            finality=Finality.FINAL,
            source=f"Audit round {row.ref}",
            source_on=_source_on(feeding, row),
            audit=row,
            version=version,
            by=by,
            on=on,
            reason=reason,
        )
    except Refusal as refusal:
        field = refusal.field if refusal.field == "reason" else None
        raise Refusal(f"{feeding.feed.measure.ref}: {refusal.sentence}", field=field) from refusal


def _source_on(feeding: Feeding, row: AuditRound) -> date:
    assert feeding.period is not None
    assert row.done_on is not None
    return max(row.done_on, feeding.period.end)


def _says_the_same(reading: Reading, feeding: Feeding, row: AuditRound) -> bool:
    kept = figure_of(row, feeding.feed)
    told = (reading.numerator, reading.denominator, reading.absence, reading.source_on)
    return told == (kept.numerator, kept.denominator, kept.absence, _source_on(feeding, row))
