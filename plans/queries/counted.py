"""What the measure of a target says of it."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from plans.models import Measure, Target, TargetCount
from plans.queries.judged import Judged, judged
from plans.queries.readers import Reader
from plans.queries.series import Point, Series, read_measure
from plans.states import TargetResult
from plans.statistics.verdicts import Due


@dataclass(frozen=True)
class Counted:
    """A target with the measure that counts it."""

    count: TargetCount
    series: Series
    point: Point | None
    """The last period that ends by the target's day, once that has come; None before."""

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @property
    def verdict(self) -> Judged | None:
        """The target's own period against the target."""
        value = self.count.target.value
        if self.point is None or not self.point.was_counted or value is None:
            return None
        return judged(self.series, self.point, Due(self.count.target.due_on, Fraction(value)))

    @property
    def sentence(self) -> str:
        ref = self.measure.ref
        if self.point is None:
            latest = self.series.latest
            if latest is None:
                return f"{ref} counts it. It has no figure yet."
            if latest.value is None:
                return f"{ref} counts it. Its newest figure is withheld."
            said = latest.definition.in_words(latest.value)
            return f"{ref} counts it. Its newest figure is {said}, {latest.name}."
        if (found := self.verdict) is not None:
            return f"{ref} counts it. {found.sentence}"
        return f"{ref} counts it. For {self.point.name} it has no figure."

    @property
    def proposed(self) -> dict[str, object]:
        """What a result starts from, by the names of the form's fields; empty without a figure."""
        figure, found = self.point.figure if self.point else None, self.verdict
        if self.point is None or figure is None or figure.value is None or found is None:
            return {}
        is_met = found.status.key == "on_trajectory"
        return {
            "result": TargetResult.MET if is_met else TargetResult.MISSED,
            "value": figure.value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize(),
            "on": max(figure.source_on, self.point.period.end),
            "source": f"{self.measure.ref}, {self.point.name}: {figure.source}",
        }


def counted(target: Target, on: date, reader: Reader) -> Counted | None:
    """None where no measure counts the target."""
    count = TargetCount.objects.filter(target=target).select_related("measure__local_area").first()
    if count is None:
        return None
    series = read_measure(count.measure, on, reader)
    return Counted(count, series, _point(series, target, on))


def _point(series: Series, target: Target, on: date) -> Point | None:
    if target.due_on > on:
        return None
    ended = [point for point in series.points if point.period.end <= target.due_on]
    return ended[-1] if ended else None
