"""As whom a request reads figures."""

from plans.queries.readers import Reader, published, reader_of
from sendtrack import clock
from sendtrack.accounts.scoping import AreaRequest


def reader(request: AreaRequest) -> Reader:
    """By the rights of today, also where the page shows a past day."""
    return reader_of(request.access, request.area.reading_day(clock.today()))


def anybody(request: AreaRequest) -> Reader:
    """As everybody reads, whoever asks: for pages that are made to leave the building."""
    day = request.area.reading_day(clock.today())
    return published(day, looks_back=request.access.looks_back)
