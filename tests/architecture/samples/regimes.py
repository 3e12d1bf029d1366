"""The regime, its areas of weakness and its closure."""

from datetime import date
from typing import Any

from plans import changes as plans
from plans.models import (
    Closure,
    Regime,
)
from plans.states import (
    RegimeKind,
    RegimeState,
)
from reviews import changes as reviews
from reviews.returns.closing import closure_report
from reviews.starting import template_of
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from tests.conftest import Place


def area_of_weakness(place: Place, by: User) -> dict[str, Any]:
    return {"ref": "a"}


def regime(place: Place, by: User) -> dict[str, Any]:
    return {"code": place.regime.code}


def closure(place: Place, by: User) -> dict[str, Any]:
    plans.begin_closure(regime=place.regime, by=by)
    return {"code": place.regime.code}


def make_closure_to_approve(place: Place, by: User) -> Closure:
    begun = plans.begin_closure(regime=place.regime, by=by)
    written = plans.write_closure(
        closure=begun,
        progress="Much was done.",
        benefits="Families wait less.",
        learning="Begin with the families.",
        outstanding="",
        risks_words="",
        log_words="",
        version=begun.version,
        by=by,
    )
    assert place.regime.document is not None
    cited = plans.cite_closure(
        closure=written,
        authority=plans.Authority("last page", "The Notice ends.", place.regime.document),
        on=date(2026, 3, 9),
        version=written.version,
        by=by,
    )
    asked = reviews.ask_for_closure(closure=cited, by=by)
    assert reviews.claim_closure(closure=asked, at=clock.now())
    report = closure_report(asked, date(2026, 3, 11), version=1, compiled_by="Somebody")
    return reviews.keep_closure(closure=asked, report=report, html="<p>", pdf=b"%PDF-1.7")


def closure_to_approve(place: Place, by: User) -> dict[str, Any]:
    make_closure_to_approve(place, by)
    return {"code": place.regime.code}


def closure_approved(place: Place, by: User) -> dict[str, Any]:
    waiting = make_closure_to_approve(place, by)
    somebody = accounts.open_account(email="second.person@example.org", name="Second person")
    reviews.approve_closure(closure=waiting, by=somebody)
    return {"code": place.regime.code}


def plan_being_drafted(place: Place, by: User) -> dict[str, Any]:
    made = plans.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        state=RegimeState.DRAFTING,
        by=by,
    )
    return {"code": made.code}


def area_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    """One that the plan which is being drafted carries on."""
    code = plan_being_drafted(place, by)["code"]
    origin = place.areas[0]
    plans.add_area(
        regime=Regime.objects.get(code=code, local_area=place.area),
        ref="1",
        short_title="Carried on",
        finding=origin.finding,
        derived_from=[origin],
        by=by,
    )
    return {"code": code, "ref": "1"}


def shipped_template(place: Place, by: User) -> dict[str, Any]:
    """A template belongs to no area: it is shipped, and there for every one."""
    return {"key": "strategy"}


def own_template(place: Place, by: User) -> dict[str, Any]:
    shipped = template_of("strategy")
    assert shipped is not None
    made = reviews.copy_template(area=place.area, template=shipped, name="Our strategy", by=by)
    return {"code": made.code}
