"""The impact framework: what is collected besides numbers, what came, and whose views the board
took up."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from boards import changes as boards
from boards.models import HeardView, Meeting
from boards.models.view import HeardHow
from plans import changes as plans
from plans.models import Evidence, PlannedSource, VoiceEntry
from plans.models.planned import SourceMethod
from sendtrack.demo.telling.story import Story, read


def framework(story: Story) -> None:
    for row in read("framework")["planned"]:
        held: list[PlannedSource] = []
        story.at(story.day(row["month"]), 11, partial(_plan, story, row, held))
        for month, title in row["came"]:
            day = story.day(month) + timedelta(days=3)
            story.at(day, 16, partial(_came, story, row["who"], title, held))
    for row in read("framework")["views"]:
        views: list[HeardView] = []
        day = story.meets_on(row["meeting"])
        story.at(day, 9, partial(_bring, story, row, views))
        if row["answer"]:
            story.at(day, 18, partial(_answer, story, row["answer"], views))


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


def _bring(story: Story, row: dict[str, Any], views: list[HeardView], on: date) -> None:
    meeting = Meeting.objects.get(pk=story.meetings[row["meeting"]].pk)
    voice = VoiceEntry.objects.of(story.area).get(how=row["heard"])
    views += boards.bring_views(
        meeting=meeting, voices=[voice], how=HeardHow(row["how"]), by=story.by("lead")
    )


def _answer(story: Story, answer: str, views: list[HeardView], on: date) -> None:
    (view,) = views
    boards.answer_view(
        view=view, version=view.version, answer=answer, decision=None, by=story.by("lead")
    )
