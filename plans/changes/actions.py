"""The verbs that say how an action is going, and what difference it makes."""

from datetime import date

from plans.models import Action, ActionUpdate
from plans.policies.actions import Said, check_update
from plans.policies.impact import SaidOfImpact, check_impact
from plans.queries.impact import proof_of
from plans.states import SETTLED, Impact, Status, UpdateKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import day_in_words, month_of


def update_action(
    *,
    action: Action,
    version: int,
    by: User,
    on: date,
    status: Status,
    happened: str,
    difference: str,
    next_step: str,
    reason: str,
    help_wanted: str,
    due_on: date | None = None,
    move_reason: str = "",
    impact: str = "",
    impact_expected_on: date | None = None,
) -> ActionUpdate:
    """Say how an action is going. The first due date is kept for ever; moves are counted.

    `impact=""` leaves what was said of it, `due_on=None` the date. Where an action must be done,
    "complete" waits until a second person confirms it. Raises `Refusal` at the question that needs
    another answer, `Stale` where somebody saved the action since `version` was read.
    """
    said = Said(
        status=Status(status),
        happened=happened.strip(),
        impact=impact,
        impact_expected_on=impact_expected_on if impact == Impact.TOO_EARLY else None,
        difference=difference.strip(),
        next_step=next_step.strip(),
        reason=reason.strip(),
        help_wanted=help_wanted.strip(),
        due_on=due_on,
        move_reason=move_reason.strip(),
    )
    with record(actor=by, reason=why_updated(action=action, said=said)):
        current: Action = action.lock(version=version)
        check_update(action=current, said=said, proof=proof_of(current, on), on=on)
        update = take_over(current, said, by=by, on=on)
        current.save()
        update.save()
    return update


def update_impact(
    *,
    action: Action,
    version: int,
    by: User,
    on: date,
    impact: str,
    difference: str,
    impact_expected_on: date | None = None,
) -> ActionUpdate:
    """Say what difference an action makes; how its delivery goes stays. Raises `Stale`."""
    said = SaidOfImpact(
        impact=Impact(impact),
        difference=difference.strip(),
        expected_on=impact_expected_on if impact == Impact.TOO_EARLY else None,
    )
    with record(actor=by, reason=f"Impact: {Impact(impact).label.lower()}"):
        current: Action = action.lock(version=version)
        check_impact(action=current, said=said, proof=proof_of(current, on), on=on)
        update = ActionUpdate(
            local_area_id=current.local_area_id,
            kind=UpdateKind.IMPACT,
            action=current,
            period_start=month_of(on).start,
            made_on=on,
            made_at=clock.now(),
            made_by=by,
            status_before=current.status,
            status=current.status,
            impact_before=current.impact,
            difference=said.difference,
            reason=current.reason,
            help_wanted=current.help_wanted,
        )
        _take_over_impact(current, update, said, on)
        update.save()
        current.save()
    return update


def take_over(action: Action, said: Said, *, by: User, on: date) -> ActionUpdate:
    """Put what is said into the action, and return the update of it. Saves neither."""
    update = ActionUpdate(
        local_area_id=action.local_area_id,
        action=action,
        period_start=month_of(on).start,
        made_on=on,
        made_at=clock.now(),
        made_by=by,
        status_before=action.status,
        status=said.becomes(action),
        happened=said.happened,
        impact_before=action.impact,
        difference=said.difference,
        next_step=said.next_step,
        reason=said.reason,
        help_wanted=said.help_wanted,
    )
    if said.moves(action):
        update.due_on_before = action.due_on
        update.due_on_after = said.due_on
        update.move_reason = said.move_reason
        _move(action, said.due_on)
    if action.status != update.status:
        action.status_since = on
        action.completed_on = on if update.status in SETTLED else None
        action.said_complete_by = by if update.status in SETTLED else None
        action.confirmed_by = action.confirmed_on = None
    action.status = update.status
    action.reason = said.reason
    action.help_wanted = said.help_wanted
    action.next_step = said.next_step
    action.last_update_on = on
    _take_over_impact(action, update, said.of_impact, on)
    return update


def _move(action: Action, due_on: date | None) -> None:
    """A first date is no move: documents name actions without one."""
    if action.due_on is None:
        action.baseline_due_on = due_on
    else:
        action.times_moved += 1
    action.due_on = due_on


def _take_over_impact(action: Action, update: ActionUpdate, said: SaidOfImpact, on: date) -> None:
    """Keep on action and update what is said of impact, or what was said of it before."""
    if said.impact and action.impact != said.impact:
        action.impact_since = on
    if said.impact:
        action.impact = said.impact
        action.impact_expected_on = said.expected_on
    update.impact = action.impact
    update.impact_expected_on = action.impact_expected_on


def why_updated(*, action: Action, said: Said) -> str:
    """The reason that the history keeps: the person's own words where they gave any."""
    parts = [f"Update: {said.status.label.lower()}"]
    if said.reason:
        parts.append(said.reason)
    if said.due_on is not None and said.moves(action):
        parts.append(f"Due date moved to {day_in_words(said.due_on)}: {said.move_reason}")
    return "".join(f"{part.rstrip('.')}. " for part in parts).strip()
