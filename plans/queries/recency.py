"""How recent a piece of evidence is beside an action that it bears on."""

from datetime import date

from plans.models import Action, Evidence


def is_before_start(day: date | None, action: Action) -> bool:
    return bool(day and action.start_on and day < action.start_on)


def is_before_end(day: date | None, action: Action) -> bool:
    """Whether the day is before the action was complete. While it is open there is no end."""
    return bool(day and action.completed_on and day < action.completed_on)


def too_early_for(piece: Evidence, action: Action | None) -> str:
    """What a piece can't show of an action because of its day; empty where nothing stands against
    it. No query."""
    if action is None:
        return ""
    if is_before_start(piece.dated_on, action):
        return (
            f"From before {action.ref} began: it shows where the action started, not what it "
            "changed."
        )
    if is_before_end(piece.dated_on, action):
        return f"From before {action.ref} was completed: it can’t show what came of it since."
    return ""
