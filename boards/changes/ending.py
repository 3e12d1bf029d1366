"""The verb that ends a body, and what its open work becomes."""

from datetime import date, timedelta

from boards.changes.governance import resting_on
from boards.changes.log import ref_after, refs_of
from boards.models import Body, Commission, LogMove
from boards.policies import governance as policies
from boards.policies.meetings import check_words
from boards.queries.ending import Leaving, leaving_of
from plans.changes.authority import Authority
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.sources.models import Citation


def end_body(
    *,
    body: Body,
    version: int,
    ended_on: date | None,
    because: str,
    successor: Body | None,
    authority: Authority | Citation | None,
    by: User,
    on: date,
) -> Leaving:
    """End a body after its last day, on a document. Its seats and lines end with it; what is open
    in its action log, and what it has asked for, goes to a successor from the day after. Comes
    back with what went.

    Refused while one of its meetings is still planned. Raises `Stale`.
    """
    because = check_words(because, field="because", missing="Say why the body ends.")
    with record(actor=by, reason=because):
        body.local_area.lock()
        current: Body = body.lock(version=version)
        last = policies.check_can_end(current, ended_on=ended_on, on=on)
        leaving = leaving_of(current, last)
        policies.check_nothing_planned(leaving.planned)
        if successor is None:
            policies.check_no_work_left(leaving)
        else:
            successor = successor.lock()
            policies.check_can_succeed(current, successor, from_on=last + timedelta(days=1))
        current.ended_on, current.ended_because = last, because
        current.ended_by = resting_on(authority, area=current.local_area, by=by)
        policies.check_cited(current.ended_by)
        current.ends_when, current.gone_to = "", successor
        current.save()
        _end_with(leaving, last)
        if successor is not None:
            if successor.regime_id is None and current.regime_id is not None:
                successor.regime_id = current.regime_id
                successor.save()
            _move(leaving, current, successor, from_on=last + timedelta(days=1))
    return leaving


def _end_with(leaving: Leaving, last: date) -> None:
    """The seats and lines of a body end on its last day; what was only announced falls away."""
    for row in (*leaving.lines, *leaving.oversees):
        current = row.lock()
        if current.announced:
            current.delete()
        else:
            current.to_on = last
            current.save()
    for seat in leaving.seats:
        place = seat.lock()
        place.to_on = last
        place.save()


def _move(leaving: Leaving, old: Body, new: Body, *, from_on: date) -> None:
    """What has a reference that the successor has given out already gets a new one; the rest keep
    theirs."""
    taken = refs_of(new, besides=leaving.items)
    given = taken | {item.ref for item in leaving.items}
    for item in leaving.items:
        current = item.lock()
        current.body = new
        if current.ref in taken:
            current.ref = ref_after(given)
            given.add(current.ref)
        current.save()
        LogMove(
            local_area_id=old.local_area_id,
            item=current,
            from_body=old,
            to_body=new,
            moved_on=from_on,
        ).save()
    for commission in leaving.commissions:
        asked: Commission = commission.lock()
        asked.owed_to = new
        asked.save()
