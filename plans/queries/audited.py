"""The one door through which the counts of audits go out, beside that of figures.

Whoever reads gets what the area's policy lets them see. Shares, intervals, sentences and drawings
are made of that alone, so that none of them can tell what is withheld.
"""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Prefetch

from plans.measuring.audiences import MARK, Withheld
from plans.measuring.audits import Criterion, RoundState
from plans.models import (
    AreaOfWeakness,
    AuditAction,
    AuditFinding,
    AuditModerator,
    AuditPartner,
    AuditProgramme,
    AuditRound,
    AuditTool,
)
from plans.models.audit import GRADES, AuditRoundQuerySet
from plans.queries.audit_counts import Counts, shown_counts
from plans.queries.disclosure import guard_of
from plans.queries.readers import Reader
from plans.statistics.disclosure import PUBLISHED, Policy
from plans.statistics.samples import Sample, moved
from sendtrack.organisations.models import LocalArea
from sendtrack.past import as_it_is


@dataclass(frozen=True)
class Line:
    """The grades of a round, or the judgements of one criterion, as somebody may see them."""

    name: str
    words: tuple[str, ...]
    """What each part is called, the best first."""
    counts: Counts
    good_words: str
    not_applicable: int | None = None
    """Of a criterion; None for grades, and where it is withheld."""
    judges_apart: bool = False
    """Whether it is one criterion, which may not apply, and not the whole."""

    @property
    def cells(self) -> list[tuple[str, int | None]]:
        return list(zip(self.words, self.counts.parts, strict=True))

    @property
    def sample(self) -> Sample | None:
        """None where the share is withheld, or of nobody."""
        counts = self.counts
        if counts.per_cent is None or counts.good is None or not counts.whole:
            return None
        return Sample(counts.good, counts.whole)

    @property
    def is_withheld(self) -> bool:
        """Whether its share is, not whether there is none."""
        return self.counts.good is None

    @property
    def share_in_words(self) -> str:
        """ "14 of 20 (70%)"."""
        if self.is_withheld:
            return MARK
        return self.sample.words if self.sample else "none: it did not apply"

    @property
    def interval_in_words(self) -> str:
        return self.sample.interval_in_words if self.sample else ""

    @property
    def is_small(self) -> bool:
        """Whether this reader sees a count of it that is not to be published."""
        return any(part is not None and PUBLISHED.protects(part) for part in self.counts.parts)


@dataclass(frozen=True)
class Round:
    """One round as somebody may read it."""

    row: AuditRound
    state: RoundState
    tool: AuditTool | None
    sample: int | None
    """How many were audited; None where that is withheld, or the round is not done."""
    population: int | None
    overall: Line | None
    criteria: tuple[Line, ...]
    withheld: Withheld | None
    """Why any of its counts is not here."""

    @property
    def is_done(self) -> bool:
        return self.overall is not None

    @property
    def lines(self) -> list[Line]:
        return [*([self.overall] if self.overall else []), *self.criteria]

    @property
    def is_small(self) -> bool:
        return any(line.is_small for line in self.lines)

    def line_of(self, criterion: Criterion) -> Line | None:
        return next((line for line in self.criteria if line.name == criterion.label), None)

    @property
    def share(self) -> Sample | None:
        return self.overall.sample if self.overall else None


@dataclass(frozen=True)
class ByTool:
    """The rounds that were judged by one tool."""

    tool: AuditTool
    rounds: list[Round]

    @property
    def criteria_caption(self) -> str:
        """Of one table among those of several tools."""
        return f"Criteria met, by {self.tool}"

    @property
    def criteria(self) -> list[tuple[str, list[Line | None]]]:
        """What became of each criterion, round by round; None where all of it is withheld."""
        found = []
        for criterion in self.tool.asks:
            lines = [each.line_of(criterion) for each in self.rounds]
            found.append((criterion.label, lines))
        return found


@dataclass(frozen=True)
class Programme:
    """A programme with its rounds, the newest first."""

    row: AuditProgramme
    tools: tuple[AuditTool, ...]
    """The oldest first."""
    rounds: tuple[Round, ...]

    @cached_property
    def done(self) -> list[Round]:
        """The oldest first, by the day that they were done."""
        found = [each for each in self.rounds if each.is_done]
        return sorted(found, key=lambda each: (each.row.done_on, each.row.number))

    @property
    def newest(self) -> Round | None:
        return self.done[-1] if self.done else None

    @property
    def next(self) -> Round | None:
        """The first of those that are still to come."""
        ahead = [each for each in self.rounds if each.row.is_open]
        return min(ahead, key=lambda each: (each.row.planned_on, each.row.number), default=None)

    @property
    def is_overdue(self) -> bool:
        return self.next is not None and self.next.state == RoundState.OVERDUE

    @property
    def changes(self) -> list[str]:
        """What may be said of good or better from round to round: from the first to the newest by
        the same tool, and from the one before. Nothing across tools."""
        newest = self.newest
        if newest is None or newest.tool is None:
            return []
        alike = [each for each in self.done if each.tool == newest.tool]
        said = []
        if len(alike) > 2:
            said.append(_since("the first round by this tool", alike[0], newest))
        if len(alike) > 1:
            said.append(_since("the round before", alike[-2], newest))
        return said

    @property
    def by_tool(self) -> "list[ByTool]":
        """The rounds that are done, the newest tool first and its oldest round first."""
        return [
            ByTool(tool, rounds)
            for tool in reversed(self.tools)
            if (rounds := [each for each in self.done if each.tool == tool])
        ]

    @property
    def withheld(self) -> Withheld | None:
        return next((each.withheld for each in self.done if each.withheld), None)

    @property
    def is_small(self) -> bool:
        return any(each.is_small for each in self.done)

    @property
    def breaks(self) -> list[AuditTool]:
        """The tools that took the place of another."""
        return list(self.tools[1:])


