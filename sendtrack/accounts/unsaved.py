"""What somebody typed is not lost when their session ends before they press save.

A view that asks for writing wears `@keeps_typed`. When its form arrives from somebody who is no
longer signed in, the answers are put aside in the (anonymous) session of that browser and the
person is sent to sign in as usual; Django keeps that session's data through a sign-in. The same
happens when the form's CSRF token is out of date because the person signed in again in another
window, if the browser says that the form came from our own pages. The view then fills its form
from `entered(request)`; nothing is saved until the person has read it and pressed save.

Why so, and not a page with the whole form in hidden fields: a failed sign-in, a second factor or
a forgotten password on the way would lose such a page; here they don't. Nothing of the area is
read for an anonymous visitor, and rights are checked afresh when the form is shown and when it is
saved: whoever signs in next in that browser sees the text only on a page that they may open, and
saves it, if at all, under their own name. What can be put aside is one form, of limited size,
whose CSRF check or origin held; it goes with the session, after an hour where nobody signs in, and
as soon as the form is sent again.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from sendtrack.editing import KeptAnswers

KEY = "typed"
MOST_CHARACTERS = 60_000
UNCLAIMED_LASTS = timedelta(hours=1)
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken"})

KEPT = "Your session has ended. Sign in to carry on: what you typed is kept."
TOO_LONG = (
    "Your session has ended, and what you typed is too long for us to keep. Go back in your "
    "browser to copy it."
)

V = TypeVar("V", bound=Callable[..., Any])


def keeps_typed(view: V) -> V:
    """Mark a view whose form is put aside rather than lost."""
    view.keeps_typed = True  # type: ignore[attr-defined]  # read from the resolved view below
    return view


def put_aside(request: HttpRequest, view: Any) -> bool:
    """Keep the answers of a form for the view's address. False where there is nothing to keep."""
    if request.method != "POST" or not getattr(view, "keeps_typed", False):
        return False
    answers = {name: values for name, values in request.POST.lists() if name not in NOT_ANSWERS}
    if len(json.dumps(answers)) > MOST_CHARACTERS:
        return False
    request.session[KEY] = {"path": request.path, "answers": answers}
    return True


def typed_before(request: HttpRequest) -> KeptAnswers | None:
    """The answers put aside for this address, until they are forgotten."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    answers = KeptAnswers(mutable=True)
    for name, values in kept["answers"].items():
        answers.setlist(name, values)
    return answers


def entered(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what was sent, or what was typed before the session ended."""
    return request.POST if request.method == "POST" else typed_before(request)


def forget_typed(request: HttpRequest) -> None:
    """The form has been saved."""
    if typed_before(request) is not None:
        del request.session[KEY]


def is_from_our_pages(request: HttpRequest) -> bool:
    """Whether the browser says that the form was sent from one of our own pages."""
    origin = request.headers.get("Origin", "")
    own = urlsplit(settings.PUBLIC_ORIGIN)
    here = f"{request.scheme}://{request.get_host()}"
    return origin in {here, f"{own.scheme}://{own.netloc}"}


class KeepTypedMiddleware:
    """Stands before Django's `LoginRequiredMiddleware`, which sends the person to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_saved = request.method == "POST" and response.status_code == 302
        if is_saved and request.user.is_authenticated:
            forget_typed(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if request.method != "POST" or request.user.is_authenticated:
            return
        if put_aside(request, view):
            request.session.set_expiry(UNCLAIMED_LASTS)
            messages.info(request, KEPT)
        elif getattr(view, "keeps_typed", False):
            messages.warning(request, TOO_LONG)
