"""Verbs that add actions and change what they are. How they are going is said by updates."""

from collections.abc import Sequence
from datetime import date

from plans.changes.numbering import highest_numbers, hold
from plans.models import Action, AreaOfWeakness, Outcome
from plans.policies.work import (
    check_accountable,
    check_action_dates,
    check_due,
    check_reason,
    check_words,
)
from plans.states import Priority, Status
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post
from sendtrack.sources.models import Citation

_MISSING = "Say what will be done."


def add_action(
    *,
    outcome: Outcome,
    title: str,
    success_criteria: str,
    accountable: Post | None,
    start_on: date | None,
    due_on: date | None,
    by: User,
    on: date,
    priority: str = Priority.SHOULD,
    coproduction: str = "",
) -> Action:
    """Add an action under an outcome. Without a post or a date the Notice refuses it.

    Its first date is kept as the baseline for good. Nobody has said yet how it goes, so it counts
    as not started on `on`, even where its start date has passed.
    """
    action = new_action(
        outcome=outcome,
        title=title,
        success_criteria=success_criteria,
        accountable=accountable,
        start_on=start_on,
        due_on=due_on,
        on=on,
        priority=priority,
    )
    action.coproduction = coproduction
    with record(actor=by, reason=f"Added the action: {action.title}"):
        give_number(action)
        action.save()
    return action


def new_action(
    *,
    outcome: Outcome,
    title: str,
    success_criteria: str,
    accountable: Post | None,
    start_on: date | None,
    due_on: date | None,
    on: date,
    priority: str = Priority.SHOULD,
) -> Action:
    """An action under an outcome that may be added; it is not saved, and has no number yet."""
    check_accountable(accountable, regime=outcome.area.regime)
    check_due(due_on, regime=outcome.area.regime)
    assert due_on is not None
    check_action_dates(regime=outcome.area.regime, start_on=start_on, due_on=due_on)
    return Action(
        local_area=outcome.local_area,
        area=outcome.area,
        outcome=outcome,
        title=check_words(title, missing=_MISSING, field="title"),
        success_criteria=success_criteria.strip(),
        accountable=accountable,
        start_on=start_on,
        baseline_due_on=due_on,
        due_on=due_on,
        priority=Priority(priority),
        status=Status.NOT_STARTED,
        status_since=on,
    )


def add_cited_action(
    *,
    area: AreaOfWeakness,
    title: str,
    citation: Citation,
    by: User,
    outcome: Outcome | None = None,
    accountable: Post | None = None,
    start_on: date | None = None,
    due_on: date | None = None,
    date_words: str = "",
) -> Action:
    """Add an action that a published document states, with the gaps that the document leaves.

    `date_words` is a date as the document gives it, without a day ("by the summer").
    """
    action = Action(
        local_area=area.local_area,
        area=area,
        outcome=outcome,
        title=check_words(title, missing=_MISSING, field="title"),
        accountable=accountable,
        start_on=start_on,
        baseline_due_on=due_on,
        due_on=due_on,
        date_words=date_words,
        citation=citation,
    )
    with record(actor=by, reason=f"Added the action: {action.title}"):
        give_number(action)
        action.save()
    return action


def give_number(action: Action) -> None:
    """The next reference under its outcome, or its area. Others who add one wait."""
    give_numbers([action])


def give_numbers(actions: Sequence[Action]) -> None:
    """The next references, for actions of one local area in their order. Two queries."""
    if not actions:
        return
    hold(actions[0].local_area)
    taken = Action.objects.of(actions[0].local_area).values_list("ref", flat=True)
    highest = highest_numbers(taken)
    for action in actions:
        prefix = f"{action.outcome.ref if action.outcome else action.area.ref.upper()}."
        highest[prefix] += 1
        action.ref = f"{prefix}{highest[prefix]}"


def edit_action(
    *,
    action: Action,
    version: int,
    title: str,
    success_criteria: str,
    accountable: Post | None,
    by: User,
    reason: str,
    priority: str | None = None,
    coproduction: str | None = None,
) -> Action:
    """Change an action's words or hand it to another post. None leaves priority and co-production
    as they are. Raises `Stale`.

    Its dates and its status change only by an update, which says why.
    """
    with record(actor=by, reason=check_reason(reason)):
        current = action.lock(version=version)
        reword(current, title=title, success_criteria=success_criteria, accountable=accountable)
        if priority is not None:
            current.priority = priority
        if coproduction is not None:
            current.coproduction = coproduction
        current.save()
    return current


def reword(action: Action, *, title: str, success_criteria: str, accountable: Post | None) -> None:
    """Put other words or another post into an action. Does not save it."""
    title = check_words(title, missing=_MISSING, field="title")
    if action.citation_id is None and accountable is None:
        check_accountable(accountable, regime=action.area.regime)
    action.title = title
    action.success_criteria = success_criteria.strip()
    action.accountable = accountable
