"""Documents, reports, reviews and clauses."""

from datetime import date
from decimal import Decimal
from typing import Any

from plans.models import (
    Regime,
)
from reviews import changes as reviews
from reviews.models import Return, Review
from reviews.returns import progress_report
from reviews.states import ReviewKind
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.sources import changes as sources
from sendtrack.sources.models import FactKind
from tests.architecture.samples.regimes import plan_being_drafted
from tests.conftest import Place


def source_document(place: Place, by: User) -> dict[str, Any]:
    return {"code": "notice"}


def contradiction(place: Place, by: User) -> dict[str, Any]:
    for code, number in (("one", 24), ("two", 28)):
        sources.state_fact(
            citation=place.areas[0].finding,
            code=code,
            statement="Children in care",
            value=str(number),
            about="Children in care: how many",
            kind=FactKind.COUNT,
            number=Decimal(number),
            by=by,
        )
    return {"codes": "one,two"}


def fact(place: Place, by: User) -> dict[str, Any]:
    contradiction(place, by)
    return {"code": "one"}


def report_due(place: Place, by: User) -> dict[str, Any]:
    report = reviews.open_due_returns(regime=place.regime, on=date(2026, 3, 11), by=by)[-1]
    return {"period_end": report.period_end}


def report_to_approve(place: Place, by: User) -> dict[str, Any]:
    where = report_due(place, by)
    report = Return.objects.get(regime=place.regime, **where)
    assert reviews.claim(report=report, at=clock.now())
    progress = progress_report(report.regime, report.period, date(2026, 3, 11))
    reviews.keep_compiled(
        report=report, progress=progress, html="<p>", pdf=b"%PDF-1.7", at=clock.now()
    )
    return where


def report_approved(place: Place, by: User) -> dict[str, Any]:
    where = report_to_approve(place, by)
    report = Return.objects.get(regime=place.regime, **where)
    somebody = accounts.open_account(email="second.person@example.org", name="Second person")
    reviews.approve_return(report=report, by=somebody, on=date(2026, 3, 11))
    return where


def make_review(place: Place, by: User) -> Review:
    return reviews.add_review(
        regime=place.regime, kind=ReviewKind.SIX_MONTH, starts_on=date(2026, 2, 4), by=by
    )


def review(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_review(place, by).pk}


def line_of_enquiry(place: Place, by: User) -> dict[str, Any]:
    review = make_review(place, by)
    line = reviews.add_line_of_enquiry(review=review, citation=place.areas[0].finding, by=by)
    return {"number": review.pk, "line": line.number}


def strength(place: Place, by: User) -> dict[str, Any]:
    review = make_review(place, by)
    assert place.regime.document is not None
    made = reviews.add_strength(
        review=review, document=place.regime.document, words="Plans are timely", by=by
    )
    return {"number": review.pk, "strength": made.number}


def clause(place: Place, by: User) -> dict[str, Any]:
    made = reviews.add_clause(
        regime=place.regime,
        paragraph="5",
        title="Improvement board",
        citation=place.areas[0].finding,
        kind="board-meets",
        by=by,
    )
    return {"paragraph": made.paragraph}


def clause_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    code = plan_being_drafted(place, by)["code"]
    reviews.add_clause(
        regime=Regime.objects.get(code=code, local_area=place.area),
        citation=place.areas[0].finding,
        paragraph="1",
        title="Deliver the plan",
        kind="no-duty",
        by=by,
    )
    return {"code": code, "paragraph": "1"}
