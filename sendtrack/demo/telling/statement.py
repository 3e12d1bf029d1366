"""What the area answered to before the Notice: a Written Statement, and how it was closed."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Action, Closure, Outcome, TellsOf
from plans.states import DispositionKind, EvidenceKind, RegimeKind, Status
from reviews import changes as reviews
from reviews.starting import template_of
from sendtrack import clock
from sendtrack.demo.telling.completion import impact_under_way
from sendtrack.demo.telling.story import Story, read
from sendtrack.periods import add_months
from sendtrack.sources import changes as sources
from sendtrack.sources.models import DocumentKind

NOTE = "An invented document. Fernshire is an example."


def statement(story: Story) -> None:
    """The statement as it stood when the Notice came, its closure, and what went on from it."""
    story.at(story.issued_on - timedelta(days=4), 8, partial(_open, story))
    story.at(story.issued_on - timedelta(days=2), 12, partial(_say, story))
    for months, tell in ((1.1, _dispose), (1.3, _write), (1.45, _approve)):
        story.at(story.day(months), 10, partial(tell, story))
    story.at(story.day(1.6), 15, partial(_keep_a_template, story))
    for row in _actions():
        for month, happened in enumerate(row.get("next", ()), start=2):
            day = story.day(month) + timedelta(days=12)
            story.at(day, 11, partial(_update, story, row, happened))


def _keep_a_template(story: Story, on: date) -> None:
    """For the strategy that follows the Notice one day."""
    shipped = template_of(RegimeKind.STRATEGY)
    assert shipped is not None
    reviews.copy_template(
        area=story.area,
        template=shipped,
        name="SEND and alternative provision strategy",
        by=story.by("lead"),
    )


def _actions() -> list[dict[str, Any]]:
    return [row for weakness in read("statement")["weaknesses"] for row in weakness["actions"]]


def _open(story: Story, on: date) -> None:
    rows = read("statement")
    issued_on = add_months(story.issued_on, -rows["issued_months_before"])
    letter = sources.add_document(
        area=story.area,
        kind=DocumentKind.INSPECTION_LETTER,
        code="inspection-letter",
        title=rows["letter"],
        issued_by=rows["issued_by"],
        dated_on=issued_on,
        note=NOTE,
        by=story.system,
    )
    story.statement = plans.open_regime(
        area=story.area,
        kind=RegimeKind.WRITTEN_STATEMENT,
        title=rows["title"],
        issued_by=rows["issued_by"],
        issued_on=issued_on,
        document=letter,
        horizons=[],
        by=story.system,
    )
    for row in rows["weaknesses"]:
        _weakness(story, row, on)


def _weakness(story: Story, row: dict[str, Any], on: date) -> None:
    letter = story.statement.document
    assert letter is not None
    weakness = story.weaknesses[row["ref"]] = plans.add_area(
        regime=story.statement,
        ref=row["ref"],
        short_title=row["short_title"],
        finding=sources.cite(
            document=letter, paragraph=row["called"], words=row["finding"], by=story.system
        ),
        by=story.system,
    )
    plans.label_area(area=weakness, document=letter, label=row["called"], by=story.system)
    outcome = plans.add_outcome(area=weakness, statement=row["statement"], by=story.system)
    for action in row["actions"]:
        story.carried[action["title"]] = plans.add_action(
            outcome=outcome,
            title=action["title"],
            success_criteria="",
            accountable=story.posts[action["post"]],
            start_on=add_months(story.statement.issued_on, 3),
            due_on=story.day(action.get("due", 3)),
            by=story.system,
            on=on,
        )


def _say(story: Story, on: date) -> None:
    for row in _actions():
        action = _action(story, row)
        for kind, shows in row.get("proof", {}).items():
            plans.add_evidence(
                area=action.area,
                action=action,
                kind=EvidenceKind(kind),
                title=f"{EvidenceKind(kind).label.partition(' (')[0]}: {action.title}",
                shows=shows,
                dated_on=on,
                organisation=story.organisations["council"],
                kept_at="SharePoint, Written Statement",
                tells_of=TellsOf.SEVERAL if kind == EvidenceKind.EXPERIENCE else None,
                by=story.by("lead"),
            )
        _update(story, row, row["happened"], on, Status(row["said"]))


def _action(story: Story, row: dict[str, Any]) -> Action:
    return Action.objects.get(pk=story.carried[row["title"]].pk)


def _update(
    story: Story, row: dict[str, Any], happened: str, on: date, status: Status = Status.ON_TRACK
) -> None:
    action = _action(story, row)
    plans.update_action(
        action=action,
        version=action.version,
        by=story.by(row["post"]),
        on=on,
        status=status,
        happened=happened,
        difference="",
        **(impact_under_way(action, on) if status == Status.ON_TRACK else {}),
        next_step="",
        reason="",
        help_wanted="",
        due_on=None,
        move_reason="",
    )


def _closure(story: Story) -> Closure:
    rows = Closure.objects.select_related("regime__local_area", "asked_by", "ended_by__document")
    return rows.get(regime=story.statement)


def _dispose(story: Story, on: date) -> None:
    closure = plans.begin_closure(regime=story.statement, by=story.by("commissioner"))
    for row in _actions():
        if ending := row.get("ending"):
            plans.dispose(
                closure=closure,
                actions=[_action(story, row)],
                kind=DispositionKind(ending["kind"]),
                words=ending.get("words", ""),
                to_outcome=_outcome(story, ending),
                by=story.by("commissioner"),
                on=on,
            )


def _outcome(story: Story, ending: dict[str, Any]) -> Outcome | None:
    if "area" not in ending:
        return None
    return story.areas[ending["area"]].outcomes.get(number=ending["outcome"])


def _write(story: Story, on: date) -> None:
    """The officer writes it, cites the letter and sends it to the chair; a worker compiles it."""
    told, closure, by = read("statement")["closure"], _closure(story), story.by("commissioner")
    letter = sources.add_document(
        area=story.area,
        kind=DocumentKind.OTHER,
        code="statement-closed",
        title=told["document"],
        issued_by=story.statement.issued_by,
        dated_on=on,
        note=NOTE,
        by=by,
    )
    texts = ("progress", "benefits", "learning", "outstanding", "risks_words", "log_words")
    written = plans.write_closure(
        closure=closure, version=closure.version, by=by, **{name: told[name] for name in texts}
    )
    cited = plans.cite_closure(
        closure=written,
        authority=plans.Authority(told["paragraph"], told["words"], letter),
        on=on,
        version=written.version,
        by=by,
    )
    asked = reviews.ask_for_closure(closure=cited, by=by)
    if reviews.claim_closure(closure=asked, at=clock.now()):
        reviews.compile_closure(closure=_closure(story), on=on)
    story.send_mail()


def _approve(story: Story, on: date) -> None:
    reviews.approve_closure(closure=_closure(story), by=story.by("chair"))
