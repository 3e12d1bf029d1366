"""What the pages of reports and reviews read."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from plans.models import Closure, LinkedAdviser, Regime
from reviews.models import LineOfEnquiry, OwnTemplate, Return, Review, SentBack, Strength
from reviews.models.returns import ReturnQuerySet
from reviews.starting import RegimeTemplate, TemplateClause, template_of
from reviews.states import ReturnState
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Permission, Role
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.publishing.models import Approval, Rendition, RenditionFormat
from sendtrack.sources.models import Citation
from sendtrack.timeline import Change, Source, timeline


def reports_of(area: LocalArea) -> ReturnQuerySet:
    """All reports of an area, newest first, without the bytes and the frozen data."""
    return (
        Return.objects.of(area)
        .select_related("local_area", "regime", "asked_by", "snapshot__approval__approved_by")
        .defer("snapshot__payload")
        .order_by("-period_end")
    )


def report_to_approve(regime: Regime) -> Return | None:
    """The newest report that waits for the chair's approval. One query."""
    waiting = Return.objects.filter(regime=regime, state=ReturnState.AWAITING_APPROVAL)
    report: Return | None = (
        waiting.select_related("snapshot")
        .defer("snapshot__payload")
        .order_by("-period_end")
        .first()
    )
    return report


def may_read(report: Return, access: Access) -> bool:
    """Whether somebody may read what is in the report: advisers only once it is approved.

    Nothing unapproved leaves the council, and the advisers are outside it.
    """
    approved = report.state in (ReturnState.APPROVED, ReturnState.SENT)
    return report.snapshot_id is not None and (approved or is_inside(access))


def is_inside(access: Access) -> bool:
    """Whether somebody belongs to the council or its partners."""
    return access.role != Role.ADVISER


def payload_of(report: Return) -> dict[str, object]:
    """The frozen data of a compiled report."""
    payload: dict[str, object] = (
        Return.objects.filter(pk=report.pk).values_list("snapshot__payload", flat=True).get()
    )
    return payload


def pdf_of(report: Return) -> Rendition | None:
    """The stored PDF, without its bytes until they are asked for."""
    if report.snapshot_id is None:
        return None
    rows = Rendition.objects.filter(snapshot=report.snapshot_id, format=RenditionFormat.PDF)
    return rows.defer("content").first()


def approval_of(report: Return) -> Approval | None:
    """Who approved the report and when. Costs nothing for rows of `reports_of`."""
    return getattr(report.snapshot, "approval", None) if report.snapshot else None


def versions_sent_back(report: Return) -> list[SentBack]:
    rows = SentBack.objects.filter(report=report).select_related("sent_back_by", "snapshot")
    return list(rows.defer("snapshot__payload").order_by("snapshot__number"))


@dataclass(frozen=True)
class Receivers:
    """Who a report goes to by email, and who can't be reached that way."""

    reached: list[LinkedAdviser]
    without_address: list[LinkedAdviser]


def receivers(regime: Regime, on: date) -> Receivers:
    rows = LinkedAdviser.objects.filter(regime=regime).current(on)
    advisers = list(rows.select_related("post__organisation").order_by("pk"))
    return Receivers(
        [each for each in advisers if each.email], [each for each in advisers if not each.email]
    )


def people_who(area: LocalArea, permission: Permission, on: date) -> list[User]:
    """Who may do something in an area on a day, by name."""
    accesses = Access.objects.of(area).current(on).select_related("user").order_by("user__name")
    return [access.user for access in accesses if access.allows(permission)]


def review_rows(area: LocalArea) -> AreaQuerySet:
    return Review.objects.of(area).select_related("regime", "letter", "citation__document")


def reviews_of(area: LocalArea) -> list[Review]:
    """Reviews and visits, newest first; those known by their month only come first."""
    rows = review_rows(area)
    return sorted(rows, key=lambda row: (row.starts_on or date.max, row.pk), reverse=True)


