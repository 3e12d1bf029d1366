"""Questions about oneself."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sendtrack.accounts.models import User
from sendtrack.govuk.fields import EmailField, PasswordField
from sendtrack.govuk.forms import GovukForm

LONGEST_PASSWORD = 200


class SignInForm(GovukForm):
    """Email address and password."""

    email = EmailField(label="Email address", noun="your email address", max_length=254)
    password = PasswordField(label="Password", noun="your password", max_length=LONGEST_PASSWORD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "username"


class NewPasswordField(PasswordField):
    """A password to be set, with what is asked of it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = (
            "At least 12 characters. Three random words are easy to remember and hard to guess."
        )
        super().__init__(autocomplete="new-password", max_length=LONGEST_PASSWORD, **kwargs)


class PasswordForm(GovukForm):
    """The current password and another one."""

    current = PasswordField(
        label="Current password", noun="your current password", max_length=LONGEST_PASSWORD
    )
    new = NewPasswordField(label="New password", noun="a new password")

    def __init__(self, data: Any = None, *, user: User) -> None:
        self.user = user
        super().__init__(data)

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        check_password(new, self.user)
        if new == self.cleaned_data.get("current"):
            raise ValidationError("The new password must differ from the current one.")
        return new


class NewPasswordForm(GovukForm):
    """A password for somebody who came by a link from an email."""

    new = NewPasswordField(label="Password", noun="a password")

    def __init__(self, data: Any = None, *, user: User) -> None:
        self.user = user
        super().__init__(data)

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        check_password(new, self.user)
        return new


def check_password(password: str, user: User) -> None:
    """Raise a `ValidationError` that says what is asked, where the password is too easy."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        sentences = {
            "password_too_short": "The password must have at least 12 characters.",
            "password_too_common": "This password is on lists that attackers try first.",
            "password_too_similar": "The password must not be like your name or email address.",
        }
        raise ValidationError(
            [sentences.get(each.code or "", str(each.message)) for each in error.error_list]
        ) from error
