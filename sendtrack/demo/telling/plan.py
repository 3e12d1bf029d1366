"""Outcomes and targets in the first days, then the actions and what was said of each."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Action, Outcome
from plans.states import Priority, Status, TargetResult
from sendtrack.demo.telling.completion import complete, impact_under_way
from sendtrack.demo.telling.story import Story, read, spread

LETTERS = {
    "N": Status.NOT_STARTED,
    "G": Status.ON_TRACK,
    "A": Status.AT_RISK,
    "R": Status.OFF_TRACK,
    "B": Status.COMPLETE,
}


def plan(story: Story) -> None:
    """Outcomes and targets in the first days, then the actions and what was said of each."""
    for area in read("plan")["areas"]:
        for number, row in enumerate(area["outcomes"], start=1):
            _outcome(story, area["ref"], number, row)


def _outcome(story: Story, area: str, number: int, row: dict[str, Any]) -> None:
    made: dict[str, Outcome] = {}

    def write(on: date) -> None:
        outcome = made["it"] = plans.add_outcome(
            area=story.areas[area], statement=row["statement"], by=story.by("lead")
        )
        for target in row["targets"]:
            plans.set_target(
                outcome=outcome,
                horizon_months=target["months"],
                statement=target["statement"],
                unit=target["unit"],
                baseline=Decimal(target["baseline"]),
                value=Decimal(target["value"]),
                by=story.by("lead"),
            )

    story.at(story.issued_on + timedelta(days=2), 9 + number, write)
    for target in row["targets"]:
        if "result" in target:
            story.at(
                story.day(target["months"]),
                11,
                partial(_result, story, made, target),
            )
    for position, action in enumerate(row["actions"], start=1):
        ref = f"{area.upper()}{number}.{position}"
        story.at(
            story.issued_on + timedelta(days=3),
            9 + position,
            partial(_action, story, made, ref, action),
        )
        _updates(story, ref, action)


def _result(story: Story, made: dict[str, Outcome], row: dict[str, Any], on: date) -> None:
    target = made["it"].targets.get(horizon_months=row["months"])
    rising = row["value"] >= row["baseline"]
    met = row["result"] >= row["value"] if rising else row["result"] <= row["value"]
    plans.record_result(
        target=target,
        version=target.version,
        result=TargetResult.MET if met else TargetResult.MISSED,
        value=Decimal(row["result"]),
        on=on,
        source=row["source"],
        by=story.by("data"),
    )


def _action(
    story: Story, made: dict[str, Outcome], ref: str, row: dict[str, Any], on: date
) -> None:
    action = plans.add_action(
        outcome=made["it"],
        title=row["title"],
        success_criteria=row["success"],
        accountable=story.posts[row["post"]],
        start_on=max(story.day(row["start"]), on),
        due_on=story.day(row["due"]),
        priority=Priority(row.get("priority", Priority.SHOULD)),
        coproduction=row.get("families", ""),
        by=story.by("lead"),
        on=on,
    )
    assert action.ref == ref, f"{action.ref} is not {ref}"
    story.actions[ref] = action
    for key, part in row.get("with", {}).items():
        plans.add_contributor(
            action=action, organisation=story.organisations[key], what=part, by=story.by("lead")
        )


def _updates(story: Story, ref: str, row: dict[str, Any]) -> None:
    months = [month for month, letter in enumerate(row["said"], start=1) if letter != "."]
    for month, happened in zip(months, row["steps"], strict=True):
        letter = row["said"][month - 1]
        after = row.get("next", "") if month == months[-1] else ""
        day = story.day(month - 1) + timedelta(days=9 + spread(f"{ref}{month}", 17))
        story.at(
            day,
            9 + spread(ref, 8),
            partial(_update, story, ref, row, month, LETTERS[letter], happened, after),
        )


def _update(
    story: Story,
    ref: str,
    row: dict[str, Any],
    month: int,
    status: Status,
    happened: str,
    after: str,
    on: date,
) -> None:
    if status == Status.COMPLETE:
        return complete(story, ref, row, happened, on)
    action = Action.objects.get(pk=story.actions[ref].pk)
    trouble = row["trouble"] if status in (Status.AT_RISK, Status.OFF_TRACK) else None
    moved = row.get("moved", {}).get(month)
    plans.update_action(
        action=action,
        version=action.version,
        by=story.by(row["post"]),
        on=on,
        status=status,
        happened=happened,
        difference="",
        **impact_under_way(action, on),
        next_step=after,
        reason=trouble["reason"] if trouble else _overdue_reason(action, on),
        help_wanted=trouble["help"] if trouble else "",
        due_on=story.day(moved[0]) if moved else None,
        move_reason=moved[1] if moved else "",
    )


def _overdue_reason(action: Action, on: date) -> str:
    if action.due_on is None or action.due_on >= on:
        return ""
    return "The work is nearly done; the last part needs a few days more."
