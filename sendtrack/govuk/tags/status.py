"""The one status language in templates."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.safestring import SafeString

from sendtrack.govuk import statuses
from sendtrack.govuk.components import draw
from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import Family, Status

register = template.Library()


@cache
def _drawn(name: str, status: Status) -> SafeString:
    """A status always looks the same, and a long page shows hundreds."""
    return draw(f"status/{name}", {"status": status})


@register.simple_tag
def status_tag(key: str | Status) -> SafeString:
    """Word, shape and colour of a status: `{% status_tag action.status %}`."""
    return _drawn("tag", statuses.status_of(key))


@register.simple_tag
def status_mark(key: str | Status) -> SafeString:
    """The shape alone, hidden from those who listen: only ever beside words."""
    return _drawn("mark", statuses.status_of(key))


@register.filter
def status_words(key: str | Status) -> str:
    """ "▲ At risk": for the PDF, for mail and wherever no drawing is possible."""
    status = statuses.status_of(key)
    return f"{status.mark} {status.word}"


@register.filter
def status_word(key: str | Status) -> str:
    """At risk"""
    return statuses.status_of(key).word


@register.simple_tag
@cache
def movement(before: str | Status, now: str | Status) -> SafeString:
    """ "↑ from At risk": how a status moved since the last board."""
    return draw("status/movement", {"movement": statuses.movement(before=before, now=now)})


@register.simple_tag
def status_key(family: str) -> SafeString:
    """What the words of one family mean: `{% status_key "delivery" %}` under a table or chart."""
    of = Family[family.upper()]
    return draw("status/key", {"family": of, "statuses": statuses.family(of)})


@register.simple_tag
def ladder(rungs: Iterable[Rung], *, about: str = "", line: bool = False) -> SafeString:
    """The targets of an outcome by horizon. `line=True` is the short form for table cells.

    `about` names the outcome for those who listen: "Targets for area (a)".
    """
    return draw("status/ladder", {"rungs": list(rungs), "about": about, "line": line})


@register.simple_tag
def why(href: str, about: str) -> SafeString:
    """The small link from a judgement to the sentence, the facts, the person and the day."""
    return draw("status/why", {"href": href, "about": about})
