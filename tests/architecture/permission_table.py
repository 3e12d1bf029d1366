"""Who may do what, address by address. The one list; every named route stands in it once.

A row says who may read (`get`) and who may write (`post`); NOBODY means that the route doesn't
know the method. `sample` is the function of `samples` that makes the row that the address is about
and returns the rest of its keywords; routes of an area get `area` by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.architecture.samples import (
    delivery,
    evidence,
    governance,
    measures,
    papers,
    people,
    regimes,
    risks,
)
from tests.conftest import Place

Who = frozenset[Role]

NOBODY: Who = frozenset()
EVERYBODY: Who = frozenset(Role)
OFFICERS: Who = frozenset({Role.OFFICER, Role.LEAD})
UPDATERS: Who = OFFICERS | {Role.PARTNER}
BOARD: Who = OFFICERS | {Role.CHAIR}
LEAD: Who = frozenset({Role.LEAD})
CHAIR: Who = frozenset({Role.CHAIR})
CONFIRMERS: Who = LEAD | CHAIR
MANAGERS: Who = frozenset({Role.LEAD, Role.ADMINISTRATOR})
ADMINISTRATOR: Who = frozenset({Role.ADMINISTRATOR})

Sample = Callable[[Place, User], dict[str, Any]]


def nothing(place: Place, by: User) -> dict[str, Any]:
    return {}


def csv(place: Place, by: User) -> dict[str, Any]:
    return {"form": "csv"}


@dataclass(frozen=True)
class AreaRoute:
    """An address under `/<area>/`."""

    name: str
    get: Who
    post: Who = NOBODY
    sample: Sample = nothing


@dataclass(frozen=True)
class SiteRoute:
    """An address outside every area. `is_open`: also to those who haven't signed in."""

    name: str
    get: bool = True
    post: bool = False
    is_open: bool = False
    kwargs: dict[str, Any] = field(default_factory=dict)
    answers: frozenset[int] = frozenset({200, 302})


SITE_ROUTES = [
    SiteRoute("healthz", is_open=True),
    SiteRoute("readyz", is_open=True, answers=frozenset({200, 503})),
    SiteRoute("home:start"),
    SiteRoute("home:accessibility", is_open=True),
    SiteRoute("accounts:login", post=True, is_open=True),
    SiteRoute("accounts:logout", get=False, post=True),
    SiteRoute("accounts:account"),
    SiteRoute("accounts:password", post=True),
    SiteRoute(
        "accounts:invitation",
        post=True,
        is_open=True,
        kwargs={"token": "unknown"},
        answers=frozenset({404}),
    ),
    SiteRoute(
        "accounts:forgotten",
        post=True,
        is_open=True,
        kwargs={"user": 1, "token": "unknown"},
        answers=frozenset({410}),
    ),
]

