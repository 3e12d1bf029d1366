"""Where the plan as it is now contradicts itself or its Notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plans.models import Action, Evidence, Regime, Target
from plans.queries import current_regime
from plans.queries.things import area_url
from reviews.models import Review
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words

MOST = 20
"""How many of a kind are listed; the rest is counted."""


@dataclass(frozen=True)
class Line:
    """One thing that contradicts, and the sentence that says by how much."""

    words: str
    path: str
    because: str


@dataclass(frozen=True)
class Group:
    """Everything of one kind."""

    label: str
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def shared(self) -> str:
        """The sentence that all of several lines share: said once above them."""
        said = {line.because for line in self.lines}
        return said.pop() if len(said) == 1 < len(self.lines) else ""

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


def live(area: LocalArea, *, with_evidence: bool) -> list[Group]:
    """What is allowed but has to be known: each with its days. Five queries, whatever is there.

    `with_evidence` is for readers who may know of every piece of evidence.
    """
    regime = current_regime(area)
    if regime is None:
        return []
    groups = []
    if with_evidence:
        groups = [Group("Evidence from before the regime", list(_evidence(regime, area.slug)))]
    if (end := regime.target_end_on) is not None:
        groups = [
            Group("Actions due after the end", list(_actions(regime, end, area.slug))),
            Group("Targets due after the end", list(_targets(regime, end, area.slug))),
            Group("Reviews after the end", list(_reviews(regime, end, area.slug))),
            *groups,
        ]
    return [group for group in groups if group.lines]


def _after(day: date, end: date) -> str:
    late = (day - end).days
    days = f"{late} day{'' if late == 1 else 's'}"
    return f"Due on {day_in_words(day)}, {days} after {day_in_words(end)}."


def _actions(regime: Regime, end: date, slug: str) -> Iterator[Line]:
    rows = Action.objects.in_regime(regime).open().filter(due_on__gt=end)
    for action in rows.order_by("due_on", "ref"):
        path = reverse("plans:action", args=[slug, action.ref])
        yield Line(str(action), path, _after(action.due_on, end))


def _targets(regime: Regime, end: date, slug: str) -> Iterator[Line]:
    rows = Target.objects.of(regime.local_area).filter(outcome__area__regime=regime)
    late = rows.filter(due_on__gt=end).select_related("outcome__area")
    for target in late.order_by("due_on", "outcome__area__position", "outcome__number"):
        ref = target.outcome.ref
        path = reverse("plans:target", args=[slug, ref, target.horizon_months])
        yield Line(f"{ref} {target}", path, _after(target.due_on, end))


def _reviews(regime: Regime, end: date, slug: str) -> Iterator[Line]:
    path = reverse("reviews:reviews", args=[slug])
    rows = Review.objects.of(regime.local_area).filter(regime=regime, starts_on__gt=end)
    for review in rows.order_by("starts_on", "pk"):
        assert review.starts_on is not None
        yield Line(
            review.get_kind_display(),
            path,
            f"On {day_in_words(review.starts_on)}, after {day_in_words(end)}.",
        )


def _evidence(regime: Regime, slug: str) -> Iterator[Line]:
    begins = regime.issued_on
    rows = Evidence.objects.of(regime.local_area).standing().filter(area__regime=regime)
    early = rows.filter(dated_on__lt=begins).select_related("area__regime")
    for piece in early.order_by("dated_on", "pk"):
        path = area_url(piece.area, slug)
        days = (begins - piece.dated_on).days
        yield Line(
            piece.title,
            f"{path}#evidence",
            f"Of {day_in_words(piece.dated_on)}, {days} day{'' if days == 1 else 's'} before "
            f"{day_in_words(begins)}, when the regime began.",
        )
