"""Risks and issues."""

from datetime import date
from typing import Any

from plans import changes as plans
from plans.models import (
    Risk,
)
from sendtrack.accounts.models import User
from tests.architecture.samples.regimes import regime
from tests.conftest import Place


def risk(place: Place, by: User) -> dict[str, Any]:
    made = plans.raise_risk(
        regime=place.regime,
        area=place.areas[0],
        cause="Two posts are vacant",
        event="Plans are late",
        effect="Children wait",
        owner=place.posts["dcs"],
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=by,
        on=date(2026, 3, 4),
    )
    return {"ref": made.ref}


def open_risk(place: Place, by: User) -> dict[str, Any]:
    risk(place, by)
    return regime(place, by)


def link(place: Place, by: User) -> dict[str, Any]:
    made = risk(place, by)
    found = Risk.objects.get(local_area=place.area, ref=made["ref"])
    plans.link_risk(risk=found, to=place.areas[1], by=by)
    return {**made, "kind": "area", "to": "b"}


def issue(place: Place, by: User) -> dict[str, Any]:
    found = Risk.objects.get(local_area=place.area, ref=risk(place, by)["ref"])
    made = plans.turn_into_issue(
        risk=found,
        version=found.version,
        what="Plans were late",
        happened_on=date(2026, 3, 4),
        severity=4,
        priority="now",
        plan="Agency staff",
        owner=place.posts["dcs"],
        due_on=date(2026, 5, 1),
        by=by,
        on=date(2026, 3, 4),
    )
    return {"ref": made.ref}


def control(place: Place, by: User) -> dict[str, Any]:
    """The first one, in the words with which the risk is raised."""
    return {**risk(place, by), "number": 1}
