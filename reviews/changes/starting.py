"""The verb that starts a regime from a template and its document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.changes import add_area, open_regime
from plans.models import Regime
from plans.policies.regimes import check_can_start
from reviews.changes.clauses import add_clause
from reviews.starting import RegimeTemplate, TemplateClause
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.changes import add_document, cite
from sendtrack.sources.models import DocumentKind, SourceDocument

DOCUMENT_KINDS = {
    "improvement_notice": DocumentKind.IMPROVEMENT_NOTICE,
    "written_statement": DocumentKind.INSPECTION_LETTER,
    "priority_plan": DocumentKind.INSPECTION_LETTER,
}


@dataclass(frozen=True)
class NewArea:
    """An area as the document lists it."""

    ref: str
    words: str

    @property
    def short_title(self) -> str:
        words = self.words.rstrip(".;")
        return words if len(words) <= 120 else f"{words[:119].rsplit(' ', 1)[0]}…"


def start_regime(
    *,
    area: LocalArea,
    template: RegimeTemplate,
    title: str,
    issued_by: str,
    issued_on: date,
    document_title: str,
    areas: Sequence[NewArea],
    clauses: Sequence[tuple[TemplateClause, str]],
    by: User,
    succeeds: Regime | None = None,
    required_by: Regime | None = None,
    submit_by_on: date | None = None,
    target_end_on: date | None = None,
) -> Regime:
    """Record a regime with its document, the areas that it lists and the paragraphs whose words
    were put in, in one transaction. Raises `Refusal`, and then leaves nothing behind."""
    with record(actor=by, reason=f"Started from the template {template.name}"):
        refs = [each.ref for each in areas]
        check_can_start(issued_on=issued_on, target_end_on=target_end_on, refs=refs)
        document = _document(area, template, document_title, issued_by, issued_on, by)
        regime = open_regime(
            area=area,
            kind=template.key,
            title=title,
            issued_by=issued_by,
            issued_on=issued_on,
            document=document,
            state=template.state,
            succeeds=succeeds,
            required_by=required_by,
            submit_by_on=submit_by_on,
            target_end_on=target_end_on,
            horizons=template.horizons,
            clock_rule=f"Counted from the day of the {title}.",
            report_every_months=template.report_every_months,
            by=by,
        )
        for each in areas:
            finding = cite(document=document, paragraph=f"area {each.ref}", words=each.words, by=by)
            add_area(
                regime=regime, ref=each.ref, short_title=each.short_title, finding=finding, by=by
            )
        for clause, words in clauses:
            add_clause(
                regime=regime,
                paragraph=clause.paragraph,
                title=clause.title,
                citation=cite(
                    document=document,
                    paragraph=f"paragraph {clause.paragraph}",
                    words=words,
                    by=by,
                ),
                kind=clause.kind,
                parameters=clause.parameters,
                by=by,
            )
    return regime


def _document(
    area: LocalArea,
    template: RegimeTemplate,
    title: str,
    issued_by: str,
    dated_on: date,
    by: User,
) -> SourceDocument:
    plain = f"{template.key.replace('_', '-')}-{dated_on.isoformat()}"
    taken = set(SourceDocument.objects.of(area).values_list("code", flat=True))
    codes = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 2))]
    return add_document(
        area=area,
        kind=DOCUMENT_KINDS.get(template.key, DocumentKind.OTHER),
        code=next(code for code in codes if code not in taken),
        title=title,
        issued_by=issued_by,
        dated_on=dated_on,
        by=by,
    )
