"""Going straight to the thing that somebody named: "A4.2", "R3", "E12", "area (d)", "para 4(d)"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from boards.models import LogItem, Meeting
from plans.models import (
    Action,
    AreaLabel,
    AreaOfWeakness,
    ContributionRequest,
    Evidence,
    Issue,
    Measure,
    Outcome,
    Risk,
    SuccessCriterion,
    VoiceEntry,
)
from plans.queries.formerly import called
from plans.states import RegimeState
from reviews.models import Clause
from sendtrack.organisations.models import LocalArea
from sendtrack.search.kinds import (
    Place,
    action_place,
    area_place,
    citation_place,
    clause_place,
    criterion_place,
    evidence_place,
    issue_place,
    log_place,
    measure_place,
    meeting_place,
    outcome_place,
    request_place,
    risk_place,
    voice_place,
)
from sendtrack.sources.models import Citation

ORDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AREA = re.compile(r"area\s*\(?([a-z]|\d{1,2}|[a-z]{3,5})\)?|\(?([a-z])\)", re.I)
_LABEL = re.compile(rf"(?:[a-z]+ ){{1,3}}(?:\d{{1,2}}|[a-z]|{'|'.join(ORDINALS)})", re.I)
"""What documents call areas beside "area": "Theme Six", "Priority 3"."""
_OUTCOME = re.compile(r"(?:outcome\s*)?([a-z]|\d)(\d{1,2})", re.I)
_ACTION = re.compile(r"(?:action\s*)?([a-z]?\d{0,3}\.\d{1,4})", re.I)
_NUMBERED = re.compile(
    r"(?:(?:risk|issue|log item|item|evidence|view|voice|criterion|measure)\s*)?"
    r"([a-z]{1,2}\d{1,5})",
    re.I,
)
_REQUEST = re.compile(r"request\s*(?:no\.?\s*)?(\d{1,4})", re.I)
_PARAGRAPH = re.compile(
    r"(?:(?:para|paragraph|clause|section)\.?\s*)?(\d[\d.]*\s*(?:\(?[a-z]\)?)?)", re.I
)
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
MOST = 6

Finder = Callable[[LocalArea, str], Iterator[Place]]


def named(area: LocalArea, typed: str, *, may_see_restricted: bool = False) -> list[Place]:
    """What is called so, at most six. No query where the words are no reference; up to thirteen."""
    if len(typed) > 40:
        return []
    found: dict[str, Place] = {}
    for finder in FINDERS:
        for place in finder(area, typed.strip()):
            found.setdefault(place.path, place)
    for place in _pieces(area, typed.strip(), may_see_restricted=may_see_restricted):
        found.setdefault(place.path, place)
    return list(found.values())[:MOST]


def _areas(area: LocalArea, typed: str) -> Iterator[Place]:
    """By letter, by number, or by what a document calls it, the regime in force first."""
    match = _AREA.fullmatch(typed)
    single = typed if re.fullmatch(r"[a-z]", typed, re.I) else ""
    if match is None and not single:
        if _LABEL.fullmatch(typed):
            yield from _labelled(area, typed)
        return
    called = (single or (match and (match[1] or match[2])) or "").lower()
    rows = AreaOfWeakness.objects.of(area).select_related("regime")
    labelled = AreaLabel.objects.of(area).filter(label__iexact=f"area {called}")
    ids = set(labelled.values_list("area", flat=True))
    position = ORDINALS.index(called) + 1 if called in ORDINALS else 0
    position = int(called) if called.isdecimal() else position
    hits = [row for row in rows if row.ref.lower() == called or row.pk in ids]
    hits = hits or [row for row in rows if row.position == position]
    in_force = [row for row in hits if row.regime.state == RegimeState.ACTIVE]
    for row in in_force or hits:
        yield area_place(row, area.slug)


def _labelled(area: LocalArea, typed: str) -> Iterator[Place]:
    """By the very label that a document gives: "Theme Six". One query."""
    labels = AreaLabel.objects.of(area).filter(label__iexact=typed)
    for row in labels.select_related("area__regime").order_by("-area__regime__issued_on", "pk"):
        yield area_place(row.area, area.slug)


def _outcomes(area: LocalArea, typed: str) -> Iterator[Place]:
    if match := _OUTCOME.fullmatch(typed):
        rows = Outcome.objects.of(area).filter(area__ref__iexact=match[1], number=int(match[2]))
        for row in rows.select_related("area__regime")[:2]:
            yield outcome_place(row, area.slug)
        for each in called(area, f"{match[1]}{match[2]}"):
            if each.former:
                place = outcome_place(each.outcome, area.slug)
                said = f"{each.former.words} · {place.said}"
                yield replace(place, said=said[:1].upper() + said[1:])


def _actions(area: LocalArea, typed: str) -> Iterator[Place]:
    if match := _ACTION.fullmatch(typed):
        rows = Action.objects.of(area).filter(ref__iexact=match[1])
        for row in rows.select_related("area")[:2]:
            yield action_place(row, area.slug)


def _numbered(area: LocalArea, typed: str) -> Iterator[Place]:
    """Risks, issues, views heard, criteria of success, measures and items of the action log."""
    if match := _NUMBERED.fullmatch(typed):
        risks = Risk.objects.of(area).filter(ref__iexact=match[1]).select_related("area")
        yield from (risk_place(row, area.slug) for row in risks[:2])
        issues = Issue.objects.of(area).filter(ref__iexact=match[1])
        yield from (issue_place(row, area.slug) for row in issues[:1])
        voices = VoiceEntry.objects.of(area).filter(ref__iexact=match[1])
        yield from (voice_place(row, area.slug) for row in voices[:1])
        criteria = SuccessCriterion.objects.of(area).filter(ref__iexact=match[1])
        criteria = criteria.select_related("area")
        yield from (criterion_place(row, area.slug) for row in criteria[:1])
        measures = Measure.objects.of(area).filter(ref__iexact=match[1])
        yield from (measure_place(row, area.slug) for row in measures[:1])
        items = LogItem.objects.of(area).filter(ref__iexact=match[1]).order_by("-pk")
        yield from (log_place(row, area.slug) for row in items[:1])


def _pieces(area: LocalArea, typed: str, *, may_see_restricted: bool) -> Iterator[Place]:
    """A piece of evidence, to those who may know of it; withdrawn ones too: they were cited."""
    if match := _NUMBERED.fullmatch(typed):
        rows = Evidence.objects.of(area).seen_by(may_see_restricted=may_see_restricted)
        rows = rows.filter(ref__iexact=match[1]).select_related("area")
        yield from (evidence_place(row, area.slug) for row in rows[:1])


def _requests(area: LocalArea, typed: str) -> Iterator[Place]:
    if match := _REQUEST.fullmatch(typed):
        rows = ContributionRequest.objects.of(area).filter(number=int(match[1]))
        for row in rows.select_related("organisation")[:1]:
            yield request_place(row, area.slug)


def _bare(paragraph: str) -> str:
    """ "paragraph 4(d)" and "Para 4 d" are the same."""
    said = re.sub(r"^(paragraph|para|clause|section)\.?\s*", "", paragraph.strip().lower())
    return re.sub(r"[^a-z0-9.]", "", said).strip(".")


def _paragraphs(area: LocalArea, typed: str) -> Iterator[Place]:
    """Paragraphs of the Notice first, then of other documents."""
    match = _PARAGRAPH.fullmatch(typed)
    if match is None or (_ACTION.fullmatch(typed) and not typed[0].isdigit()):
        return
    wanted = _bare(match[1])
    clauses = Clause.objects.of(area).select_related("regime").order_by("position", "pk")
    yield from (clause_place(row, area.slug) for row in clauses if _bare(row.paragraph) == wanted)
    cited = (
        Citation.objects.of(area)
        .filter(paragraph__contains=wanted[0])
        .select_related("document")
        .defer("words")
        .order_by("document__dated_on", "position", "pk")
    )
    yield from (citation_place(row, area.slug) for row in cited if _bare(row.paragraph) == wanted)


def _meetings(area: LocalArea, typed: str) -> Iterator[Place]:
    for form in _DAYS:
        try:
            when = datetime.strptime(typed, form).date()  # noqa: DTZ007  # a day has no time zone
        except ValueError:
            continue
        for row in Meeting.objects.of(area).filter(meets_on=when)[:1]:
            yield meeting_place(row, area.slug)
        return


FINDERS: tuple[Finder, ...] = (
    _actions,
    _numbered,
    _requests,
    _outcomes,
    _areas,
    _paragraphs,
    _meetings,
)
