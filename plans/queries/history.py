"""The history of what the plan is made of, in the words of its pages."""

from typing import Any

from django.core.paginator import Page

from plans.models import (
    Action,
    ActionUpdate,
    Commentary,
    Comparator,
    ContributionRequest,
    Control,
    Definition,
    DisclosureRule,
    Issue,
    Measure,
    MeasureArea,
    Reading,
    Rebase,
    Risk,
    RiskEscalation,
    RiskLink,
    RiskReview,
    ScoringScheme,
    SlowRule,
    Target,
    TargetCount,
    TrajectoryPoint,
    Waiver,
)
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea
from sendtrack.timeline import Change, Source, timeline

ACTION_LABELS = {
    "area": "Area of weakness",
    "ref": "Reference",
    "accountable": "Accountable post",
    "start_on": "Start date",
    "baseline_due_on": "First due date",
    "due_on": "Due date",
    "date_words": "Date in the document's words",
    "citation": "Source",
    "status_since": "",
    "reason": "Why",
    "help_wanted": "Help wanted",
    "next_step": "What next",
    "last_update_on": "",
    "completed_on": "Completed on",
    "times_moved": "Times the date has moved",
    "coproduction": "With families",
    "impact_since": "",
    "impact_expected_on": "Difference expected by",
    "said_complete_by": "Said to be complete by",
    "confirmed_by": "Confirmed by",
    "confirmed_on": "",
}
UPDATE_LABELS = {
    "kind": "",
    "impact_before": "",
    "impact": "",
    "impact_expected_on": "",
    "action": "",
    "period_start": "",
    "made_on": "",
    "made_at": "",
    "made_by": "",
    "status_before": "",
    "status": "",
    "happened": "What happened",
    "difference": "What difference it made",
    "next_step": "",
    "reason": "",
    "help_wanted": "",
    "due_on_before": "",
    "due_on_after": "",
    "move_reason": "",
}
"""Left out is what the change of the action itself, made with the update, says already."""


def history_of_action(action: Action, page: str | int | None) -> "Page[Change]":
    """Every change of an action and everything said in its updates."""
    updates = ActionUpdate.history.filter(action_id=action.pk)
    return timeline(
        Source("Action", changes_of(action), ACTION_LABELS),
        Source("What was said", updates, UPDATE_LABELS),
        page=page,
    )


TARGET_LABELS = {
    "horizon_months": "Horizon in months",
    "due_on": "Day",
    "statement": "What to reach",
    "value": "Value to reach",
    "result_value": "Value reached",
    "result_words": "Reached, in words",
    "result_on": "Day of the result",
    "result_source": "Where it is written down",
}
RISK_LABELS = {
    "area": "Area of weakness",
    "ref": "Reference",
    "likelihood_before": "Likelihood before controls",
    "impact_before": "Impact before controls",
    "likelihood": "Likelihood after controls",
    "impact": "Impact after controls",
    "target_because": "Why the target is higher than the score",
    "target_on": "Target date",
    "raised_on": "Raised on",
    "last_reviewed_on": "",
    "next_review_on": "Next review",
    "closed_on": "Closed on",
    "closed_because": "Why it was closed",
}
REVIEW_LABELS = {
    "risk": "",
    "reviewed_on": "",
    "reviewed_at": "",
    "reviewed_by": "",
    "score_before": "Score before",
    "likelihood": "",
    "impact": "",
    "target_score": "",
    "band": "",
    "band_name": "",
    "note": "What the review found",
}
CONTROL_LABELS = {
    "risk": "",
    "number": "Number",
    "what": "What is done",
    "effectiveness": "Whether it works",
    "checked_on": "Checked on",
    "withdrawn_on": "Withdrawn on",
    "withdrawn_because": "Why it was withdrawn",
}


def history_of_request(request: ContributionRequest, page: str | int | None) -> "Page[Change]":
    labels = {
        "number": "",
        "what": "Asked for",
        "due_on": "By",
        "asked_on": "",
        "asked_by": "",
        "asked_at": "At which meeting",
        "answered_on": "",
        "answered_by": "",
        "settled_on": "Settled on",
        "settled_because": "What came of it",
    }
    return timeline(Source("Request", changes_of(request), labels), page=page)


def history_of_slow_rule(rule: SlowRule, page: str | int | None) -> "Page[Change]":
    labels = {"kind": "", "is_on": "Asked", "limit": "From how many on"}
    return timeline(Source("Test", changes_of(rule), labels), page=page)


RESULT_UNTOLD = {"result_value": "", "result_words": ""}


def history_of_target(
    target: Target, page: str | int | None, *, sees_results: bool
) -> "Page[Change]":
    """Every change of a target. Who may not see a result of a few reads that one changed, and not
    from what to what."""
    labels = TARGET_LABELS if sees_results else TARGET_LABELS | RESULT_UNTOLD
    counts = TargetCount.history.filter(target_id=target.pk)
    return timeline(
        Source("Target", changes_of(target), labels),
        Source("Counted by", counts, {"target": "", "measure": "Measure"}),
        page=page,
    )


def history_of_risk(risk: Risk, page: str | int | None) -> "Page[Change]":
    """Every change of a risk, of its controls and links, and what its reviews found."""
    reviews = RiskReview.history.filter(risk_id=risk.pk)
    controls = Control.history.filter(risk_id=risk.pk)
    links = RiskLink.history.filter(risk_id=risk.pk)
    moves = RiskEscalation.history.filter(risk_id=risk.pk)
    return timeline(
        Source("Risk", changes_of(risk), RISK_LABELS),
        Source("Review", reviews, REVIEW_LABELS),
        Source("Control", controls, CONTROL_LABELS),
        Source("Link", links, {"risk": ""}),
        Source("Escalation", moves, MOVE_LABELS),
        page=page,
    )


