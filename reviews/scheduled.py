"""Timetable work. Beat only ticks; what is due stands in the database."""

import logging
from datetime import datetime

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from plans.models import Closure, Regime
from reviews import changes
from reviews.changes import LostClaimError
from reviews.models import Return
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.publishing.changes import beat
from sendtrack.publishing.render import RenderError
from sendtrack.wake import wake

logger = logging.getLogger(__name__)


@shared_task(name="reviews.tick")
def tick() -> None:
    """Open what has fallen due, wake workers for it, settle what was sent, remind of what is late.

    Safe to run twice, or twice at once. One area's trouble does not stop the others.
    """
    at = clock.now()
    beat(name="tick", at=at)
    for pk in Closure.objects.to_compile(at).values_list("pk", flat=True):
        wake("reviews.compile_closure", pk)
    for regime in Regime.objects.leading().select_related("local_area").order_by("pk"):
        try:
            _tick_area(regime, at)
        except Exception:
            logger.exception("The tick failed for %s", regime.local_area.slug)


def _tick_area(regime: Regime, at: datetime) -> None:
    system, on = User.objects.system(), regime.local_area.reading_day(clock.today())
    changes.open_due_returns(regime=regime, on=on, by=system)
    waiting = Return.objects.filter(regime=regime).unsettled().select_related("local_area")
    for report in waiting:
        if report.state == ReturnState.APPROVED:
            changes.settle_sent(report=report, by=system)
        else:
            changes.remind_if_late(report=report, on=on)
    for pk in Return.objects.filter(regime=regime).to_compile(at).values_list("pk", flat=True):
        wake("reviews.compile", pk)


# The limits stay below the lease, so that a living worker never loses its claim.
@shared_task(name="reviews.compile", soft_time_limit=100, time_limit=110)
def compile_report(report_id: int) -> None:
    """Compile one report, if it is to be compiled and nobody has it in hand."""
    report = Return.objects.select_related("regime__local_area").filter(pk=report_id).first()
    if report is None or not changes.claim(report=report, at=clock.now()):
        return
    on = report.local_area.reading_day(clock.today())
    try:
        try:
            changes.compile_return(report=report, on=on, at=clock.now())
        except LostClaimError:
            raise
        except RenderError as error:
            changes.put_off(report=report, because=str(error), at=clock.now())
        except SoftTimeLimitExceeded:
            because = "It took longer than 100 seconds. Make the report shorter."
            changes.put_off(report=report, because=because, at=clock.now())
        except Exception as error:
            logger.exception("Report %s could not be compiled", report_id)
            because = f"The report could not be put together ({type(error).__name__})."
            changes.put_off(report=report, because=because, at=clock.now())
    except LostClaimError:
        logger.warning("Report %s was taken over by another worker", report_id)


@shared_task(name="reviews.compile_closure", soft_time_limit=100, time_limit=110)
def compile_closure_report(closure_id: int) -> None:
    """Compile the report of one closure, if it is to be compiled and nobody has it in hand."""
    rows = Closure.objects.select_related("regime__local_area", "asked_by", "ended_by__document")
    closure = rows.filter(pk=closure_id).first()
    if closure is None or closure.asked_by is None:
        return
    if not changes.claim_closure(closure=closure, at=clock.now()):
        return
    on = closure.regime.local_area.reading_day(clock.today())
    try:
        try:
            changes.compile_closure(closure=closure, on=on)
        except LostClaimError:
            raise
        except (Exception, SoftTimeLimitExceeded) as error:
            logger.exception("Closure %s could not be compiled", closure_id)
            told = str(error) if isinstance(error, RenderError) else type(error).__name__
            because = f"The report could not be put together: {told}."
            changes.put_closure_off(closure=closure, because=because, at=clock.now())
    except LostClaimError:
        logger.warning("Closure %s was taken over by another worker", closure_id)
