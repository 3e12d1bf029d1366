"""Outcomes, targets and actions, and who delivers them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans.models import (
    Action,
    AreaOfWeakness,
    Measure,
    Outcome,
    Target,
)
from plans.states import (
    EvidenceKind,
    Priority,
    SlowKind,
    Status,
)
from sendtrack.accounts.models import User
from tests.architecture.samples.measures import measure
from tests.architecture.samples.regimes import area_of_a_regime
from tests.conftest import Place


def tracker_import(place: Place, by: User) -> dict[str, Any]:
    """One with headings of its own, so that every page of it has something to ask."""
    rows = b"Action,Lead,Due date,RAG\nAsk families,DCO,30/6/2026,Green\n"
    made = plans.bring_tracker(
        area=place.area,
        upload=SimpleUploadedFile("tracker.csv", rows),
        described_on=None,
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def make_outcome(place: Place, by: User) -> Outcome:
    return plans.add_outcome(area=place.areas[0], statement="Leaders know", by=by)


def outcome(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_outcome(place, by).ref}


def target(place: Place, by: User) -> dict[str, Any]:
    made = plans.set_target(
        outcome=make_outcome(place, by),
        horizon_months=6,
        statement="More plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=by,
    )
    return {"ref": made.outcome.ref, "months": made.horizon_months}


def counted_target(place: Place, by: User) -> dict[str, Any]:
    address = target(place, by)
    found = Target.objects.get(
        local_area=place.area, outcome__number=int(address["ref"][1:]), horizon_months=6
    )
    plans.count_target(
        target=found,
        version=found.version,
        measure=Measure.objects.get(local_area=place.area, ref=measure(place, by)["ref"]),
        by=by,
        reason="They count the same",
    )
    return address


def target_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    """One of a plan that is being drafted, and does not lead."""
    address = area_of_a_regime(place, by)
    weakness = AreaOfWeakness.objects.get(
        local_area=place.area, regime__code=address["code"], ref=address["ref"]
    )
    made = plans.set_target(
        outcome=plans.add_outcome(area=weakness, statement="Leaders know", by=by),
        horizon_months=6,
        statement="More plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=by,
    )
    return {"code": address["code"], "ref": made.outcome.ref, "months": 6}


def action_of_the_partner(place: Place, by: User) -> dict[str, Any]:
    """One that every role that may update anything may update."""
    made = plans.add_action(
        outcome=make_outcome(place, by),
        title="Ask families",
        success_criteria="",
        accountable=place.posts["partner"],
        start_on=None,
        due_on=date(2026, 6, 30),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": made.ref}


def make_finished_action(place: Place, by: User, priority: Priority) -> Action:
    """Said to be complete by somebody who has no role."""
    ref = action_of_the_partner(place, by)["ref"]
    made = Action.objects.of(place.area).get(ref=ref)
    made = plans.edit_action(
        action=made,
        version=made.version,
        title=made.title,
        success_criteria="",
        accountable=made.accountable,
        priority=priority,
        by=by,
        reason="Much hangs on it",
    )
    plans.add_evidence(
        area=made.area,
        action=made,
        kind=EvidenceKind.DATA,
        title="Survey",
        shows="Families were asked.",
        dated_on=date(2026, 3, 2),
        organisation=None,
        kept_at="Shared folder",
        by=by,
    )
    said = plans.update_action(
        action=made,
        version=made.version,
        by=by,
        on=date(2026, 3, 11),
        status=Status.COMPLETE,
        happened="We asked 60 families",
        difference="",
        next_step="",
        reason="",
        help_wanted="",
    )
    return said.action


def action_to_confirm(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_finished_action(place, by, Priority.MUST).ref}


def complete_action(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_finished_action(place, by, Priority.SHOULD).ref}


def request_to_the_icb(place: Place, by: User) -> dict[str, Any]:
    made = plans.ask_contribution(
        regime=place.regime,
        organisation=place.icb,
        what="Confirm the budget for two therapists",
        due_on=date(2026, 4, 1),
        asked_at="Board of 4 March 2026",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def dependency(place: Place, by: User) -> dict[str, Any]:
    needs = Action.objects.of(place.area).get(ref=action_of_the_partner(place, by)["ref"])
    ref = action_of_the_partner(place, by)["ref"]
    action = Action.objects.of(place.area).get(ref=ref)
    plans.add_dependency(action=action, needs=needs, why="A contract", by=by)
    return {"ref": ref, "needs": needs.ref}


def stepped_down(place: Place, by: User) -> dict[str, Any]:
    area = place.areas[0]
    plans.step_down_area(area=area, authority=area.finding, by=by, on=date(2026, 3, 4))
    return {"ref": area.ref}


def assured(place: Place, by: User) -> dict[str, Any]:
    kwargs = stepped_down(place, by)
    plans.plan_assurance(
        area=place.areas[0],
        version=0,
        owner=place.posts["dcs"],
        looks_at="The staff survey",
        every_months=3,
        first_due_on=date(2026, 6, 4),
        by=by,
        reason="The letter asks for it",
    )
    return kwargs


def success_criterion(place: Place, by: User) -> dict[str, Any]:
    made = plans.add_criterion(area=place.areas[0], words="Families are heard", by=by)
    return {"ref": made.ref}


def contributor(place: Place, by: User) -> dict[str, Any]:
    kwargs = action_of_the_partner(place, by)
    action = Action.objects.of(place.area).get(ref=kwargs["ref"])
    plans.add_contributor(
        action=action, organisation=place.council, what="Rooms in two schools", by=by
    )
    return {**kwargs, "organisation": place.council.pk}


def target_to_move(place: Place, by: User) -> dict[str, Any]:
    kwargs = target(place, by)
    row = Target.objects.of(place.area).get(horizon_months=kwargs["months"])
    plans.ask_rebaseline(
        target=row,
        version=row.version,
        value=Decimal(60),
        due_on=row.due_on.replace(year=2027),
        reason="Posts are vacant",
        by=by,
        on=date(2026, 3, 11),
    )
    return kwargs


def slow_rule(place: Place, by: User) -> dict[str, Any]:
    plans.set_slow_rule(
        area=place.area,
        kind=SlowKind.OVERDUE,
        version=0,
        is_on=True,
        limit=7,
        by=by,
        reason="A week is no trouble",
    )
    return {"kind": "overdue"}
