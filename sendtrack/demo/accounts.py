"""The accounts that the demonstration shows, for sign-in tables."""

from typing import Any

from sendtrack.accounts.models import Access

SIGN_IN = "example-only-password"
"""What every example account signs in with. Real deployments never have these accounts."""

AREA = "fernshire"
STRANGER = "stranger@north-somerset.example"
READER = "reader@somerset.example"
OF_REAL_AREAS = {STRANGER: "north-somerset", READER: "somerset"}


def sign_in_table() -> list[dict[str, Any]]:
    """One row for each account with a password: who, as what, where, until when."""
    accesses = (
        Access.objects.filter(local_area__slug=AREA)
        | Access.objects.filter(user__email__in=OF_REAL_AREAS)
    ).select_related("user", "local_area")
    return [
        {
            "email": access.user.email,
            "password": SIGN_IN,
            "name": access.user.name,
            "role": access.get_role_display(),
            "area": access.local_area.name,
        }
        for access in accesses.order_by("-local_area__is_example", "pk")
        if access.user.has_usable_password()
    ]
