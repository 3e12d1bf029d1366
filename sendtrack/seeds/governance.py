"""The bodies that documents name, their seats, and the lines of accountability between them."""

from typing import TYPE_CHECKING, Any

from boards.models import (
    Accountability,
    Body,
    ReportingLine,
    Responsibility,
    Seat,
    TermsOfReference,
)
from boards.states import BodyKind, LegalStanding, SeatKind

if TYPE_CHECKING:
    from sendtrack.seeds.loader import Loader


def load_governance(loader: "Loader", rows: dict[str, Any]) -> None:
    """What the documents say of bodies. They give few days: the rest stays empty."""
    bodies = {row["name"]: _body(loader, row) for row in rows["boards"]}
    for row in rows.get("lines", []):
        loader.put(
            ReportingLine,
            row["source"],
            {"body": bodies[row["body"]], "to": bodies[row["to"]]},
            announced=row.get("announced", False),
            citation=loader.cited(row["source"]),
        )
    for row in rows.get("accountable", []):
        loader.put(
            Accountability,
            row["source"],
            {"regime": loader.regimes[row["regime"]], "body": bodies[row["body"]]},
            announced=row.get("announced", False),
            citation=loader.cited(row["source"]),
        )


def _body(loader: "Loader", row: dict[str, Any]) -> Body:
    regime = loader.regimes[row["regime"]] if "regime" in row else None
    body: Body = loader.put(
        Body,
        row["source"],
        {"regime": regime} if regime else {"name": row["name"]},
        **({"name": row["name"]} if regime else {}),
        kind=BodyKind(row.get("kind", BodyKind.IMPROVEMENT)),
        standing=LegalStanding(row.get("standing", LegalStanding.UNSAID)),
        also_called=row.get("also_called", ""),
        announced=row.get("announced", False),
        ends_when=row.get("ends_when", ""),
        citation=loader.cited(row["source"]),
    )
    for seat in row.get("seats", []):
        loader.put(
            Seat,
            row["source"],
            {"body": body, "post": loader.posts[seat["post"]]},
            kind=SeatKind(seat["kind"]),
            from_on=seat.get("from_on"),
            to_on=seat.get("to_on"),
        )
    for number, version in enumerate(row.get("terms", []), 1):
        _terms(loader, body, number, version)
    return body


def _terms(loader: "Loader", body: Body, number: int, row: dict[str, Any]) -> None:
    """What a document says of terms of reference. It may not hold their text."""
    terms = loader.put(
        TermsOfReference,
        row["source"],
        {"body": body, "number": number},
        citation=loader.cited(row["source"]),
    )
    for place, words in enumerate(row["responsibilities"], 1):
        loader.put(Responsibility, row["source"], {"terms": terms, "number": place}, words=words)
