"""The status language on paper. The tags for the screen draw shapes that a PDF can't speak.

`{% load print %}` in templates that extend `print/base.html`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import template

from sendtrack.govuk import statuses
from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import Movement, Status

register = template.Library()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one outcome; `about` names the outcome in its row's head."""

    about: str
    rungs: list[Rung]


@register.inclusion_tag("print/status.html")
def printed_status(key: str | Status, words: str = "") -> dict[str, object]:
    """Mark and word; `words` replace the status's own ("missed by 4 points")."""
    status = statuses.status_of(key)
    return {"status": status, "words": words or status.word}


@register.inclusion_tag("print/movement.html")
def printed_movement(before: str | Status, now: str | Status) -> dict[str, Movement]:
    """ "↑ from At risk" """
    return {"movement": statuses.movement(before=before, now=now)}


@register.inclusion_tag("print/ladder.html")
def printed_ladders(ladders: Iterable[Ladder], *, caption: str) -> dict[str, object]:
    """A row for each outcome, a column for each horizon; an outcome may lack some of them."""
    ladders = list(ladders)
    names: dict[str, tuple[date, str]] = {}
    for rung in (rung for ladder in ladders for rung in ladder.rungs):
        due = min(rung.due or date.max, names.get(rung.label, (date.max, ""))[0])
        names[rung.label] = (due, rung.full_name)
    horizons = sorted(names, key=lambda label: names[label][0])
    rows = []
    for ladder in ladders:
        by_label = {rung.label: rung for rung in ladder.rungs}
        rows.append((ladder.about, [by_label.get(label) for label in horizons]))
    return {"caption": caption, "heads": [names[label][1] for label in horizons], "rows": rows}
