"""The lines of accountability of an area on a day, and how they came to be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Prefetch

from boards.models import Accountability, Body, FormerName, ReportingLine
from plans.models import Regime
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import Citation


@dataclass
class Node:
    """A body with those that report to it on a day."""

    body: Body
    name: str
    """What it was called on that day."""
    line: ReportingLine | None = None
    """By which it stands here; None at the top."""
    answers_for: list[Regime] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Answering:
    """A regime in force and the body that oversees it on a day: None where none is recorded."""

    regime: Regime
    held: Accountability | None


@dataclass(frozen=True)
class Turn:
    """One entry of the log of changes. `on` is None where no document gives a day."""

    on: date | None
    said: str
    body: Body
    citation: Citation | None


@dataclass(frozen=True)
class Governance:
    """What the page shows. Six queries, whatever its size."""

    on: date
    tops: list[Node]
    lines: list[ReportingLine]
    answering: list[Answering]
    coming: list[Turn]
    """What documents announce and no day has brought yet."""
    ended: list[Body]
    turns: list[Turn]


def bodies_of(area: LocalArea) -> list[Body]:
    """All bodies of an area with their former names, by name. Two queries."""
    former = Prefetch("former_names", queryset=FormerName.objects.order_by("to_on"))
    rows = Body.objects.of(area).select_related(
        "regime", "citation__document", "ended_by__document", "gone_to"
    )
    return list(rows.prefetch_related(former).order_by("name", "pk"))


def name_on(body: Body, day: date) -> str:
    """What a body was called on a day. Asks for its former names."""
    for former in sorted(body.former_names.all(), key=lambda each: each.to_on):
        if day <= former.to_on:
            return former.name
    return body.name


def is_there(body: Body, on: date) -> bool:
    return (
        not body.announced
        and (body.begins_on is None or body.begins_on <= on)
        and (body.ended_on is None or on <= body.ended_on)
    )


def governance_on(area: LocalArea, on: date) -> Governance:
    bodies = bodies_of(area)
    known = {body.pk: body for body in bodies}
    lines = [_with_bodies(line, known) for line in _lines(area)]
    answers = list(
        Accountability.objects.of(area)
        .select_related("regime", "citation__document")
        .order_by("regime__issued_on", F("from_on").asc(nulls_first=True), "pk")
    )
    for each in answers:
        each.body = known[each.body_id]
    regimes = list(Regime.objects.of(area).in_force().order_by("-leads", "issued_on", "pk"))
    answering = [Answering(regime, _holder(answers, regime, on)) for regime in regimes]
    in_force = [line for line in lines if line.holds(on)]
    return Governance(
        on=on,
        tops=_tree([body for body in bodies if is_there(body, on)], in_force, answering, on),
        lines=in_force,
        answering=answering,
        coming=_coming(bodies, lines, answers, on),
        ended=[body for body in bodies if body.ended_on is not None and body.ended_on < on],
        turns=turns_of(bodies, lines, answers, on),
    )


def _lines(area: LocalArea) -> Iterable[ReportingLine]:
    rows = ReportingLine.objects.of(area).select_related("citation__document")
    return rows.order_by(F("from_on").asc(nulls_first=True), "pk")


def _with_bodies(line: ReportingLine, known: dict[int, Body]) -> ReportingLine:
    line.body, line.to = known[line.body_id], known[line.to_id]
    return line


def _holder(answers: list[Accountability], regime: Regime, on: date) -> Accountability | None:
    mine = (each for each in answers if each.regime_id == regime.pk and each.holds(on))
    return next(mine, None)


def _tree(
    bodies: list[Body], lines: list[ReportingLine], answering: list[Answering], on: date
) -> list[Node]:
    """The bodies as they stand below each other. One that reports to two stands below both."""
    below: dict[int, list[ReportingLine]] = defaultdict(list)
    for line in lines:
        below[line.to_id].append(line)
    regimes: dict[int, list[Regime]] = defaultdict(list)
    for each in answering:
        if each.held is not None:
            regimes[each.held.body_id].append(each.regime)

    def node(body: Body, line: ReportingLine | None = None) -> Node:
        under = sorted(below[body.pk], key=lambda each: (each.body.name, each.pk))
        children = [node(each.body, each) for each in under]
        return Node(body, name_on(body, on), line, regimes[body.pk], children)

    reporting = {line.body_id for line in lines}
    return [node(body) for body in bodies if body.pk not in reporting]


def _coming(
    bodies: list[Body],
    lines: list[ReportingLine],
    answers: list[Accountability],
    on: date,
) -> list[Turn]:
    """What documents announce, in sentences."""
    found = [
        Turn(None, f"{body} will be set up", body, body.citation)
        for body in bodies
        if body.announced
    ]
    found += [
        Turn(None, f"{each.body} will oversee the {each.regime}", each.body, each.citation)
        for each in answers
        if each.announced and each.regime.is_in_force
    ]
    found += [
        Turn(None, f"{line.body} will report to {line.to}", line.body, line.citation)
        for line in lines
        if line.announced
    ]
    found += [
        Turn(None, f"{body} will end {body.ends_when}", body, body.citation)
        for body in bodies
        if body.ends_when and is_there(body, on)
    ]
    return found


def turns_of(
    bodies: list[Body], lines: list[ReportingLine], answers: list[Accountability], on: date
) -> list[Turn]:
    """What has changed until a day, the latest first; at the end what no document dates."""
    found = [turn for body in bodies for turn in _life(body)]
    for line in lines:
        if not line.announced:
            found.append(Turn(line.from_on, str(line), line.body, line.citation))
        if line.to_on:
            said = f"{line.body} reported to {line.to} for the last time"
            found.append(Turn(line.to_on, said, line.body, line.citation))
    for each in answers:
        if not each.announced:
            found.append(Turn(each.from_on, str(each), each.body, each.citation))
        if each.to_on:
            said = f"{each.body} oversaw the {each.regime} for the last time"
            found.append(Turn(each.to_on, said, each.body, each.citation))
    past = [turn for turn in found if turn.on is None or turn.on <= on]
    return sorted(past, key=lambda turn: turn.on or date.min, reverse=True)


def _life(body: Body) -> list[Turn]:
    """The turns of one body's own life."""
    found = []
    names = [*sorted(body.former_names.all(), key=lambda each: each.to_on)]
    first = names[0].name if names else body.name
    if body.begins_on:
        found.append(Turn(body.begins_on, f"{first} began", body, body.citation))
    after = [each.name for each in names[1:]] + [body.name] * bool(names)
    for former, name in zip(names, after, strict=True):
        said = f"{former.name} was called so for the last time. Its name is now {name}"
        found.append(Turn(former.to_on, said, body, None))
    if body.ended_on:
        said = f"{body} ended: {body.ended_because.rstrip('.')}"
        found.append(Turn(body.ended_on, said, body, body.ended_by))
    return found


@dataclass(frozen=True)
class BodyPage:
    """What the page of one body shows."""

    body: Body
    name: str
    above: list[ReportingLine]
    below: list[ReportingLine]
    answers_for: list[Accountability]


def body_page(body: Body, on: date) -> BodyPage:
    """The lines of a body that are in force on a day or announced. Four queries."""
    up = body.reports_to.select_related("to", "citation__document").order_by("to__name", "pk")
    down = body.reported_by.select_related("body", "citation__document")
    answers = body.answers_for.select_related("regime", "citation__document")

    def shown(line: ReportingLine | Accountability) -> bool:
        return line.announced or line.holds(on)

    return BodyPage(
        body=body,
        name=name_on(body, on),
        above=[line for line in up if shown(line)],
        below=[line for line in down.order_by("body__name", "pk") if shown(line)],
        answers_for=[each for each in answers.order_by("regime__issued_on", "pk") if shown(each)],
    )
