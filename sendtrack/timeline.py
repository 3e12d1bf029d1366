"""The history of rows in words: who changed what, from what to what, when and why.

Pages show it, nothing decides by it. A page is made of saves: the rows that one person changed
in one go stand together. Five queries and one for each kind of linked row that changed, whatever
the length of the history.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from sendtrack.periods import day_in_words

NOTHING = "nothing"
"""What stands for an empty value, so that it is read and not guessed."""

ROWS_A_PAGE = 40
ONE_SAVE = timedelta(seconds=2)

_ADDED, _REMOVED = "+", "-"
_UNTOLD = frozenset({"id", "version", "local_area"})


@dataclass(frozen=True)
class FieldChange:
    """One answer of a row; `before` is empty where the row is new."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """One row that a save touched: what it is called, and what became of its answers."""

    name: str
    is_new: bool
    is_gone: bool
    fields: list[FieldChange]


@dataclass(frozen=True)
class Change:
    """One save: the person, the moment, the reason and the rows."""

    at: datetime
    who: str
    reason: str
    parts: list[Part] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[str, Part]]:
        """Each part under a name that is its own here: "Control", then "Control 2"."""
        seen: Counter[str] = Counter()
        named = []
        for part in self.parts:
            seen[part.name] += 1
            many = seen[part.name]
            named.append((part.name if many == 1 else f"{part.name} {many}", part))
        return named


@dataclass(frozen=True)
class Source:
    """History rows of one kind: `rows` as `history.changes_of` gives them.

    `labels` names the fields as pages do; a field without a label is called as the model calls
    it, one labelled "" is left out.
    """

    name: str
    rows: "QuerySet[Any]"
    labels: Mapping[str, str] = field(default_factory=dict)


def timeline(*sources: Source, page: str | int | None = 1) -> "Page[Change]":
    """One page of the changes of all sources, newest first. A page number that is not there
    gives the nearest one that is."""
    keys = [
        source.rows.order_by()
        .annotate(told_by=Value(index, output_field=models.IntegerField()))
        .values_list("history_date", "history_id", "told_by")
        for index, source in enumerate(sources)
    ]
    merged = keys[0].union(*keys[1:], all=True) if len(keys) > 1 else keys[0]
    ordered = merged.order_by("-history_date", "told_by", "-history_id")
    found: Page[Any] = Paginator(ordered, ROWS_A_PAGE).get_page(page)
    found.object_list = _changes(sources, list(found.object_list))
    return found


def _changes(sources: Sequence[Source], keys: list[tuple[datetime, int, int]]) -> list[Change]:
    rows: dict[tuple[int, int], Any] = {}
    earlier: dict[tuple[int, int], Any] = {}
    for index, source in enumerate(sources):
        wanted = [key for _, key, of in keys if of == index]
        now, before = _with_previous(source, wanted)
        rows |= {(index, key): row for key, row in now.items()}
        earlier |= {(index, key): row for key, row in before.items()}
    names = _names((rows[key], earlier.get(key), sources[key[0]]) for key in rows)
    changes: list[Change] = []
    for _, key, of in keys:
        row = rows[of, key]
        part = _part(sources[of], row, earlier.get((of, key)), names)
        latest = changes[-1] if changes else None
        if latest is None or not _is_same_save(latest, row):
            reason = row.history_change_reason
            latest = Change(row.history_date, str(row.history_user), reason)
            changes.append(latest)
        latest.parts.append(part)
    return [change for change in changes if change.parts]


def _is_same_save(change: Change, row: Any) -> bool:
    return (
        change.who == str(row.history_user)
        and change.reason == row.history_change_reason
        and change.at - row.history_date <= ONE_SAVE
    )


def _with_previous(source: Source, wanted: list[int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """The history rows with those ids, and for each the one before it of the same row."""
    model = source.rows.model
    before = (
        model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
        .values("history_id")[:1]
    )
    rows = {
        row.history_id: row
        for row in model.objects.filter(history_id__in=wanted)
        .select_related("history_user")
        .annotate(previous_id=Subquery(before))
    }
    previous = model.objects.in_bulk([row.previous_id for row in rows.values() if row.previous_id])
    return rows, {key: previous.get(row.previous_id) for key, row in rows.items()}


def _told(source: Source) -> Iterable["models.Field[Any, Any]"]:
    for each in source.rows.model.tracked_fields:
        if each.name not in _UNTOLD and source.labels.get(each.name) != "":
            yield each


def _differs(each: "models.Field[Any, Any]", row: Any, previous: Any) -> bool:
    now = getattr(row, each.attname)
    if previous is None:
        return now not in (None, "") and not (each.has_default() and now == each.get_default())
    return bool(now != getattr(previous, each.attname))


def _names(trios: Iterable[tuple[Any, Any, Source]]) -> dict[tuple[Any, Any], str]:
    """(model, id) → what the linked row is called, for the links that changed."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for row, previous, source in trios:
        for each in _told(source):
            if each.is_relation and _differs(each, row, previous):
                for version in (row, previous):
                    if version is not None:
                        wanted[each.related_model].add(getattr(version, each.attname))
    found: dict[tuple[Any, Any], str] = {}
    for model, ids in wanted.items():
        rows = model._base_manager.select_related().in_bulk(ids - {None})
        found |= {(model, pk): str(row) for pk, row in rows.items()}
    return found


def _part(source: Source, row: Any, previous: Any, names: dict[tuple[Any, Any], str]) -> Part:
    is_gone = row.history_type == _REMOVED
    told = [] if is_gone else [each for each in _told(source) if _differs(each, row, previous)]
    return Part(
        name=source.name,
        is_new=row.history_type == _ADDED,
        is_gone=is_gone,
        fields=[
            FieldChange(
                label=source.labels.get(each.name) or _label(each),
                before="" if previous is None else _in_words(each, previous, names),
                after=_in_words(each, row, names),
            )
            for each in told
        ],
    )


def _label(each: "models.Field[Any, Any]") -> str:
    words = str(each.verbose_name)
    return words[:1].upper() + words[1:]


def _in_words(each: "models.Field[Any, Any]", row: Any, names: dict[tuple[Any, Any], str]) -> str:
    value = getattr(row, each.attname)
    if value in (None, ""):
        return NOTHING
    if each.is_relation:
        return names.get((each.related_model, value), "a row that is no longer there")
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day_in_words(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
