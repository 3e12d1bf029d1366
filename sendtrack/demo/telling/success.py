"""What success looks like: proposed, agreed by those who have a stake in it, and judged."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Evidence, SuccessCriterion
from plans.models.criterion import CriterionResult
from plans.policies.criteria import Party
from plans.states import VoiceGroup
from sendtrack.demo.telling.story import Story, read


def success(story: Story) -> None:
    for row in read("success")["criteria"]:
        held: list[SuccessCriterion] = []
        story.at(story.day(row["month"]), 10, partial(_propose, story, row, held))
        for kind, who, month, where in row["agreed"]:
            story.at(story.day(month), 12, partial(_agree, story, (kind, who), where, held))
        if row["judged"]:
            month, result, because, title = row["judged"]
            day = story.day(month) + timedelta(days=5)
            story.at(day, 14, partial(_judge, story, (result, because, title), held))


def _propose(story: Story, row: dict[str, Any], held: list[SuccessCriterion], on: date) -> None:
    held.append(
        plans.add_criterion(area=story.areas[row["area"]], words=row["words"], by=story.by("lead"))
    )


def _agree(
    story: Story, who: tuple[str, str], where: str, held: list[SuccessCriterion], on: date
) -> None:
    kind, key = who
    parties: dict[str, Callable[[str], Party]] = {
        "organisation": lambda key: Party(organisation=story.organisations[key]),
        "post": lambda key: Party(post=story.posts[key]),
        "group": lambda key: Party(group=VoiceGroup(key)),
    }
    plans.agree_criterion(
        criterion=held[0],
        version=held[0].version,
        party=parties[kind](key),
        agreed_on=on,
        agreed_at=where,
        document=None,
        by=story.by("lead"),
        on=on,
    )


def _judge(
    story: Story, said: tuple[str, str, str], held: list[SuccessCriterion], on: date
) -> None:
    result, because, title = said
    plans.judge_criterion(
        criterion=held[0],
        version=held[0].version,
        result=CriterionResult(result),
        because=because,
        evidence=Evidence.objects.of(story.area).get(title=title),
        judged_on=on,
        by=story.by("lead"),
        on=on,
    )
