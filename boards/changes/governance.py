"""Verbs that write the bodies of an area's governance and who reports to whom."""

from datetime import date, timedelta

from boards.models import Accountability, Body, FormerName, ReportingLine
from boards.policies import governance as policies
from boards.policies.meetings import check_line, check_words
from boards.states import BodyKind, LegalStanding
from plans.changes.authority import Authority, cited
from plans.models import Regime
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation

NO_NAME = "Enter the name of the body."


def resting_on(
    authority: Authority | Citation | None, *, area: LocalArea, by: User
) -> Citation | None:
    """The paragraph that a change rests on; None where it rests on none."""
    if isinstance(authority, Authority):
        return cited(authority, area=area, by=by)
    return authority


def add_body(
    *,
    area: LocalArea,
    name: str,
    kind: BodyKind,
    by: User,
    on: date,
    standing: str = LegalStanding.UNSAID,
    also_called: str = "",
    begins_on: date | None = None,
    announced: bool = False,
    authority: Authority | Citation | None = None,
) -> Body:
    """Record a board, committee or group; one that a document only announces has no first day."""
    name = check_line(name, field="name", missing=NO_NAME)
    policies.check_begun(begins_on, announced=announced, on=on)
    with record(actor=by, reason=f"{'Announced' if announced else 'Recorded'} the body {name}"):
        area.lock()
        policies.check_new_name(area, name)
        body = Body(
            local_area=area,
            name=name,
            kind=kind,
            standing=standing,
            also_called=also_called.strip(),
            begins_on=begins_on,
            announced=announced,
            citation=resting_on(authority, area=area, by=by),
        )
        body.save()
    return body


def edit_body(
    *,
    body: Body,
    version: int,
    kind: BodyKind,
    standing: str,
    also_called: str,
    begins_on: date | None,
    announced: bool,
    ends_when: str,
    by: User,
    on: date,
    reason: str,
) -> Body:
    """Correct what a body is, or record that an announced one has begun. Raises `Stale`."""
    reason = check_words(reason, field="reason", missing="Say why it changes.")
    policies.check_begun(begins_on, announced=announced, on=on)
    with record(actor=by, reason=reason):
        body.local_area.lock()
        current: Body = body.lock(version=version)
        ended_on = current.ended_on
        if ended_on is not None and (announced or (begins_on is not None and begins_on > ended_on)):
            raise Refusal(f"{current} ended on {day_in_words(ended_on)}.", field="begins_on")
        policies.check_days_kept(current, begins_on=begins_on, announced=announced)
        current.kind, current.standing = kind, standing
        current.also_called, current.ends_when = also_called.strip(), ends_when.strip()
        current.begins_on, current.announced = begins_on, announced
        current.save()
    return current


def rename_body(
    *, body: Body, version: int, name: str, from_on: date | None, by: User, on: date, reason: str
) -> Body:
    """The body has another name from a day on; the days before keep the old one. Raises `Stale`."""
    name = check_line(name, field="name", missing=NO_NAME)
    reason = check_words(reason, field="reason", missing="Say why the name changes.")
    if from_on is None:
        raise Refusal("Enter the first day of the new name.", field="from_on")
    if from_on > on:
        raise Refusal("The first day must be today or in the past.", field="from_on")
    with record(actor=by, reason=reason):
        body.local_area.lock()
        current: Body = body.lock(version=version)
        if name == current.name:
            raise Refusal("That is its name already. Enter another.", field="name")
        policies.check_new_name(current.local_area, name, apart_from=current)
        last = current.former_names.order_by("-to_on").first()
        earliest = max(filter(None, (current.begins_on, last and last.to_on)), default=None)
        if earliest is not None and from_on <= earliest:
            raise Refusal(f"Enter a day after {day_in_words(earliest)}.", field="from_on")
        if current.ended_on is not None and from_on > current.ended_on:
            raise Refusal(f"The body ended on {day_in_words(current.ended_on)}.", field="from_on")
        FormerName(
            local_area=current.local_area,
            body=current,
            name=current.name,
            to_on=from_on - timedelta(days=1),
        ).save()
        current.name = name
        current.save()
    return current