AREA_ROUTES = [
    # sendtrack.home
    AreaRoute("home:area", get=EVERYBODY),
    AreaRoute("home:dashboard", get=EVERYBODY),
    AreaRoute("home:since", get=EVERYBODY),
    AreaRoute("home:my-actions", get=UPDATERS),
    # sendtrack.search
    AreaRoute("search:search", get=EVERYBODY),
    # sendtrack.people
    AreaRoute("people:people", get=ADMINISTRATOR),
    AreaRoute("people:invite", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute(
        "people:access", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.somebodys_access
    ),
    AreaRoute(
        "people:close", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.somebodys_access
    ),
    AreaRoute(
        "people:password-link", get=NOBODY, post=ADMINISTRATOR, sample=people.somebodys_access
    ),
    AreaRoute("people:invitation", get=ADMINISTRATOR, sample=people.somebodys_invitation),
    AreaRoute(
        "people:invite-again", get=NOBODY, post=ADMINISTRATOR, sample=people.somebodys_invitation
    ),
    AreaRoute(
        "people:withdraw", get=NOBODY, post=ADMINISTRATOR, sample=people.somebodys_invitation
    ),
    AreaRoute("people:posts", get=ADMINISTRATOR),
    AreaRoute("people:post-add", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute("people:organisation-add", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute("people:appoint", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.a_post),
    AreaRoute("people:vacate", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.a_post),
    # sendtrack.handover
    AreaRoute("handover:vacant", get=EVERYBODY),
    AreaRoute("handover:leave", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.a_holder),
    AreaRoute("handover:post", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.a_post),
    AreaRoute(
        "handover:succession", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=people.an_organisation
    ),
    # sendtrack.sources
    AreaRoute("sources:documents", get=EVERYBODY),
    AreaRoute("sources:document", get=EVERYBODY, sample=papers.source_document),
    # sendtrack.contradictions
    AreaRoute("contradictions:conflicts", get=EVERYBODY),
    AreaRoute("contradictions:facts", get=EVERYBODY),
    AreaRoute("contradictions:fact-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("contradictions:fact-remove", get=OFFICERS, post=OFFICERS, sample=papers.fact),
    AreaRoute("contradictions:decide", get=OFFICERS, post=OFFICERS, sample=papers.contradiction),
    # plans
    AreaRoute("plans:actions", get=EVERYBODY),
    AreaRoute("plans:actions-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:action", get=EVERYBODY, sample=delivery.action_of_the_partner),
    AreaRoute(
        "plans:action-update", get=UPDATERS, post=UPDATERS, sample=delivery.action_of_the_partner
    ),
    AreaRoute("plans:action-history", get=EVERYBODY, sample=delivery.action_of_the_partner),
    AreaRoute(
        "plans:action-confirm", get=CONFIRMERS, post=CONFIRMERS, sample=delivery.action_to_confirm
    ),
    AreaRoute(
        "plans:action-return", get=CONFIRMERS, post=CONFIRMERS, sample=delivery.action_to_confirm
    ),
    AreaRoute("plans:action-reopen", get=UPDATERS, post=UPDATERS, sample=delivery.complete_action),
    AreaRoute(
        "plans:slow-answer", get=UPDATERS, post=UPDATERS, sample=delivery.action_of_the_partner
    ),
    AreaRoute("plans:action-why", get=EVERYBODY, sample=delivery.action_of_the_partner),
    AreaRoute("plans:area-why", get=EVERYBODY, sample=regimes.area_of_weakness),
    AreaRoute("plans:assurance-edit", get=OFFICERS, post=OFFICERS, sample=delivery.stepped_down),
    AreaRoute("plans:assurance-check", get=OFFICERS, post=OFFICERS, sample=delivery.assured),
    AreaRoute("plans:planned", get=EVERYBODY),
    AreaRoute("plans:planned-item", get=EVERYBODY, sample=evidence.planned_source),
    AreaRoute("plans:planned-add", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:planned-edit", get=OFFICERS, post=OFFICERS, sample=evidence.planned_source),
    AreaRoute("plans:planned-collect", get=UPDATERS, post=UPDATERS, sample=evidence.planned_source),
    AreaRoute("plans:planned-stop", get=OFFICERS, post=OFFICERS, sample=evidence.planned_source),
    AreaRoute("plans:planned-history", get=EVERYBODY, sample=evidence.planned_source),
    AreaRoute("plans:criterion", get=EVERYBODY, sample=delivery.success_criterion),
    AreaRoute("plans:criterion-add", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute(
        "plans:criterion-edit", get=OFFICERS, post=OFFICERS, sample=delivery.success_criterion
    ),
    AreaRoute(
        "plans:criterion-agree", get=OFFICERS, post=OFFICERS, sample=delivery.success_criterion
    ),
    AreaRoute(
        "plans:criterion-judge", get=OFFICERS, post=OFFICERS, sample=delivery.success_criterion
    ),
    AreaRoute(
        "plans:criterion-drop", get=OFFICERS, post=OFFICERS, sample=delivery.success_criterion
    ),
    AreaRoute("plans:criterion-history", get=EVERYBODY, sample=delivery.success_criterion),
    AreaRoute(
        "plans:contributor-add", get=OFFICERS, post=OFFICERS, sample=delivery.action_of_the_partner
    ),
    AreaRoute("plans:contributor-end", get=OFFICERS, post=OFFICERS, sample=delivery.contributor),
    AreaRoute(
        "plans:dependency-add", get=OFFICERS, post=OFFICERS, sample=delivery.action_of_the_partner
    ),
    AreaRoute("plans:dependency-end", get=OFFICERS, post=OFFICERS, sample=delivery.dependency),
    AreaRoute("plans:target-move", get=OFFICERS, post=OFFICERS, sample=delivery.target),
    AreaRoute(
        "plans:target-decide", get=CONFIRMERS, post=CONFIRMERS, sample=delivery.target_to_move
    ),
    AreaRoute("plans:slow-rules", get=EVERYBODY),
    AreaRoute("plans:contributions", get=EVERYBODY),
    AreaRoute("plans:contribution", get=EVERYBODY, sample=delivery.request_to_the_icb),
    AreaRoute(
        "plans:contribution-answer", get=UPDATERS, post=UPDATERS, sample=delivery.request_to_the_icb
    ),
    AreaRoute(
        "plans:contribution-settle", get=BOARD, post=BOARD, sample=delivery.request_to_the_icb
    ),
    AreaRoute("plans:contribution-history", get=EVERYBODY, sample=delivery.request_to_the_icb),
    AreaRoute("plans:slow-rule-edit", get=OFFICERS, post=OFFICERS, sample=delivery.slow_rule),
    AreaRoute("plans:slow-rule-history", get=EVERYBODY, sample=delivery.slow_rule),
    AreaRoute("plans:plan", get=EVERYBODY),
    AreaRoute("plans:tracker", get=EVERYBODY, post=OFFICERS),
    AreaRoute("plans:import", get=OFFICERS, post=OFFICERS, sample=delivery.tracker_import),
    AreaRoute("plans:import-columns", get=OFFICERS, post=OFFICERS, sample=delivery.tracker_import),
    AreaRoute("plans:import-abandon", get=NOBODY, post=OFFICERS, sample=delivery.tracker_import),
    AreaRoute("plans:import-file", get=OFFICERS, sample=delivery.tracker_import),
    AreaRoute("plans:tracker-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:regime-plan", get=EVERYBODY, sample=regimes.regime),
    AreaRoute("plans:findings", get=EVERYBODY, sample=regimes.regime),
    AreaRoute("plans:area", get=EVERYBODY, sample=regimes.area_of_weakness),
    AreaRoute("plans:regime-area", get=EVERYBODY, sample=regimes.area_of_a_regime),
    AreaRoute("plans:area-split", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:area-merge", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:area-drop", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:area-label", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute(
        "plans:regime-outcome-add", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_a_regime
    ),
    AreaRoute("plans:outcome-add", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:evidence-add", get=OFFICERS, post=OFFICERS, sample=regimes.area_of_weakness),
    AreaRoute("plans:outcome-edit", get=OFFICERS, post=OFFICERS, sample=delivery.outcome),
    AreaRoute("plans:action-add", get=OFFICERS, post=OFFICERS, sample=delivery.outcome),
    AreaRoute(
        "plans:action-edit", get=OFFICERS, post=OFFICERS, sample=delivery.action_of_the_partner
    ),
    AreaRoute(
        "plans:action-evidence-add",
        get=UPDATERS,
        post=UPDATERS,
        sample=delivery.action_of_the_partner,
    ),
    AreaRoute("plans:target-add", get=OFFICERS, post=OFFICERS, sample=delivery.outcome),
    AreaRoute("plans:outcome", get=EVERYBODY, sample=delivery.outcome),
    AreaRoute("plans:target", get=EVERYBODY, sample=delivery.target),
    AreaRoute("plans:regime-target", get=EVERYBODY, sample=delivery.target_of_a_regime),
    AreaRoute("plans:regime-target-history", get=EVERYBODY, sample=delivery.target_of_a_regime),
    AreaRoute("plans:target-edit", get=OFFICERS, post=OFFICERS, sample=delivery.target),
    AreaRoute("plans:target-result", get=OFFICERS, post=OFFICERS, sample=delivery.target),
    AreaRoute("plans:target-count", get=OFFICERS, post=OFFICERS, sample=delivery.target),
    AreaRoute("plans:target-uncount", get=OFFICERS, post=OFFICERS, sample=delivery.counted_target),
    AreaRoute("plans:target-history", get=EVERYBODY, sample=delivery.target),
    AreaRoute("plans:voices", get=EVERYBODY),
    AreaRoute("plans:voice-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:learning", get=EVERYBODY),
    AreaRoute("plans:voice", get=EVERYBODY, sample=evidence.voice),
    AreaRoute("plans:voice-edit", get=OFFICERS, post=OFFICERS, sample=evidence.voice),
    AreaRoute("plans:voice-answer", get=OFFICERS, post=OFFICERS, sample=evidence.voice),
    AreaRoute("plans:voice-feed-back", get=OFFICERS, post=OFFICERS, sample=evidence.voice),
    AreaRoute("plans:voice-history", get=EVERYBODY, sample=evidence.voice),
    AreaRoute("plans:evidence", get=EVERYBODY),
    AreaRoute("plans:evidence-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:audits", get=EVERYBODY),
    AreaRoute("plans:audits-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:audit-programme", get=EVERYBODY, sample=evidence.audits),
    AreaRoute("plans:audits-edit", get=OFFICERS, post=OFFICERS, sample=evidence.audits),
    AreaRoute("plans:audits-tool", get=OFFICERS, post=OFFICERS, sample=evidence.audits),
    AreaRoute("plans:audits-end", get=OFFICERS, post=OFFICERS, sample=evidence.audits),
    AreaRoute("plans:audits-history", get=EVERYBODY, sample=evidence.audits),
    AreaRoute("plans:audits-download", get=EVERYBODY, sample=evidence.audits_csv),
    AreaRoute("plans:audit-feed-add", get=OFFICERS, post=OFFICERS, sample=evidence.audits),
    AreaRoute("plans:audit-feed-stop", get=OFFICERS, post=OFFICERS, sample=evidence.audit_feed),
    AreaRoute(
        "plans:audit-round-enter", get=OFFICERS, post=OFFICERS, sample=evidence.round_to_enter
    ),
    AreaRoute("plans:audit-round-add", get=OFFICERS, post=OFFICERS, sample=evidence.audits),
    AreaRoute("plans:audit-round", get=EVERYBODY, sample=evidence.audit_round),
    AreaRoute("plans:audit-round-record", get=UPDATERS, post=UPDATERS, sample=evidence.audit_round),
    AreaRoute("plans:audit-round-move", get=OFFICERS, post=OFFICERS, sample=evidence.audit_round),
    AreaRoute("plans:audit-round-skip", get=OFFICERS, post=OFFICERS, sample=evidence.audit_round),
    AreaRoute("plans:measures", get=EVERYBODY),
    AreaRoute("plans:scrutiny", get=EVERYBODY),
    AreaRoute("plans:scrutiny-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:measure-library", get=OFFICERS),
    AreaRoute("plans:figures-enter", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-paste", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-file", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-download", get=UPDATERS, sample=csv),
    AreaRoute("plans:figures-import", get=OFFICERS, post=OFFICERS, sample=measures.figure_import),
    AreaRoute("plans:figures-abandon", get=NOBODY, post=OFFICERS, sample=measures.figure_import),
    AreaRoute("plans:figures-import-file", get=OFFICERS, sample=measures.figure_import),
    AreaRoute("plans:measure-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:measure", get=EVERYBODY, sample=measures.measure),
    AreaRoute("plans:measure-download", get=EVERYBODY, sample=measures.measure_csv),
    AreaRoute("plans:measure-edit", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:measure-redefine", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:measure-retire", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:measure-chart", get=EVERYBODY, sample=measures.measure),
    AreaRoute("plans:measure-history", get=EVERYBODY, sample=measures.measure),
    AreaRoute("plans:disclosure", get=EVERYBODY),
    AreaRoute("plans:disclosure-history", get=EVERYBODY),
    AreaRoute("plans:disclosure-edit", get=MANAGERS, post=MANAGERS, sample=measures.audience),
    AreaRoute("plans:measure-parts", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:waiver-ask", get=BOARD, post=BOARD, sample=measures.measure),
    AreaRoute("plans:waiver-grant", get=CONFIRMERS, post=CONFIRMERS, sample=measures.waiver),
    AreaRoute("plans:waiver-withdraw", get=BOARD, post=BOARD, sample=measures.waiver),
    AreaRoute("plans:chart-edit", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:rebase", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:values-agree", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:rebase-undo", get=OFFICERS, post=OFFICERS, sample=measures.rebase),
    AreaRoute("plans:point-set", get=OFFICERS, post=OFFICERS, sample=measures.measure),
    AreaRoute("plans:point-remove", get=OFFICERS, post=OFFICERS, sample=measures.point),
    AreaRoute("plans:reading", get=UPDATERS, post=UPDATERS, sample=measures.reading),
    AreaRoute("plans:comment", get=UPDATERS, post=UPDATERS, sample=measures.reading),
    AreaRoute("plans:reading-remove", get=OFFICERS, post=OFFICERS, sample=measures.reading),
    AreaRoute("plans:reading-baseline", get=OFFICERS, post=OFFICERS, sample=measures.reading),
    AreaRoute("plans:data-statements", get=EVERYBODY),
    AreaRoute("plans:data-state", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:published", get=EVERYBODY),
    AreaRoute("plans:published-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:compared-council", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:neighbours-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:published-file", get=EVERYBODY, sample=measures.published_file),
    AreaRoute("plans:published-out", get=OFFICERS, post=OFFICERS, sample=measures.published_file),
    AreaRoute("plans:published-bytes", get=OFFICERS, sample=measures.published_file),
    AreaRoute("plans:comparison", get=EVERYBODY, sample=measures.comparison),
    AreaRoute("plans:comparison-download", get=EVERYBODY, sample=measures.comparison_csv),
    AreaRoute("plans:compare-choose", get=OFFICERS, sample=measures.measure),
    AreaRoute("plans:compare", get=OFFICERS, post=OFFICERS, sample=measures.to_compare),
    AreaRoute("plans:compare-stop", get=OFFICERS, post=OFFICERS, sample=measures.comparison),
    AreaRoute("plans:risks-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:evidence-item", get=EVERYBODY, sample=evidence.evidence),
    AreaRoute("plans:evidence-edit", get=OFFICERS, post=OFFICERS, sample=evidence.evidence),
    AreaRoute("plans:evidence-withdraw", get=OFFICERS, post=OFFICERS, sample=evidence.evidence),
    AreaRoute("plans:evidence-take-back", get=OFFICERS, post=OFFICERS, sample=evidence.case_study),
    AreaRoute("plans:evidence-check", get=NOBODY, post=OFFICERS, sample=evidence.evidence),
    AreaRoute("plans:evidence-link", get=OFFICERS, post=OFFICERS, sample=evidence.evidence),
    AreaRoute("plans:evidence-unlink", get=NOBODY, post=OFFICERS, sample=evidence.evidence_link),
    AreaRoute("plans:evidence-file", get=EVERYBODY, sample=evidence.evidence),
    AreaRoute("plans:evidence-history", get=EVERYBODY, sample=evidence.evidence),
    AreaRoute("plans:risks", get=EVERYBODY),
    AreaRoute("plans:risk", get=EVERYBODY, sample=risks.risk),
    AreaRoute("plans:risks-settle", get=OFFICERS, post=OFFICERS, sample=risks.open_risk),
    AreaRoute("plans:risk-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:risk-edit", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:risk-review", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:risk-close", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:risk-history", get=EVERYBODY, sample=risks.risk),
    AreaRoute("plans:scoring", get=EVERYBODY),
    AreaRoute("plans:scoring-edit", get=MANAGERS, post=MANAGERS),
    AreaRoute("plans:scoring-history", get=EVERYBODY),
    AreaRoute("plans:risk-happened", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:risk-escalate", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:link-add", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:link-remove", get=OFFICERS, post=OFFICERS, sample=risks.link),
    AreaRoute("plans:issue", get=EVERYBODY, sample=risks.issue),
    AreaRoute("plans:issue-edit", get=OFFICERS, post=OFFICERS, sample=risks.issue),
    AreaRoute("plans:issue-resolve", get=OFFICERS, post=OFFICERS, sample=risks.issue),
    AreaRoute("plans:issue-history", get=EVERYBODY, sample=risks.issue),
    AreaRoute("plans:control-add", get=OFFICERS, post=OFFICERS, sample=risks.risk),
    AreaRoute("plans:control-edit", get=OFFICERS, post=OFFICERS, sample=risks.control),
    AreaRoute("plans:control-withdraw", get=OFFICERS, post=OFFICERS, sample=risks.control),
    # boards
    AreaRoute("boards:board", get=EVERYBODY),
    AreaRoute("boards:board-set-up", get=BOARD, post=BOARD),
    AreaRoute("boards:seats", get=BOARD, post=BOARD, sample=governance.board),
    AreaRoute("boards:seat-end", get=BOARD, post=BOARD, sample=governance.board_seat),
    AreaRoute("boards:meeting-plan", get=BOARD, post=BOARD, sample=governance.board),
    AreaRoute("boards:meeting", get=EVERYBODY, sample=governance.board_meeting),
    AreaRoute("boards:meeting-invite", get=NOBODY, post=BOARD, sample=governance.board_meeting),
    AreaRoute("boards:meeting-move", get=BOARD, post=BOARD, sample=governance.board_meeting),
    AreaRoute("boards:meeting-cancel", get=BOARD, post=BOARD, sample=governance.board_meeting),
    AreaRoute("boards:meeting-history", get=EVERYBODY, sample=governance.board_meeting),
    AreaRoute("boards:meeting-attendance", get=BOARD, post=BOARD, sample=governance.board_meeting),
    AreaRoute("boards:meeting-updates", get=BOARD, post=BOARD, sample=governance.held_meeting),
    AreaRoute("boards:meeting-decisions", get=BOARD, post=BOARD, sample=governance.held_meeting),
    AreaRoute("boards:meeting-decision-edit", get=BOARD, post=BOARD, sample=governance.decision),
    AreaRoute("boards:meeting-actions", get=BOARD, post=BOARD, sample=governance.held_meeting),
    AreaRoute("boards:meeting-minutes", get=BOARD, post=BOARD, sample=governance.held_meeting),
    AreaRoute("boards:looks", get=EVERYBODY),
    AreaRoute(
        "boards:look-add", get=UPDATERS | CHAIR, post=UPDATERS | CHAIR, sample=governance.board
    ),
    AreaRoute("boards:heard", get=EVERYBODY),
    AreaRoute("boards:meeting-views", get=BOARD, post=BOARD, sample=governance.board_meeting),
    AreaRoute(
        "boards:meeting-view-answer", get=BOARD, post=BOARD, sample=governance.view_at_a_meeting
    ),
    AreaRoute(
        "boards:meeting-view-remove", get=BOARD, post=BOARD, sample=governance.view_at_a_meeting
    ),
    AreaRoute("boards:contribution-ask", get=BOARD, post=BOARD),
    AreaRoute("boards:governance", get=EVERYBODY),
    AreaRoute("boards:body-add", get=BOARD, post=BOARD),
    AreaRoute("boards:body", get=EVERYBODY, sample=governance.governing_body),
    AreaRoute("boards:body-edit", get=BOARD, post=BOARD, sample=governance.governing_body),
    AreaRoute("boards:body-rename", get=BOARD, post=BOARD, sample=governance.governing_body),
    AreaRoute("boards:body-end", get=BOARD, post=BOARD, sample=governance.governing_body),
    AreaRoute("boards:terms-add", get=BOARD, post=BOARD, sample=governance.governing_body),
    AreaRoute("boards:terms-agree", get=BOARD, post=BOARD, sample=governance.drafted_terms),
    AreaRoute("boards:agenda", get=BOARD, post=BOARD, sample=governance.board_meeting),
    AreaRoute("boards:agenda-item-edit", get=BOARD, post=BOARD, sample=governance.agenda_item),
    AreaRoute("boards:agenda-item-remove", get=NOBODY, post=BOARD, sample=governance.agenda_item),
    AreaRoute("boards:body-history", get=EVERYBODY, sample=governance.governing_body),
    AreaRoute("boards:line-add", get=BOARD, post=BOARD, sample=governance.governing_body),
    AreaRoute("boards:line-begin", get=BOARD, post=BOARD, sample=governance.announced_line),
    AreaRoute("boards:line-end", get=BOARD, post=BOARD, sample=governance.announced_line),
    AreaRoute("boards:accountable", get=BOARD, post=BOARD, sample=regimes.regime),
    AreaRoute("boards:log", get=EVERYBODY),
    AreaRoute("boards:log-item", get=EVERYBODY, sample=governance.log_item),
    AreaRoute("boards:log-item-edit", get=BOARD, post=BOARD, sample=governance.log_item),
    AreaRoute("boards:log-item-reopen", get=BOARD, post=BOARD, sample=governance.log_item),
    AreaRoute("boards:log-item-history", get=EVERYBODY, sample=governance.log_item),
    # reviews
    AreaRoute("reviews:duties", get=EVERYBODY),
    AreaRoute("reviews:duty", get=EVERYBODY, sample=papers.clause),
    AreaRoute("reviews:regime-duties", get=EVERYBODY, sample=regimes.plan_being_drafted),
    AreaRoute("reviews:regime-duty", get=EVERYBODY, sample=papers.clause_of_a_regime),
    AreaRoute("reviews:regimes", get=EVERYBODY),
    AreaRoute("reviews:regime", get=EVERYBODY, sample=regimes.regime),
    AreaRoute("reviews:regime-templates", get=OFFICERS),
    AreaRoute(
        "reviews:template-copy", get=OFFICERS, post=OFFICERS, sample=regimes.shipped_template
    ),
    AreaRoute("reviews:template-edit", get=OFFICERS, post=OFFICERS, sample=regimes.own_template),
    AreaRoute("reviews:regime-start", get=OFFICERS, post=OFFICERS, sample=regimes.shipped_template),
    AreaRoute("reviews:regime-end", get=OFFICERS, post=OFFICERS, sample=regimes.regime),
    AreaRoute("reviews:closure", get=EVERYBODY, sample=regimes.regime),
    AreaRoute("reviews:closure-begin", get=NOBODY, post=OFFICERS, sample=regimes.regime),
    AreaRoute("reviews:closure-dispose", get=OFFICERS, post=OFFICERS, sample=regimes.closure),
    AreaRoute("reviews:closure-write", get=OFFICERS, post=OFFICERS, sample=regimes.closure),
    AreaRoute("reviews:closure-cite", get=OFFICERS, post=OFFICERS, sample=regimes.closure),
    AreaRoute("reviews:closure-ask", get=NOBODY, post=OFFICERS, sample=regimes.closure),
    AreaRoute("reviews:closure-approve", get=CHAIR, post=CHAIR, sample=regimes.closure_to_approve),
    AreaRoute(
        "reviews:closure-send-back", get=CHAIR, post=CHAIR, sample=regimes.closure_to_approve
    ),
    AreaRoute("reviews:closure-pdf", get=EVERYBODY, sample=regimes.closure_approved),
    AreaRoute(
        "reviews:regime-lead", get=OFFICERS, post=OFFICERS, sample=regimes.plan_being_drafted
    ),
    AreaRoute(
        "reviews:regime-move", get=OFFICERS, post=OFFICERS, sample=regimes.plan_being_drafted
    ),
    AreaRoute("reviews:reports", get=EVERYBODY),
    AreaRoute("reviews:report", get=EVERYBODY, sample=papers.report_to_approve),
    AreaRoute("reviews:report-pdf", get=EVERYBODY, sample=papers.report_approved),
    AreaRoute("reviews:report-compile", get=NOBODY, post=LEAD, sample=papers.report_due),
    AreaRoute("reviews:report-approve", get=CHAIR, post=CHAIR, sample=papers.report_to_approve),
    AreaRoute("reviews:report-send-back", get=CHAIR, post=CHAIR, sample=papers.report_to_approve),
    AreaRoute("reviews:report-send-again", get=NOBODY, post=LEAD, sample=papers.report_approved),
    AreaRoute("reviews:reviews", get=EVERYBODY),
    AreaRoute("reviews:review-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("reviews:review-edit", get=OFFICERS, post=OFFICERS, sample=papers.review),
    AreaRoute("reviews:review-assess", get=OFFICERS, post=OFFICERS, sample=papers.review),
    AreaRoute("reviews:review-history", get=EVERYBODY, sample=papers.review),
    AreaRoute("reviews:line-add", get=OFFICERS, post=OFFICERS, sample=papers.review),
    AreaRoute("reviews:line", get=OFFICERS, post=OFFICERS, sample=papers.line_of_enquiry),
    AreaRoute("reviews:line-edit", get=OFFICERS, post=OFFICERS, sample=papers.line_of_enquiry),
    AreaRoute("reviews:strength-add", get=OFFICERS, post=OFFICERS, sample=papers.review),
    AreaRoute("reviews:strength", get=OFFICERS, post=OFFICERS, sample=papers.strength),
    AreaRoute("reviews:strength-edit", get=OFFICERS, post=OFFICERS, sample=papers.strength),
]

OPERATORS_ONLY = frozenset({"admin"})
"""Whole namespaces that only platform operators may enter."""
