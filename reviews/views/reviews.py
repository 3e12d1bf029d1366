"""Reviews by the Department and NHS England, their letters, and what they will look for next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews import queries
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
@requires(Permission.VIEW)
def reviews(request: AreaRequest) -> HttpResponse:
    rows, lines = queries.reviews_of(request.area), queries.lines_of_enquiry(request.area)
    held = [row for row in rows if row.starts_on and row.starts_on <= request.day]
    context = {
        "ahead": [row for row in rows if row not in held],
        "held": held,
        "lines": lines,
        "answered": sum(bool(line.answer) for line in lines),
    }
    return render(request, "reviews/reviews.html", context)
