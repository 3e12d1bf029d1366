"""What paragraph 3 of the Notice asks of the plan, and what it still lacks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from plans.models import Action, AreaOfWeakness, Outcome, Regime, Risk
from sendtrack.periods import HORIZONS


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


def coverage(regime: Regime) -> Coverage:
    """Per area and horizon whether every outcome has a measurable target; per area how many
    outcomes, actions and open risks there are. Four queries."""
    areas = regime.areas.order_by("position")
    actions = _by_area(Action.objects.in_regime(regime))
    risks = _by_area(Risk.objects.filter(regime=regime, area__isnull=False).open())
    outcomes: Counter[int] = Counter()
    targets: Counter[tuple[int, int]] = Counter()
    measurable: Counter[tuple[int, int]] = Counter()
    for outcome in Outcome.objects.filter(area__regime=regime).prefetch_related("targets"):
        outcomes[outcome.area_id] += 1
        for target in outcome.targets.all():
            cell = (outcome.area_id, target.horizon_months)
            targets[cell] += 1
            measurable[cell] += target.is_measurable
    return Coverage(
        areas=tuple(
            AreaCoverage(
                area=area,
                outcomes=outcomes[area.pk],
                actions=actions[area.pk],
                risks=risks[area.pk],
                horizons=tuple(
                    HorizonCoverage(
                        months=months,
                        outcomes=outcomes[area.pk],
                        targets=targets[area.pk, months],
                        measurable=measurable[area.pk, months],
                    )
                    for months in HORIZONS
                ),
            )
            for area in areas
        ),
        days={months: regime.horizon(months) for months in HORIZONS},
    )


def _by_area(rows: "QuerySet[Any]") -> Counter[int]:
    """How many rows each area of weakness has."""
    return Counter(dict(rows.order_by().values_list("area").annotate(number=Count("pk"))))
