"""Views heard: who was, who was not, and what became of what they said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from plans.models import Action, AreaOfWeakness, Regime, VoiceEntry
from plans.states import CoProduction, VoiceGroup
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.periods import Period, add_months

QUARTERS_SHOWN = 4


def voice_rows() -> AreaQuerySet:
    """Views heard, newest first, with what a list shows of each."""
    return VoiceEntry.objects.select_related(
        "area__regime", "action", "citation__document"
    ).order_by("-heard_on", "-pk")


def voices_of(area: LocalArea) -> AreaQuerySet:
    """With all that the page of one entry shows."""
    rows: AreaQuerySet = voice_rows().of(area).select_related("regime")
    return rows


@dataclass(frozen=True)
class GroupHeard:
    """How often a group of paragraph 4(g) was heard, and when last."""

    group: VoiceGroup
    times: int
    last_on: date | None
    answered: int
    """How many of the entries say what changed."""
    told: int = 0
    """After how many of them people were told."""


def groups_heard(voices: Iterable[VoiceEntry]) -> list[GroupHeard]:
    """Every group of paragraph 4(g), heard or not."""
    voices = list(voices)
    times = Counter(voice.group for voice in voices)
    answered = Counter(voice.group for voice in voices if voice.changed)
    told = Counter(voice.group for voice in voices if voice.told_on)
    return [
        GroupHeard(
            group=group,
            times=times[group],
            last_on=max(
                (voice.heard_on for voice in voices if voice.group == group and voice.heard_on),
                default=None,
            ),
            answered=answered[group],
            told=told[group],
        )
        for group in VoiceGroup
    ]


def made_with_families(regime: Regime | None) -> list[tuple[str, int]]:
    """(how far, how many of the regime's open actions), most first; last those that don't say. One
    query, none without a regime."""
    if regime is None:
        return []
    rows = Action.objects.filter(area__regime=regime).open().values_list("coproduction", flat=True)
    counted = Counter(rows.order_by())
    levels = [(each.label, counted[each]) for each in reversed(CoProduction)]
    return [*levels, ("Not said", counted[""])]


@dataclass(frozen=True)
class Coverage:
    """One area, or one quarter, and how often each group was heard there."""

    label: str
    counts: tuple[int, ...]
    """In the order of `VoiceGroup`."""
    area: AreaOfWeakness | None = None

    @property
    def missing(self) -> list[VoiceGroup]:
        pairs = zip(VoiceGroup, self.counts, strict=True)
        return [group for group, count in pairs if not count]


def coverage_by_area(
    areas: Sequence[AreaOfWeakness], voices: Iterable[VoiceEntry]
) -> list[Coverage]:
    """Areas × groups. What was said of the whole plan stands in a row of its own."""
    counted: dict[int | None, Counter[str]] = defaultdict(Counter)
    for voice in voices:
        counted[voice.area_id][voice.group] += 1
    rows = [
        Coverage(
            f"({area.ref}) {area.short_title}",
            tuple(counted[area.pk][group] for group in VoiceGroup),
            area,
        )
        for area in areas
    ]
    return [*rows, Coverage("The whole plan", tuple(counted[None][each] for each in VoiceGroup))]


def quarters_until(on: date) -> list[Period]:
    """The last calendar quarters, the one under way first."""
    start = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    starts = [add_months(start, -3 * back) for back in range(QUARTERS_SHOWN)]
    return [
        Period(each, min(on, date.fromordinal(add_months(each, 3).toordinal() - 1)))
        for each in starts
    ]


def coverage_by_quarter(voices: Iterable[VoiceEntry], on: date) -> list[Coverage]:
    """Quarters × groups, the one under way first."""
    voices = [voice for voice in voices if voice.heard_on]
    rows = []
    for quarter in quarters_until(on):
        counted = Counter(voice.group for voice in voices if voice.heard_on in quarter)
        label = f"{quarter.start:%B} to {quarter.end:%B %Y}"
        if quarter.start.month == quarter.end.month:
            label = f"{quarter.start:%B %Y}"
        rows.append(Coverage(label, tuple(counted[group] for group in VoiceGroup)))
    return rows


@dataclass(frozen=True)
class Ledger:
    """All that the page of views heard tells."""

    groups: list[GroupHeard]
    by_area: list[Coverage]
    by_quarter: list[Coverage]
    unanswered: list[VoiceEntry]
    untold: list[VoiceEntry]
    """Answered, but those who were heard do not know."""
    days_until_told: int | None
    """Half of those who were told waited no longer than that."""

    @property
    def gaps(self) -> list[str]:
        """What is missing, and what to do next. Empty where nothing is."""
        rows = [(row.area, row) for row in self.by_area if row.area and row.missing]
        said = [
            f"Area {row.label}: ask {_list(row.missing)}." for _, row in rows if any(row.counts)
        ]
        if silent := [f"({area.ref})" for area, row in rows if not any(row.counts)]:
            *others, last = silent
            named = f"areas {', '.join(others)} and {last}" if others else f"area {last}"
            said.append(f"Nobody has been heard about {named} yet. Begin with parents and carers.")
        if missing := self.by_quarter[0].missing:
            said.append(f"This quarter nobody has heard {_list(missing)} yet.")
        return said


def _list(groups: Sequence[VoiceGroup]) -> str:
    *others, last = [group.label[:1].lower() + group.label[1:] for group in groups]
    return f"{', '.join(others)} or {last}" if others else last


def ledger(regime: Regime | None, voices: Sequence[VoiceEntry], on: date) -> Ledger:
    """From the entries that have been read. One query, for the areas."""
    areas = list(regime.areas.standing().order_by("position")) if regime else []
    waited = [days for voice in voices if (days := voice.days_until_told) is not None]
    answered = [voice for voice in voices if voice.changed]
    return Ledger(
        groups=groups_heard(voices),
        by_area=coverage_by_area(areas, voices),
        by_quarter=coverage_by_quarter(voices, on),
        unanswered=[voice for voice in voices if not voice.changed],
        untold=[voice for voice in answered if not voice.told_on and voice.heard_on],
        days_until_told=round(median(waited)) if waited else None,
    )
