"""The verb by which somebody stands for the figures."""

from datetime import date

from plans.models import DataStatement
from plans.policies.statements import check_lacks
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea


def state_data(
    *, area: LocalArea, is_complete: bool, lacks: str, by: User, on: date
) -> DataStatement:
    """Say that the figures are complete and up to date, or what they lack."""
    lacks = check_lacks(lacks, is_complete=is_complete)
    said = "complete and up to date" if is_complete else f"not complete: {lacks}"
    with record(actor=by, reason=f"Said of the figures: {said}"):
        row = DataStatement(
            local_area=area, said_on=on, said_by=by, is_complete=is_complete, lacks=lacks
        )
        row.save()
    return row
