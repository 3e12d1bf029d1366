"""A request under an area."""

from datetime import date

from django.http import HttpRequest

from sendtrack.accounts.models import Access, User
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import LocalArea


class AreaRequest(HttpRequest):
    """A request under an area, as `AreaMiddleware` leaves it."""

    user: User
    area: LocalArea
    access: Access
    day: date
    """The day the area's record is read at."""
    as_at: date | None
    """That day where it is a past one that was asked for."""
    look_back: GovukForm
    """The question for such a day, on pages that show the record."""
