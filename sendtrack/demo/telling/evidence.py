"""What shows that things are better, and what people said."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans.models import Evidence, TellsOf, VoiceEntry
from plans.states import Classification, EvidenceKind, VoiceChannel, VoiceGroup
from sendtrack.demo.telling import paper
from sendtrack.demo.telling.story import Story, read


def evidence(story: Story) -> None:
    """Pieces of evidence, some with a file, and views heard with what became of them."""
    rows = read("board")
    held: dict[str, Evidence] = {}
    for row in rows["evidence"]:
        day = story.day(row["month"]) + timedelta(days=2)
        story.at(day, 15, partial(_evidence, story, row, held))
        if row.get("checked"):
            story.at(day + timedelta(days=3), 10, partial(_check, story, row, held))
    for row in rows["voices"]:
        heard: list[VoiceEntry] = []
        day = story.day(row["month"])
        story.at(day, 16, partial(_voice, story, row, heard))
        if row["changed"]:
            days = row.get("answered_after", 21)
            story.at(day + timedelta(days=days), 11, partial(_answer, story, row, heard))
        if row.get("told"):
            days, how = row["told"]
            story.at(day + timedelta(days=days), 14, partial(_tell, story, how, heard))


def _file(row: dict[str, Any]) -> SimpleUploadedFile | None:
    if "pdf" in row:
        return paper.pdf(row["pdf"], [row["title"], "", *row["lines"], "", "Example data."])
    if "csv" in row:
        return paper.table(row["csv"], row["rows"])
    return None


def _evidence(story: Story, row: dict[str, Any], held: dict[str, Evidence], on: date) -> None:
    made = plans.add_evidence(
        area=story.areas[row["area"]],
        action=story.actions[row["action"]],
        kind=EvidenceKind(row["kind"]),
        title=row["title"],
        shows=row["shows"],
        dated_on=on,
        organisation=story.organisations["council"],
        kept_at=row.get("kept", ""),
        upload=_file(row),
        classification=Classification(row.get("for", "board")),
        reliability=row.get("reliability", ""),
        tells_of=_tells_of(row),
        consent_on=on - timedelta(days=row["agreed"]) if "agreed" in row else None,
        consent_kept_at=row.get("consent", ""),
        supersedes=held.get(row.get("instead_of", "")),
        by=story.by("lead"),
    )
    held[row["title"]] = made
    for other in row.get("also", ()):
        to = story.areas.get(other) or story.actions[other]
        plans.link_evidence(evidence=made, to=to, by=story.by("lead"))


def _tells_of(row: dict[str, Any]) -> str:
    """A story that a family agreed to is of one; every other piece tells of several."""
    if row["kind"] != EvidenceKind.EXPERIENCE:
        return ""
    return TellsOf.ONE if "agreed" in row else TellsOf.SEVERAL


def _check(story: Story, row: dict[str, Any], held: dict[str, Evidence], on: date) -> None:
    plans.check_for_personal_data(evidence=held[row["title"]], by=story.by(row["checked"]), on=on)


def _voice(story: Story, row: dict[str, Any], heard: list[VoiceEntry], on: date) -> None:
    heard.append(
        plans.add_voice(
            regime=story.regime,
            area=story.areas[row["area"]],
            action=story.actions[row["action"]] if "action" in row else None,
            group=VoiceGroup(row["group"]),
            heard_on=on,
            channel=VoiceChannel(row["channel"]),
            how=row["how"],
            people=row.get("people"),
            said=row["said"],
            changed="",
            by=_heard_by(story, row),
        )
    )


def _heard_by(story: Story, row: dict[str, Any]) -> Any:
    return story.by("pcf" if row["group"] == "parents" else "lead")


def _answer(story: Story, row: dict[str, Any], heard: list[VoiceEntry], on: date) -> None:
    given = {"changed": row["changed"], "by": story.by("lead")}
    heard[0] = plans.answer_voice(voice=heard[0], version=heard[0].version, **given)


def _tell(story: Story, how: str, heard: list[VoiceEntry], on: date) -> None:
    voice = heard[0]
    heard[0] = plans.feed_back(
        voice=voice, version=voice.version, told_on=on, told_how=how, by=story.by("lead")
    )
