"""Signing in."""

from django.contrib.auth.forms import AuthenticationForm

from sendtrack.govuk.forms import GovukMixin


class SignInForm(GovukMixin, AuthenticationForm):
    """Email address and password."""
