"""The risk register and the evidence library as rows of a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from plans.models import Control, Evidence, EvidenceLink
from plans.queries.risks import RiskLine
from plans.queries.things import words_of
from plans.states import EvidenceKind
from plans.tracker.sheets import Cell, Column, Kind, Sheet
from sendtrack.organisations.models import LocalArea, Post
from sendtrack.periods import day_in_words


def _column(key: str, heading: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    """Nothing of these lists is brought back, so no column stands out as read-only."""
    return Column(key, heading, width, kind, is_editable=True)


RISKS = (
    _column("ref", "Reference", 10),
    _column("event", "What may happen", 40, Kind.LONG),
    _column("cause", "Cause", 36, Kind.LONG),
    _column("effect", "Effect", 36, Kind.LONG),
    _column("area", "Area", 22, Kind.LONG),
    _column("owner", "Owner", 30, Kind.LONG),
    _column("state", "State", 12),
    _column("category", "Category", 18),
    _column("likelihood_before", "Likelihood before controls", 12),
    _column("impact_before", "Impact before controls", 12),
    _column("score_before", "Score before controls", 12),
    _column("controls", "Controls in place", 48, Kind.LONG),
    _column("likelihood", "Likelihood now", 12),
    _column("impact", "Impact now", 12),
    _column("score", "Score now", 12),
    _column("level", "Level", 14),
    _column("movement", "Movement", 18, Kind.LONG),
    _column("target_score", "Target score", 12),
    _column("target_on", "Target by", 12, Kind.DAY),
    _column("response", "Response", 14),
    _column("proximity", "Proximity", 18),
    _column("escalation", "With", 18),
    _column("raised_on", "Raised", 12, Kind.DAY),
    _column("last_reviewed_on", "Last review", 12, Kind.DAY),
    _column("next_review_on", "Next review", 12, Kind.DAY),
    _column("links", "Also concerns", 36, Kind.LONG),
    _column("for_board", "Why it is for the board", 36, Kind.LONG),
    _column("warnings", "What does not hang together", 36, Kind.LONG),
    _column("closed_on", "Closed", 12, Kind.DAY),
    _column("closed_because", "Why it was closed", 36, Kind.LONG),
)

EVIDENCE = (
    _column("ref", "Reference", 10),
    _column("title", "What it is", 36, Kind.LONG),
    _column("shows", "What it shows", 48, Kind.LONG),
    _column("kind", "Kind", 22, Kind.LONG),
    _column("area", "Area", 22, Kind.LONG),
    _column("action", "Action", 30, Kind.LONG),
    _column("links", "Also bears on", 36, Kind.LONG),
    _column("dated_on", "Dated", 12, Kind.DAY),
    _column("period_from", "Describes from", 12, Kind.DAY),
    _column("period_to", "Describes until", 12, Kind.DAY),
    _column("organisation", "Comes from", 26, Kind.LONG),
    _column("owner", "Who answers questions", 30, Kind.LONG),
    _column("reliability", "How far it can be relied on", 36, Kind.LONG),
    _column("file", "File", 30, Kind.LONG),
    _column("sha256", "SHA-256 of the file", 30, Kind.LONG),
    _column("link", "Link", 30, Kind.LONG),
    _column("kept_at", "Kept at", 30, Kind.LONG),
    _column("source", "Document it is stated in", 30, Kind.LONG),
    _column("seen_by", "Who may see it", 24, Kind.LONG),
    _column("checked_on", "Checked for personal data", 14, Kind.DAY),
    _column("stale", "Stale", 8),
    _column("withdrawn_on", "Withdrawn", 12, Kind.DAY),
    _column("withdrawn_because", "Why it was withdrawn", 36, Kind.LONG),
)


def register_sheet(
    area: LocalArea, lines: Sequence[RiskLine], *, on: date, by: str, narrowed_to: str
) -> Sheet:
    """The risks of these lines. No query."""
    return Sheet(
        name="Risks",
        columns=RISKS,
        rows=[_risk(line) for line in lines],
        title=f"Risk register of {area.name}",
        marking=area.marking,
        about=(
            *_about(area, on, by),
            ("What it holds", f"{_counted(len(lines), 'risk')}: {narrowed_to or 'all of them'}"),
            ("Scores", "Likelihood times impact, each from 1 to 5."),
        ),
    )


def evidence_sheet(
    area: LocalArea, rows: "QuerySet[Evidence]", *, on: date, by: str, narrowed_to: str
) -> Sheet:
    """The pieces of evidence that the reader may see. Two queries."""
    links = EvidenceLink.objects.select_related(
        "area", "outcome__area", "target__outcome__area", "action", "risk", "measure"
    ).order_by("pk")
    pieces: list[Evidence] = list(
        rows.select_related(
            "area", "action", "organisation", "owner__organisation", "file", "citation__document"
        ).prefetch_related(Prefetch("links", links))
    )
    inside = sum(piece.is_restricted for piece in pieces)
    held = f"{_counted(len(pieces), 'piece')}: {narrowed_to or 'all that stand'}"
    about = [*_about(area, on, by), ("What it holds", held)]
    if inside:
        words = f"{_counted(inside, 'piece')} here may be seen by officers, lead and chair alone."
        about.append(("Restricted", words))
    return Sheet(
        name="Evidence",
        columns=EVIDENCE,
        rows=[_piece(piece, on) for piece in pieces],
        title=f"Evidence of {area.name}",
        marking=area.marking,
        about=about,
    )


def _about(area: LocalArea, on: date, by: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Area", f"{area.name}{' (example data)' if area.is_example else ''}"),
        ("As at", day_in_words(on)),
        ("Made by", by),
        (
            "An apostrophe in front",
            "Text that begins with = + - or @ has an apostrophe in front, so that no program "
            "takes it for a formula.",
        ),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _risk(line: RiskLine) -> dict[str, Cell]:
    risk = line.risk
    return {
        "ref": risk.ref,
        "event": risk.event,
        "cause": risk.cause,
        "effect": risk.effect,
        "area": f"({risk.area.ref}) {risk.area.short_title}" if risk.area else "Whole plan",
        "owner": risk.owner.in_full,
        "state": risk.get_state_display(),
        "category": risk.get_category_display(),
        "likelihood_before": risk.likelihood_before,
        "impact_before": risk.impact_before,
        "score_before": risk.score_before,
        "controls": _lines(_control(control) for control in line.controls),
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "score": risk.score,
        "level": risk.level.word,
        "movement": line.movement.words,
        "target_score": risk.target_score,
        "target_on": risk.target_on,
        "response": risk.get_response_display(),
        "proximity": risk.get_proximity_display(),
        "escalation": risk.get_escalation_display(),
        "raised_on": risk.raised_on,
        "last_reviewed_on": risk.last_reviewed_on,
        "next_review_on": risk.next_review_on if risk.is_open else None,
        "links": _lines(link.words for link in line.links),
        "for_board": _lines(line.for_board),
        "warnings": _lines(line.warnings),
        "closed_on": risk.closed_on,
        "closed_because": risk.closed_because,
    }


def _piece(piece: Evidence, on: date) -> dict[str, Cell]:
    action = piece.action
    return {
        "ref": piece.ref,
        "title": piece.title,
        "shows": piece.shows,
        "kind": EvidenceKind(piece.kind).label,
        "area": f"({piece.area.ref}) {piece.area.short_title}",
        "action": f"{action.ref} {action.title}" if action else "",
        "links": _lines(words_of(link.thing) for link in piece.links.all()),
        "dated_on": piece.dated_on,
        "period_from": piece.period_from,
        "period_to": piece.period_to,
        "organisation": str(piece.organisation or ""),
        "owner": _post(piece.owner),
        "reliability": piece.reliability,
        "file": piece.file.original_name if piece.file else "",
        "sha256": piece.file.sha256 if piece.file else "",
        "link": piece.link,
        "kept_at": piece.kept_at,
        "source": str(piece.citation or ""),
        "seen_by": piece.get_classification_display(),
        "checked_on": piece.checked_on,
        "stale": "yes" if piece.is_stale(on) else "",
        "withdrawn_on": piece.withdrawn_on,
        "withdrawn_because": piece.withdrawn_because,
    }


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def _post(post: Post | None) -> str:
    return post.in_full if post else ""


def _control(control: Control) -> str:
    works = control.get_effectiveness_display().lower()
    return f"{control.number}. {control.what} ({control.owner.in_full}; {works})"
