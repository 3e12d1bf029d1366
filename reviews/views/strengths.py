"""What reviews named as strengths, and whether they still hold."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from reviews import changes, queries
from reviews.forms.strengths import LookForm, StrengthEditForm, StrengthForm
from reviews.views.reviews import GET_AND_POST, back
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def add(request: AreaRequest, number: int) -> HttpResponse:
    """Quote what the letter of a review says has improved."""
    review = find(queries.review_rows(request.area), pk=number)
    form = StrengthForm(entered(request), review=review)
    if strength := save(form, changes.add_strength, review=review, by=request.user):
        return back(request, f"Strength {strength.number} is recorded.")
    return answer(request, "reviews/strength_form.html", form, review=review)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def look(request: AreaRequest, number: int, strength: int) -> HttpResponse:
    """Say whether a strength still holds."""
    row = find(queries.strengths_of(request.area), review=number, number=strength)
    form = LookForm(entered(request), row=row, today=request.day)
    given = {"strength": row, "by": request.user, "on": request.day}
    if looked := save(form, changes.look_at_strength, **given):
        return back(request, f"{looked}: {looked.get_holds_display().lower()}.")
    return answer(request, "reviews/strength.html", form, strength=row)


@require_http_methods(GET_AND_POST)
@requires(Permission.EDIT_PLAN)
@keeps_typed
def edit(request: AreaRequest, number: int, strength: int) -> HttpResponse:
    """Put right what was taken down of a strength."""
    row = find(queries.strengths_of(request.area), review=number, number=strength)
    form = StrengthEditForm(entered(request), row=row)
    if save(form, changes.edit_strength, strength=row, by=request.user):
        return back(request, f"{row} is changed.")
    return answer(request, "reviews/strength_form.html", form, review=row.review, strength=row)
