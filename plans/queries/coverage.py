"""What paragraph 3 of the Notice asks of the plan, and what it still lacks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from plans.models import AreaOfWeakness, Risk
from plans.queries.reading import PlanReading


@dataclass(frozen=True)
class HorizonCoverage:
    """Of an area's outcomes, how many have a target at one horizon."""

    months: int
    outcomes: int
    targets: int
    measurable: int

    @property
    def is_complete(self) -> bool:
        """Whether every outcome has a measurable target here."""
        return self.outcomes > 0 and self.measurable == self.outcomes


@dataclass(frozen=True)
class AreaCoverage:
    """What the plan holds of one area of weakness."""

    area: AreaOfWeakness
    outcomes: int
    actions: int
    risks: int
    """Open ones."""
    horizons: tuple[HorizonCoverage, ...]

    @property
    def lacks(self) -> list[str]:
        """What is missing, in words: "an outcome", "a measurable target for 12 months"."""
        return list(self._lacks())

    def _lacks(self) -> Iterator[str]:
        if not self.outcomes:
            yield "an outcome"
        else:
            short = [str(each.months) for each in self.horizons if not each.is_complete]
            if short:
                *some, last = short
                named = f"{', '.join(some)} and {last}" if some else last
                yield f"measurable targets for {named} months"
        if not self.actions:
            yield "an action"
        if not self.risks:
            yield "a risk"


@dataclass(frozen=True)
class Coverage:
    """The matrix of area × horizon, and what stands in each area."""

    areas: tuple[AreaCoverage, ...]
    days: dict[int, date]
    """The day of each horizon."""

    @property
    def gaps(self) -> list[AreaCoverage]:
        return [each for each in self.areas if each.lacks]


def coverage(plan: PlanReading) -> Coverage:
    """Per area and horizon whether every outcome has a measurable target; per area how many
    outcomes, actions and open risks there are. One query."""
    risks = _open_risks(plan)
    return Coverage(
        areas=tuple(_area_coverage(plan, area, risks[area.pk]) for area in plan.areas),
        days={months: plan.regime.horizon(months) for months in plan.regime.horizons},
    )


def _area_coverage(plan: PlanReading, area: AreaOfWeakness, risks: int) -> AreaCoverage:
    outcomes = plan.outcomes_of(area)
    targets = [target for outcome in outcomes for target in plan.targets_of(outcome)]
    found = Counter(target.horizon_months for target in targets)
    measurable = Counter(target.horizon_months for target in targets if target.is_measurable)
    return AreaCoverage(
        area=area,
        outcomes=len(outcomes),
        actions=len(plan.actions_of(area)),
        risks=risks,
        horizons=tuple(
            HorizonCoverage(
                months=months,
                outcomes=len(outcomes),
                targets=found[months],
                measurable=measurable[months],
            )
            for months in plan.regime.horizons
        ),
    )


def _open_risks(plan: PlanReading) -> Counter[int]:
    """By area, how many of the open risks hang on it."""
    rows = Risk.objects.filter(area__in=[area.pk for area in plan.areas]).open().order_by()
    return Counter(dict(rows.values_list("area").annotate(number=Count("pk"))))
