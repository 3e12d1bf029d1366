"""Rules for what is said of figures."""

from datetime import date

from plans.measuring.audiences import Audience
from plans.models import Measure, Reading
from plans.policies.work import check_words
from plans.queries.commentary import reasons
from plans.queries.control import read_control
from plans.queries.readers import Reader
from plans.queries.series import read_measure
from sendtrack.periods import Period
from sendtrack.refusals import Refusal


def check_period(measure: Measure, period: Period) -> None:
    """Only of what was entered something can be said, and be it that there is no figure."""
    entered = Reading.objects.filter(
        measure=measure, period_start=period.start, period_end=period.end
    )
    if not entered.exists():
        raise Refusal("Nothing is entered for this period yet: enter the figure first.")


def check_said(
    measure: Measure, period: Period, *, shows: str, because: str, doing: str, on: date
) -> None:
    """The newest figure is explained where it is off trajectory or has changed: cause and what is
    done. Raises `Refusal`."""
    check_words(shows, missing="Say what the figure shows.", field="shows")
    series = read_measure(measure, on, Reader(Audience.INTERNAL, on))
    if series.latest is None or series.latest.period != period:
        return
    if asked := reasons(read_control(series)):
        why = " ".join(asked)
        check_words(because, missing=f"{why} Say what is behind it.", field="because")
        check_words(doing, missing=f"{why} Say what is done about it.", field="doing")


def check_back_on(back_on: date | None, *, period: Period) -> None:
    if back_on is not None and back_on <= period.end:
        raise Refusal("Choose a day after the period that you write about.", field="back_on")
