"""Evidence of impact, and the views that were heard."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.models import Evidence, VoiceEntry
from plans.states import VoiceGroup
from sendtrack.organisations.tenancy import AreaQuerySet


def evidence_rows() -> AreaQuerySet:
    """Evidence, newest first, with what a list shows of each."""
    return Evidence.objects.select_related(
        "area", "action", "organisation", "citation__document"
    ).order_by("-dated_on", "-pk")


def voice_rows() -> AreaQuerySet:
    """Views heard, newest first, with what a list shows of each."""
    return VoiceEntry.objects.select_related("area", "citation__document").order_by(
        "-heard_on", "-pk"
    )


@dataclass(frozen=True)
class GroupHeard:
    """How often a group of paragraph 4(g) was heard, and when last."""

    group: VoiceGroup
    times: int
    last_on: date | None
    answered: int
    """How many of the entries say what changed."""


def groups_heard(voices: Iterable[VoiceEntry]) -> list[GroupHeard]:
    """Every group of paragraph 4(g), heard or not."""
    voices = list(voices)
    times = Counter(voice.group for voice in voices)
    answered = Counter(voice.group for voice in voices if voice.changed)
    return [
        GroupHeard(
            group=group,
            times=times[group],
            last_on=max(
                (voice.heard_on for voice in voices if voice.group == group and voice.heard_on),
                default=None,
            ),
            answered=answered[group],
        )
        for group in VoiceGroup
    ]
