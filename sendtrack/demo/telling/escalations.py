"""What becomes of the risks: controls are checked, risks are linked, escalated, and one happens."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Control, Risk
from sendtrack.demo.telling.story import Story

Held = dict[str, Risk]


def become(story: Story, row: dict[str, Any], held: Held) -> None:
    """Put on their days what happens to one risk besides its reviews."""
    for month, number, works, found in row.get("checks", ()):
        story.at(story.day(month), 10, partial(_check, story, held, number, works, found))
    for month, level, why in row.get("escalations", ()):
        story.at(story.day(month), 15, partial(_escalate, story, held, level, why))
    if links := row.get("links"):
        story.at(story.day(row["month"] + 0.5), 16, partial(_link, story, held, links))
    if happened := row.get("happened"):
        story.at(story.day(happened["month"]), 12, partial(_happen, story, held, row, happened))


def _now(held: Held) -> Risk:
    return Risk.objects.get(pk=held["it"].pk)


def _check(story: Story, held: Held, number: int, works: str, found: str, on: date) -> None:
    control = Control.objects.get(risk=held["it"], number=number)
    plans.edit_control(
        control=control,
        version=control.version,
        what=control.what,
        owner=control.owner,
        effectiveness=works,
        checked_on=on,
        by=story.by("lead"),
        reason=found,
        on=on,
    )


def _escalate(story: Story, held: Held, level: str, why: str, on: date) -> None:
    risk = _now(held)
    plans.escalate_risk(
        risk=risk, version=risk.version, level=level, reason=why, by=story.by("lead"), on=on
    )


def _link(story: Story, held: Held, links: dict[str, list[str]], on: date) -> None:
    link: Callable[..., object] = partial(plans.link_risk, risk=_now(held), by=story.by("lead"))
    for ref in links.get("areas", ()):
        link(to=story.areas[ref])
    for ref in links.get("actions", ()):
        link(to=story.actions[ref])


def _happen(story: Story, held: Held, row: dict[str, Any], told: dict[str, Any], on: date) -> None:
    risk = _now(held)
    plans.turn_into_issue(
        risk=risk,
        version=risk.version,
        what=told["what"],
        happened_on=on,
        severity=told["severity"],
        priority=told["priority"],
        plan=told["plan"],
        owner=story.posts[row["owner"]],
        due_on=story.day(told["due"]),
        by=story.by("lead"),
        on=on,
    )
