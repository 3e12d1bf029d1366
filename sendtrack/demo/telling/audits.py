"""Quality audits: two programmes, one of which changed its tool and one that is behind."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.measuring.calendar import begins_on
from plans.measuring.library import started_from
from plans.models import AuditFeed, AuditProgramme
from plans.policies.audits import Judgement
from sendtrack.demo.telling.story import Story, read


def audits(story: Story) -> None:
    for row in read("audits")["programmes"]:
        held: list[AuditProgramme] = []
        first, *later = row["tools"]
        story.at(story.day(first["month"]), 10, partial(_start, story, row, held))
        for tool in later:
            story.at(story.day(tool["month"]), 10, partial(_change, story, tool, held))
        for each in row.get("counted", ()):
            story.at(story.day(each["month"]), 11, partial(_count, story, each, held))
            for month in each["entered"]:
                story.at(story.day(month), 12, partial(_enter, story, each, held))
        for found in row["rounds"]:
            story.at(story.day(found["done"]), 15, partial(_record, story, found, held))


def _told(tool: dict[str, Any]) -> dict[str, Any]:
    names = ("edition", "grades", "good", "criteria")
    return {"tool": tool["name"], **{name: tool[name] for name in names}}


def _start(story: Story, row: dict[str, Any], held: list[AuditProgramme], on: date) -> None:
    held.append(
        plans.start_audits(
            local_area=story.area,
            name=row["name"],
            subject=row["subject"],
            lead=story.posts[row["lead"]],
            partners=[story.organisations[key] for key in row["partners"]],
            area=story.areas[row["area"]],
            outcome=None,
            action=story.actions[row["action"]] if "action" in row else None,
            sampling=row["sampling"],
            moderation=row["moderation"],
            every_months=row["every"],
            planned_sample=row["sample"],
            planned_on=story.day(row["rounds"][0]["due"]),
            by=story.by("lead"),
            on=on,
            **_told(row["tools"][0]),
        )
    )


def _change(story: Story, tool: dict[str, Any], held: list[AuditProgramme], on: date) -> None:
    programme = AuditProgramme.objects.get(pk=held[0].pk)
    plans.change_tool(
        programme=programme,
        version=programme.version,
        from_on=on,
        because=tool["because"],
        by=story.by("lead"),
        **_told(tool),
    )


def _record(story: Story, found: dict[str, Any], held: list[AuditProgramme], on: date) -> None:
    programme = AuditProgramme.objects.get(pk=held[0].pk)
    row = programme.rounds.open().order_by("planned_on", "number")[0]
    tool = programme.tools.order_by("-number")[0]
    plans.record_round(
        row=row,
        version=row.version,
        tool=tool,
        done_on=on,
        drawn_from=on - timedelta(days=91),
        drawn_to=on - timedelta(days=7),
        population=found["population"],
        sample=sum(found["grades"]),
        moderated=found["moderated"],
        moderators=[story.posts[key] for key in found["by"]],
        grades=found["grades"],
        judged={key: Judgement(*found[key]) for key in tool.criteria},
        learnt=found["learnt"],
        doing=found["doing"],
        actions=[story.actions[ref] for ref in found.get("actions", [])],
        by=story.by("lead"),
        on=on,
    )


def _count(story: Story, each: dict[str, Any], held: list[AuditProgramme], on: date) -> None:
    """A measure of the library counts what the newest tool finds."""
    start = started_from(each["key"])
    area = held[0].area
    assert area is not None
    measure = plans.add_measure(
        area=story.area,
        owner=held[0].lead,
        supplier=None,
        areas=[area],
        from_on=begins_on(start.told["period_type"], story.issued_on + timedelta(days=30)),
        library_key=start.key,
        by=story.by("lead"),
        on=on,
        **start.told,
    )
    tool = held[0].tools.select_related("programme").order_by("-number")[0]
    plans.count_audits(tool=tool, counts=each["counts"], measure=measure, by=story.by("lead"))


def _enter(story: Story, each: dict[str, Any], held: list[AuditProgramme], on: date) -> None:
    """The newest round whose quarter has ended becomes a figure."""
    rows = held[0].rounds.done().order_by("-number")
    feed = AuditFeed.objects.select_related("tool", "measure").get(
        measure__local_area=story.area, measure__library_key=each["key"]
    )
    row = rows.filter(drawn_to__lt=on)[0]
    plans.enter_round(row=row, feed=feed, version=0, by=story.by("lead"), on=on)
