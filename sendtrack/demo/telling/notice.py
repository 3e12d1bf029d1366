"""The Notice, its areas, its clauses, the advisers linked by it, and the Department's review."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from plans import changes as plans
from plans.models import Assurance
from plans.states import RegimeKind
from reviews import changes as reviews
from reviews.models import Strength
from reviews.states import Holds, ReviewKind
from sendtrack.demo.telling.story import Story, read
from sendtrack.periods import add_months
from sendtrack.sources import changes as sources
from sendtrack.sources.models import Citation, DocumentKind, SourceDocument


def notice(story: Story) -> None:
    """The Notice, its areas, its clauses and the advisers linked by it."""
    story.at(story.issued_on, 9, lambda on: _issue(story, on))


def _issue(story: Story, on: date) -> None:
    rows, plan = read("notice"), read("plan")
    document = sources.add_document(
        area=story.area,
        kind=DocumentKind.IMPROVEMENT_NOTICE,
        code="improvement-notice",
        title=rows["title"],
        issued_by=rows["issued_by"],
        dated_on=story.issued_on,
        note="An invented document. Fernshire is an example.",
        by=story.system,
    )

    def cite(paragraph: str, words: str) -> Citation:
        return sources.cite(document=document, paragraph=paragraph, words=words, by=story.system)

    made = plans.open_regime(
        area=story.area,
        kind=RegimeKind.IMPROVEMENT_NOTICE,
        title=rows["title"],
        issued_by=rows["issued_by"],
        issued_on=story.issued_on,
        addressed_to=story.organisations["council"],
        document=document,
        target_end_on=add_months(story.issued_on, rows["target_end_months"]),
        target_end_rule="Paragraph 10: within 18 months of the Notice.",
        report_every_months=2,
        succeeds=story.statement,
        by=story.system,
    )
    story.regime = plans.lead_with(
        regime=made, reason="The board answers to the Notice from now on", by=story.system
    )
    weaknesses = read("statement")["weaknesses"]
    for row in plan["areas"]:
        story.areas[row["ref"]] = plans.add_area(
            regime=story.regime,
            ref=row["ref"],
            short_title=row["short_title"],
            finding=cite(f"Annex 1({row['ref']})", row["finding"]),
            derived_from=[
                story.weaknesses[each["ref"]] for each in weaknesses if row["ref"] in each["into"]
            ],
            by=story.system,
        )
    for clause in rows["clauses"]:
        reviews.add_clause(
            regime=story.regime,
            paragraph=clause["paragraph"],
            title=clause["title"],
            citation=cite(f"paragraph {clause['paragraph']}", clause["words"]),
            kind=clause["kind"],
            parameters={},
            by=story.system,
        )
    for key in ("dfe-adviser", "nhse-adviser"):
        plans.link_adviser(
            regime=story.regime,
            post=story.posts[key],
            email=story.people[key].email,
            by=story.by("lead"),
        )


def review(story: Story) -> None:
    """The Department's six-month review, its letter, and area (a) stepped down by it."""
    row = read("notice")["review"]
    held = story.day(row["month"])
    letter = held + timedelta(days=row["letter_days_later"])
    story.at(held, 17, lambda on: _review(story, on))
    story.at(letter, 10, lambda on: _letter(story, on))


def _review(story: Story, on: date) -> None:
    story.review = reviews.add_review(
        regime=story.regime,
        kind=ReviewKind.SIX_MONTH,
        starts_on=on,
        ends_on=on,
        self_assessed_on=story.meets_on(6),
        by=story.by("lead"),
    )


def _letter(story: Story, on: date) -> None:
    row = read("notice")["review"]
    letter = sources.add_document(
        area=story.area,
        kind=DocumentKind.REVIEW_LETTER,
        code="review-letter",
        title=row["letter_title"],
        issued_by="Department for Education",
        dated_on=on,
        note="An invented document. Fernshire is an example.",
        by=story.by("lead"),
    )
    authority = sources.cite(
        document=letter, paragraph="Area (a)", words=row["area_a_words"], by=story.by("lead")
    )
    plans.step_down_area(area=story.areas["a"], authority=authority, by=story.by("lead"), on=on)
    _assure(story, row["assurance"], on)
    story.review = reviews.edit_review(
        review=story.review,
        version=story.review.version,
        kind=ReviewKind.SIX_MONTH,
        starts_on=story.review.starts_on,
        ends_on=story.review.ends_on,
        date_words="",
        by_whom=row["by_whom"],
        found=row["found"],
        letter=letter,
        reason="The letter has come",
        by=story.by("lead"),
    )
    coming = reviews.add_review(
        regime=story.regime,
        kind=ReviewKind.SIX_MONTH,
        date_words=f"{add_months(on, row['next_review_months']):%B %Y}",
        by=story.by("lead"),
    )
    for number, line in enumerate(row["lines_of_enquiry"], start=1):
        reviews.add_line_of_enquiry(
            review=story.review,
            asked_for=coming,
            citation=sources.cite(
                document=letter,
                paragraph=f"line of enquiry {number}",
                words=line["words"],
                by=story.by("lead"),
            ),
            area=story.areas[line["area"]] if line["area"] else None,
            by=story.by("lead"),
        )
    for strength in row["strengths"]:
        _strength(story, strength, letter, on)


def _strength(story: Story, row: dict[str, Any], letter: SourceDocument, on: date) -> None:
    """What the letter praises, and the looks whether it still holds."""
    made = reviews.add_strength(
        review=story.review,
        document=letter,
        paragraph=row["paragraph"],
        words=row["words"],
        area=story.areas[row["area"]],
        by=story.by("lead"),
    )
    for look in row["looks"]:
        story.at(on + timedelta(days=look["days"]), 15, partial(_look, made.pk, story, look))


def _look(strength: int, story: Story, row: dict[str, Any], on: date) -> None:
    current = Strength.objects.select_related("review").get(pk=strength)
    reviews.look_at_strength(
        strength=current,
        version=current.version,
        holds=Holds(row["holds"]),
        shown_by=row["shown_by"],
        looked_on=on,
        by=story.by(row["by"]),
        on=on,
    )


def _assure(story: Story, row: dict[str, Any], on: date) -> None:
    """The area checks by itself what nobody outside looks at any more."""
    made = plans.plan_assurance(
        area=story.areas["a"],
        version=0,
        owner=story.posts[row["post"]],
        looks_at=row["looks_at"],
        every_months=row["every_months"],
        first_due_on=on + timedelta(days=row["first_days_later"]),
        by=story.by("lead"),
        reason="The letter asks the area to assure itself regularly",
    )
    story.at(made.first_due_on - timedelta(days=2), 11, partial(_check, story, made, row["found"]))


def _check(story: Story, assurance: Assurance, found: str, on: date) -> None:
    plans.record_check(
        assurance=assurance,
        version=assurance.version,
        checked_on=on,
        holds=True,
        found=found,
        by=story.by("dcs"),
        on=on,
    )