def _since(what: str, before: Round, after: Round) -> str:
    name = f"Since {what}, {before.row.ref}"
    if before.share is None or after.share is None:
        return f"{name}: nothing can be said, because a share is withheld."
    said = moved(before.share, after.share)
    return f"{name}: {said[0].lower()}{said[1:]}"


def programmes_of(
    area: LocalArea, on: date, reader: Reader, rows: "Iterable[AuditProgramme] | None" = None
) -> list[Programme]:
    """All programmes of an area, or these of them, by their numbers. As many queries for one as
    for a hundred."""
    found = list(
        AuditProgramme.objects.of(area)
        .select_related("lead__organisation", "area__regime", "area__local_area", "outcome__area")
        .select_related("action", "local_area")
        .prefetch_related(
            Prefetch("partners", AuditPartner.objects.select_related("organisation")),
            Prefetch("tools", AuditTool.objects.order_by("number")),
        )
        .filter(**({} if rows is None else {"pk__in": [row.pk for row in rows]}))
    )
    found.sort(key=lambda programme: int(programme.ref[2:]))
    with as_it_is() if reader.looks_back else nullcontext():
        policy = guard_of(area, reader).policies[reader.audience]
    rounds = list(_rounds(area).filter(programme__in=found))
    revised = _revised(area, rounds) if reader.looks_back and not reader.sees_all else set()
    return [_programme(each, rounds, on, policy, revised) for each in found]


def programmes_about(area: AreaOfWeakness, on: date, reader: Reader) -> list[Programme]:
    """Those that tell of an area of weakness. One query where there is none."""
    rows = list(AuditProgramme.objects.filter(area=area))
    return programmes_of(area.local_area, on, reader, rows) if rows else []


def read_programme(row: AuditProgramme, on: date, reader: Reader) -> Programme:
    [programme] = programmes_of(row.local_area, on, reader, [row])
    return programme


def _rounds(area: LocalArea) -> AuditRoundQuerySet:
    rows: AuditRoundQuerySet = (
        AuditRound.objects.of(area)
        .select_related("recorded_by")
        .prefetch_related(
            "findings",
            Prefetch("moderators", AuditModerator.objects.select_related("post__organisation")),
            Prefetch("actions", AuditAction.objects.select_related("action")),
        )
        .order_by(F("done_on").desc(nulls_first=True), "-planned_on", "-number")
    )
    return rows


def _programme(
    row: AuditProgramme,
    rounds: Sequence[AuditRound],
    on: date,
    policy: Policy,
    revised: set[int],
) -> Programme:
    tools = {tool.pk: tool for tool in row.tools.all()}
    own = [each for each in rounds if each.programme_id == row.pk]
    for each in own:
        each.programme = row
    shown = (
        _round(each, tools.get(each.tool_id), on, policy, is_revised=each.pk in revised)
        for each in own
    )
    return Programme(row, tuple(tools.values()), tuple(shown))


def _round(
    row: AuditRound, tool: AuditTool | None, on: date, policy: Policy, *, is_revised: bool
) -> Round:
    state = row.state_on(on)
    if tool is None or row.sample is None:
        return Round(row, state, None, None, None, None, (), None)
    if is_revised:
        return Round(row, state, tool, None, None, _untold(tool), (), Withheld.REVISED)
    parts = tuple(getattr(row, name) for name in GRADES[: len(tool.grades)])
    overall = Line(
        "Overall grade",
        tuple(tool.grades),
        shown_counts(parts, tool.good, policy),
        tool.good_in_words,
    )
    findings = {each.criterion: each for each in row.findings.all()}
    criteria = tuple(_criterion(findings[key.value], key, policy) for key in tool.asks)
    is_whole = all(line.counts.is_whole for line in (overall, *criteria))
    population = row.population
    if population is not None:
        population = None if policy.protects(population) else policy.rounded(population)
    return Round(
        row,
        state,
        tool,
        overall.counts.whole,
        population,
        overall,
        criteria,
        None if is_whole else Withheld.SMALL,
    )


def _criterion(finding: AuditFinding, key: Criterion, policy: Policy) -> Line:
    counts = shown_counts((finding.met, finding.partly, finding.not_met), 1, policy)
    return Line(
        key.label,
        ("Met", "Partly met", "Not met"),
        counts,
        "Met",
        None if counts.whole is None else policy.rounded(finding.not_applicable),
        judges_apart=True,
    )


def _untold(tool: AuditTool) -> Line:
    hidden = Counts((None,) * len(tool.grades), None, None, None)
    return Line("Overall grade", tuple(tool.grades), hidden, tool.good_in_words)


Told = tuple[object, ...]


def _revised(area: LocalArea, rounds: Sequence[AuditRound]) -> set[int]:
    """The rounds whose counts were put right since the day that is read: both together could tell
    of a few. Two queries more."""
    with as_it_is():
        rows = AuditRound.objects.of(area).filter(pk__in=[each.pk for each in rounds])
        now = {row.pk: _told(row) for row in rows.prefetch_related("findings")}
    return {each.pk for each in rounds if each.sample is not None and now[each.pk] != _told(each)}


def _told(row: AuditRound) -> Told:
    judged = sorted(
        (each.criterion, each.met, each.partly, each.not_met, each.not_applicable)
        for each in row.findings.all()
    )
    grades = tuple(getattr(row, name) for name in GRADES)
    return (row.tool_id, row.sample, row.population, grades, tuple(judged))
