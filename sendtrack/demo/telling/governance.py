"""The bodies around the board: who reports to whom, and how that changed."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from boards import changes as boards
from boards.models import Body, Meeting, TermsOfReference
from boards.states import BodyKind
from plans.changes import Authority
from sendtrack.demo.telling.story import MONTHS, Story, read


def governance(story: Story) -> None:
    """The bodies as they were, the group that ended, and the terms of reference of the board."""
    begun = story.issued_on + timedelta(days=9)
    story.at(begun, 10, partial(_begin, story))
    story.at(story.day(3.2), 10, partial(_succeed, story))
    story.at(story.day(7.6), 10, lambda on: _revise(story))
    for number in range(1, MONTHS + 1):
        story.at(story.meets_on(number), 8, partial(_agenda, story, number))
    story.at(story.meets_on(MONTHS) + timedelta(days=2), 9, partial(_agenda, story, MONTHS + 1))


def _paper(on: date) -> Authority:
    words: dict[str, Any] = read("governance")["paper"]
    return Authority(**words, dated_on=on)


def _begin(story: Story, on: date) -> None:
    rows, lead = read("governance"), story.by("lead")
    story.body.refresh_from_db()
    bodies: dict[str, Body] = {"board": story.body}
    for row in rows["bodies"]:
        bodies[row["key"]] = boards.add_body(
            area=story.area,
            name=row["name"],
            kind=BodyKind(row["kind"]),
            standing=row.get("standing", ""),
            begins_on=on if row.get("begins") else None,
            by=lead,
            on=on,
        )
    for below, above in rows["lines"]:
        boards.draw_line(body=bodies[below], to=bodies[above], from_on=on, by=lead, on=on)
    boards.name_accountable(
        regime=story.regime,
        body=story.body,
        from_on=story.issued_on,
        reason=rows["accountable"]["reason"],
        authority=Authority(
            document=story.regime.document,
            paragraph=rows["accountable"]["paragraph"],
            words=rows["accountable"]["words"],
        ),
        by=lead,
        on=on,
    )
    terms = _draft(story, "terms")
    boards.agree_terms(
        terms=terms,
        version=terms.version,
        agreed_on=on,
        agreed_by=rows["terms"]["agreed_by"],
        reason=rows["terms"]["reason"],
        by=lead,
        on=on,
    )


def _draft(story: Story, name: str) -> TermsOfReference:
    row = read("governance")[name]
    return boards.draft_terms(
        body=story.body,
        text=row["text"],
        responsibilities="\n".join(row["responsibilities"]),
        by=story.by("lead"),
    )


def _revise(story: Story) -> None:
    """A second version that nobody has agreed yet."""
    _draft(story, "drafted")


def _succeed(story: Story, on: date) -> None:
    """The project group ends; a delivery group takes its place."""
    row, lead = read("governance")["ends"], story.by("lead")
    old = Body.objects.of(story.area).get(name=row["name"])
    new = boards.add_body(
        area=story.area,
        name=row["successor"],
        kind=BodyKind.DELIVERY,
        begins_on=on,
        by=lead,
        on=on,
    )
    boards.end_body(
        body=old,
        version=old.version,
        ended_on=on,
        because=row["because"],
        successor=new,
        authority=_paper(on),
        by=lead,
        on=on,
    )
    boards.draw_line(body=new, to=story.body, from_on=on, by=lead, on=on)
    _announce(story, old, on)


def _announce(story: Story, old: Body, on: date) -> None:
    """The same paper says which body is to come, and that the board reports to one more."""
    rows, lead = read("governance"), story.by("lead")
    old.refresh_from_db()
    assert old.ended_by is not None
    paper = old.ended_by.document
    row = rows["announced"]
    to_come = boards.add_body(
        area=story.area,
        name=row["body"],
        kind=BodyKind(row["kind"]),
        announced=True,
        authority=Authority(document=paper, paragraph=row["paragraph"], words=row["words"]),
        by=lead,
        on=on,
    )
    for body, row in ((to_come, rows["announced"]), (story.body, rows["answers_also"])):
        boards.draw_line(
            body=body,
            to=Body.objects.of(story.area).get(name=row["to"]),
            announced=True,
            authority=Authority(document=paper, paragraph=row["paragraph"], words=row["words"]),
            by=lead,
            on=on,
        )


def _agenda(story: Story, number: int, on: date) -> None:
    rows = read("governance")["agenda"]
    meeting = Meeting.objects.get(pk=story.meetings[number].pk)
    terms = story.body.terms.get(number=1)
    for row in rows:
        if row.get("until", number) < number:
            continue
        boards.add_agenda_item(
            meeting=meeting,
            title=row["title"],
            responsibility=terms.responsibilities.get(number=row["serves"])
            if "serves" in row
            else None,
            by=story.by("lead"),
        )
