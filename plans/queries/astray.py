"""Outcomes whose measure is off trajectory for several figures running."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plans.models import Measure, Target, TargetCount
from plans.queries.judged import judged
from plans.queries.readers import Reader
from plans.queries.reading import PlanReading
from plans.queries.series import Series, series_of


@dataclass(frozen=True)
class OffTrajectory:
    """A target whose measure is not where it should be."""

    target: Target
    """The next that the measure counts; the last where none lies ahead."""
    sentence: str


def off_trajectory(plan: PlanReading, limit: int, reader: Reader) -> dict[int, OffTrajectory]:
    """By outcome, where so many newest figures running are off trajectory. One query where
    no measure counts a target of the plan, and a fixed number otherwise."""
    rows = TargetCount.objects.filter(target__outcome__in=[each.pk for each in plan.outcomes])
    measure_of = dict(rows.values_list("target_id", "measure_id"))
    if not measure_of:
        return {}
    measures = Measure.objects.filter(pk__in=set(measure_of.values())).in_use()
    astray = {
        series.measure.pk: sentence
        for series in series_of(plan.regime.local_area, plan.on, reader, measures)
        if (sentence := _astray(series, limit))
    }
    return dict(_by_outcome(plan, measure_of, astray))


def _astray(series: Series, limit: int) -> str:
    """What is said of a measure that is off trajectory; empty of any other."""
    points = [point for point in series.segment if point.was_counted][-limit:]
    found = [judged(series, point) for point in points]
    if len(found) < limit or any(each.status.key != "off_trajectory" for each in found):
        return ""
    ref, sentence = series.measure.ref, found[-1].sentence.rstrip(".")
    running = "" if limit == 1 else f" for {limit} figures running"
    return f"{ref} is off trajectory{running}. {sentence}"


def _by_outcome(
    plan: PlanReading, measure_of: Mapping[int, int], astray: Mapping[int, str]
) -> Iterable[tuple[int, OffTrajectory]]:
    for outcome in plan.outcomes:
        counted = [
            target for target in plan.targets_of(outcome) if measure_of.get(target.pk) in astray
        ]
        if counted:
            ordered = sorted(counted, key=lambda target: target.due_on)
            ahead = [target for target in ordered if target.due_on >= plan.on]
            target = (ahead or ordered[-1:])[0]
            yield outcome.pk, OffTrajectory(target, astray[measure_of[target.pk]])
