"""Searching one area's record. The number of queries depends on the kinds found, never on rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
)
from django.db import connection, transaction
from django.db.models import CharField, Count, F, Value, Window
from django.db.models.functions import Concat

from plans.models import AreaOfWeakness, Evidence
from plans.states import RegimeState
from sendtrack.organisations.models import LocalArea, Post
from sendtrack.search.kinds import BY_KEY, KINDS, Kind, Place
from sendtrack.search.words import Question

FIRST = 5
"""Rows of each kind that the first page shows."""
PAGE = 20
_OPENS, _CLOSES = "\ue000", "\ue001"
_BREAK = " · "


@dataclass(frozen=True)
class Piece:
    """Some words of a text; `is_found` where they are what was looked for."""

    words: str
    is_found: bool


@dataclass(frozen=True)
class Hit:
    """A row that was found, with the words around what was looked for."""

    place: Place
    pieces: list[Piece]


@dataclass(frozen=True)
class Found:
    """The rows of one kind: how many there are, and those shown."""

    kind: Kind
    total: int
    hits: list[Hit]

    @property
    def more(self) -> int:
        return self.total - len(self.hits)


def areas_in_force(area: LocalArea) -> list[AreaOfWeakness]:
    rows = AreaOfWeakness.objects.of(area).standing().filter(regime__state=RegimeState.ACTIVE)
    return list(rows.order_by("position"))


def search(
    area: LocalArea,
    question: Question,
    *,
    on: date,
    kind: Kind | None = None,
    within: AreaOfWeakness | None = None,
    page: int = 1,
    may_see_restricted: bool = False,
) -> list[Found]:
    """What is found in an area's record, by kind. One kind alone is paged, twenty at a time.

    One query finds which rows, and one more for each kind that has any fetches those shown. Of a
    thousand actions with fifty updates each it takes a fifth of a second.
    """
    if not question.query:
        return []
    asked = SearchQuery(question.query, config="english", search_type="raw")
    start = (page - 1) * PAGE if kind else 0
    stop = start + (PAGE if kind else FIRST)
    kinds = [each for each in ([kind] if kind else KINDS) if each.area or within is None]
    parts = [_matches(each, area, asked, within, may_see_restricted)[start:stop] for each in kinds]
    ids: dict[str, list[int]] = {}
    totals: dict[str, int] = {}
    matches = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    for key, pk, total in _by_index(matches):
        ids.setdefault(key, []).append(pk)
        totals[key] = total
    return [
        Found(BY_KEY[key], totals[key], _hits(BY_KEY[key], area, asked, ids[key], on))
        for key in BY_KEY
        if key in ids
    ]


def _by_index(matches: Any) -> list[tuple[str, int, int]]:
    """The matches, without reading whole tables where there is another way (see `_own`)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found = list(matches)
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def _own(kind: Kind, area: LocalArea) -> Any:
    """The rows of the area, by the index of their words alone.

    PostgreSQL takes reading a text's words anew for cheap. Offered the index of the areas, or the
    whole table, it would do so for each update of an area, in seconds; the sum hides that index.
    """
    if not kind.is_indexed:
        return kind.model.objects.of(area)
    return kind.model.objects.annotate(its_area=F("local_area_id") + 0).filter(its_area=area.pk)


def _vector(kind: Kind) -> SearchVector:
    return SearchVector(*kind.words, config="english")


def _matches(
    kind: Kind,
    area: LocalArea,
    asked: SearchQuery,
    within: AreaOfWeakness | None,
    may_see_restricted: bool,
) -> Any:
    rows = _own(kind, area)
    if kind.model is Evidence:
        rows = rows.standing().seen_by(may_see_restricted=may_see_restricted)
    rows = rows.annotate(its_words=_vector(kind)).filter(its_words=asked)
    if within is not None:
        rows = rows.filter(**{kind.area: within.pk})
    order = F(kind.newest) if kind.newest else SearchRank(_vector(kind), asked)
    return (
        rows.order_by(order.desc(), "pk")
        .annotate(key=Value(kind.key, CharField()), total=Window(Count("pk")))
        .values_list("key", "pk", "total")
    )


def _hits(kind: Kind, area: LocalArea, asked: SearchQuery, ids: list[int], on: date) -> list[Hit]:
    """The rows in the order found, with the words around what was looked for."""
    words: list[Any] = []
    for name in kind.words:
        if name == "ref":
            continue
        words += [Value(_BREAK), F(name)] if words else [F(name)]
    text = Concat(*words, output_field=CharField()) if len(words) > 1 else words[0]
    headline = SearchHeadline(
        text,
        asked,
        config="english",
        start_sel=_OPENS,
        stop_sel=_CLOSES,
        max_words=40,
        min_words=15,
        max_fragments=2,
        fragment_delimiter=" … ",
    )
    rows = kind.model.objects.of(area)
    if kind.model is Post:
        rows = rows.with_holder(on)
    rows = rows.filter(pk__in=ids).select_related(*kind.related)
    by_id = {row.pk: row for row in rows.annotate(headline=headline)}
    return [
        Hit(kind.place(by_id[pk], area.slug), list(_pieces(by_id[pk].headline)))
        for pk in ids
        if pk in by_id
    ]


def _pieces(headline: str) -> Iterator[Piece]:
    """A headline cut at its marks. What people wrote stays plain text, which the page escapes."""
    tidy = _BREAK.join(part for part in headline.split(_BREAK) if part.strip(" ·"))
    for place, part in enumerate(tidy.split(_OPENS)):
        found, closed, rest = part.partition(_CLOSES)
        if place and closed:
            yield Piece(found, True)
            found = rest
        if found:
            yield Piece(found, False)
