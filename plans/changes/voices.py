"""Verbs that write views heard: recorded, answered, fed back (paragraph 4g)."""

from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import Action, AreaOfWeakness, Regime, VoiceEntry
from plans.policies.evidence import (
    check_area_in_regime,
    check_lesson,
    check_told,
    check_voice_action,
)
from plans.policies.work import check_reason, check_words
from plans.states import VoiceChannel, VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation

NO_HOW = "Say how they were heard."
NO_SAID = "Say what they said."
NO_DAY = "Enter the day they were heard."


def add_voice(
    *,
    regime: Regime,
    area: AreaOfWeakness | None,
    group: VoiceGroup,
    heard_on: date | None,
    how: str,
    said: str,
    changed: str,
    by: User,
    channel: VoiceChannel | str = "",
    people: int | None = None,
    action: Action | None = None,
    citation: Citation | None = None,
) -> VoiceEntry:
    """Record whose views were heard, what they said and what changed (paragraph 4g).

    `changed` stays empty until there is a response.
    """
    how = check_words(how, missing=NO_HOW, field="how")
    said = check_words(said, missing=NO_SAID, field="said")
    if citation is None and heard_on is None:
        raise Refusal(NO_DAY, field="heard_on")
    check_lesson(channel=channel, people=people, is_cited=citation is not None)
    check_area_in_regime(area=area, regime=regime)
    check_voice_action(action=action, regime=regime, area=area)
    voice = VoiceEntry(
        local_area=regime.local_area,
        regime=regime,
        area=area or (action.area if action else None),
        action=action,
        group=group,
        channel=channel,
        heard_on=heard_on,
        how=how,
        people=people,
        said=said,
        changed=changed.strip(),
        citation=citation,
    )
    with record(actor=by, reason=f"Recorded views heard from {VoiceGroup(group).label.lower()}"):
        hold(regime.local_area)
        alike = VoiceEntry.objects.of(regime.local_area).values_list("ref", flat=True)
        voice.ref = f"V{next_number(alike)}"
        voice.save()
    return voice


def edit_voice(
    *,
    voice: VoiceEntry,
    version: int,
    area: AreaOfWeakness | None,
    action: Action | None,
    group: VoiceGroup,
    channel: VoiceChannel | str,
    heard_on: date | None,
    how: str,
    people: int | None,
    said: str,
    by: User,
    reason: str,
) -> VoiceEntry:
    """Put right who was heard and what they said. Raises `Stale`."""
    how = check_words(how, missing=NO_HOW, field="how")
    said = check_words(said, missing=NO_SAID, field="said")
    check_lesson(channel=channel, people=people, is_cited=voice.citation_id is not None)
    check_area_in_regime(area=area, regime=voice.regime)
    check_voice_action(action=action, regime=voice.regime, area=area)
    with record(actor=by, reason=check_reason(reason)):
        current = voice.lock(version=version)
        if current.citation_id is None and heard_on is None:
            raise Refusal(NO_DAY, field="heard_on")
        if heard_on and current.told_on and current.told_on < heard_on:
            raise Refusal("They were told what changed before that day.", field="heard_on")
        current.area, current.action = area or (action.area if action else None), action
        current.group, current.channel = group, channel
        current.heard_on, current.how, current.people, current.said = heard_on, how, people, said
        current.save()
    return current


def answer_voice(*, voice: VoiceEntry, version: int, changed: str, by: User) -> VoiceEntry:
    """Say what changed because of what they said, or say again. Raises `Stale`."""
    changed = check_words(
        changed,
        missing="Say what changed because of it. If nothing will, say so and why.",
        field="changed",
    )
    with record(actor=by, reason=f"What changed: {changed}"):
        current = voice.lock(version=version)
        current.changed = changed
        current.save()
    return current


def feed_back(
    *, voice: VoiceEntry, version: int, told_on: date, told_how: str, by: User
) -> VoiceEntry:
    """Record when and how those who were heard were told what changed. Raises `Stale`."""
    told_how = check_words(told_how, missing="Say how they were told.", field="told_how")
    with record(actor=by, reason=f"Told them what changed: {told_how}"):
        current = voice.lock(version=version)
        check_told(voice=current, told_on=told_on)
        current.told_on, current.told_how = told_on, told_how
        current.save()
    return current
