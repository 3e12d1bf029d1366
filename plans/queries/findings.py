"""Finding by finding: whether it has been addressed, by what, what shows it, and who judged it.

A finding is an area of weakness as an inspection or a Notice named it. What was done about it may
stand under another area by now: one that a later regime carried over, or that it was split or
merged into. All of that line is read together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plans.models import (
    Action,
    AreaLineage,
    AreaOfWeakness,
    Closure,
    Disposition,
    Evidence,
    EvidenceLink,
    Regime,
    Target,
)
from plans.queries.actions import ref_order
from plans.queries.evidence import evidence_rows
from plans.queries.lacks import Addressed, What, lacks_of
from plans.queries.ladder import TargetRung, rung_of
from plans.queries.plan import area_rows
from plans.states import (
    IMPACT_NOT_SHOWN,
    AreaState,
    ClosureState,
    DispositionKind,
    Stated,
    Status,
    stated_as,
)
from sendtrack.govuk.statuses import status_of
from sendtrack.periods import day_in_words
from sendtrack.sources.models import Citation, DocumentKind

_LETTERS = {
    DocumentKind.IMPROVEMENT_NOTICE,
    DocumentKind.INSPECTION_LETTER,
    DocumentKind.REVIEW_LETTER,
}
_DELIVERED = {DispositionKind.EMBEDDED, DispositionKind.WATCHED}
_JUDGED_SO = {AreaState.STEPPED_DOWN, AreaState.SUFFICIENT_PROGRESS}


@dataclass(frozen=True)
class Judgement:
    """What somebody outside said of one area of the line."""

    area: AreaOfWeakness
    citation: Citation
    on: date | None

    @property
    def by(self) -> str:
        """Who signed the document, or which paper tells of it: a committee judges nothing."""
        document = self.citation.document
        return document.issued_by if document.kind in _LETTERS else f"told in “{document}”"

    @property
    def words(self) -> str:
        """ "Stepped down from formal monitoring, 20 December 2022: Department for Education"."""
        when = f", {day_in_words(self.on)}" if self.on else ""
        return f"{self.area.get_state_display()}{when}: {self.by}"


@dataclass(frozen=True)
class Finding:
    """One finding, and all that stands in the record about it."""

    area: AreaOfWeakness
    now: tuple[AreaOfWeakness, ...]
    """Where it stands today: the area itself, or those that it went into."""
    judgements: tuple[Judgement, ...]
    """The newest first."""
    actions: tuple[Action, ...]
    endings: Mapping[int, DispositionKind]
    """What a closure said of actions, by their ids."""
    evidence: tuple[Evidence, ...]
    """The newest first."""
    targets: tuple[TargetRung, ...]
    """Those with a result or whose day has come."""
    lacks: tuple[str, ...]
    addressed: Addressed

    @property
    def is_carried(self) -> bool:
        return self.now != (self.area,)

    @property
    def complete(self) -> list[Action]:
        return [action for action in self.actions if self._is_done(action)]

    @property
    def open(self) -> list[Action]:
        return [action for action in self.actions if not self._is_done(action)]

    @property
    def done_words(self) -> str:
        """ "5 of 10 complete", "8 stated, 4 of them as done" where only documents tell of them."""
        if not self.actions:
            return "No action"
        if any(action.status for action in self.actions):
            return f"{len(self.complete)} of {len(self.actions)} complete"
        done = sum(stated_as(action.date_words) == Stated.DONE for action in self.actions)
        return f"{len(self.actions)} stated, {done} of them as done"

    @property
    def told(self) -> list[tuple[Action, str]]:
        """The actions that are not complete, each with how it is going, or what a closure said."""
        return [(action, self._going(action)) for action in self.open]

    def _going(self, action: Action) -> str:
        if ending := self.endings.get(action.pk):
            return ending.label.lower()
        if action.status:
            return status_of(action.shown_status).word.lower()
        return action.date_words or "nobody has said how it is going"

    @property
    def shown(self) -> list[tuple[Action, str]]:
        """The complete actions, each with the difference that it makes."""
        return [(action, self._shows(action)) for action in self.complete]

    def _shows(self, action: Action) -> str:
        if action.status != Status.COMPLETE:
            return self.endings[action.pk].label.lower()
        word = status_of(action.shown_impact).word.lower()
        impact = word if action.shown_impact == IMPACT_NOT_SHOWN else f"impact: {word}"
        return f"{day_in_words(action.completed_on)}, {impact}" if action.completed_on else impact

    def _is_done(self, action: Action) -> bool:
        return action.status == Status.COMPLETE or self.endings.get(action.pk) in _DELIVERED

    @property
    def met(self) -> list[TargetRung]:
        return [rung for rung in self.targets if rung.state == "met"]


def findings(
    regime: Regime, on: date, *, may_see_restricted: bool, closure: Closure | None = None
) -> list[Finding]:
    """Each finding of a regime in its order. Nine queries, whatever there is.

    What a closure says of actions counts once it is approved; that of `closure` counts already,
    for the report that is to be approved.
    """
    areas = {area.pk: area for area in area_rows(regime.local_area)}
    heirs: dict[int, list[int]] = defaultdict(list)
    inside: set[int] = set()
    lineage = AreaLineage.objects.of(regime.local_area).order_by("on", "area__position")
    for origin, heir in lineage.values_list("origin_id", "area_id"):
        heirs[origin].append(heir)
        if areas[origin].regime_id == areas[heir].regime_id:
            inside.add(heir)
    named = [
        area for area in areas.values() if area.regime_id == regime.pk and area.pk not in inside
    ]
    lines = {area.pk: _line(area.pk, heirs) for area in named}
    keys = {key for line in lines.values() for key in line}
    known = _read(keys, areas, on, may_see_restricted, closure)
    return [
        _finding(area, [areas[key] for key in lines[area.pk]], heirs, known, on)
        for area in sorted(named, key=lambda area: area.position)
    ]


def _line(start: int, heirs: Mapping[int, Sequence[int]]) -> list[int]:
    """An area and all that came out of it, itself first."""
    found = [start]
    for key in found:
        found += [each for each in heirs.get(key, ()) if each not in found]
    return found


@dataclass(frozen=True)
class _Known:
    """What the record holds, by area."""

    actions: Mapping[int, list[Action]]
    endings: Mapping[int, DispositionKind]
    targets: Mapping[int, list[Target]]
    evidence: Mapping[int, list[Evidence]]


def _read(
    keys: set[int],
    areas: Mapping[int, AreaOfWeakness],
    on: date,
    may_see_restricted: bool,
    closure: Closure | None,
) -> _Known:
    """Six queries."""
    actions: dict[int, list[Action]] = defaultdict(list)
    for action in Action.objects.filter(area__in=keys):
        actions[action.area_id].append(action)
    targets: dict[int, list[Target]] = defaultdict(list)
    rows = Target.objects.filter(outcome__area__in=keys).with_moves().select_related("outcome")
    for target in rows.order_by("outcome__number", "horizon_months"):
        target.outcome.area = areas[target.outcome.area_id]
        targets[target.outcome.area_id].append(target)
    said = Q(closure__state=ClosureState.CLOSED) | Q(closure=closure)
    settled = Disposition.objects.filter(said, action__area__in=keys).exclude(
        kind=DispositionKind.MOVED
    )
    return _Known(
        actions=actions,
        endings={
            action: DispositionKind(kind)
            for action, kind in settled.values_list("action_id", "kind")
        },
        targets=targets,
        evidence=_evidence(keys, on, may_see_restricted),
    )


_ROUTES = ("area", "outcome__area", "target__outcome__area", "action__area")


def _evidence(keys: set[int], on: date, may_see_restricted: bool) -> dict[int, list[Evidence]]:
    """By area: what is filed under it, or linked to it or to something in it. Two queries."""
    reached: dict[int, set[int]] = defaultdict(set)
    about = Q()
    for route in _ROUTES:
        about |= Q(**{f"{route}__in": keys})
    links = EvidenceLink.objects.filter(about).values_list("evidence_id", *_ROUTES)
    for piece, *homes in links:
        reached[piece] |= keys & set(homes)
    rows = evidence_rows(may_see_restricted=may_see_restricted).exclude(dated_on__gt=on)
    by_area: dict[int, list[Evidence]] = defaultdict(list)
    for piece in rows.filter(Q(area__in=keys) | Q(pk__in=list(reached))):
        for home in reached[piece.pk] | ({piece.area_id} & keys):
            by_area[home].append(piece)
    return by_area


def _finding(
    area: AreaOfWeakness,
    line: Sequence[AreaOfWeakness],
    heirs: Mapping[int, Sequence[int]],
    known: _Known,
    on: date,
) -> Finding:
    actions = sorted(
        (action for each in line for action in known.actions.get(each.pk, ())),
        key=lambda action: ref_order(action.ref),
    )
    targets = [target for each in line for target in known.targets.get(each.pk, ())]
    evidence = list(dict.fromkeys(e for each in line for e in known.evidence.get(each.pk, ())))
    now = tuple(each for each in line if not heirs.get(each.pk)) or (area,)
    told = What(
        now=now,
        actions=actions,
        settled=frozenset(known.endings),
        evidence=evidence,
        targets=targets,
        is_judged=all(each.state in _JUDGED_SO for each in now),
    )
    lacks = lacks_of(told, on)
    rungs = tuple(rung_of(target, on) for target in targets if target.result or target.due_on < on)
    return Finding(
        area=area,
        now=now,
        judgements=tuple(_judgements(line)),
        actions=tuple(actions),
        endings=known.endings,
        evidence=tuple(sorted(evidence, key=_newest, reverse=True)),
        targets=rungs,
        lacks=lacks,
        addressed=_addressed(told, lacks),
    )


def _newest(piece: Evidence) -> tuple[date, int]:
    return piece.dated_on or date.min, piece.pk


def _judgements(line: Iterable[AreaOfWeakness]) -> list[Judgement]:
    found: dict[int, Judgement] = {}
    for area in line:
        cited = area.state_authority
        if cited is not None and cited.pk not in found:
            found[cited.pk] = Judgement(area, cited, area.state_since or cited.document.dated_on)
    return sorted(found.values(), key=lambda each: each.on or date.min, reverse=True)


def _addressed(told: What, lacks: Sequence[str]) -> Addressed:
    if told.is_judged:
        return Addressed.JUDGED
    if not (told.actions or told.evidence or told.targets):
        return Addressed.NOTHING
    return Addressed.UNDER_WAY if lacks[1:] else Addressed.SHOWN
