"""Accounts and rights: one account per person, one access row per local area and role."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from sendtrack import clock
from sendtrack.accounts.permissions import NEEDS_END_DATE, ROLES, Permission, Role
from sendtrack.history import Tracked
from sendtrack.organisations.models import Person
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither

SYSTEM_EMAIL = "system@sendtrack.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_operator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=(username or "").strip())

    def system(self) -> "User":
        """The actor of scheduled work. It can't sign in."""
        user, _ = self.get_or_create(
            email=SYSTEM_EMAIL,
            defaults={"name": "sendtrack", "password": "!", "is_active": False},
        )
        return user


class User(AbstractBaseUser):
    """A person who can sign in. People are deactivated, never deleted."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(
        default=False, help_text="Runs the platform and may open Django admin; reads no area."
    )
    joined_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    # What Django admin asks of a user: operators may do everything there, nobody else anything.
    @property
    def is_staff(self) -> bool:
        return self.is_operator

    @property
    def is_superuser(self) -> bool:
        return self.is_operator

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_operator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_operator


class Guess(models.Model):
    """An attempt to sign in that has not succeeded, kept for minutes to slow guessing down.

    `account` is a keyed hash of the address as typed, whether or not there is such an account.
    """

    account = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="guesses_of_an_account")]

    def __str__(self) -> str:
        return f"{self.account[:8]} at {self.at}"


class AccessQuerySet(AreaQuerySet):
    def current(self, on: date) -> Self:
        """Rights in force on that day, of accounts that are open."""
        return self.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on),
            user__is_active=True,
            closed_at__isnull=True,
            from_on__lte=on,
        )


class Access(AreaRow, Tracked):
    """A role at a local area, from and to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="accesses")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="accesses"
    )
    role = models.CharField(max_length=16, choices=Role)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AccessQuerySet.as_manager()

    looks_back = False
    """Whether the record is read as it stood on a past day: then it can only be looked at."""

    class Meta:
        constraints = [
            *area_rules("access", "person"),
            models.UniqueConstraint(
                fields=["user", "local_area"],
                condition=Q(closed_at__isnull=True),
                name="one_open_access_per_user_and_area",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(NEEDS_END_DATE)) | Q(to_on__isnull=False),
                name="advisers_have_an_end_date",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(Role.values)), name="access_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="access_ends_after_start",
            ),
            models.CheckConstraint(
                condition=both_or_neither("closed_at", "closed_by"),
                name="access_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    def allows(self, permission: Permission) -> bool:
        if self.looks_back and permission != Permission.VIEW:
            return False
        return permission in ROLES[Role(self.role)]

    @property
    def ended_on(self) -> date | None:
        """The last day on which this right worked, or will work; None where it has no end."""
        if self.closed_at is None:
            return self.to_on
        closed_on = timezone.localdate(self.closed_at)
        return min(closed_on, self.to_on) if self.to_on else closed_on


class Invitation(AreaRow, Tracked):
    """An offer of a role to one address. Single use; only the hash of its token is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("invitation", "person"),
            models.CheckConstraint(
                condition=both_or_neither("accepted_at", "accepted_by"),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(NEEDS_END_DATE)) | Q(to_on__isnull=False),
                name="invited_advisers_have_an_end_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} as {self.get_role_display()}"

    def is_open(self, at: datetime) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
