"""Quality audits: two programmes, one of which changed its tool and one that is behind."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import AuditProgramme
from plans.policies.audits import Judgement
from sendtrack.demo.telling.story import Story, read


def audits(story: Story) -> None:
    for row in read("audits")["programmes"]:
        held: list[AuditProgramme] = []
        first, *later = row["tools"]
        story.at(story.day(first["month"]), 10, partial(_start, story, row, held))
        for tool in later:
            story.at(story.day(tool["month"]), 10, partial(_change, story, tool, held))
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
