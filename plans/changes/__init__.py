"""The verbs that write the plan. Nothing else does."""

from plans.changes.actions import update_action, update_impact
from plans.changes.assurance import plan_assurance, record_check
from plans.changes.audit_feeds import count_audits, enter_round, stop_counting_audits
from plans.changes.audit_results import record_round
from plans.changes.audits import (
    change_tool,
    edit_audits,
    end_audits,
    move_round,
    plan_round,
    skip_round,
    start_audits,
)
from plans.changes.authority import Authority
from plans.changes.batches import enter_readings
from plans.changes.chasing import chase_figures
from plans.changes.closure import (
    begin_closure,
    carry_out,
    cite_closure,
    dispose,
    write_closure,
)
from plans.changes.commentary import comment
from plans.changes.completion import confirm_completion, reopen_action, return_completion
from plans.changes.consent import take_back_consent
from plans.changes.contributors import add_contributor, end_contributor, pass_parts
from plans.changes.controls import add_control, edit_control, withdraw_control
from plans.changes.counting import count_target, stop_counting
from plans.changes.criteria import (
    add_criterion,
    agree_criterion,
    drop_criterion,
    edit_criterion,
    judge_criterion,
)
from plans.changes.dependencies import add_dependency, end_dependency
from plans.changes.disclosure import (
    ask_waiver,
    grant_waiver,
    set_disclosure,
    set_parts,
    withdraw_waiver,
)
from plans.changes.evidence import (
    add_evidence,
    check_for_personal_data,
    edit_evidence,
    withdraw_evidence,
)
from plans.changes.evidence_links import link_evidence, unlink_evidence
from plans.changes.figure_files import (
    abandon_figures,
    apply_figures,
    bring_figures,
    paste_figures,
)
from plans.changes.handing import hand_over_work, pass_contribution, pass_supply
from plans.changes.issues import (
    edit_issue,
    escalate_risk,
    link_risk,
    resolve_issue,
    turn_into_issue,
    unlink_risk,
)
from plans.changes.measures import (
    add_measure,
    agree_values,
    edit_definition,
    edit_measure,
    rebase,
    redefine,
    remove_point,
    retire_measure,
    set_chart,
    set_point,
    undo_rebase,
)
from plans.changes.outcomes import add_outcome, edit_outcome
from plans.changes.planned import collect_source, edit_source, plan_source, stop_source
from plans.changes.published import (
    bring_published,
    choose_neighbours,
    compare_with,
    say_council,
    stop_comparing,
    take_out_published,
)
from plans.changes.readings import enter_reading, remove_reading, set_baseline
from plans.changes.rebaselines import ask_rebaseline, decide_rebaseline
from plans.changes.regimes import (
    add_area,
    end_on_document,
    end_regime,
    lead_with,
    link_adviser,
    move_regime,
    open_regime,
    step_down_area,
)
from plans.changes.requests import answer_contribution, ask_contribution, settle_contribution
from plans.changes.risk_endings import settle_risks
from plans.changes.risks import close_risk, edit_risk, raise_risk, review_risk
from plans.changes.scoring import set_scoring
from plans.changes.shape import drop_area, label_area, merge_areas, split_area
from plans.changes.slow import answer_slow, set_slow_rule
from plans.changes.statements import state_data
from plans.changes.targets import edit_target, record_result, set_target
from plans.changes.tracker import (
    abandon_tracker,
    apply_tracker,
    bring_tracker,
    match_tracker,
)
from plans.changes.voices import add_voice, answer_voice, edit_voice, feed_back
from plans.changes.work import add_action, add_cited_action, edit_action

__all__ = [
    "Authority",
    "abandon_figures",
    "abandon_tracker",
    "add_action",
    "add_area",
    "add_cited_action",
    "add_contributor",
    "add_control",
    "add_criterion",
    "add_dependency",
    "add_evidence",
    "add_measure",
    "add_outcome",
    "add_voice",
    "agree_criterion",
    "agree_values",
    "answer_contribution",
    "answer_slow",
    "answer_voice",
    "apply_figures",
    "apply_tracker",
    "ask_contribution",
    "ask_rebaseline",
    "ask_waiver",
    "begin_closure",
    "bring_figures",
    "bring_published",
    "bring_tracker",
    "carry_out",
    "change_tool",
    "chase_figures",
    "check_for_personal_data",
    "choose_neighbours",
    "cite_closure",
    "close_risk",
    "collect_source",
    "comment",
    "compare_with",
    "confirm_completion",
    "count_audits",
    "count_target",
    "decide_rebaseline",
    "dispose",
    "drop_area",
    "drop_criterion",
    "edit_action",
    "edit_audits",
    "edit_control",
    "edit_criterion",
    "edit_definition",
    "edit_evidence",
    "edit_issue",
    "edit_measure",
    "edit_outcome",
    "edit_risk",
    "edit_source",
    "edit_target",
    "edit_voice",
    "end_audits",
    "end_contributor",
    "end_dependency",
    "end_on_document",
    "end_regime",
    "enter_reading",
    "enter_readings",
    "enter_round",
    "escalate_risk",
    "feed_back",
    "grant_waiver",
    "hand_over_work",
    "judge_criterion",
    "label_area",
    "lead_with",
    "link_adviser",
    "link_evidence",
    "link_risk",
    "match_tracker",
    "merge_areas",
    "move_regime",
    "move_round",
    "open_regime",
    "pass_contribution",
    "pass_parts",
    "pass_supply",
    "paste_figures",
    "plan_assurance",
    "plan_round",
    "plan_source",
    "raise_risk",
    "rebase",
    "record_check",
    "record_result",
    "record_round",
    "redefine",
    "remove_point",
    "remove_reading",
    "reopen_action",
    "resolve_issue",
    "retire_measure",
    "return_completion",
    "review_risk",
    "say_council",
    "set_baseline",
    "set_chart",
    "set_disclosure",
    "set_parts",
    "set_point",
    "set_scoring",
    "set_slow_rule",
    "set_target",
    "settle_contribution",
    "settle_risks",
    "skip_round",
    "split_area",
    "start_audits",
    "state_data",
    "step_down_area",
    "stop_comparing",
    "stop_counting",
    "stop_counting_audits",
    "stop_source",
    "take_back_consent",
    "take_out_published",
    "turn_into_issue",
    "undo_rebase",
    "unlink_evidence",
    "unlink_risk",
    "update_action",
    "update_impact",
    "withdraw_control",
    "withdraw_evidence",
    "withdraw_waiver",
    "write_closure",
]
