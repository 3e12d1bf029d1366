"""What stands in the database when a journey begins."""

from datetime import date

from django.core.management import call_command

from plans import changes as plans
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.conftest import ISSUED_ON, build_place

AREA = "fernshire"
SIGN_IN = "example-only-password"
STRANGER = "stranger@north-somerset.example"


def tell() -> None:
    system = User.objects.system()
    call_command("load_seeds", verbosity=0)
    place = build_place(slug=AREA, name="Fernshire", by=system)
    for role in Role:
        user = accounts.open_account(
            email=f"{role}@fernshire.example", name=role.label, password=SIGN_IN
        )
        accounts.grant_access(
            user=user,
            area=place.area,
            role=role,
            person=place.people.get(role.value),
            from_on=ISSUED_ON,
            to_on=date(2027, 2, 1),
            by=system,
        )
    outcome = plans.add_outcome(area=place.areas[0], statement="Children are heard", by=system)
    for n in range(6):
        plans.add_action(
            outcome=outcome,
            title=f"Ask families {n}",
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=None,
            due_on=date(2026, 12, 10 + n),
            by=system,
            on=date(2026, 3, 11),
        )


def address_of(who: str) -> str:
    """The email address of a role's example account."""
    return STRANGER if who == "stranger" else f"{who}@{AREA}.example"
