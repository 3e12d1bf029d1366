"""Rules of the lines of accountability: they stand within the lives of bodies and end nowhere in a
circle."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from boards.models import Body, Meeting, ReportingLine
from boards.queries.ending import Leaving
from boards.states import MeetingState
from plans.models import Regime
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation


def check_new_name(area: LocalArea, name: str, *, apart_from: Body | None = None) -> None:
    """Two bodies that are there at once have two names."""
    alike = Body.objects.of(area).filter(name__iexact=name, ended_on__isnull=True)
    if apart_from is not None:
        alike = alike.exclude(pk=apart_from.pk)
    if alike.exists():
        raise Refusal(f"There is a body called {name} already.", field="name")


def check_begun(begins_on: date | None, *, announced: bool, on: date) -> None:
    """A first day that lies ahead is announced, not begun."""
    if announced and begins_on is not None:
        raise Refusal(
            "Leave the first day empty while the body is only announced.", field="begins_on"
        )
    if begins_on is not None and begins_on > on:
        raise Refusal(
            "The first day must be today or in the past. A body that is to come is announced.",
            field="begins_on",
        )


def check_days_kept(body: Body, *, begins_on: date | None, announced: bool) -> None:
    """A body does not begin after what is recorded of it."""
    lines = ReportingLine.objects.filter(Q(body=body) | Q(to=body), announced=False)
    held = [*lines, *body.answers_for.filter(announced=False)]
    if announced and (held or body.regime_id is not None):
        raise Refusal(f"{body} is there already: it has a place in the lines of accountability.")
    first = min((line.from_on for line in held if line.from_on), default=None)
    if begins_on is not None and first is not None and first < begins_on:
        raise Refusal(
            f"A line of {body} begins on {day_in_words(first)}. Enter that day or an earlier one.",
            field="begins_on",
        )


def check_life(
    body: Body, *, from_on: date | None, to_on: date | None, announced: bool, field: str
) -> None:
    """A line stands within the life of each body that it joins."""
    if body.ended_on is not None:
        ended = day_in_words(body.ended_on)
        if announced or to_on is None or to_on > body.ended_on:
            raise Refusal(f"{body} ended on {ended}. A line of it ends by then.", field=field)
        if from_on is not None and from_on > body.ended_on:
            raise Refusal(f"{body} ended on {ended}, before the line begins.", field=field)
    if body.announced and not announced:
        raise Refusal(
            f"{body} is only announced. Record that it has begun first, or announce the line too.",
            field=field,
        )
    if body.begins_on is not None and not announced:
        began = day_in_words(body.begins_on)
        if from_on is None:
            raise Refusal(
                f"{body} began on {began}. Enter that day or a later one.", field="from_on"
            )
        if from_on < body.begins_on:
            raise Refusal(f"{body} began on {began}, after the line begins.", field="from_on")


def check_days(
    *, from_on: date | None, to_on: date | None, announced: bool, on: date | None = None
) -> None:
    if announced and (from_on or to_on):
        raise Refusal("Leave the days empty while the line is only announced.", field="from_on")
    if from_on is not None and to_on is not None and to_on < from_on:
        raise Refusal(f"The last day must be on or after {day_in_words(from_on)}.", field="to_on")
    if on is not None and from_on is not None and from_on > on:
        raise Refusal(
            "The first day must be today or in the past. What is to come is announced.",
            field="from_on",
        )


def check_no_circle(
    body: Body,
    to: Body,
    *,
    from_on: date | None,
    to_on: date | None,
    apart_from: ReportingLine | None = None,
) -> None:
    """No body reports to itself, directly or by way of others, on any day. Announced lines count
    as well: they come into force one day. One query."""
    if body.pk == to.pk:
        raise Refusal("A body does not report to itself. Choose another.", field="to")
    lines = ReportingLine.objects.of(body.local_area)
    if apart_from is not None:
        lines = lines.exclude(pk=apart_from.pk)
    if from_on is not None:
        lines = lines.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on))
    if to_on is not None:
        lines = lines.filter(Q(from_on__isnull=True) | Q(from_on__lte=to_on))
    up: dict[int, set[int]] = defaultdict(set)
    for below, above in lines.values_list("body", "to"):
        up[below].add(above)
    seen, ahead = set(), [to.pk]
    while ahead:
        at = ahead.pop()
        if at == body.pk:
            raise Refusal(
                f"{to} reports to {body} itself, directly or by way of others. "
                "Lines of accountability don’t run in a circle.",
                field="to",
            )
        if at not in seen:
            seen.add(at)
            ahead.extend(up[at])


def check_free_line(
    body: Body,
    to: Body,
    *,
    from_on: date | None,
    to_on: date | None,
    apart_from: ReportingLine | None = None,
) -> None:
    """One line between two bodies at a time, whether it is in force or announced."""
    lines = ReportingLine.objects.filter(body=body, to=to)
    if apart_from is not None:
        lines = lines.exclude(pk=apart_from.pk)
    for line in lines:
        apart = (to_on is not None and line.from_on is not None and to_on < line.from_on) or (
            from_on is not None and line.to_on is not None and line.to_on < from_on
        )
        if not apart:
            raise Refusal(f"{body} reports to {to} already in that time.", field="to")


def check_regime(regime: Regime, body: Body) -> None:
    if body.local_area_id != regime.local_area_id:
        raise Refusal("Choose a body of this area.", field="body")


def check_can_end(body: Body, *, ended_on: date | None, on: date) -> date:
    """A body that is there ends on a day that has come, after all that is recorded of it."""
    if body.ended_on is not None:
        raise Refusal(f"{body} ended on {day_in_words(body.ended_on)}.")
    if body.announced:
        raise Refusal(f"{body} is only announced. Record that it has begun first.")
    if ended_on is None or ended_on > on:
        raise Refusal(
            "The last day must be today or in the past. An end that is to come is announced: "
            "change the body.",
            field="ended_on",
        )
    days = [body.begins_on]
    days += body.meetings.filter(state=MeetingState.HELD).values_list("meets_on", flat=True)
    lines = ReportingLine.objects.filter(Q(body=body) | Q(to=body))
    days += lines.values_list("from_on", flat=True)
    days += body.answers_for.values_list("from_on", flat=True)
    days += body.seats.values_list("from_on", flat=True)
    days += body.former_names.values_list("to_on", flat=True)
    latest = max((day for day in days if day), default=None)
    if latest is not None and ended_on < latest:
        raise Refusal(
            f"Something is recorded of {body} on {day_in_words(latest)}. "
            "Enter that day or a later one.",
            field="ended_on",
        )
    return ended_on


def check_nothing_planned(planned: Sequence[Meeting]) -> None:
    """No meeting of a body that ends is left open: it is recorded, moved or called off first."""
    if planned:
        days = _listed([day_in_words(meeting.meets_on) for meeting in planned])
        many = len(planned) > 1
        raise Refusal(
            f"The meeting{'s' if many else ''} of {days} {'are' if many else 'is'} still planned. "
            "Record who came or record that it was not held, and then end the body."
        )


def check_no_work_left(leaving: Leaving) -> None:
    if leaving.has_work:
        raise Refusal(
            f"Choose which body takes over {leaving.in_words}.",
            field="successor",
        )


def check_can_succeed(old: Body, new: Body, *, from_on: date) -> None:
    """The work goes to another body of the area that is there on the day after."""
    if new.local_area_id != old.local_area_id or new.pk == old.pk:
        raise Refusal("Choose another body of this area.", field="successor")
    if new.announced:
        raise Refusal(
            f"{new} is only announced. Record that it has begun first.", field="successor"
        )
    if new.ended_on is not None:
        raise Refusal(f"{new} ended on {day_in_words(new.ended_on)}.", field="successor")
    if new.begins_on is not None and new.begins_on > from_on:
        raise Refusal(
            f"{new} began on {day_in_words(new.begins_on)}, after the day of the hand-over.",
            field="successor",
        )


def check_cited(citation: Citation | None) -> None:
    if citation is None:
        raise Refusal("Name the document that ends the body.", field="document")


def _listed(words: Sequence[str]) -> str:
    """ "4 March, 1 April and 6 May"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
