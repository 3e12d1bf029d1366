"""Which measures say something else at the end of a time than at its beginning."""

from dataclasses import dataclass

from plans.models import Definition, Measure
from plans.queries.commentary import Told, Watched
from sendtrack.govuk.statuses import Status, movement


@dataclass(frozen=True)
class MeasureSince:
    """A measure with a figure or a verdict that it did not have before."""

    told: Told
    came: str
    """ "new" or "revised" of its newest figure, "first" of the measure itself; empty where the
    figure is the one from before."""
    variation_before: Status | None
    """Another word on its process than now; None where it is the same, or new."""
    verdict_before: Status | None
    """The same against what was due."""
    redefined: Definition | None = None
    """What is counted now, where something else was counted then."""

    @property
    def measure(self) -> Measure:
        return self.told.control.series.measure

    @property
    def has_moved(self) -> bool:
        return bool(
            self.came or self.variation_before or self.verdict_before or self.redefined is not None
        )

    @property
    def is_for_the_worse(self) -> bool:
        """Whether somebody has to look: a word that is worse than the one before, or a figure off
        its trajectory where none was."""
        now = self.told.control.judged
        is_off = now is not None and now.key == "off_trajectory"
        return "worse" in self._turns() or (is_off and self.verdict_before is not None)

    @property
    def is_for_the_better(self) -> bool:
        return "better" in self._turns() and not self.is_for_the_worse

    def _turns(self) -> set[str]:
        now = self.told.control
        pairs = ((self.variation_before, now.variation), (self.verdict_before, now.judged))
        return {movement(before=one, now=other).direction for one, other in pairs if one and other}


def measures_since(then: Watched, now: Watched) -> list[MeasureSince]:
    """Those of `now` that moved since `then`, the ones for the worse first. No query."""
    known = {each.control.series.measure.pk: each for each in then.told}
    found = [_moved(known.get(each.control.series.measure.pk), each) for each in now.told]
    moved = [each for each in found if each.has_moved]
    return sorted(moved, key=lambda each: not each.is_for_the_worse)


def headline_of(moved: list[MeasureSince]) -> str:
    """ "Measures: 1 turned for the worse, 4 with a new figure."; empty where none moved."""
    counted = (
        (sum(each.is_for_the_worse for each in moved), "turned for the worse"),
        (sum(each.is_for_the_better for each in moved), "turned for the better"),
        (sum(each.came == "new" for each in moved), "with a new figure"),
        (sum(each.came == "revised" for each in moved), "with a revised figure"),
        (sum(each.redefined is not None for each in moved), "counted otherwise"),
        (sum(each.came == "first" for each in moved), "added"),
    )
    said = [f"{number} {words}" for number, words in counted if number]
    return f"Measures: {', '.join(said)}." if said else ""


def _moved(then: Told | None, now: Told) -> MeasureSince:
    if then is None:
        return MeasureSince(now, "first", None, None)
    before, after = then.control, now.control
    return MeasureSince(
        told=now,
        came=_came(then, now),
        variation_before=_other(before.variation, after.variation),
        verdict_before=_other(before.judged, after.judged),
        redefined=after.series.current if before.series.current != after.series.current else None,
    )


def _other(before: Status | None, now: Status | None) -> Status | None:
    return before if now is not None and before != now else None


def _came(then: Told, now: Told) -> str:
    if now.point is None:
        return ""
    if then.point is None or then.point.period != now.point.period:
        return "new"
    pair = (then.point.value, now.point.value)
    return "revised" if None not in pair and pair[0] != pair[1] else ""