def lines_of(area: LocalArea) -> AreaQuerySet:
    return LineOfEnquiry.objects.of(area).select_related(
        "citation__document", "area__regime", "review__regime", "review__letter", "asked_for"
    )


def strengths_of(area: LocalArea) -> AreaQuerySet:
    return Strength.objects.of(area).select_related(
        "citation__document", "area__regime", "review__regime", "review__letter", "looked_by"
    )


REVIEW_LABELS = {
    "regime": "",
    "kind": "What it was",
    "starts_on": "First day",
    "ends_on": "Last day",
    "date_words": "Month, as the letter gives it",
    "by_whom": "Who carried it out",
    "found": "What it found",
    "letter": "Letter",
    "citation": "Source",
    "self_assessed_on": "The council’s own assessment",
}
LINE_LABELS = {
    "review": "",
    "asked_for": "For the review",
    "number": "Number",
    "citation": "Words of the letter",
    "area": "Area of weakness",
    "answer": "Answer",
}
STRENGTH_LABELS = {
    "review": "",
    "number": "Number",
    "citation": "Words of the letter",
    "area": "Area of weakness",
    "holds": "Whether it still holds",
    "shown_by": "What shows it",
    "looked_on": "Looked at on",
    "looked_by": "Looked at by",
}


CITATION_LABELS = {"document": "Letter", "paragraph": "Place", "words": "Words", "position": ""}


def history_of_review(review: Review, page: str | int | None) -> "Page[Change]":
    """Every change of a review, its lines of enquiry with their answers, and its strengths."""
    lines = LineOfEnquiry.history.filter(review_id=review.pk)
    strengths = Strength.history.filter(review_id=review.pk)
    quoted = review.lines_of_enquiry.values("citation_id").union(
        review.strengths.values("citation_id")
    )
    return timeline(
        Source("Review", changes_of(review), REVIEW_LABELS),
        Source("Line of enquiry", lines, LINE_LABELS),
        Source("Strength", strengths, STRENGTH_LABELS),
        Source("Words of the letter", Citation.history.filter(id__in=quoted), CITATION_LABELS),
        page=page,
    )


def lines_of_enquiry(area: LocalArea) -> list[LineOfEnquiry]:
    """What the letters say will be looked for, the newest letter first."""
    return list(lines_of(area).order_by("-review__starts_on", "review_id", "number"))


def strengths(area: LocalArea) -> list[Strength]:
    """What the letters say has improved, the newest letter first."""
    return list(strengths_of(area).order_by("-review__starts_on", "review_id", "number"))


def closure_pdf(closure: Closure) -> Rendition | None:
    """The stored PDF of a closure, once it has been compiled."""
    rows = Rendition.objects.filter(snapshot=closure.snapshot_id, format=RenditionFormat.PDF)
    return rows.first() if closure.snapshot_id else None


def own_templates(area: LocalArea) -> AreaQuerySet:
    """The templates that an area keeps for itself, by name."""
    return OwnTemplate.objects.of(area).order_by("name", "pk")


def as_template(row: OwnTemplate) -> RegimeTemplate:
    """An area's own template, as a regime is started from it: in the state its kind begins in."""
    shipped = template_of(row.kind)
    assert shipped is not None
    return RegimeTemplate(
        key=shipped.key,
        name=row.name,
        about=row.about,
        issued_by=row.issued_by,
        horizons=tuple(row.horizons),
        report_every_months=row.report_every_months,
        state=shipped.state,
        clauses=tuple(TemplateClause(**clause) for clause in row.clauses),
        code=row.code,
        areas=row.areas,
    )


def template_for(area: LocalArea, address: str) -> RegimeTemplate | None:
    """One that is shipped, or one of the area's own. None where there is neither."""
    if shipped := template_of(address):
        return shipped
    own = own_templates(area).filter(code=address).first()
    return as_template(own) if own else None
