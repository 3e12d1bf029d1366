"""Under the slug of a local area."""

from django.urls import path

from plans.views import (
    actions,
    area,
    completion,
    contributions,
    control,
    evidence,
    plan,
    risk,
    risks,
    scoring,
    slow,
    target,
    tracker,
    work,
)

app_name = "plans"

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/tracker/<slug:form>/", tracker.actions_download, name="actions-download"),
    path("actions/<str:ref>/", actions.action, name="action"),
    path("actions/<str:ref>/update/", actions.update, name="action-update"),
    path("actions/<str:ref>/history/", actions.history, name="action-history"),
    path("actions/<str:ref>/slow/", slow.answer_slow, name="slow-answer"),
    path("plan/contributions/", contributions.organisations, name="contributions"),
    path("plan/contributions/ask/", contributions.ask, name="contribution-ask"),
    path("plan/contributions/<int:number>/", contributions.contribution, name="contribution"),
    path(
        "plan/contributions/<int:number>/answer/",
        contributions.contribution_answer,
        name="contribution-answer",
    ),
    path(
        "plan/contributions/<int:number>/settle/",
        contributions.contribution_settle,
        name="contribution-settle",
    ),
    path(
        "plan/contributions/<int:number>/history/",
        contributions.contribution_history,
        name="contribution-history",
    ),
    path("plan/slow/", slow.slow_rules, name="slow-rules"),
    path("plan/slow/<slug:kind>/edit/", slow.slow_rule_edit, name="slow-rule-edit"),
    path("plan/slow/<slug:kind>/history/", slow.slow_rule_history, name="slow-rule-history"),
    path("actions/<str:ref>/confirm/", completion.confirm, name="action-confirm"),
    path("actions/<str:ref>/return/", completion.send_back, name="action-return"),
    path("actions/<str:ref>/reopen/", completion.reopen, name="action-reopen"),
    path("plan/", plan.plan, name="plan"),
    path("plan/tracker/<slug:form>/", tracker.plan_download, name="tracker-download"),
    path("regimes/<slug:code>/plan/", plan.regime_plan, name="regime-plan"),
    path("plan/areas/<slug:ref>/", area.area, name="area"),
    path("plan/areas/<slug:ref>/outcomes/add/", area.outcome_add, name="outcome-add"),
    path("plan/areas/<slug:ref>/evidence/add/", evidence.evidence_add, name="evidence-add"),
    path("plan/outcomes/<slug:ref>/edit/", area.outcome_edit, name="outcome-edit"),
    path("plan/outcomes/<slug:ref>/actions/add/", work.action_add, name="action-add"),
    path("plan/outcomes/<slug:ref>/targets/add/", target.target_add, name="target-add"),
    path("plan/outcomes/<slug:ref>/targets/<int:months>/", target.target, name="target"),
    path(
        "plan/outcomes/<slug:ref>/targets/<int:months>/edit/",
        target.target_edit,
        name="target-edit",
    ),
    path(
        "plan/outcomes/<slug:ref>/targets/<int:months>/result/",
        target.target_result,
        name="target-result",
    ),
    path(
        "plan/outcomes/<slug:ref>/targets/<int:months>/history/",
        target.target_history,
        name="target-history",
    ),
    path("actions/<str:ref>/edit/", work.action_edit, name="action-edit"),
    path(
        "actions/<str:ref>/evidence/add/", evidence.action_evidence_add, name="action-evidence-add"
    ),
    path("voices/", evidence.voices, name="voices"),
    path("voices/add/", evidence.voice_add, name="voice-add"),
    path("risks/", risks.risks, name="risks"),
    path("risks/add/", risk.risk_add, name="risk-add"),
    path("risks/scoring/", scoring.scoring, name="scoring"),
    path("risks/scoring/edit/", scoring.scoring_edit, name="scoring-edit"),
    path("risks/scoring/history/", scoring.scoring_history, name="scoring-history"),
    path("risks/<slug:ref>/", risk.risk, name="risk"),
    path("risks/<slug:ref>/edit/", risk.risk_edit, name="risk-edit"),
    path("risks/<slug:ref>/review/", risk.risk_review, name="risk-review"),
    path("risks/<slug:ref>/close/", risk.risk_close, name="risk-close"),
    path("risks/<slug:ref>/history/", risk.risk_history, name="risk-history"),
    path("risks/<slug:ref>/controls/add/", control.control_add, name="control-add"),
    path("risks/<slug:ref>/controls/<int:number>/edit/", control.control_edit, name="control-edit"),
    path(
        "risks/<slug:ref>/controls/<int:number>/withdraw/",
        control.control_withdraw,
        name="control-withdraw",
    ),
]
