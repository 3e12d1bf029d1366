"""Verbs of an area's own templates: copy one that is shipped, and change it."""

from collections.abc import Sequence
from dataclasses import asdict

from plans.changes.numbering import hold, next_number
from plans.policies.work import check_reason, check_words
from reviews.duties import check_kind
from reviews.models import OwnTemplate
from reviews.starting import RegimeTemplate, TemplateClause
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import LAST_HORIZON
from sendtrack.refusals import Refusal


def copy_template(*, area: LocalArea, template: RegimeTemplate, name: str, by: User) -> OwnTemplate:
    """Keep a copy of a shipped template under a name of the area's own. Raises `Refusal`."""
    name = check_words(name, missing="Enter what it is called.", field="name")
    with record(actor=by, reason=f"Copied the template {template.name}"):
        hold(area)
        rows = OwnTemplate.objects.of(area)
        if rows.filter(name__iexact=name).exists():
            raise Refusal(f"There is a template called {name} already.", field="name")
        row = OwnTemplate(
            local_area=area,
            code=f"own-{next_number(rows.values_list('code', flat=True))}",
            kind=template.key,
            name=name,
            about=template.about,
            issued_by=template.issued_by,
            horizons=list(template.horizons),
            report_every_months=template.report_every_months,
            clauses=[_as_data(clause) for clause in template.clauses],
        )
        row.save()
    return row


def edit_template(
    *,
    template: OwnTemplate,
    version: int,
    name: str,
    about: str,
    issued_by: str,
    horizons: Sequence[int],
    report_every_months: int | None,
    areas: str,
    clauses: Sequence[TemplateClause],
    reason: str,
    by: User,
) -> OwnTemplate:
    """Change an area's own template. Regimes that were started from it stay as they are. Raises
    `Refusal`, `Stale`."""
    check_horizons(horizons)
    check_clauses(clauses)
    with record(actor=by, reason=check_reason(reason)):
        current = template.lock(version=version)
        current.name = check_words(name, missing="Enter what it is called.", field="name")
        current.about, current.issued_by, current.areas = about, issued_by, areas
        current.horizons, current.report_every_months = list(horizons), report_every_months
        current.clauses = [_as_data(clause) for clause in clauses]
        current.save()
    return current


def check_horizons(horizons: Sequence[int]) -> None:
    """Raise `Refusal` unless these are months that follow one another."""
    ordered = list(horizons) == sorted(set(horizons))
    if not ordered or not all(0 < months <= LAST_HORIZON for months in horizons):
        raise Refusal(
            f"Enter different months between 1 and {LAST_HORIZON}, the earliest first.",
            field="horizons",
        )


def check_clauses(clauses: Sequence[TemplateClause]) -> None:
    """Raise `Refusal` where two paragraphs are called alike, or one can't be judged as it says."""
    seen: set[str] = set()
    for clause in clauses:
        if clause.paragraph in seen:
            raise Refusal(f"Two paragraphs are called {clause.paragraph}. Give each its own.")
        seen.add(clause.paragraph)
        check_kind(clause.kind, dict(clause.parameters))


def _as_data(clause: TemplateClause) -> dict[str, object]:
    return {**asdict(clause), "parameters": dict(clause.parameters)}
