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
saved. What can be put aside is one form, of limited size, whose CSRF check or origin held; it goes
with the session, after an hour where nobody signs in, and as soon as the form is sent again.

Text belongs to the account on whose page it was typed: every form of somebody signed in carries
the mark of their account (templatetags/own_forms.py). Without a mark nothing is kept, and when
somebody else signs in next in that browser, the text is dropped and they are told so.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict

from sendtrack.accounts.models import User
from sendtrack.editing import KeptAnswers

KEY = "typed"
AUTHOR = "typed_by"
MOST_CHARACTERS = 60_000
UNCLAIMED_LASTS = timedelta(hours=1)
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", AUTHOR})

KEPT = "Your session has ended. Sign in to carry on: what you typed is kept."
TOO_LONG = (
    "Your session has ended, and what you typed is too long for us to keep. Go back in your "
    "browser to copy it."
)
NOT_KEPT = (
    "Your session has ended, and we could not keep what you typed. Go back in your browser to copy "
    "it."
)
SOMEBODY_ELSES = (
    "Somebody else typed in this browser before you and did not save it. It was kept for them "
    "alone, so we have thrown it away. You have lost nothing of yours."
)

V = TypeVar("V", bound=Callable[..., Any])


def keeps_typed(view: V) -> V:
    """Mark a view whose form is put aside rather than lost."""
    view.keeps_typed = True  # type: ignore[attr-defined]  # read from the resolved view below
    return view


def mark_of(user: User) -> str:
    """What a form carries to say on whose page it was filled in. Nobody can make another's."""
    return _signer().sign(str(user.pk))


def author_of(request: HttpRequest) -> str | None:
    """The key of the account on whose page this form was filled in; None where it doesn't say."""
    try:
        return _signer().unsign(request.POST.get(AUTHOR, ""))
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(salt="sendtrack.accounts.unsaved")


def put_aside(request: HttpRequest, view: Any) -> bool:
    """Keep the answers of a form for the view's address and the account that typed them.

    False where there is nothing to keep, where nobody knows whose it is, and where it belongs to
    another account than the one that is signed in now.
    """
    if request.method != "POST" or not getattr(view, "keeps_typed", False):
        return False
    author = author_of(request)
    if author is None or (request.user.is_authenticated and str(request.user.pk) != author):
        return False
    answers = {name: values for name, values in request.POST.lists() if name not in NOT_ANSWERS}
    if len(json.dumps(answers)) > MOST_CHARACTERS:
        return False
    request.session[KEY] = {"path": request.path, "by": author, "answers": answers}
    return True


def claim_typed(request: HttpRequest) -> None:
    """Somebody has signed in. What another account typed before is thrown away, unread."""
    kept = request.session.get(KEY)
    if kept and kept.get("by") != str(request.user.pk):
        del request.session[KEY]
        messages.warning(request, SOMEBODY_ELSES)


def typed_before(request: HttpRequest) -> KeptAnswers | None:
    """The answers put aside for this address, until they are forgotten."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or kept.get("by") != str(request.user.pk):
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
            messages.warning(request, TOO_LONG if author_of(request) else NOT_KEPT)
