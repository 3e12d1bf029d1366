"""What mediation, tribunal decisions and complaints teach, and what changed because of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Regime, VoiceEntry
from plans.queries.commentary import Told, watched
from plans.queries.readers import Reader
from plans.queries.voices import voice_rows
from plans.states import VoiceChannel

TEACHES = (VoiceChannel.TRIBUNAL, VoiceChannel.COMPLAINT)
COUNTED_BY = (
    "mediations",
    "appeals-registered",
    "appeals-conceded",
    "appeals-upheld",
    "appeal-rate",
)
"""The measures of the library that count what the log learns from."""


@dataclass(frozen=True)
class LearningLog:
    lessons: Sequence[VoiceEntry]
    """Newest first."""
    measures: Sequence[Told]

    @property
    def without_change(self) -> int:
        return sum(not lesson.changed for lesson in self.lessons)

    @property
    def without_action(self) -> int:
        """How many lessons led to no action of the plan."""
        return sum(lesson.action_id is None for lesson in self.lessons)


def learning_log(
    regime: Regime | None, on: date, reader: Reader, *, channel: str = ""
) -> LearningLog:
    """Of the regime in force, from every way of learning or from one. As many queries for one
    lesson as for a hundred."""
    if regime is None:
        return LearningLog((), ())
    asked = [channel] if channel in TEACHES else list(TEACHES)
    rows = voice_rows().filter(regime=regime, channel__in=asked)
    told = watched(regime.local_area, on, reader).told
    counting = [each for each in told if each.control.series.measure.library_key in COUNTED_BY]
    return LearningLog(list(rows), counting)
