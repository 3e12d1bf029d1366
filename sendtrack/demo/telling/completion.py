"""How actions end: evidence, completion, a second person's word, and the difference they make."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Action, TellsOf
from plans.states import EvidenceKind, Impact, Priority, Status
from sendtrack.demo.telling.story import Story, spread

SHOWN_LATER = timedelta(days=40)
"""So long after completion a second piece of evidence came."""


def impact_under_way(action: Action, on: date) -> dict[str, Any]:
    """While work is under way: too early until it is nearly due, then nothing shows yet."""
    due = action.due_on
    if due is not None and due - on > timedelta(days=60):
        return {"impact": Impact.TOO_EARLY, "impact_expected_on": due}
    return {"impact": Impact.NONE_YET}


def complete(story: Story, ref: str, row: dict[str, Any], happened: str, on: date) -> None:
    """Say that an action is complete, with what shows it. What must be done is confirmed."""
    _prove(story, ref, row, _kind(row["difference"]), on)
    _say_complete(story, ref, row, happened, on)
    if row.get("priority") == Priority.MUST and not row.get("unconfirmed"):
        if "returned" in row:
            story.at(on + timedelta(days=5), 12, partial(_return, story, ref, row["returned"]))
            again = partial(_say_complete, story, ref, row, "The numbers are in all chapters.")
            story.at(on + timedelta(days=26), 12, again)
        story.at(on + timedelta(days=29), 12, partial(_confirm, story, ref))
    story.at(on + SHOWN_LATER, 13, partial(_shows, story, ref, row))


def _action(story: Story, ref: str) -> Action:
    return Action.objects.get(pk=story.actions[ref].pk)


def _kind(difference: str) -> EvidenceKind:
    asked = any(word in difference for word in ("famil", "asked", "young people", "SENCo"))
    if asked:
        return EvidenceKind.EXPERIENCE
    return EvidenceKind.DATA if "%" in difference else EvidenceKind.PRACTICE


def _prove(story: Story, ref: str, row: dict[str, Any], kind: EvidenceKind, on: date) -> None:
    action = _action(story, ref)
    what = {
        EvidenceKind.EXPERIENCE: "What families and staff say",
        EvidenceKind.DATA: "Figures",
        EvidenceKind.PRACTICE: "Check of practice",
    }
    plans.add_evidence(
        area=story.areas[ref[0].lower()],
        action=action,
        kind=kind,
        title=f"{what[kind]}: {action.title}",
        shows=row["difference"],
        dated_on=on,
        organisation=story.posts[row["post"]].organisation,
        kept_at=f"SharePoint, Evidence, {ref}",
        tells_of=TellsOf.SEVERAL if kind == EvidenceKind.EXPERIENCE else None,
        by=story.by("lead"),
    )


def _say_complete(story: Story, ref: str, row: dict[str, Any], happened: str, on: date) -> None:
    action = _action(story, ref)
    plans.update_action(
        action=action,
        version=action.version,
        by=story.by(row["post"]),
        on=on,
        status=Status.COMPLETE,
        happened=happened,
        impact=Impact.EMERGING,
        difference=row["difference"],
        next_step="",
        reason="",
        help_wanted="",
    )


def _return(story: Story, ref: str, reason: str, on: date) -> None:
    action = _action(story, ref)
    plans.return_completion(
        action=action, version=action.version, by=story.by("chair"), on=on, reason=reason
    )


def _confirm(story: Story, ref: str, on: date) -> None:
    action = _action(story, ref)
    plans.confirm_completion(
        action=action, version=action.version, by=story.by("chair"), on=on, note=""
    )


def _shows(story: Story, ref: str, row: dict[str, Any], on: date) -> None:
    """A second piece of evidence, for two actions of three, and what it allows to say."""
    if spread(ref, 3) == 0 and not row.get("embedded"):
        return
    first = _kind(row["difference"])
    _prove(
        story,
        ref,
        row,
        EvidenceKind.DATA if first == EvidenceKind.PRACTICE else EvidenceKind.PRACTICE,
        on,
    )
    _judge(story, ref, row, Impact.EVIDENCED, on)
    if row.get("embedded"):
        story.at(on + SHOWN_LATER, 13, partial(_judge, story, ref, row, Impact.EMBEDDED))


def _judge(story: Story, ref: str, row: dict[str, Any], impact: Impact, on: date) -> None:
    action = _action(story, ref)
    plans.update_impact(
        action=action,
        version=action.version,
        by=story.by(row["post"]),
        on=on,
        impact=impact,
        difference=row["difference"],
    )
