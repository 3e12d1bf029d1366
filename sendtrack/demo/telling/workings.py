"""What waits for what, what the area set for itself, and the spreadsheets that came back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from boards import changes as boards
from boards.models import Body
from plans import changes as plans
from plans.models import Action, Target
from plans.policies.imports import compared
from plans.policies.rows import Choices
from plans.queries.actions import actions_in_force
from plans.queries.plan import outcomes_in_force
from plans.queries.posts import accountable_posts
from plans.queries.tracker import tracker_sheet
from plans.states import SlowKind
from plans.tracker.sheets import Format, Sheet
from plans.tracker.writing import write
from sendtrack.accounts.models import Access
from sendtrack.demo.telling.story import Story, read
from sendtrack.periods import add_months

HELD_AT = 16
"""The hour after everything that is said of the work itself."""


def workings(story: Story) -> None:
    rows = read("workings")
    for row in rows["waits"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_wait, story, row))
    for row in rows["asks"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_ask_to_move, story, row))
    for row in rows["slow"]:
        story.at(story.day(row["month"]), HELD_AT, partial(_set_test, story, row))
    for row in rows["scoring"]:
        story.at(story.day(row["month"]), 8, partial(_set_scoring, story, row))
    for row in rows["looks"]:
        _look(story, row)
    for row in rows["trackers"]:
        _tracker(story, row)


def _look(story: Story, row: dict[str, Any]) -> None:
    """Somebody looks at the data of a month a week after it is over."""
    data_to = add_months(story.today.replace(day=1), 1 - row["back"]) - timedelta(days=1)

    def look(on: date) -> None:
        user = story.by(row["person"])
        boards.say_looked(
            body=Body.objects.get(pk=story.body.pk),
            access=Access.objects.get(user=user, local_area=story.area),
            data_to=data_to,
            noticed=row["noticed"],
            follows=row["follows"],
            by=user,
            on=on,
        )

    story.at(data_to + timedelta(days=8), HELD_AT, look)


def _now(story: Story, ref: str) -> Action:
    return Action.objects.get(pk=story.actions[ref].pk)


def _wait(story: Story, row: dict[str, Any], on: date) -> None:
    plans.add_dependency(
        action=_now(story, row["action"]),
        needs=_now(story, row["needs"]),
        why=row["why"],
        by=story.by(row["person"]),
    )


def _ask_to_move(story: Story, row: dict[str, Any], on: date) -> None:
    target = Target.objects.get(
        outcome__area=story.areas[row["area"]],
        outcome__number=row["outcome"],
        horizon_months=row["months"],
    )
    plans.ask_rebaseline(
        target=target,
        version=target.version,
        value=Decimal(row["value"]),
        due_on=story.day(row["by"]),
        reason=row["reason"],
        by=story.by(row["person"]),
        on=on,
    )


def _set_test(story: Story, row: dict[str, Any], on: date) -> None:
    plans.set_slow_rule(
        area=story.area,
        kind=SlowKind(row["kind"]),
        version=0,
        is_on=True,
        limit=row["limit"],
        by=story.by(row["person"]),
        reason=row["reason"],
    )


def _set_scoring(story: Story, row: dict[str, Any], on: date) -> None:
    plans.set_scoring(
        area=story.area, version=0, by=story.by(row["person"]), reason=row["reason"], **row["words"]
    )


def _tracker(story: Story, row: dict[str, Any]) -> None:
    """It is downloaded on one day, worked in, and brought back on another."""
    held: dict[str, Sheet] = {}
    story.at(story.day(row["taken"]), HELD_AT, partial(_take, story, row, held))
    if meanwhile := row.get("meanwhile"):
        day = story.day((row["taken"] + row["brought"]) / 2)
        story.at(day, HELD_AT, partial(_edit, story, meanwhile))
    story.at(story.day(row["brought"]), HELD_AT + 1, partial(_bring, story, row, held))


def _take(story: Story, row: dict[str, Any], held: dict[str, Sheet], on: date) -> None:
    sheet = tracker_sheet(
        story.area,
        actions_in_force(story.area),
        on=on,
        by=str(story.by(row["person"])),
        narrowed_to="",
        choosable=accountable_posts(story.area, on),
        outcomes=outcomes_in_force(story.area).order_by("area__position", "number"),
    )
    held["it"] = sheet


def _edit(story: Story, row: dict[str, Any], on: date) -> None:
    action = _now(story, row["action"])
    plans.edit_action(
        action=action,
        version=action.version,
        title=row["title"],
        success_criteria=action.success_criteria,
        accountable=action.accountable,
        by=story.by(row["person"]),
        reason=row["reason"],
    )


def _bring(story: Story, row: dict[str, Any], held: dict[str, Sheet], on: date) -> None:
    sheet, by = held["it"], story.by(row["person"])
    rows = [dict(each) | row["changes"].get(str(each["ref"]), {}) for each in sheet.rows]
    for added in row.get("added", ()):
        post = story.posts[added["accountable"]]
        rows.append({**added, "accountable": post.in_full})
    content = write(replace(sheet, rows=rows), Format.XLSX)
    brought = plans.bring_tracker(
        area=story.area,
        upload=SimpleUploadedFile(row["name"], content),
        described_on=None,
        by=by,
        on=on,
    )
    if row["applied"]:
        plans.apply_tracker(
            row=brought,
            choices=Choices(),
            seen=compared(brought, on=on).digest,
            leaves_refused=True,
            by=by,
            on=on,
        )
