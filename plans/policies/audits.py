"""Rules for programmes of audits: what they judge by, and which counts a round can have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from plans.measuring.audits import FEWEST_GRADES, MOST_GRADES, Criterion
from plans.models import (
    Action,
    AreaOfWeakness,
    AuditProgramme,
    AuditRound,
    AuditTool,
    Outcome,
)
from plans.models.audit import MOST_MONTHS
from plans.policies.work import check_words
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


class ToolTold(TypedDict):
    """What a programme judges by."""

    tool: str
    edition: str
    grades: Sequence[str]
    good: int
    criteria: Sequence[str]


@dataclass(frozen=True)
class Judgement:
    """How the audits of a round judged one criterion, in counts."""

    met: int
    partly: int
    not_met: int
    not_applicable: int

    @property
    def total(self) -> int:
        return self.met + self.partly + self.not_met + self.not_applicable


def checked_tool(told: ToolTold) -> ToolTold:
    """The same without space around words. Raises `Refusal`."""
    grades = [grade.strip() for grade in told["grades"] if grade.strip()]
    if not FEWEST_GRADES <= len(grades) <= MOST_GRADES:
        raise Refusal(
            f"Enter {FEWEST_GRADES} to {MOST_GRADES} grades, a line each, the best first.",
            field="grades",
        )
    if len({grade.lower() for grade in grades}) < len(grades):
        raise Refusal("Two grades have the same word. Enter each once.", field="grades")
    if not 1 <= told["good"] < len(grades):
        raise Refusal(
            f"Of {len(grades)} grades, 1 to {len(grades) - 1} can count as good.", field="good"
        )
    chosen = set(told["criteria"])
    return {
        "tool": check_words(told["tool"], missing="Name the audit tool.", field="tool"),
        "edition": check_words(
            told["edition"], missing="Say which version of the tool it is.", field="edition"
        ),
        "grades": grades,
        "good": told["good"],
        "criteria": [each.value for each in Criterion if each.value in chosen],
    }


def check_lead(lead: Post | None) -> Post:
    if lead is None:
        raise Refusal("Choose the post that leads the audits.", field="lead")
    return lead


def check_rhythm(every_months: int | None, planned_sample: int | None) -> int:
    if every_months is not None and not 1 <= every_months <= MOST_MONTHS:
        raise Refusal(f"Enter a number of months from 1 to {MOST_MONTHS}.", field="every_months")
    if planned_sample is None or planned_sample < 1:
        raise Refusal("Enter how many are audited in a round.", field="planned_sample")
    return planned_sample


def may_record(row: AuditRound, access: Access, on: date) -> bool:
    """An officer records any round and puts it right; a partner those to come of the audits that
    an organisation leads whose posts they hold on that day. Not what is recorded: its form holds
    each count, and the board's partners read those through their door. At most one query."""
    if row.not_held_because:
        return False
    if access.allows(Permission.ENTER_ANY_FIGURE):
        return True
    return row.is_open and leads(row, access, on)


def leads(row: AuditRound, access: Access, on: date) -> bool:
    """Whether somebody holds a post of the organisation that leads the audits and may enter what is
    its own. At most one query."""
    if not access.allows(Permission.ENTER_OWN_FIGURES) or access.person is None:
        return False
    held = Post.objects.of(access.local_area).held_by(access.person, on)
    return bool(held.filter(organisation=row.programme.lead.organisation_id).exists())


def check_about(
    *, area: AreaOfWeakness | None, outcome: Outcome | None, action: Action | None
) -> None:
    """An outcome and an action are of the area of weakness that is named."""
    if outcome is not None and (area is None or outcome.area_id != area.pk):
        raise Refusal(f"Choose the area of weakness that {outcome.ref} is of.", field="area")
    if action is not None and (area is None or action.area_id != area.pk):
        raise Refusal(f"Choose the area of weakness that {action.ref} is of.", field="area")


def check_runs(programme: AuditProgramme) -> None:
    if programme.ended_on is not None:
        raise Refusal(
            f"{programme.ref} ended on {day_in_words(programme.ended_on)}. Start a new programme."
        )


def check_tool_day(last: AuditTool, from_on: date | None, newest: date | None) -> date:
    """The first day of a new tool, after the tool and the rounds before it."""
    if from_on is None:
        raise Refusal("Enter the day from which it is used.", field="from_on")
    if from_on <= last.from_on:
        raise Refusal(
            f"{last} is used from {day_in_words(last.from_on)}: choose a later day.",
            field="from_on",
        )
    if newest is not None and from_on <= newest:
        raise Refusal(
            f"A round was done on {day_in_words(newest)} with {last}: choose a later day.",
            field="from_on",
        )
    return from_on


def check_to_come(row: AuditRound) -> None:
    if row.done_on is not None:
        raise Refusal(f"{row.ref} was done on {day_in_words(row.done_on)}.")
    if row.not_held_because:
        raise Refusal(f"{row.ref} was not held. Plan another round.")


def check_planned_day(planned_on: date | None) -> date:
    if planned_on is None:
        raise Refusal("Enter the day by which the round is planned.", field="planned_on")
    return planned_on


def check_tool(tool: AuditTool, programme: AuditProgramme, done_on: date) -> AuditTool:
    if tool.programme_id != programme.pk:
        raise Refusal(f"{tool} is not a tool of {programme.ref}.")
    if done_on < tool.from_on:
        raise Refusal(
            f"{tool} is used from {day_in_words(tool.from_on)}: the round was before that.",
            field="done_on",
        )
    return tool


def check_days(
    *, done_on: date | None, drawn_from: date | None, drawn_to: date | None, on: date
) -> tuple[date, date, date]:
    if done_on is None:
        raise Refusal("Enter the day that the round was done.", field="done_on")
    if done_on > on:
        raise Refusal("A round can’t be done on a day that has not come yet.", field="done_on")
    if drawn_from is None or drawn_to is None:
        missing = "drawn_from" if drawn_from is None else "drawn_to"
        raise Refusal("Enter from when to when the audited work was finished.", field=missing)
    if drawn_to < drawn_from:
        raise Refusal("The last day can’t be before the first.", field="drawn_to")
    if drawn_to > done_on:
        raise Refusal(
            f"What is audited was finished by the day of the round, {day_in_words(done_on)}.",
            field="drawn_to",
        )
    return done_on, drawn_from, drawn_to


def check_counts(
    tool: AuditTool,
    *,
    sample: int,
    population: int | None,
    moderated: int,
    grades: Sequence[int],
    judged: Mapping[str, Judgement],
) -> None:
    """All counts are of one sample. Raises `Refusal`."""
    if sample < 1:
        raise Refusal("Enter how many were audited, or say that it was not held.", field="sample")
    if population is not None and population < sample:
        raise Refusal(
            f"{sample} can’t be drawn from {population}. Leave it empty if nobody knows.",
            field="population",
        )
    if moderated > sample:
        raise Refusal(f"No more than the {sample} audited can be moderated.", field="moderated")
    if len(grades) != len(tool.grades):
        raise Refusal(f"{tool} has {len(tool.grades)} grades: enter a count for each.")
    if sum(grades) != sample:
        raise Refusal(
            f"The grades add up to {sum(grades)}, and {sample} were audited.", field="grade_1"
        )
    for criterion in tool.asks:
        found = judged.get(criterion.value)
        if found is None or found.total != sample:
            come = 0 if found is None else found.total
            raise Refusal(
                f"“{criterion.label}” adds up to {come}, and {sample} were audited.",
                field=f"{criterion.value}_met",
            )
