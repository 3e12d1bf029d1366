"""What holds work up: owners' answers, what partner organisations are asked for, and targets that
move because of it."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from boards import changes as boards
from boards.queries.meetings import meetings_that_ask
from plans import changes as plans
from plans.models import Action, ContributionRequest, Rebaseline, Target
from sendtrack.demo.telling.story import Story, read

HELD_AT = 15
"""The hour after updates and evidence of the day."""


def progress(story: Story) -> None:
    """Owners say why work is slow; partners are asked, and most answer."""
    rows = read("progress")
    for row in rows["answers"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_answer, story, row))
    for row in rows["requests"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_ask, story, row))
    for row in rows["moves"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_move, story, row))


def _answer(story: Story, row: dict[str, Any], on: date) -> None:
    plans.answer_slow(
        action=Action.objects.get(pk=story.actions[row["action"]].pk),
        why=row["why"],
        change=row["change"],
        by=story.by(row["person"]),
        on=on,
    )


def _ask(story: Story, row: dict[str, Any], on: date) -> None:
    asked = boards.commission(
        regime=story.regime,
        organisation=story.organisations[row["organisation"]],
        what=row["what"],
        due_on=story.day(row["by"]),
        meeting=meetings_that_ask(story.regime, on).first(),
        by=story.by(row["person"]),
        on=on,
    )
    if given := row.get("answer"):
        story.at(story.day(given["month"]), HELD_AT, partial(_reply, story, asked.pk, given))
    if settled := row.get("settled"):
        story.at(story.day(settled["month"]), HELD_AT, partial(_settle, story, asked.pk, settled))


def _reply(story: Story, asked: int, given: dict[str, Any], on: date) -> None:
    row = ContributionRequest.objects.get(pk=asked)
    plans.answer_contribution(
        request=row,
        version=row.version,
        answer=given["words"],
        by=story.by(given["person"]),
        on=on,
    )


def _settle(story: Story, asked: int, settled: dict[str, Any], on: date) -> None:
    row = ContributionRequest.objects.get(pk=asked)
    plans.settle_contribution(
        request=row, version=row.version, because=settled["words"], by=story.by("lead"), on=on
    )


def _move(story: Story, row: dict[str, Any], on: date) -> None:
    target = Target.objects.get(
        outcome__area=story.areas[row["area"]],
        outcome__number=row["outcome"],
        horizon_months=row["months"],
    )
    asked = plans.ask_rebaseline(
        target=target,
        version=target.version,
        value=Decimal(row["value"]),
        due_on=story.day(row["by"]),
        reason=row["reason"],
        by=story.by(row["person"]),
        on=on,
    )
    decided = row["decided"]
    story.at(story.day(decided["month"]), HELD_AT, partial(_decide, story, asked.pk, decided))


def _decide(story: Story, asked: int, decided: dict[str, Any], on: date) -> None:
    row = Rebaseline.objects.get(pk=asked)
    plans.decide_rebaseline(
        rebaseline=row,
        version=row.version,
        agrees=True,
        because=decided["words"],
        by=story.by(decided["person"]),
        on=on,
    )
