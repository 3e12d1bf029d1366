"""Reviews by the Department and NHS England, their letters, and what they will look for next."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews import changes, queries
from reviews.forms import AnswerForm
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


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
        "may_answer": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "reviews/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PLAN)
@keeps_typed
def line(request: AreaRequest, held_on: date, number: int) -> HttpResponse:
    """Answer one line of enquiry of the review held on a day."""
    row = find(queries.lines_of(request.area), review__starts_on=held_on, number=number)
    form = AnswerForm(entered(request), row=row)
    if save(form, changes.answer_line, line=row, by=request.user):
        messages.success(request, f"The answer to line of enquiry {row.number} is recorded.")
        return redirect("reviews:reviews", request.area.slug)
    return answer(request, "reviews/line.html", form, line=row)
