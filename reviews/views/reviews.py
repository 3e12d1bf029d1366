"""Reviews by the Department and NHS England, their letters, and what they will look for next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans.models import Regime
from plans.queries import current_regime
from reviews import changes, queries
from reviews.forms import (
    AnswerForm,
    AssessmentForm,
    LineEditForm,
    LineForm,
    ReviewEditForm,
    ReviewForm,
)
from reviews.wording import strengths_in_words
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW)
def reviews(request: AreaRequest) -> HttpResponse:
    rows, lines = queries.reviews_of(request.area), queries.lines_of_enquiry(request.area)
    strengths = queries.strengths(request.area)
    held = [row for row in rows if row.starts_on and row.starts_on <= request.day]
    regime = current_regime(request.area)
    context = {
        "regime": regime,
        "ahead": [row for row in rows if row not in held],
        "held": held,
        "lines": lines,
        "answered": sum(bool(line.answer) for line in lines),
        "strengths": strengths,
        "strengths_in_words": strengths_in_words([each.holds for each in strengths]),
        "may_edit": regime is not None and request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "reviews/reviews.html", context)


def back(request: AreaRequest, said: str) -> HttpResponse:
    """To the reviews, with what was done."""
    messages.success(request, said)
    return redirect("reviews:reviews", request.area.slug)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def add(request: AreaRequest) -> HttpResponse:
    """Record a review or a visit that was held or announced."""
    regime = find(Regime.objects.of(request.area).leading())
    form = ReviewForm(entered(request), regime=regime)
    if review := save(form, changes.add_review, regime=regime, by=request.user):
        return back(request, f"Recorded: {review}.")
    return answer(request, "reviews/review_form.html", form)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def edit(request: AreaRequest, number: int) -> HttpResponse:
    """Correct a day, or write down what the review found."""
    review = find(queries.review_rows(request.area), pk=number)
    form = ReviewEditForm(entered(request), row=review)
    if edited := save(form, changes.edit_review, review=review, by=request.user):
        return back(request, f"Changed: {edited}.")
    return answer(request, "reviews/review_form.html", form, review=review)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def assess(request: AreaRequest, number: int) -> HttpResponse:
    """The council's own assessment before a review."""
    review = find(queries.review_rows(request.area), pk=number)
    form = AssessmentForm(entered(request), row=review, today=request.day)
    if save(form, changes.record_self_assessment, review=review, by=request.user):
        return back(request, "The council’s own assessment is recorded.")
    return answer(request, "reviews/assessment.html", form, review=review)


@require_safe
@requires(Permission.VIEW)
def history(request: AreaRequest, number: int) -> HttpResponse:
    review = find(queries.review_rows(request.area), pk=number)
    context = {
        "title": f"History: {review}",
        "subject": str(review),
        "changes": queries.history_of_review(review, request.GET.get("page")),
        "back_url": reverse("reviews:reviews", args=[request.area.slug]),
        "back_text": "Back to the reviews",
    }
    return render(request, "history/page.html", context)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def line_add(request: AreaRequest, number: int) -> HttpResponse:
    """Quote what the letter of a review says will be looked for."""
    review = find(queries.review_rows(request.area), pk=number)
    form = LineForm(entered(request), review=review)
    if line := save(form, changes.quote_line_of_enquiry, review=review, by=request.user):
        return back(request, f"Line of enquiry {line.number} is recorded.")
    return answer(request, "reviews/line_form.html", form, review=review)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def line(request: AreaRequest, number: int, line: int) -> HttpResponse:
    """Answer one line of enquiry of a review."""
    row = find(queries.lines_of(request.area), review=number, number=line)
    form = AnswerForm(entered(request), row=row)
    if save(form, changes.answer_line, line=row, by=request.user):
        return back(request, f"The answer to line of enquiry {row.number} is recorded.")
    return answer(request, "reviews/line.html", form, line=row)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def line_edit(request: AreaRequest, number: int, line: int) -> HttpResponse:
    """Put right what was taken down of a line of enquiry."""
    row = find(queries.lines_of(request.area), review=number, number=line)
    form = LineEditForm(entered(request), row=row)
    if save(form, changes.edit_line, line=row, by=request.user):
        return back(request, f"Line of enquiry {row.number} is changed.")
    return answer(request, "reviews/line_form.html", form, review=row.review, line=row)
