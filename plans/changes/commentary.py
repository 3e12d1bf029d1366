"""The verb that says something of a figure."""

from datetime import date

from plans.models import Commentary, Measure
from plans.policies.commentary import check_back_on, check_period, check_said
from plans.policies.measures import check_in_use
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.periods import Period, day_in_words


def comment(
    *,
    measure: Measure,
    period: Period,
    shows: str,
    because: str,
    doing: str,
    back_on: date | None,
    by: User,
    on: date,
    version: int = 0,
) -> Commentary:
    """Say what the figure of a period shows, why, and what follows; or put right what was said.

    `version` is that of what stood there when the form was opened, 0 for nothing. Raises `Stale`.
    """
    shows, because, doing = shows.strip(), because.strip(), doing.strip()
    with record(actor=by, reason=f"Said of the figure to {day_in_words(period.end)}: {shows}"):
        check_in_use(measure.lock())
        check_period(measure, period)
        check_said(measure, period, shows=shows, because=because, doing=doing, on=on)
        check_back_on(back_on, period=period)
        known = Commentary.objects.filter(
            measure=measure, period_start=period.start, period_end=period.end
        ).first()
        if known is None:
            row = Commentary(
                local_area=measure.local_area,
                measure=measure,
                period_start=period.start,
                period_end=period.end,
            )
        elif version == 0:
            raise Stale(known)
        else:
            row = known.lock(version=version)
        row.shows, row.because, row.doing, row.back_on = shows, because, doing, back_on
        row.said_on, row.said_by = on, by
        row.save()
    return row
