"""Pages behind links in emails: taking up an invitation, setting a new password.

The address holds the secret, so no other site is told where the reader came from: every page's
"Referrer-Policy: same-origin" sees to that. A stricter one would make browsers send the form
with "Origin: null", which the check against forged forms refuses.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sendtrack import clock
from sendtrack.accounts import changes, queries
from sendtrack.accounts.forms import NewPasswordForm
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.accounts.policies import check_can_accept
from sendtrack.accounts.tokens import password_links
from sendtrack.accounts.views.own import open_session
from sendtrack.refusals import Refusal

CUT_OFF = "There is nothing behind this link. It may have been cut off or mistyped."


def behind_a_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What every page behind an emailed link wears."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    wrapped: Any = login_not_required(methods(sensitive_post_parameters("new")(view)))
    return wrapped


def _dead_link(request: HttpRequest, sentence: str, status: int = 410) -> HttpResponse:
    return render(request, "accounts/dead_link.html", {"sentence": sentence}, status=status)


@behind_a_link
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: with a new password, or as who one is already."""
    found = queries.invitation_behind(token)
    if found is None:
        return _dead_link(request, CUT_OFF, 404)
    try:
        check_can_accept(found, at=clock.now())
    except Refusal as refusal:
        return _dead_link(request, refusal.sentence)
    user: Any = request.user
    if user.is_authenticated and user.email.lower() != found.email.lower():
        return render(request, "accounts/somebody_else.html", {"found": found})
    if queries.has_account(found.email):
        return _join_as_oneself(request, found)
    return _join_as_new(request, found)


def _join_as_oneself(request: HttpRequest, found: Invitation) -> HttpResponse:
    user: Any = request.user
    if request.method != "POST" or not user.is_authenticated:
        return render(request, "accounts/invitation_known.html", {"found": found})
    try:
        access = changes.accept_invitation(invitation=found, at=clock.now(), by=user)
    except Refusal as refusal:
        return _dead_link(request, refusal.sentence)
    return _welcome(request, access)


def _join_as_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    joining = User(email=found.email, name=found.name)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=joining)
    if form.is_bound and form.is_valid():
        password = form.cleaned_data["new"]
        try:
            access = changes.accept_invitation(invitation=found, at=clock.now(), password=password)
        except Refusal as refusal:
            return _dead_link(request, refusal.sentence)
        open_session(request, access.user)
        return _welcome(request, access)
    return render(request, "accounts/invitation_new.html", {"found": found, "form": form})


def _welcome(request: HttpRequest, access: Access) -> HttpResponse:
    role = f"{access.get_role_display()} of {access.local_area}"
    messages.success(request, f"Welcome, {access.user}. You have joined as {role}.")
    return redirect("home:start")


@behind_a_link
def forgotten(request: HttpRequest, user: int, token: str) -> HttpResponse:
    """Set a new password without knowing the old one. One signs in with it afterwards."""
    owner = queries.open_account(user)
    if owner is None or not password_links.check_token(owner, token):
        return _dead_link(
            request, "This link has been used, or is older than 24 hours. Ask for a new one."
        )
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=owner)
    if form.is_bound and form.is_valid():
        changes.set_forgotten_password(user=owner, new=form.cleaned_data["new"])
        messages.success(request, "Your new password has been set. Sign in with it.")
        return redirect("accounts:login")
    return render(request, "accounts/forgotten.html", {"owner": owner, "form": form})
