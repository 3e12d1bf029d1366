"""Rules for evidence and for views heard."""

from datetime import date
from urllib.parse import urlsplit

from plans.models import Action, AreaOfWeakness, Evidence, Regime, VoiceEntry
from plans.models.voice import FEWEST_SAID
from plans.policies.actions import may_update
from plans.states import Classification, VoiceChannel
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

LONGEST_LINK = 500


def may_add_to(*, action: Action, access: Access, on: date) -> bool:
    """Whoever keeps the plan adds evidence to any action; a partner to those of the posts they
    hold on that day."""
    return access.allows(Permission.EDIT_PLAN) or may_update(action=action, access=access, on=on)


def check_evidence_stands(*, dated_on: date | None, has_place: bool) -> None:
    """Evidence without a document to cite has a day and a place."""
    if dated_on is None:
        raise Refusal("Enter the day the evidence is of.", field="dated_on")
    if not has_place:
        raise Refusal(
            "Choose a file, give a link, or say where it is kept, so that a reviewer can be "
            "shown it.",
            field="kept_at",
        )


def checked_link(link: str) -> str:
    """An address that a browser may open: http or https, with a host and no password in it."""
    link = link.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        is_good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
        is_good = is_good and parts.port is not False and not (parts.username or parts.password)
    except ValueError:
        is_good = False
    if not is_good or not link.isprintable() or " " in link or len(link) > LONGEST_LINK:
        raise Refusal(
            "Enter a whole address that begins with https:// or http://, like "
            "https://www.example.org/audit.",
            field="link",
        )
    return link


def check_period(*, period_from: date | None, period_to: date | None) -> None:
    """The period that evidence describes has both ends, in their order."""
    if (period_from is None) != (period_to is None):
        missing = "period_from" if period_from is None else "period_to"
        raise Refusal("Enter both days of the period, or neither.", field=missing)
    if period_from and period_to and period_to < period_from:
        raise Refusal("The period must end on or after its first day.", field="period_to")


def check_supersedes(*, older: Evidence | None, area: AreaOfWeakness) -> None:
    """A newer piece takes the place of one piece of the same area, once."""
    if older is None:
        return
    if older.area_id != area.pk:
        raise Refusal(f"{older.ref} belongs to another area of weakness.", field="supersedes")
    newer = Evidence.objects.filter(supersedes=older).first()
    if newer is not None:
        raise Refusal(
            f"{newer.ref} has taken the place of {older.ref} already.", field="supersedes"
        )


def check_still_stands(evidence: Evidence) -> None:
    if evidence.withdrawn_on is not None:
        raise Refusal(
            f"{evidence.ref} was withdrawn on {day_in_words(evidence.withdrawn_on)}: it can't be "
            "changed any more. Add a new piece."
        )


def check_may_be_public(*, classification: str, is_checked: bool) -> None:
    if classification == Classification.PUBLIC and not is_checked:
        raise Refusal(
            "Check it for personal data before you mark it as ready for the public.",
            field="classification",
        )


def warning_of_early_day(evidence: Evidence, regime: Regime) -> str:
    """Evidence from before the Notice shows where an area began, not what has improved since."""
    if evidence.dated_on is None or evidence.dated_on >= regime.issued_on:
        return ""
    return (
        f"It is dated before the {regime.title} of {day_in_words(regime.issued_on)}: it shows "
        "where the area began, not what has improved since."
    )


def check_action_in_area(*, action: Action | None, area: AreaOfWeakness) -> None:
    if action is not None and action.area_id != area.pk:
        raise Refusal(f"{action.ref} belongs to another area of weakness.", field="action")


def check_area_in_regime(*, area: AreaOfWeakness | None, regime: Regime) -> None:
    if area is not None and area.regime_id != regime.pk:
        raise Refusal(f"{area} does not belong to the {regime}.", field="area")


def check_voice_action(
    *, action: Action | None, regime: Regime, area: AreaOfWeakness | None
) -> None:
    if action is None:
        return
    if action.area.regime_id != regime.pk:
        raise Refusal(f"{action.ref} does not belong to the {regime}.", field="action")
    if area is not None and action.area_id != area.pk:
        raise Refusal(
            f"{action.ref} belongs to area ({action.area.ref}), not to area ({area.ref}). Choose "
            f"area ({action.area.ref}), or an action of area ({area.ref}).",
            field="action",
        )


def check_lesson(*, channel: str, people: int | None, is_cited: bool) -> None:
    """What mediation and tribunals teach is told of several cases, so that it points at nobody."""
    if channel != VoiceChannel.TRIBUNAL or is_cited:
        return
    if people is None or people < FEWEST_SAID:
        raise Refusal(
            f"Enter how many families’ cases taught it: at least {FEWEST_SAID} together. Fewer "
            "could point at one family.",
            field="people",
        )


def check_told(*, voice: VoiceEntry, told_on: date) -> None:
    """People are told what changed, after it is written down and after they were heard."""
    if not voice.changed:
        raise Refusal("Say first what changed because of it: then there is something to tell.")
    if voice.heard_on and told_on < voice.heard_on:
        raise Refusal(
            f"They were heard on {day_in_words(voice.heard_on)}: the day must not be before that.",
            field="told_on",
        )
