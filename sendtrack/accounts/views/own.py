"""Signing in and out, and what everybody may see and change about themselves."""

import logging
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sendtrack import clock
from sendtrack.accounts import changes, queries
from sendtrack.accounts.forms import PasswordForm, SignInForm
from sendtrack.accounts.models import User
from sendtrack.accounts.unsaved import claim_typed
from sendtrack.refusals import Refusal

SESSION_LASTS = timedelta(hours=12)

logger = logging.getLogger(__name__)


def onward(request: HttpRequest) -> str:
    """Where to go after signing in: what was asked for, if it is one of our own pages."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else resolve_url("home:start")


def open_session(request: HttpRequest, user: User) -> None:
    """Sign somebody in. The session ends after 12 hours, however busy it is.

    It remembers the day of the sign-in before, which "since your last visit" counts from.
    """
    visited_at = user.last_login
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    claim_typed(request)
    request.session.set_expiry(SESSION_LASTS)
    if visited_at is not None:
        request.session["last_visit_on"] = localdate(visited_at).isoformat()
    logger.info("signed in: user %s", user.pk)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The one way in."""
    going_to = onward(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(going_to)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            open_session(request, changes.recognise(**form.cleaned_data, at=clock.now()))
            return redirect(going_to)
        except Refusal as refusal:
            logger.warning("sign-in refused: request %s", getattr(request, "id", ""))
            form.add_error(refusal.field, refusal.sentence)
    return render(request, "accounts/sign_in.html", {"form": form, "next": going_to})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session on the server, and what the browser keeps of it."""
    logout(request)
    messages.success(request, "You have signed out.")
    response = redirect("accounts:login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, with which rights, and until when."""
    user: Any = request.user
    today = clock.today()
    context = {
        "current": queries.current_accesses(user, today),
        "coming": queries.coming_accesses(user, today),
        "former": queries.former_accesses(user, today),
    }
    return render(request, "accounts/account.html", context)


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password for myself."""
    user: Any = request.user
    form = PasswordForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        try:
            changed = changes.change_password(user=user, **form.cleaned_data, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            update_session_auth_hash(request, changed)
            messages.success(
                request, "Your password has been changed. You are signed out everywhere else."
            )
            return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})
