"""As whom a request reads figures."""

from plans.queries.readers import Reader, reader_of
from sendtrack import clock
from sendtrack.accounts.scoping import AreaRequest


def reader(request: AreaRequest) -> Reader:
    """By the rights of today, also where the page shows a past day."""
    return reader_of(request.access, request.area.reading_day(clock.today()))
