"""The risk register."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Risk, ScoringScheme
from plans.policies.risks import Aim, latest_review_on
from plans.states import Effectiveness, RiskResponse
from sendtrack.demo.telling.escalations import become
from sendtrack.demo.telling.story import Story, read


def risks(story: Story) -> None:
    """The register: raised, reviewed, moved."""
    for number, row in enumerate(read("risks"), start=1):
        held: dict[str, Risk] = {}
        story.at(
            story.day(row["month"]) - timedelta(days=20 - number),
            11,
            partial(_raise, story, row, held),
        )
        for month, likelihood, impact, note in row["reviews"]:
            story.at(
                story.day(month) - timedelta(days=16 + number % 4),
                14,
                partial(_review, story, held, row["owner"], (likelihood, impact), note),
            )
        become(story, row, held)


def _raise(story: Story, row: dict[str, Any], held: dict[str, Risk], on: date) -> None:
    likelihood, impact = row["now"]
    first, *others = row["controls"].split("; ")
    held["it"] = plans.raise_risk(
        regime=story.regime,
        area=story.areas[row["area"]] if row["area"] else None,
        cause=row["cause"],
        event=row["event"],
        effect=row["effect"],
        owner=story.posts[row["owner"]],
        controls=first,
        category=row["category"],
        **_aim(story, row),
        likelihood_before=row["before"][0],
        impact_before=row["before"][1],
        likelihood=likelihood,
        impact=impact,
        next_review_on=_next_review(story, likelihood, impact, on),
        by=story.by("lead"),
        on=on,
    )
    for what in others:
        plans.add_control(
            risk=held["it"],
            what=f"{what[0].upper()}{what[1:]}",
            owner=story.posts[row["owner"]],
            effectiveness=Effectiveness.UNTESTED,
            checked_on=None,
            by=story.by("lead"),
            on=on,
        )


def _aim(story: Story, row: dict[str, Any]) -> Aim:
    aim = Aim(response=row.get("response", RiskResponse.TREAT), proximity=row["proximity"])
    if target := row.get("target"):
        aim["target_likelihood"], aim["target_impact"] = target[:2]
        aim["target_on"] = story.day(target[2])
    return aim


def _review(
    story: Story, held: dict[str, Risk], owner: str, score: tuple[int, int], note: str, on: date
) -> None:
    current = Risk.objects.get(pk=held["it"].pk)
    plans.review_risk(
        risk=current,
        version=current.version,
        likelihood=score[0],
        impact=score[1],
        note=note,
        next_review_on=_next_review(story, *score, on),
        by=story.by(owner),
        on=on,
    )


def _next_review(story: Story, likelihood: int, impact: int, on: date) -> date:
    scheme = ScoringScheme.objects.in_force(story.area)
    return latest_review_on(scheme, score=likelihood * impact, on=on)
