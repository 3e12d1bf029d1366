"""Verbs by which areas change shape: split, merged, dropped, and called something by a document."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from plans.changes.authority import Authority, cited
from plans.changes.numbering import hold
from plans.models import (
    Action,
    AreaLabel,
    AreaLineage,
    AreaOfWeakness,
    Evidence,
    EvidenceLink,
    Outcome,
    PlannedSource,
    Risk,
    RiskLink,
    SuccessCriterion,
    VoiceEntry,
)
from plans.models.area import AreaEnd, AreaOrigin
from plans.policies.shape import (
    STAYS,
    Homes,
    Part,
    check_homes,
    check_others,
    check_parts,
    check_stands,
)
from plans.policies.work import check_reason, check_words
from plans.states import AreaState, RiskState
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation, SourceDocument

Home = AreaOfWeakness | None
Held = (
    Action
    | Evidence
    | PlannedSource
    | Risk
    | SuccessCriterion
    | VoiceEntry
    | EvidenceLink
    | RiskLink
)


def split_area(
    *,
    area: AreaOfWeakness,
    version: int,
    parts: Sequence[Part],
    homes: Homes,
    reason: str,
    by: User,
    on: date,
    authority: Authority | None = None,
) -> list[AreaOfWeakness]:
    """Put two or more new areas in the place of one, and give all that it holds to them.

    Actions keep their references. Raises `Refusal` where something would belong to nobody;
    `Stale`.
    """
    with record(actor=by, reason=check_reason(reason)):
        hold(area.local_area)
        current = area.lock(version=version)
        check_stands(current)
        check_parts(current.regime, parts, at_least=2)
        citation = cited(authority, area=area.local_area, by=by) if authority else None
        made = [
            _made(part, origins=[current], kind=AreaOrigin.SPLIT, on=on, citation=citation)
            for part in parts
        ]
        _rehouse(current, homes, {each.ref: each for each in made})
        _end(current, AreaEnd.SPLIT, because=reason, on=on, citation=citation)
    return made


def merge_areas(
    *,
    area: AreaOfWeakness,
    version: int,
    others: Sequence[AreaOfWeakness],
    part: Part,
    reason: str,
    by: User,
    on: date,
    authority: Authority | None = None,
) -> AreaOfWeakness:
    """Put one new area in the place of several, with all that they hold. Raises as above."""
    with record(actor=by, reason=check_reason(reason)):
        hold(area.local_area)
        current = area.lock(version=version)
        check_stands(current)
        check_others(current, others)
        check_parts(current.regime, [part], at_least=1)
        citation = cited(authority, area=area.local_area, by=by) if authority else None
        rest = [each.lock() for each in others if each.pk != current.pk]
        ending = sorted([current, *rest], key=lambda each: each.position)
        made = _made(part, origins=ending, kind=AreaOrigin.MERGED, on=on, citation=citation)
        for each in ending:
            _rehouse(each, _all_to(each, made), {made.ref: made})
        for each in ending:
            _end(each, AreaEnd.MERGED, because=reason, on=on, citation=citation)
    return made


def drop_area(
    *,
    area: AreaOfWeakness,
    version: int,
    homes: Homes,
    reason: str,
    by: User,
    on: date,
    authority: Authority | None = None,
) -> AreaOfWeakness:
    """Take an area out of its regime. What is open goes to other areas, and a risk may go to the
    whole plan; settled work may stay with the area. Raises as above."""
    with record(actor=by, reason=check_reason(reason)):
        hold(area.local_area)
        current = area.lock(version=version)
        check_stands(current)
        citation = cited(authority, area=area.local_area, by=by) if authority else None
        others = current.regime.areas.standing().exclude(pk=current.pk)
        _rehouse(current, homes, {STAYS: None, **{each.ref: each for each in others}})
        _end(current, AreaEnd.DROPPED, because=reason, on=on, citation=citation)
    return current


def label_area(
    *, area: AreaOfWeakness, document: SourceDocument, label: str, by: User
) -> AreaOfWeakness:
    """Say what a document calls an area: "Area One". Said again, the last word holds; an empty one
    takes the label away. Raises `Refusal`."""
    label = label.strip()
    said = f"“{document}” calls it “{label}”" if label else f"“{document}” does not name it"
    with record(actor=by, reason=f"Area ({area.ref}): {said}"):
        area.lock()
        row = AreaLabel.objects.filter(area=area, document=document).first()
        if not label:
            check_words("" if row is None else row.label, missing=_NO_LABEL, field="label")
            assert row is not None
            row.delete()
            return area
        row = row or AreaLabel(local_area=area.local_area, area=area, document=document)
        if row.label != label:
            row.label = label
            row.save()
    return area


_NO_LABEL = "Enter what the document calls the area."


def _made(
    part: Part,
    *,
    origins: Sequence[AreaOfWeakness],
    kind: AreaOrigin,
    on: date,
    citation: Citation | None,
) -> AreaOfWeakness:
    """A new area with what was said of those it comes out of, where all say the same."""
    first = origins[0]
    regime = first.regime
    area = AreaOfWeakness(
        local_area=first.local_area,
        regime=regime,
        ref=part.ref,
        position=(regime.areas.aggregate(last=Max("position"))["last"] or 0) + 1,
        short_title=part.short_title.strip(),
        finding=citation or first.finding,
        state_since=on,
    )
    if {each.state for each in origins} == {first.state} != {AreaState.FORMAL_MONITORING}:
        area.state, area.state_authority = first.state, first.state_authority
        area.state_since = first.state_since
    area.save()
    for origin in origins:
        come_from(area, origin, kind=kind, on=on, citation=citation)
    return area


def come_from(
    area: AreaOfWeakness,
    origin: AreaOfWeakness,
    *,
    kind: AreaOrigin,
    on: date | None,
    citation: Citation | None = None,
) -> AreaLineage:
    """Record where an area comes from. Call inside the transaction of the verb that makes it."""
    row = AreaLineage(
        local_area=area.local_area, area=area, origin=origin, kind=kind, on=on, citation=citation
    )
    row.save()
    return row


def _end(
    area: AreaOfWeakness, how: AreaEnd, *, because: str, on: date, citation: Citation | None
) -> None:
    area.ended_how, area.ended_because = how, because.strip()
    area.ended_on, area.ended_by = on, citation
    area.save()


def _all_to(area: AreaOfWeakness, home: AreaOfWeakness) -> Homes:
    return Homes(
        outcomes=dict.fromkeys(area.outcomes.values_list("pk", flat=True), home.ref),
        actions=dict.fromkeys(area.actions.values_list("pk", flat=True), home.ref),
        risks=dict.fromkeys(area.risks.values_list("pk", flat=True), home.ref),
        rest=home.ref,
    )


def _rehouse(area: AreaOfWeakness, homes: Homes, by_ref: Mapping[str, Home]) -> None:
    """Give what an area holds to other areas. Each row that moves is saved once."""
    outcomes = list(area.outcomes.prefetch_related("actions").order_by("number"))
    loose = list(area.actions.filter(outcome__isnull=True).order_by("pk"))
    check_homes(area, homes, by_ref, outcomes=outcomes, loose=loose)
    if homes.rest not in by_ref:
        raise Refusal("Say which area takes evidence and views over.", field="rest")
    rest = by_ref[homes.rest]
    homes_of_outcomes = {row.pk: by_ref[homes.outcomes[row.pk]] for row in outcomes}
    moved: dict[int, Home] = {}
    for outcome in outcomes:
        _move_outcome(outcome, homes_of_outcomes[outcome.pk])
    for action in area.actions.order_by("pk"):
        home = (
            homes_of_outcomes[action.outcome_id]
            if action.outcome_id
            else by_ref[homes.actions[action.pk]]
        )
        moved[action.pk] = home
        _move(action, home)
    _move_risks(area, homes, by_ref, rest)
    for kept in (*area.evidence.order_by("pk"), *area.voices.order_by("pk")):
        _move(kept, moved.get(kept.action_id, rest) if kept.action_id else rest)
    for planned in area.planned.order_by("pk"):
        home = homes_of_outcomes[planned.outcome_id] if planned.outcome_id else rest
        _move(planned, home)
    for criterion in area.criteria.order_by("pk"):
        _move(criterion, rest)
    for link in (
        *area.evidence_links.select_related("evidence").order_by("pk"),
        *area.risk_links.select_related("risk").order_by("pk"),
    ):
        _move_link(link, rest)


def _move_outcome(outcome: Outcome, home: Home) -> None:
    """Its number is the next one in the area that takes it over."""
    if home is None:
        return
    current = outcome.lock()
    highest = home.outcomes.aggregate(highest=Max("number"))["highest"] or 0
    current.area, current.number = home, highest + 1
    current.save()


def _move_risks(area: AreaOfWeakness, homes: Homes, by_ref: Mapping[str, Home], rest: Home) -> None:
    for risk in area.risks.order_by("pk"):
        if risk.state != RiskState.OPEN:
            _move(risk, rest)
            continue
        if homes.risks.get(risk.pk) not in by_ref:
            raise Refusal(f"Say where {risk.ref} goes.", field=f"risk_{risk.pk}")
        current = risk.lock()
        current.area = by_ref[homes.risks[risk.pk]]
        current.save()


def _move(row: Held, home: Home) -> None:
    if home is not None:
        current = row.lock()
        current.area = home
        current.save()


def _move_link(link: EvidenceLink | RiskLink, home: Home) -> None:
    """A link that would say twice what is said already is taken away instead."""
    if home is None:
        return
    of = link.evidence if isinstance(link, EvidenceLink) else link.risk
    of.refresh_from_db(fields=["area"])
    if of.area_id == home.pk or of.links.filter(area=home).exists():
        link.delete()
    else:
        _move(link, home)
