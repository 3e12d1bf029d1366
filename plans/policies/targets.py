"""Rules for targets and their results (paragraph 3: clear and measurable, at four horizons)."""

from datetime import date
from decimal import Decimal

from plans.models import Outcome, Target
from plans.states import RegimeState, TargetResult
from plans.statistics.targets import in_unit, shortfall
from sendtrack.periods import HORIZONS, day_in_words
from sendtrack.refusals import Refusal


def check_horizon(*, outcome: Outcome, horizon_months: int) -> None:
    horizons = outcome.area.regime.horizons
    if horizon_months not in horizons:
        asked = ", ".join(str(months) for months in horizons) or "no"
        raise Refusal(
            "Paragraph 3 asks for targets for 3, 6, 12 and 24 months. Choose one of these."
            if horizons == list(HORIZONS)
            else f"The {outcome.area.regime} asks for targets for {asked} months.",
            field="horizon_months",
        )
    if outcome.targets.filter(horizon_months=horizon_months).exists():
        raise Refusal(
            f"{outcome.ref} already has a target for {horizon_months} months. Change that one.",
            field="horizon_months",
        )


def check_can_edit(
    *, target: Target, unit: str, baseline: Decimal | None, value: Decimal | None
) -> None:
    """What is agreed moves only with a second person; what was judged stays as it was."""
    asked, stood = (unit, baseline, value), (target.unit, target.baseline, target.value)
    if target.result and asked != stood:
        raise Refusal(
            "Its result is recorded. What it was measured against stays as it was.", field="value"
        )
    agreed = target.outcome.area.regime.state == RegimeState.ACTIVE
    if agreed and target.value is not None and value != target.value:
        raise Refusal(
            f"Leave this at {in_unit(target.value, target.unit)} and ask to move the target: "
            "somebody else has to agree.",
            field="value",
        )


def check_result(
    *, target: Target, result: str, value: Decimal | None, words: str, on: date | None, source: str
) -> None:
    """A result says what was reached, on which day, and where that stands."""
    if result not in TargetResult.values:
        raise Refusal("Say whether the target was met or missed.", field="result")
    if value is None and not words:
        raise Refusal("Enter the value reached, or say in words what was reached.", field="value")
    if on is None:
        raise Refusal("Enter the day of the result.", field="on")
    if not source:
        raise Refusal("Say where the result is written down.", field="source")
    if result == TargetResult.MISSED and on < target.due_on:
        raise Refusal(
            f"The target can still be met until {day_in_words(target.due_on)}. "
            "Record it as missed on or after that day.",
            field="on",
        )
    _check_agreement(target=target, result=result, value=value, words=words)


def _check_agreement(*, target: Target, result: str, value: Decimal | None, words: str) -> None:
    """Where the figure says the opposite of the result, somebody has to say why."""
    short = shortfall(baseline=target.baseline, wanted=target.value, reached=value)
    if short is None or words:
        return
    if (short == 0) != (result == TargetResult.MET):
        reached = "does not reach" if short else "reaches"
        raise Refusal(
            f"{in_unit(value, target.unit)} {reached} the target of "
            f"{in_unit(target.value, target.unit)}. "
            f"Say in words why it counts as {TargetResult(result).label.lower()}.",
            field="words",
        )
