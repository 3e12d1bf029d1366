"""Loads the record of a real area from its folder of YAML files below `data`.

Nothing is invented about a real council: what the documents do not say stays empty.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from plans.models import (
    Action,
    AreaOfWeakness,
    Evidence,
    LinkedAdviser,
    Regime,
    VoiceEntry,
)
from plans.states import RegimeState
from reviews.models import Clause, LineOfEnquiry, Review, Strength
from sendtrack.accounts.models import User
from sendtrack.organisations.models import LocalArea, Organisation, Post
from sendtrack.seeds.areas import load_area_of_weakness
from sendtrack.seeds.changes import put
from sendtrack.seeds.facts import structured
from sendtrack.seeds.governance import load_governance
from sendtrack.sources.models import Citation, Conflict, Fact, SourceDocument

DATA = Path(__file__).with_name("data")
RECORDS = ("north_somerset", "somerset")
"""The folders, one for each area, in the order in which they are loaded."""

PLACED_BY_SUBJECT = (
    "The document names no area, person or day for this. It stands here by its subject."
)


class Loader:
    """One loading: the area, and what has been put so far, under the keys of the files."""

    def __init__(self, folder: str, by: User) -> None:
        self.folder = DATA / folder
        self.by = by
        self.leading: str
        self.area: LocalArea
        self.begins_on: date
        self.documents: dict[str, SourceDocument] = {}
        self.citations: dict[str, Citation] = {}
        self.organisations: dict[str, Organisation] = {}
        self.posts: dict[str, Post] = {}
        self.regimes: dict[str, Regime] = {}
        self.undated: dict[str, date] = {}
        self.areas: dict[tuple[str, str], AreaOfWeakness] = {}
        self.reviews: dict[str, Review] = {}

    def read(self, name: str) -> Any:
        return yaml.safe_load((self.folder / f"{name}.yaml").read_text(encoding="utf-8"))

    def load(self) -> LocalArea:
        """Everything that the files of the folder say, floor by floor."""
        partnership, regimes = self.read("partnership"), self.read("regimes")
        record = self.read("record")
        self.leading = regimes["leading"]
        self.begins_on = min(row["issued_on"] for row in regimes["regimes"])
        self.load_area(partnership["area"])
        self.load_documents(self.read("documents"))
        self.load_partnership(partnership)
        previous: str | None = None
        starts = [row["issued_on"] for row in regimes["regimes"]]
        for row, succeeded_on in zip(regimes["regimes"], [*starts[1:], None], strict=True):
            self.load_regime(row, previous, succeeded_on)
            previous = row["key"]
        load_governance(self, partnership)
        self.load_actions(record["actions"])
        self.load_evidence(record["evidence"])
        self.load_voices(record["voices"])
        self.load_reviews(record["reviews"], record.get("lines_of_enquiry"))
        self.load_strengths(record.get("strengths", []))
        self.load_facts(self.read("facts"))
        return self.area

    def cited(self, source: str) -> Citation:
        """The citation named "document, paragraph"."""
        return self.citations[source]

    def put(self, model: Any, source: str, key: dict[str, Any], **values: Any) -> Any:
        """A row of the area. It takes its place on the day of the document that states it, unless
        the caller knows the day that the document describes."""
        values.setdefault("described_on", self.day_of(source))
        return put(model, by=self.by, source=source, key={"local_area": self.area, **key}, **values)

    def day_of(self, source: str) -> date:
        """The day of the document in "document, paragraph"; the record's first day where that is
        no document of the area."""
        code = source.partition(",")[0]
        document = self.documents.get(code)
        return document.dated_on if document and document.dated_on else self.placed_on(code)

    def placed_on(self, code: str) -> date:
        """The first day on which a document without a day of its own can have been written."""
        return self.undated.get(code, self.begins_on)

    def load_area(self, row: dict[str, Any]) -> None:
        source, slug = row.pop("source"), row.pop("slug")
        self.area = put(
            LocalArea,
            by=self.by,
            source=source,
            key={"slug": slug},
            described_on=self.begins_on,
            **row,
        )

    def load_documents(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            paragraphs, code = row.pop("paragraphs"), row.pop("code")
            row["file_name"] = row.pop("file", "")
            if "not_before" in row:
                self.undated[code] = row.pop("not_before")
            document = self.put(
                SourceDocument,
                row["file_name"] or code,
                {"code": code},
                described_on=row.get("dated_on") or self.placed_on(code),
                **row,
            )
            self.documents[code] = document
            for position, paragraph in enumerate(paragraphs, start=1):
                source = f"{code}, {paragraph['ref']}"
                self.citations[source] = self.put(
                    Citation,
                    source,
                    {"document": document, "paragraph": paragraph["ref"]},
                    words=paragraph["words"],
                    position=position,
                )

    def load_partnership(self, rows: dict[str, Any]) -> None:
        for row in rows["organisations"]:
            key, source, name = row.pop("key"), row.pop("source"), row.pop("name")
            if "succeeds" in row:
                row["succeeds"] = self.organisations[row["succeeds"]]
            self.organisations[key] = self.put(
                Organisation, source, {"name": name}, described_on=self.begins_on, **row
            )
        for row in rows["posts"]:
            self.posts[row["key"]] = self.put(
                Post,
                row["source"],
                {"organisation": self.organisations[row["organisation"]], "title": row["title"]},
                described_on=self.begins_on,
            )

    def load_regime(
        self, row: dict[str, Any], previous: str | None, succeeded_on: date | None
    ) -> None:
        key, source, title, code = row["key"], row["source"], row["title"], row["code"]
        areas, advisers = row["areas"], row.get("advisers", [])
        clauses = row.get("clauses", [])
        told = ("key", "source", "title", "code", "areas", "advisers", "clauses", "clauses_from")
        values = {name: value for name, value in row.items() if name not in told}
        values["clock_starts_on"] = row["issued_on"]
        for link, known in (
            ("addressed_to", self.organisations),
            ("document", self.documents),
            ("succeeds", self.regimes),
            ("ended_by", self.citations),
        ):
            if link in values:
                values[link] = known[values[link]]
        if "ended_by" in values:
            values["at_first"] = {
                "state": RegimeState.ACTIVE,
                "ended_by": None,
                "ended_on": None,
                "ended_words": "",
            }
            values["since"] = values.get("ended_on") or succeeded_on
        regime = self.regimes[key] = self.put(
            Regime, source, {"code": code}, title=title, described_on=row["issued_on"], **values
        )
        for position, area in enumerate(areas, start=1):
            load_area_of_weakness(self, regime, key, previous, position, area)
        for post in advisers:
            self.put(LinkedAdviser, source, {"regime": regime, "post": self.posts[post]})
        for position, clause in enumerate(clauses, start=1):
            said_at = clause.get("said_at", f"paragraph {clause['paragraph']}")
            paragraph = f"{row['clauses_from']}, {said_at}"
            self.put(
                Clause,
                paragraph,
                {"regime": regime, "paragraph": clause["paragraph"]},
                position=position,
                title=clause["title"],
                citation=self.cited(paragraph),
                kind=clause["kind"],
                parameters=clause.get("parameters", {}),
            )

    def load_actions(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self.put(
                Action,
                row["source"],
                {"ref": row["ref"]},
                area=self.areas[row.get("regime", self.leading), row["area"]],
                title=row["title"],
                citation=self.cited(row["source"]),
                date_words=row["words"],
                note=PLACED_BY_SUBJECT,
            )

    def load_evidence(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows, 1):
            self.put(
                Evidence,
                row["source"],
                {"title": row["title"]},
                ref=f"E{number}",
                area=self.areas[row.get("regime", self.leading), row["area"]],
                kind=row["kind"],
                shows=row["shows"],
                dated_on=row.get("dated_on"),
                citation=self.cited(row["source"]),
            )

    def load_voices(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows, 1):
            self.put(
                VoiceEntry,
                row["source"],
                {"regime": self.regimes[self.leading], "how": row["how"], "group": row["group"]},
                ref=f"V{number}",
                heard_on=row.get("heard_on"),
                said=row["said"],
                changed=row.get("changed", ""),
                citation=self.cited(row["source"]),
            )

    def load_reviews(self, rows: list[dict[str, Any]], enquiries: dict[str, Any] | None) -> None:
        for row in rows:
            letter = row.get("letter")
            self.reviews[row["key"]] = self.put(
                Review,
                row["source"],
                {
                    "regime": self.regimes[row["regime"]],
                    "kind": row["kind"],
                    "starts_on": row.get("starts_on"),
                    "date_words": row.get("date_words", ""),
                },
                ends_on=row.get("ends_on"),
                letter=self.documents[letter] if letter else None,
                citation=self.cited(row["source"]),
            )
        if enquiries is None:
            return
        for number in range(1, enquiries["count"] + 1):
            source = f"{enquiries['document']}, line of enquiry {number}"
            area = enquiries["areas"].get(number)
            self.put(
                LineOfEnquiry,
                source,
                {"review": self.reviews[enquiries["asked_at"]], "number": number},
                asked_for=self.reviews[enquiries["asked_for"]],
                citation=self.cited(source),
                area=self.areas[self.leading, area] if area else None,
            )

    def load_strengths(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows, 1):
            self.put(
                Strength,
                row["source"],
                {"review": self.reviews[row["review"]], "number": number},
                citation=self.cited(row["source"]),
            )

    def load_facts(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows, start=1):
            conflict = self.put(
                Conflict,
                "the documents compared",
                {"number": number},
                topic=row["topic"],
                explanation=row["explanation"],
                shown=row["shown"],
                is_explained=row.get("explained", False),
            )
            for letter, fact in zip("abcdef", row["facts"], strict=False):
                self.put(
                    Fact,
                    fact["source"],
                    {"code": f"{number}{letter}"},
                    statement=fact["statement"],
                    value=fact["value"],
                    citation=self.cited(fact["source"]),
                    conflict=conflict,
                    **structured(fact),
                )
