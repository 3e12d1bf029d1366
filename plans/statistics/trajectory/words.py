"""An outlook in sentences: always under the condition that the trend holds (measures, F1.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from plans.statistics.trajectory.outlook import VERDICT_FROM, Finding, Outlook
from plans.statistics.words import Say, change, counted, in_words, shown

HEADLINES = {
    Finding.TOO_EARLY: "Too early to tell",
    Finding.DATE_PASSED: "The date has passed",
    Finding.PACE_ONLY: "No verdict yet",
    Finding.ON_COURSE: "On course if the trend holds",
    Finding.UNCERTAIN: "Could reach it if the trend holds; uncertain",
    Finding.UNLIKELY: "Unlikely at the present pace, if the trend holds",
    Finding.TOO_SLOW: "Improving, too slowly if the trend holds",
    Finding.LEVEL_MEETS: "Meets at the present level if the trend holds",
    Finding.LEVEL_MISSES: "No clear change: misses it if the trend holds",
    Finding.MOVING_AWAY: "Moving away if the trend holds",
    Finding.SLIPPING: "Moving the wrong way, and still meets it if the trend holds",
}


@dataclass(frozen=True, slots=True)
class OutlookWords:
    """The parts of what is said: a headline, then sentences that stand alone or one after another.

    `pace` and `projection` are empty where there is none.
    """

    headline: str
    pace: str
    projection: str
    cautions: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        said = (f"{self.headline}.", self.pace, self.projection, *self.cautions)
        return [sentence for sentence in said if sentence]


def in_sentences(said: Outlook, *, say: Say | None = None) -> OutlookWords:
    """What an outlook says, its figures written by `say` or rounded and with their unit."""
    say = say or partial(shown, unit=said.aim.unit)
    return OutlookWords(
        headline=HEADLINES[said.finding],
        pace=_pace(said, say),
        projection=_projection(said, say),
        cautions=tuple(_cautions(said, say)),
    )


def _pace(said: Outlook, say: Say) -> str:
    if said.level is None or said.pace is None or said.needed is None or said.last is None:
        return ""
    unit, target = said.aim.unit, say(said.aim.value)
    by = in_words(said.aim.by)
    if said.aim.is_met_by(said.level):
        return (
            f"The level of {say(said.level)} meets the target of {target} already; "
            f"so far {change(said.pace, unit)} a month."
        )
    return (
        f"Needs {change(said.needed, unit)} a month from {in_words(said.last)} to reach {target} "
        f"by {by}; so far {change(said.pace, unit)} a month."
    )


def _projection(said: Outlook, say: Say) -> str:
    if said.projection is None:
        return ""
    found, by = said.projection, in_words(said.aim.by)
    centre, low, high = (say(each) for each in (found.centre, found.low, found.high))
    if said.finding in (Finding.LEVEL_MEETS, Finding.LEVEL_MISSES):
        return (
            f"If the trend holds, it is expected to stay near {centre} until {by} "
            f"(limits {low} to {high})."
        )
    return (
        f"If the trend holds, it is expected to be near {centre} on {by}, between {low} and {high}."
    )


def _cautions(said: Outlook, say: Say) -> Iterator[str]:
    if said.step is not None:
        yield (
            f"The series looks like a step change in {said.step:%B %Y}: consider rebasing there. "
            "Only the points from then on are used."
        )
    if said.finding is Finding.DATE_PASSED:
        yield "Hold the reading for that date against the target."
    elif not said.is_verdict:
        since = f" since {in_words(said.since)}" if said.since else ""
        yield (
            f"There {'is' if said.points == 1 else 'are'} {counted(said.points, 'point')}{since}; "
            f"a verdict needs {VERDICT_FROM}."
        )
    if said.projection is not None and said.projection.clipped:
        least, most = said.aim.bounds or (0, 0)
        yield (
            f"The range is cut at {say(least)} and {say(most)}, beyond which the measure can’t go."
        )
    if said.beyond_evidence:
        yield f"{in_words(said.aim.by)} is beyond the evidence: the series is too short for it."
