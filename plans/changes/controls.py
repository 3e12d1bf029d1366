"""Verbs that write the controls of a risk."""

from datetime import date

from django.db.models import Max

from plans.models import Control, Risk
from plans.policies.risks import (
    check_control_owner,
    check_in_place,
    check_open,
    check_tested,
)
from plans.policies.work import check_reason, check_words
from plans.states import Effectiveness
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post


def _what(what: str) -> str:
    return check_words(what, missing="Say what is done about the risk.", field="what")


def _checked_on(effectiveness: str, checked_on: date | None) -> date | None:
    """Nothing was checked where the control is untested."""
    return None if effectiveness == Effectiveness.UNTESTED else checked_on


def new_control(*, risk: Risk, what: str, owner: Post) -> Control:
    """An untested control that is not saved yet; its number is the next one of the risk."""
    last = risk.controls.aggregate(last=Max("number"))["last"] if risk.pk else None
    return Control(
        local_area=risk.local_area, risk=risk, number=(last or 0) + 1, what=what, owner=owner
    )


def add_control(
    *,
    risk: Risk,
    what: str,
    owner: Post,
    effectiveness: str,
    checked_on: date | None,
    by: User,
    on: date,
) -> Control:
    """Put a control of an open risk on record."""
    what = _what(what)
    check_control_owner(owner)
    check_tested(effectiveness=effectiveness, checked_on=checked_on, on=on)
    with record(actor=by, reason=f"Added a control: {what}"):
        current = risk.lock()
        check_open(current)
        control = new_control(risk=current, what=what, owner=owner)
        control.effectiveness = effectiveness
        control.checked_on = _checked_on(effectiveness, checked_on)
        control.save()
    return control


def edit_control(
    *,
    control: Control,
    version: int,
    what: str,
    owner: Post,
    effectiveness: str,
    checked_on: date | None,
    by: User,
    reason: str,
    on: date,
) -> Control:
    """Change a control's words or owner, or record how well it works. Raises `Stale`."""
    what = _what(what)
    check_control_owner(owner)
    check_tested(effectiveness=effectiveness, checked_on=checked_on, on=on)
    with record(actor=by, reason=check_reason(reason)):
        current = control.lock(version=version)
        check_in_place(current)
        check_open(current.risk)
        current.what = what
        current.owner = owner
        current.effectiveness = effectiveness
        current.checked_on = _checked_on(effectiveness, checked_on)
        current.save()
    return current


def withdraw_control(
    *, control: Control, version: int, because: str, by: User, on: date
) -> Control:
    """Take a control out of place, with the reason; it stays on the record. Raises `Stale`."""
    because = check_words(
        because, missing="Say why the control is no longer in place.", field="because"
    )
    with record(actor=by, reason=f"Withdrew the control: {because}"):
        current = control.lock(version=version)
        check_in_place(current)
        check_open(current.risk)
        current.withdrawn_on = on
        current.withdrawn_because = because
        current.save()
    return current
