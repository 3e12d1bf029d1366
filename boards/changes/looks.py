"""The verb by which somebody says that they looked at the data."""

from datetime import date

from boards.models import Body, DataLook
from boards.policies.meetings import check_words
from boards.queries.looks import check_month, seat_post_of
from sendtrack.accounts.models import Access, User
from sendtrack.history import record
from sendtrack.periods import day_in_words


def say_looked(
    *,
    body: Body,
    access: Access,
    data_to: date,
    noticed: str,
    follows: str,
    by: User,
    on: date,
) -> DataLook:
    """Say that one looked at the plan and the data of a month, and what one noticed."""
    noticed = check_words(
        noticed,
        field="noticed",
        missing="Say what you noticed. If nothing stood out, say what you checked.",
    )
    check_month(body.kept_for, data_to, on=on)
    look = DataLook(
        local_area=body.local_area,
        body=body,
        data_to=data_to,
        looked_on=on,
        looked_by=by,
        post=seat_post_of(access, body, on),
        noticed=noticed,
        follows=follows.strip(),
    )
    with record(actor=by, reason=f"Looked at the data to {day_in_words(data_to)}"):
        look.save()
    return look
