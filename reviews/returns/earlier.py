"""A report beside those that were sent before it: what their readers can work out of both."""

from collections.abc import Iterator
from datetime import date

from plans.queries.released import Told, told_together
from reviews.models import Return
from reviews.models.returns import ReturnQuerySet
from reviews.returns.measure_shapes import MeasureLine
from reviews.returns.payload import from_payload
from reviews.states import ReturnState
from sendtrack.periods import Period


def told_with_earlier(report: Return, on: date) -> list[str]:
    """What advisers can work out of this report beside those that they have, in sentences. A dozen
    queries; of the frozen data only what is told of measures."""
    held = Return.objects.of(report.local_area).filter(snapshot__isnull=False)
    sent = held.filter(state__in=[ReturnState.APPROVED, ReturnState.SENT]).exclude(pk=report.pk)
    before = [told for row in _measures_in(sent.order_by("period_end")) for told in row]
    now = [told for row in _measures_in(held.filter(pk=report.pk)) for told in row]
    return told_together(report.local_area, on, before, now)


def _measures_in(rows: ReturnQuerySet) -> Iterator[list[Told]]:
    """What each report told of figures; reports of an older release kept nothing of it."""
    kept = rows.values_list("number", "snapshot__data_as_at", "snapshot__payload__measures")
    for number, on, measures in kept:
        lines = [from_payload(MeasureLine, line) for line in measures or ()]
        yield [
            Told(
                ref=line.ref,
                period=Period(figure.starts, figure.ends),
                part=figure.part,
                whole=figure.whole,
                where=f"report {number}",
                on=on,
            )
            for line in lines
            for figure in line.printed
        ]
