"""The verb by which the board asks a partner organisation for something."""

from datetime import date

from boards.models import Commission, Meeting
from boards.policies.meetings import check_may_commission
from plans import changes as plans
from plans.models import ContributionRequest, Regime
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Organisation
from sendtrack.periods import day_in_words


def commission(
    *,
    regime: Regime,
    organisation: Organisation | None,
    what: str,
    due_on: date | None,
    meeting: Meeting | None,
    by: User,
    on: date,
) -> ContributionRequest:
    """Ask a partner organisation for something by a day, at a meeting or between meetings."""
    if meeting is None:
        return plans.ask_contribution(
            regime=regime,
            organisation=organisation,
            what=what,
            due_on=due_on,
            asked_at="",
            by=by,
            on=on,
        )
    with record(actor=by, reason=f"Asked at the meeting of {day_in_words(meeting.meets_on)}"):
        held = meeting.lock()
        check_may_commission(meeting=held, regime=regime, on=on)
        asked = plans.ask_contribution(
            regime=regime,
            organisation=organisation,
            what=what,
            due_on=due_on,
            asked_at=f"{held.body.name}, {day_in_words(held.meets_on)}",
            by=by,
            on=on,
        )
        Commission(local_area_id=held.local_area_id, meeting=held, request=asked).save()
    return asked
