"""The impact framework: what is collected besides numbers, and what came."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Evidence, PlannedSource
from plans.models.planned import SourceMethod
from sendtrack.demo.telling.story import Story, read


def framework(story: Story) -> None:
    for row in read("framework")["planned"]:
        held: list[PlannedSource] = []
        story.at(story.day(row["month"]), 11, partial(_plan, story, row, held))
        for month, title in row["came"]:
            day = story.day(month) + timedelta(days=3)
            story.at(day, 16, partial(_came, story, row["who"], title, held))


def _plan(story: Story, row: dict[str, Any], held: list[PlannedSource], on: date) -> None:
    held.append(
        plans.plan_source(
            area=story.areas[row["area"]],
            method=SourceMethod(row["method"]),
            what=row["what"],
            tells=row["tells"],
            outcome=None,
            owner=story.posts[row["who"]],
            every_months=row["every"],
            next_due_on=story.day(row["due"]),
            by=story.by("lead"),
        )
    )


def _came(story: Story, who: str, title: str, held: list[PlannedSource], on: date) -> None:
    source = PlannedSource.objects.get(pk=held[0].pk)
    piece = Evidence.objects.of(story.area).get(title=title)
    plans.collect_source(
        source=source, version=source.version, evidence=piece, by=story.by("lead"), on=on
    )
