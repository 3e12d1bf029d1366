"""The measures of a plan beside its outcomes and their actions: whether the work shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.models import Regime, TargetCount
from plans.queries.commentary import Told, watched
from plans.queries.readers import Reader


@dataclass(frozen=True)
class Measured:
    """Measures by what they tell of, headline measures first."""

    by_outcome: Mapping[int, list[Told]] = field(default_factory=dict)
    """By outcome: those that count a target of it."""
    by_area: Mapping[int, list[Told]] = field(default_factory=dict)
    """By area of weakness: those that tell of it and count no target of the plan."""

    def in_words(self, outcome: int | None) -> str:
        """The measures of an outcome as a cell of a spreadsheet says them, a line each."""
        return "\n".join(_line(each) for each in self.by_outcome.get(outcome or 0, ()))


def measured(regime: Regime, on: date, reader: Reader) -> Measured:
    """As many queries for one measure as for a hundred; none where the regime leads no more, since
    measures belong to the area and are not kept for a plan that is over."""
    if not regime.is_shown:
        return Measured()
    told = watched(regime.local_area, on, reader).told
    counts = TargetCount.objects.filter(target__outcome__area__regime=regime)
    links = set(counts.values_list("measure", "target__outcome"))
    outcomes: dict[int, list[int]] = defaultdict(list)
    for measure, outcome in links:
        outcomes[measure].append(outcome)
    by_outcome: dict[int, list[Told]] = defaultdict(list)
    by_area: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        measure = each.control.series.measure
        for outcome in outcomes[measure.pk]:
            by_outcome[outcome].append(each)
        if not outcomes[measure.pk]:
            for area in measure.areas:
                by_area[area.pk].append(each)
    return Measured(by_outcome, by_area)


def _line(told: Told) -> str:
    """ "M1 New plans within 20 weeks: 57.4%, October 2026. On its trajectory: …"."""
    control = told.control
    series, verdict = control.series, control.verdict
    figure = f"{control.newest}, {series.latest.name}" if series.latest else "no figure yet"
    said = f"{verdict.status.word}. {verdict.sentence}" if verdict else "Nothing was due."
    return f"{series.measure}: {figure}. {said}"
