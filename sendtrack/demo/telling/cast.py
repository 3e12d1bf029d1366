"""The area, its organisations, people and accounts, all there when the Notice comes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.permissions import Role
from sendtrack.demo.telling.story import Story, read
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import OrganisationKind
from sendtrack.periods import add_months


def cast(story: Story) -> None:
    """The area, its organisations, people and accounts, all there when the Notice comes."""
    rows = read("partnership")
    moment = datetime.combine(story.issued_on - timedelta(days=7), time(9), UTC)
    with clock.at(moment):
        story.area = organisations.open_area(**rows["area"], is_example=True, by=story.system)
        for row in rows["organisations"]:
            story.organisations[row["key"]] = organisations.add_organisation(
                area=story.area,
                kind=OrganisationKind(row["kind"]),
                name=row["name"],
                short_name=row.get("short_name", ""),
                by=story.system,
            )
        for row in rows["people"]:
            _person(story, row, clock.today())
        _accounts(story, rows["accounts"], clock.today())


def _person(story: Story, row: dict[str, Any], on: date) -> None:
    key = row["key"]
    email = row.get("email") or f"{key}@{story.area.slug}.example"
    story.posts[key] = organisations.add_post(
        organisation=story.organisations[row["organisation"]], title=row["post"], by=story.system
    )
    story.people[key] = organisations.add_person(
        area=story.area, name=row["name"], email=email, by=story.system
    )
    organisations.appoint(
        post=story.posts[key], person=story.people[key], from_on=on, by=story.system
    )


def _accounts(story: Story, rows: list[dict[str, Any]], on: date) -> None:
    """An account with a password for each role that is shown, without one for everybody else."""
    shown = {row["person"]: row for row in rows}
    for key, person in story.people.items():
        row = shown.get(key)
        name = row["name"] if row else key
        user = accounts.open_account(
            email=f"{name}@{story.area.slug}.example",
            name=person.name,
            password=story.password if row else None,
        )
        story.users[key] = user
        role = Role(row["role"]) if row else _role_of(key)
        ends = add_months(story.today, 6) if role == Role.ADVISER else None
        accounts.grant_access(
            user=user,
            area=story.area,
            role=role,
            person=person,
            from_on=on,
            to_on=ends,
            by=story.system,
        )


def _role_of(key: str) -> Role:
    if key.endswith("adviser"):
        return Role.ADVISER
    council = {"inclusion", "ehc", "earlyyears", "data", "dcs", "chief-executive"}
    return Role.OFFICER if key in council else Role.PARTNER
