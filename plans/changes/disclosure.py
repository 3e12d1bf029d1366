"""Verbs that write what each audience may see of small numbers."""

from collections.abc import Iterable
from datetime import date

from plans.changes.numbering import hold
from plans.measuring.audiences import Audience
from plans.models import DisclosureRule, Measure, MeasurePart, Waiver
from plans.policies.disclosure import (
    check_audience,
    check_can_grant,
    check_can_withdraw,
    check_parts,
    check_rule,
    check_time,
)
from plans.policies.measures import check_in_use
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea


def set_disclosure(
    *,
    area: LocalArea,
    audience: Audience,
    version: int,
    threshold: int,
    base: int,
    by: User,
    reason: str,
) -> DisclosureRule:
    """Say up to which count an audience is shown nothing, and what other counts are rounded to.
    `version` is 0 while the area has never set it. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        hold(area)
        known = DisclosureRule.objects.of(area).filter(audience=audience).first()
        rule = known.lock(version=version) if known else DisclosureRule(local_area=area)
        rule.audience, rule.threshold, rule.base = audience, threshold, int(base)
        check_rule(rule)
        rule.save()
    return rule


def ask_waiver(
    *,
    measure: Measure,
    audience: str,
    from_on: date,
    until_on: date,
    because: str,
    by: User,
    on: date,
) -> Waiver:
    """Ask that small numbers of a measure be shown to an audience for some time. Nothing is shown
    until somebody else grants it."""
    because = check_words(
        because, missing="Say why they should be shown, and who has agreed to it.", field="because"
    )
    to = check_audience(audience)
    check_time(from_on=from_on, until_on=until_on, on=on)
    with record(actor=by, reason=f"Asked to show small numbers: {because}"):
        current = measure.lock()
        check_in_use(current)
        waiver = Waiver(
            local_area=current.local_area,
            measure=current,
            number=Waiver.objects.of(current.local_area).filter(measure=current).count() + 1,
            audience=to,
            because=because,
            from_on=from_on,
            until_on=until_on,
            asked_on=on,
            asked_by=by,
        )
        waiver.save()
    return waiver


def grant_waiver(*, waiver: Waiver, version: int, reason: str, by: User, on: date) -> Waiver:
    """Agree, as a second person, that they are shown. Raises `Stale`."""
    with record(actor=by, reason=f"Granted: {check_reason(reason)}"):
        current = waiver.lock(version=version)
        check_can_grant(current, by=by, on=on)
        current.granted_on, current.granted_by = on, by
        current.save()
    return current


def withdraw_waiver(*, waiver: Waiver, version: int, because: str, by: User, on: date) -> Waiver:
    """Withhold small numbers again, or stop asking that they be shown. Raises `Stale`."""
    because = check_words(because, missing="Say why it is taken back.", field="because")
    with record(actor=by, reason=f"Withdrawn: {because}"):
        current = waiver.lock(version=version)
        check_can_withdraw(current, on=on)
        current.withdrawn_on, current.withdrawn_by = on, by
        current.withdrawn_because = because
        current.save()
    return current


def set_parts(
    *, measure: Measure, version: int, parts: Iterable[Measure], by: User, reason: str
) -> Measure:
    """Say which measures are counted in this one too, so that what one of them withholds can't be
    worked out of the others. Raises `Stale`."""
    wanted = {part.pk: part for part in parts}
    with record(actor=by, reason=check_reason(reason)):
        hold(measure.local_area)
        current = measure.lock(version=version)
        check_parts(current, wanted.values())
        for link in MeasurePart.objects.of(current.local_area).filter(whole=current):
            if wanted.pop(link.part_id, None) is None:
                link.delete()
        for part in wanted.values():
            MeasurePart(local_area=current.local_area, whole=current, part=part).save()
        current.save()
    return current
