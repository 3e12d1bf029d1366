"""What outside bodies said and did in a time: areas judged, reviews held, letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plans.models import AreaOfWeakness, Regime
from plans.states import AreaState
from reviews.models import Review
from sendtrack.periods import Period, day_in_words


@dataclass(frozen=True)
class Step:
    """One of them, on its day. `area` is the area's reference, empty of reviews and letters."""

    day: date
    words: str
    source: str
    area: str = ""

    def __str__(self) -> str:
        said = f"{day_in_words(self.day)}: {self.words}"
        return f"{said} ({self.source})" if self.source else said


def steps(regime: Regime, areas: Iterable[AreaOfWeakness], window: Period) -> list[Step]:
    """Those of the window, oldest first. One query; each area brings its authority."""
    found = [*_judged(areas), *_reviewed(regime)]
    return sorted((each for each in found if each.day in window), key=lambda each: each.day)


def _judged(areas: Iterable[AreaOfWeakness]) -> Iterator[Step]:
    for area in areas:
        authority = area.state_authority
        if area.state_since and authority and area.state != AreaState.FORMAL_MONITORING:
            label = AreaState(area.state).label
            words = f"area ({area.ref}) {label[:1].lower()}{label[1:]}"
            yield Step(area.state_since, words, str(authority.document), area.ref)


def _reviewed(regime: Regime) -> Iterator[Step]:
    for review in Review.objects.filter(regime=regime).select_related("letter"):
        kind = review.get_kind_display()
        if review.starts_on:
            yield Step(review.starts_on, kind, "")
        if review.letter and review.letter.dated_on:
            yield Step(review.letter.dated_on, str(review.letter), "")