def draw_line(
    *,
    body: Body,
    to: Body | None,
    by: User,
    on: date,
    from_on: date | None = None,
    to_on: date | None = None,
    announced: bool = False,
    authority: Authority | Citation | None = None,
) -> ReportingLine:
    """Record that one body reports to another, or that a document announces it."""
    if to is None or to.local_area_id != body.local_area_id:
        raise Refusal("Choose a body of this area.", field="to")
    policies.check_days(from_on=from_on, to_on=to_on, announced=announced, on=on)
    with record(actor=by, reason=f"{body} reports to {to}"):
        body.local_area.lock()
        below, above = body.lock(), to.lock()
        policies.check_no_circle(below, above, from_on=from_on, to_on=to_on)
        policies.check_free_line(below, above, from_on=from_on, to_on=to_on)
        for end, field in ((below, "from_on"), (above, "to")):
            policies.check_life(end, from_on=from_on, to_on=to_on, announced=announced, field=field)
        line = ReportingLine(
            local_area=body.local_area,
            body=below,
            to=above,
            from_on=from_on,
            to_on=to_on,
            announced=announced,
            citation=resting_on(authority, area=body.local_area, by=by),
        )
        line.save()
    return line


def begin_line(
    *, line: ReportingLine, version: int, from_on: date | None, by: User, on: date, reason: str
) -> ReportingLine:
    """An announced line comes into force on a day. Raises `Stale`."""
    reason = check_words(reason, field="reason", missing="Say what has brought it into force.")
    first = _first_day(from_on, on=on)
    with record(actor=by, reason=reason):
        line.local_area.lock()
        current: ReportingLine = line.lock(version=version)
        if not current.announced:
            raise Refusal(f"{current} already.")
        for body, field in ((current.body, "from_on"), (current.to, "from_on")):
            policies.check_life(body, from_on=first, to_on=None, announced=False, field=field)
        policies.check_no_circle(
            current.body, current.to, from_on=first, to_on=None, apart_from=current
        )
        current.announced, current.from_on = False, first
        current.save()
    return current


def end_line(
    *, line: ReportingLine, version: int, to_on: date | None, by: User, on: date, reason: str
) -> ReportingLine:
    """One body reports to another no more after a day. An announced line is taken back whole: it
    stays in its history. Raises `Stale`."""
    reason = check_words(reason, field="reason", missing="Say why the line ends.")
    with record(actor=by, reason=reason):
        line.local_area.lock()
        current: ReportingLine = line.lock(version=version)
        if current.announced:
            raise Refusal(f"“{current}” is only announced. Record that it begins first.")
        if to_on is None or to_on > on:
            raise Refusal("Enter the last day: today or in the past.", field="to_on")
        policies.check_days(from_on=current.from_on, to_on=to_on, announced=False)
        current.to_on = to_on
        current.save()
    return current


def _first_day(from_on: date | None, *, on: date) -> date:
    if from_on is None or from_on > on:
        raise Refusal("Enter the first day: today or in the past.", field="from_on")
    return from_on


def name_accountable(
    *,
    regime: Regime,
    body: Body | None,
    by: User,
    on: date,
    reason: str,
    from_on: date | None = None,
    announced: bool = False,
    authority: Authority | Citation | None = None,
) -> Accountability:
    """Record which body oversees a regime from a day on; the one before oversees it until the day
    before. Without a day it has been so from the beginning. Announced: a document says that it
    will be so, and nothing else changes yet; the body that is announced begins with this verb."""
    reason = check_words(reason, field="reason", missing="Say why it changes.")
    if body is None or body.local_area_id != regime.local_area_id:
        raise Refusal("Choose a body of this area.", field="body")
    policies.check_days(from_on=from_on, to_on=None, announced=announced, on=on)
    with record(actor=by, reason=reason):
        regime.local_area.lock()
        body = body.lock()
        policies.check_life(body, from_on=from_on, to_on=None, announced=announced, field="body")
        mine = Accountability.objects.filter(regime=regime)
        waiting = mine.filter(announced=True, body=body).first()
        if announced and waiting is not None:
            raise Refusal(f"That {body} will oversee it is recorded already.", field="body")
        if not announced:
            _end_before(regime, body, from_on)
        row = waiting or Accountability(local_area=regime.local_area, regime=regime, body=body)
        row.from_on, row.announced = from_on, announced
        citation = resting_on(authority, area=regime.local_area, by=by)
        row.citation = citation or row.citation
        row.save()
    return row


def _end_before(regime: Regime, body: Body, from_on: date | None) -> None:
    """Whoever oversaw the regime oversees it until the day before."""
    held = Accountability.objects.filter(regime=regime, announced=False)
    latest = held.select_related("body").order_by("-from_on", "-pk")
    for each in latest:
        if from_on is None or (each.from_on is not None and each.from_on >= from_on):
            began = f" from {day_in_words(each.from_on)}" if each.from_on else ""
            raise Refusal(
                f"{each.body} oversees it{began}. Enter a later first day.", field="from_on"
            )
        if each.to_on is None or each.to_on >= from_on:
            if each.body_id == body.pk:
                raise Refusal(f"{body} oversees it already.", field="body")
            current = each.lock()
            current.to_on = from_on - timedelta(days=1)
            current.save()
