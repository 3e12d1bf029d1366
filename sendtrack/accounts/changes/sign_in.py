"""Verbs about accounts and their passwords."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.crypto import salted_hmac

from sendtrack.accounts.models import Guess, User
from sendtrack.refusals import Refusal

GUESSES = 10
GUESSES_WITHIN = timedelta(minutes=5)
NOT_RIGHT = "The email address or the password is not right."
TOO_MANY = (
    f"There have been {GUESSES} wrong attempts for this email address. "
    f"Wait {GUESSES_WITHIN // timedelta(minutes=1)} minutes, then try again."
)


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None = None) -> User:
    """Make an account. It sees nothing until it is given access; without a password it can't
    sign in."""
    return User.objects.create_user(email=email, name=name, password=password)


def recognise(*, email: str, password: str, at: datetime) -> User:
    """The user with that address and password, for whom no more wrong guesses count.

    Raises `Refusal`, in the same words and at the same cost whether or not there is an account.
    A guess is counted before it is checked, so that many at once don't slip past the limit; one
    that is refused for the limit doesn't prolong the wait.
    """
    account = salted_hmac("sign-in", email.strip().lower(), algorithm="sha256").hexdigest()
    Guess.objects.filter(at__lte=at - GUESSES_WITHIN).delete()
    guess = Guess.objects.create(account=account, at=at)
    if Guess.objects.filter(account=account).count() > GUESSES:
        guess.delete()
        raise Refusal(TOO_MANY, field="email")
    user = authenticate(username=email.strip(), password=password)
    if not isinstance(user, User):
        raise Refusal(NOT_RIGHT, field="email")
    Guess.objects.filter(account=account).delete()
    return user


def change_password(*, user: User, current: str, new: str, at: datetime) -> User:
    """Give oneself another password. Every other session of the account ends.

    Raises `Refusal` where the current one is wrong; guesses count as at the sign-in.
    """
    try:
        recognise(email=user.email, password=current, at=at)
    except Refusal as refusal:
        wrong = refusal.sentence == NOT_RIGHT
        sentence = "Your current password is not right." if wrong else refusal.sentence
        raise Refusal(sentence, field="current") from refusal
    user.set_password(new)
    user.save(update_fields=["password"])
    return user


def set_forgotten_password(*, user: User, new: str) -> User:
    """Give an account a password through the link that was sent to its address."""
    user.set_password(new)
    user.save(update_fields=["password"])
    return user
