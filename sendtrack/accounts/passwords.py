"""What is asked of a password besides its length."""

from typing import Any

from django.core.exceptions import ValidationError

TOO_PLAIN = (
    "The password must have different characters: it can’t be blank, or one character again and "
    "again."
)


class DifferentCharactersValidator:
    """Refuses blanks alone, and one character repeated, with or without blanks between."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(set("".join(password.split()))) < 2:
            raise ValidationError(TOO_PLAIN, code="password_too_plain")

    def get_help_text(self) -> str:
        return TOO_PLAIN
