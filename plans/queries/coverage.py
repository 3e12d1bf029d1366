"""What paragraph 3 of the Notice asks of the plan, and what it still lacks."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from plans.models import AreaOfWeakness, MeasureArea, Outcome, Risk, Target, TargetCount
from plans.queries.reading import PlanReading
from sendtrack.accounts.permissions import Permission

May = Callable[[Permission], bool]
"""Whether the reader may do something: `request.access.allows`."""


@dataclass(frozen=True)
class Gap:
    """Something that an area lacks, and the page that fills it."""

    words: str
    """ "an outcome", "measurable targets for 12 months" """
    url: str = ""
    """Empty for those who may not fill it, and where something else must come first."""


@dataclass(frozen=True)
class HorizonCoverage:
    """Of an area's outcomes, how many have a target at one horizon."""

    months: int
    outcomes: int
    targets: int
    measurable: int
    fill_url: str = ""
    """Where the first target that is missing or not measurable is put right, for those who may."""

    @property
    def is_complete(self) -> bool:
        """Whether every outcome has a measurable target here."""
        return self.outcomes > 0 and self.measurable == self.outcomes


@dataclass(frozen=True)
class AreaCoverage:
    """What the plan holds of one area of weakness."""

    area: AreaOfWeakness
    outcomes: int
    measured: int
    """Outcomes with a measure: a measure counts one of their targets, or one of their targets
    says itself what is counted and where it started."""
    measures: int
    """Measures in use that tell of the area, or count a target in it."""
    actions: int
    risks: int
    """Open ones of the area, or linked to it or to an outcome or action in it."""
    horizons: tuple[HorizonCoverage, ...]
    gaps: tuple[Gap, ...]

    @property
    def lacks(self) -> list[str]:
        """What is missing, in words: "an outcome", "a measurable target for 12 months"."""
        return [gap.words for gap in self.gaps]


@dataclass(frozen=True)
class Coverage:
    """The matrix of area × horizon, and what stands in each area."""

    areas: tuple[AreaCoverage, ...]
    days: dict[int, date]
    """The day of each horizon."""

    @property
    def gaps(self) -> list[AreaCoverage]:
        return [each for each in self.areas if each.gaps]


def nobody(permission: Permission) -> bool:
    """For readers who fill no gap."""
    return False


def coverage(plan: PlanReading, *, may: May = nobody) -> Coverage:
    """Per area and horizon whether every outcome has a measurable target; per area how many
    outcomes, measures, actions and open risks there are. Three queries."""
    risks, counts = _open_risks(plan), _counts_of(plan)
    return Coverage(
        areas=tuple(
            _area_coverage(plan, area, len(risks[area.pk]), counts, may) for area in plan.areas
        ),
        days={months: plan.regime.horizon(months) for months in plan.regime.horizons},
    )


def _area_coverage(
    plan: PlanReading, area: AreaOfWeakness, risks: int, counts: "_Counts", may: May
) -> AreaCoverage:
    outcomes = plan.outcomes_of(area)
    unmeasured = [
        each
        for each in outcomes
        if each.pk not in counts.outcomes and not any(map(_counts, plan.targets_of(each)))
    ]
    horizons = tuple(_horizon(plan, outcomes, months, may) for months in plan.regime.horizons)
    actions = len(plan.actions_of(area))
    missing = _Missing(plan, area, may)
    return AreaCoverage(
        area=area,
        outcomes=len(outcomes),
        measured=len(outcomes) - len(unmeasured),
        measures=len(counts.measures[area.pk]),
        actions=actions,
        risks=risks,
        horizons=horizons,
        gaps=(
            *(missing.targets(horizons) if outcomes else missing.outcome()),
            *missing.measures(unmeasured),
            *(missing.action(outcomes) if not actions else ()),
            *(missing.risk() if not risks else ()),
        ),
    )