SCORING_LABELS = {
    "moderate_from": "The second level starts at",
    "high_from": "The third level starts at",
    "very_high_from": "The fourth level starts at",
    "low_name": "Name of the first level",
    "moderate_name": "Name of the second level",
    "high_name": "Name of the third level",
    "very_high_name": "Name of the fourth level",
    "low_months": "Months between reviews, first level",
    "moderate_months": "Months between reviews, second level",
    "high_months": "Months between reviews, third level",
    "very_high_months": "Months between reviews, fourth level",
    "escalate_from": "Above appetite from",
}


def history_of_scoring(scheme: ScoringScheme, page: str | int | None) -> "Page[Change]":
    """Every change of how an area scores its risks; none where it has no scheme of its own."""
    rows = ScoringScheme.history.filter(id=scheme.pk)
    return timeline(Source("Scoring", rows, SCORING_LABELS), page=page)


MOVE_LABELS = {
    "risk": "",
    "level_before": "From",
    "level": "To",
    "escalated_on": "",
    "escalated_by": "",
    "reason": "",
}
ISSUE_LABELS = {
    "risk": "Risk",
    "regime": "",
    "ref": "Reference",
    "what": "What has happened",
    "plan": "What is done",
    "due_on": "To be resolved by",
    "resolved_on": "Resolved on",
    "resolution": "How it was put right",
}


def history_of_issue(issue: Issue, page: str | int | None) -> "Page[Change]":
    return timeline(Source("Issue", changes_of(issue), ISSUE_LABELS), page=page)


MEASURE_LABELS = {
    "ref": "Reference",
    "name": "What is measured",
    "plain_name": "In words a parent would use",
    "library_key": "",
    "rationale": "Why it is watched",
    "owner": "Answers for it",
    "supplier": "Supplies the figures",
    "is_headline": "Headline measure",
    "leads": "When it moves",
    "values_agreed_for": "Values agreed for definition",
    "retired_on": "No longer counted since",
    "retired_because": "Why it is no longer counted",
}
COMPARATOR_LABELS = {
    "measure": "",
    "definition": "",
    "data": "Data set",
    "indicator": "Figure",
    "filters": "",
    "times": "Multiplied by",
    "counted_by": "Counted by",
    "cohort": "Whom it counts",
    "geography": "Where they belong",
    "differs": "Counted otherwise",
    "said_on": "",
    "said_by": "",
    "ended_on": "No longer compared since",
    "ended_because": "Why it is no longer compared",
}
READING_LABELS = {
    "measure": "",
    "definition": "",
    "period_start": "Period from",
    "period_end": "Period to",
    "absence": "Why there is none",
    "finality": "How final",
    "source_on": "Source of",
    "is_baseline": "Baseline",
    "entered_on": "",
    "entered_by": "",
    "audit": "",
}


COMMENTARY_LABELS = {
    "measure": "",
    "period_start": "Period from",
    "period_end": "Period to",
    "shows": "What the figure shows",
    "because": "What is behind it",
    "doing": "What is done about it",
    "back_on": "Back where it should be by",
    "said_on": "",
    "said_by": "",
}


def history_of_disclosure(area: LocalArea, page: str | int | None) -> "Page[Change]":
    """Every change of what audiences may see of small numbers, waivers among them."""
    return timeline(
        Source("Policy", DisclosureRule.history.filter(local_area=area), DISCLOSURE_LABELS),
        Source("Small numbers shown", Waiver.history.filter(local_area=area), WAIVER_LABELS),
        page=page,
    )


DISCLOSURE_LABELS = {"threshold": "Withheld from 1 to", "base": "Rounded to"}
WAIVER_LABELS = {
    "number": "",
    "asked_on": "",
    "asked_by": "",
    "granted_on": "",
    "withdrawn_on": "",
    "because": "Why",
    "from_on": "From",
    "until_on": "Until",
    "granted_by": "Granted by",
    "withdrawn_by": "Withdrawn by",
    "withdrawn_because": "Why it was withdrawn",
}


FIGURES_UNTOLD = {"value": "", "numerator": "", "denominator": "", "note": ""}
"""What stands in an earlier version of a figure could give away what is withheld of the newest."""


def history_of_measure(
    measure: Measure, page: str | int | None, *, sees_figures: bool
) -> "Page[Change]":
    """Every change of a measure: what it counts, its figures, and what was decided of it. Who may
    not see every figure exactly reads that one changed, and not from what to what."""
    figure_labels = READING_LABELS if sees_figures else READING_LABELS | FIGURES_UNTOLD
    parts: list[tuple[str, Any, dict[str, str]]] = [
        ("Area", MeasureArea, {"measure": ""}),
        ("Definition", Definition, {"measure": "", "defined_on": "", "defined_by": ""}),
        ("Figure", Reading, figure_labels),
        ("Rebase", Rebase, {"measure": "", "decided_on": "", "decided_by": ""}),
        ("Trajectory", TrajectoryPoint, {"measure": "", "agreed_for": "Set for definition"}),
        ("Commentary", Commentary, COMMENTARY_LABELS),
        ("Target", TargetCount, {"measure": "", "target": "Counts"}),
        ("Small numbers shown", Waiver, {"measure": "", **WAIVER_LABELS}),
        ("Comparison", Comparator, COMPARATOR_LABELS),
    ]
    return timeline(
        Source("Measure", changes_of(measure), MEASURE_LABELS),
        *(
            Source(name, model.history.filter(measure_id=measure.pk), labels)
            for name, model, labels in parts
        ),
        page=page,
    )