@dataclass(frozen=True)
class _Missing:
    """Says what an area lacks, with the page that fills it where the reader may."""

    plan: PlanReading
    area: AreaOfWeakness
    may: May

    def outcome(self) -> Iterator[Gap]:
        yield Gap("an outcome", self._url("outcome-add", self.area.ref))

    def targets(self, horizons: tuple[HorizonCoverage, ...]) -> Iterator[Gap]:
        short = [each for each in horizons if not each.is_complete]
        if short:
            named = _joined([str(each.months) for each in short])
            yield Gap(f"measurable targets for {named} months", short[0].fill_url)

    def measures(self, unmeasured: list[Outcome]) -> Iterator[Gap]:
        if unmeasured:
            named = _joined([outcome.ref for outcome in unmeasured])
            url = _fill_url(unmeasured[0], self.plan.targets_of(unmeasured[0]), self.may)
            yield Gap(f"a measure for {named}", url)

    def action(self, outcomes: list[Outcome]) -> Iterator[Gap]:
        yield Gap("an action", self._url("action-add", outcomes[0].ref) if outcomes else "")

    def risk(self) -> Iterator[Gap]:
        url = _url(self.area, self.may, "risk-add", needs=Permission.EDIT_RISKS)
        yield Gap("a risk", f"{url}?area={self.area.ref}" if url else "")

    def _url(self, route: str, ref: str) -> str:
        return _url(self.area, self.may, route, ref)


@dataclass(frozen=True)
class _Counts:
    """What measures count of a plan."""

    outcomes: frozenset[int]
    """Those with a target that a measure counts."""
    measures: dict[int, set[int]]
    """By area, the measures in use that tell of it or count a target in it."""


def _counts_of(plan: PlanReading) -> _Counts:
    """Two queries."""
    in_use = Q(measure__retired_on__isnull=True)
    linked = MeasureArea.objects.filter(in_use, area__regime=plan.regime)
    counted = TargetCount.objects.filter(in_use, target__outcome__area__regime=plan.regime)
    measures = defaultdict[int, set[int]](set)
    for area, measure in linked.values_list("area", "measure"):
        measures[area].add(measure)
    outcomes = set()
    for outcome, area, measure in counted.values_list(
        "target__outcome", "target__outcome__area", "measure"
    ):
        outcomes.add(outcome)
        measures[area].add(measure)
    return _Counts(frozenset(outcomes), measures)


def _counts(target: Target) -> bool:
    """Whether it says what is counted, and from where it started."""
    return bool(target.unit) and target.baseline is not None


def _horizon(plan: PlanReading, outcomes: list[Outcome], months: int, may: May) -> HorizonCoverage:
    found = {
        outcome.pk: [each for each in plan.targets_of(outcome) if each.horizon_months == months]
        for outcome in outcomes
    }
    measurable = {pk: any(each.is_measurable for each in set_) for pk, set_ in found.items()}
    short = [outcome for outcome in outcomes if not measurable[outcome.pk]]
    return HorizonCoverage(
        months=months,
        outcomes=len(outcomes),
        targets=sum(map(len, found.values())),
        measurable=sum(measurable.values()),
        fill_url=_fill_url(short[0], found[short[0].pk], may) if short else "",
    )


def _fill_url(outcome: Outcome, targets: list[Target], may: May) -> str:
    """Where its first target is made measurable; where a first one is set, if there is none."""
    if targets:
        return _url(outcome.area, may, "target-edit", outcome.ref, targets[0].horizon_months)
    return _url(outcome.area, may, "target-add", outcome.ref)


def _url(
    area: AreaOfWeakness,
    may: May,
    route: str,
    *args: str | int,
    needs: Permission = Permission.EDIT_PLAN,
) -> str:
    return reverse(f"plans:{route}", args=[area.local_area.slug, *args]) if may(needs) else ""


def _open_risks(plan: PlanReading) -> dict[int | None, set[int]]:
    """By area, the open risks that belong to it or are linked to it or to something in it."""
    found: dict[int | None, set[int]] = defaultdict(set)
    rows = Risk.objects.filter(regime=plan.regime).open().order_by()
    for risk, *areas in rows.values_list(
        "pk", "area", "links__area", "links__outcome__area", "links__action__area"
    ):
        for area in filter(None, areas):
            found[area].add(risk)
    return found


def _joined(names: list[str]) -> str:
    """ "3, 6 and 12" """
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last
