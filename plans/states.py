"""States and the moves between them, as data."""

from django.db import models


class RegimeKind(models.TextChoices):
    WRITTEN_STATEMENT = "written_statement", "Written Statement of Action"
    ACCELERATED_PLAN = "accelerated_plan", "Accelerated Progress Plan"
    IMPROVEMENT_NOTICE = "improvement_notice", "Improvement Notice"
    PRIORITY_PLAN = "priority_plan", "Priority Action Plan"
    STRATEGY = "strategy", "SEND strategy"


class RegimeState(models.TextChoices):
    DRAFTING = "drafting", "Being drafted"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned for amendment"
    ACTIVE = "active", "In force"
    SUPERSEDED = "superseded", "Superseded"
    LIFTED = "lifted", "Lifted"
    CLOSED = "closed", "Closed"
    ESCALATED = "escalated", "Escalated"


REGIME_ENDS = (
    RegimeState.SUPERSEDED,
    RegimeState.LIFTED,
    RegimeState.CLOSED,
    RegimeState.ESCALATED,
)

IN_FORCE = frozenset(RegimeState) - frozenset(REGIME_ENDS)
"""What the area answers to: also a plan that it is bound to write and that nobody has approved."""

REGIME_MOVES: dict[RegimeState, frozenset[RegimeState]] = {
    RegimeState.DRAFTING: frozenset({RegimeState.SUBMITTED, RegimeState.ACTIVE}),
    RegimeState.SUBMITTED: frozenset({RegimeState.RETURNED, RegimeState.ACTIVE}),
    RegimeState.RETURNED: frozenset({RegimeState.SUBMITTED}),
    RegimeState.ACTIVE: frozenset(),
    **{end: frozenset() for end in REGIME_ENDS},
}
"""How a plan gets into force. A regime in any of these states may end, on a cited document."""


class ClosureState(models.TextChoices):
    WRITING = "writing", "Being written"
    COMPILING = "compiling", "Being compiled"
    AWAITING_APPROVAL = "awaiting_approval", "Waiting for the chair's approval"
    CLOSED = "closed", "Closed"
    FAILED = "failed", "Could not be compiled"


class DispositionKind(models.TextChoices):
    """What becomes of an action when its regime is closed."""

    EMBEDDED = "embedded", "Delivered and embedded"
    WATCHED = "watched", "Delivered, keep watching"
    MOVED = "moved", "Moved to another plan"
    STOPPED = "stopped", "Stopped"


class AreaState(models.TextChoices):
    """What an outside body has said of an area of weakness. Only a cited document changes it."""

    FORMAL_MONITORING = "formal_monitoring", "In formal monitoring"
    STEPPED_DOWN = "stepped_down", "Stepped down from formal monitoring"
    SUFFICIENT_PROGRESS = "sufficient_progress", "Sufficient progress"
    INSUFFICIENT_PROGRESS = "insufficient_progress", "Not sufficient progress"


class Status(models.TextChoices):
    """How delivery of an action is going, in words of the Department's ratings.

    What difference it makes is judged apart (`Impact`): blue is for what is complete and embedded.
    """

    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    TO_CONFIRM = "to_confirm", "Awaiting confirmation"
    COMPLETE = "complete", "Complete"


MEANING = {
    Status.NOT_STARTED: "The start date is ahead.",
    Status.ON_TRACK: "Green: on track and likely to be achieved.",
    Status.AT_RISK: "Amber: needs attention; achievable with timely action.",
    Status.OFF_TRACK: "Red: unlikely to be achieved without major intervention.",
    Status.TO_CONFIRM: "Said to be complete; a second person has still to confirm it.",
    Status.COMPLETE: "Done, with evidence. What difference it makes is told apart.",
}

_UNDER_WAY = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_DONE = frozenset({Status.TO_CONFIRM, Status.COMPLETE})

MOVES: dict[Status, frozenset[Status]] = {
    Status.NOT_STARTED: _UNDER_WAY | _DONE | {Status.NOT_STARTED},
    Status.ON_TRACK: _UNDER_WAY | _DONE,
    Status.AT_RISK: _UNDER_WAY | _DONE,
    Status.OFF_TRACK: _UNDER_WAY | _DONE,
    Status.TO_CONFIRM: frozenset({Status.COMPLETE, Status.ON_TRACK}),
    Status.COMPLETE: frozenset({Status.ON_TRACK}),
}
"""From each status to those it may become. An action that has started never goes back to not
started. What is said to be complete is confirmed or returned by a second person; what is complete
can be opened again, with a reason."""

SETTLED = frozenset({Status.TO_CONFIRM, Status.COMPLETE})
"""Delivery is frozen: no update of it is wanted, and it can't become overdue. Impact goes on."""

NEEDS_REASON = frozenset({Status.AT_RISK, Status.OFF_TRACK})
"""Amber and red say why, and what help is wanted."""

BEST_FIRST = (
    Status.COMPLETE,
    Status.TO_CONFIRM,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.AT_RISK,
    Status.OFF_TRACK,
)


class Priority(models.TextChoices):
    """How much hangs on an action. What must be done needs a second person to confirm it."""

    MUST = "must", "Must be done"
    SHOULD = "should", "Should be done"
    COULD = "could", "Could be done"


class CoProduction(models.TextChoices):
    """How far an action is made with children, young people and families, least first."""

    INFORMED = "informed", "Families are told"
    CONSULTED = "consulted", "Families are asked for their views"
    DESIGNED = "designed", "Families help to design it"
    PRODUCED = "produced", "Families decide with us, from start to end"


class UpdateKind(models.TextChoices):
    """What an update of an action is about."""

    PROGRESS = "progress", "Update"
    IMPACT = "impact", "Impact"
    CONFIRMED = "confirmed", "Completion confirmed"
    RETURNED = "returned", "Completion returned"
    REOPENED = "reopened", "Opened again"


class Impact(models.TextChoices):
    """What difference an action makes, apart from how its delivery goes."""

    TOO_EARLY = "too_early", "Too early to say"
    NONE_YET = "none_yet", "No evidence yet"
    EMERGING = "emerging", "Emerging"
    EVIDENCED = "evidenced", "Evidenced"
    EMBEDDED = "embedded", "Embedded"


IMPACT_MEANING = {
    Impact.TOO_EARLY: "No difference is expected before a day that is named.",
    Impact.NONE_YET: "Nothing shows a difference, or what there is shows no change.",
    Impact.EMERGING: "Early or partial evidence: at least one piece is linked.",
    Impact.EVIDENCED: "At least two pieces are linked, one of them data or an audit of practice.",
    Impact.EMBEDDED: "Two kinds of evidence, some since its end; target met; no very high risk.",
}

SHOWN = (Impact.EMERGING, Impact.EVIDENCED, Impact.EMBEDDED)
"""What rests on evidence, from least to most."""

COMPLETE_AND_EMBEDDED = "complete_embedded"
IMPACT_NOT_SHOWN = "impact_not_shown"
"""Keys of the status language: for an action that is complete and embedded, and for one of whose
impact nobody has said anything."""


class SlowKind(models.TextChoices):
    """The tests for slow progress (paragraph 4f); see `plans.queries.slow_tests`."""

    MISSED = "missed", "A target was missed"
    TRAJECTORY = "trajectory", "A measure is off trajectory"
    OVERDUE = "overdue", "Overdue"
    SILENT = "silent", "No update"
    MOVED = "moved", "The date has moved"
    TROUBLED = "troubled", "At risk or off track for long"
    BLOCKED = "blocked", "Held up by another action"
    UNSHOWN = "unshown", "Complete, and no evidence of impact"
    EXPECTED = "expected", "A difference was expected and is not shown"
    UNCONFIRMED = "unconfirmed", "Awaiting confirmation"


class Asked(models.TextChoices):
    """Where a request stands on which somebody else decides."""

    ASKED = "asked", "Asked for"
    APPROVED = "agreed", "Agreed"
    REFUSED = "declined", "Not agreed"


class TargetResult(models.TextChoices):
    MET = "met", "Met"
    MISSED = "missed", "Missed"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    HAPPENED = "happened", "Has happened"


class IssueState(models.TextChoices):
    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"


class IssuePriority(models.TextChoices):
    NOW = "now", "At once"
    SOON = "soon", "This month"
    LATER = "later", "When there is time"


class EscalationLevel(models.TextChoices):
    """Who has a risk on their desk, from the nearest to the work up."""

    WORKSTREAM = "workstream", "Workstream"
    BOARD = "board", "Improvement board"
    CORPORATE = "corporate", "Council's corporate register"
    ICB = "icb", "Integrated care board"
    DFE = "dfe", "Department for Education"


class RiskBand(models.TextChoices):
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"
    VERY_HIGH = "very_high", "Very high"


class RiskCategory(models.TextChoices):
    """What kind of thing could go wrong."""

    DELIVERY = "delivery", "Delivery"
    WORKFORCE = "workforce", "Workforce"
    FINANCE = "finance", "Finance"
    PARTNERSHIP = "partnership", "Partnership"
    DATA = "data", "Data"
    REPUTATION = "reputation", "Reputation"
    LEGAL = "legal", "Legal"
    SAFEGUARDING = "safeguarding", "Safeguarding"


class RiskResponse(models.TextChoices):
    """What the owner has decided to do."""

    TREAT = "treat", "Treat"
    TOLERATE = "tolerate", "Tolerate"
    TRANSFER = "transfer", "Transfer"
    TERMINATE = "terminate", "Terminate"


RESPONSE_MEANING = {
    RiskResponse.TREAT: "Act to make it less likely or less harmful.",
    RiskResponse.TOLERATE: "Accept it as it is and watch it.",
    RiskResponse.TRANSFER: "Have another body carry it, by contract or agreement.",
    RiskResponse.TERMINATE: "Stop the work that brings it.",
}


class Proximity(models.TextChoices):
    """How soon it would happen if it did."""

    IMMINENT = "imminent", "Imminent"
    THREE_MONTHS = "three_months", "Within 3 months"
    SIX_MONTHS = "six_months", "In 3 to 6 months"
    A_YEAR = "a_year", "In 6 to 12 months"
    LATER = "later", "In more than 12 months"


class Effectiveness(models.TextChoices):
    """Whether a control works, as it was found when it was last checked."""

    UNTESTED = "untested", "Untested"
    WEAK = "weak", "Weak"
    PARTLY_EFFECTIVE = "partly_effective", "Partly effective"
    EFFECTIVE = "effective", "Effective"


class ImportState(models.TextChoices):
    """Where a tracker that was brought in has got to."""

    UPLOADED = "uploaded", "Uploaded"
    REVIEWED = "reviewed", "Columns matched"
    APPLIED = "applied", "Applied"
    ABANDONED = "abandoned", "Abandoned"


class EvidenceKind(models.TextChoices):
    """The first two are what paragraph 4(e) of the Notice asks for."""

    PRACTICE = "practice", "Quality of practice (audit, observation, quality assurance)"
    EXPERIENCE = "experience", "Experience of children and families"
    DATA = "data", "Data"
    OUTSIDE = "outside", "External review, feedback or award"
    NEEDS = "needs", "Needs assessment"
    JOINT = "joint", "Joint commissioning"
    LOCAL_OFFER = "local_offer", "Local offer or guidance"
    TRAINING = "training", "Training or information given (who received it)"
    DOCUMENT = "document", "Document or decision"


class Classification(models.TextChoices):
    """Who may see a piece of evidence. Nobody outside an area sees any of it by signing in."""

    BOARD = "board", "Board: everybody with access to this area, advisers included"
    RESTRICTED = "restricted", "Restricted: council officers, the programme lead and the chair"
    PUBLIC = "public", "Ready for the public, once the council decides to publish it"


class VoiceGroup(models.TextChoices):
    """Whose views paragraph 4(g) of the Notice asks the board to take into consideration."""

    STAFF = "staff", "Frontline staff"
    SCHOOLS = "schools", "Schools"
    PARENTS = "parents", "Parents and carers"
    YOUNG_PEOPLE = "young_people", "Children and young people"


class VoiceChannel(models.TextChoices):
    """How views reach the partnership."""

    SURVEY = "survey", "Survey"
    FORUM = "forum", "Forum or network meeting"
    FOCUS_GROUP = "focus_group", "Focus group or workshop"
    VISIT = "visit", "Visit"
    CONVERSATION = "talk", "Conversation or interview"
    COMPLAINT = "complaint", "Complaint or compliment"
    TRIBUNAL = "tribunal", "Mediation or tribunal"
    OTHER = "other", "Another way"


class Stated(models.TextChoices):
    """How a document says that an action goes, where nobody has said it here."""

    DONE = "done", "done"
    UNDER_WAY = "under_way", "under way"
    LATER = "later", "for later"


def stated_as(date_words: str) -> Stated | None:
    """From the words that stand for a date: "Stated as done by 24 February 2023", "Under way on
    24 February 2023", or a time to come. None where the document says nothing."""
    if date_words.startswith("Stated as done"):
        return Stated.DONE
    if date_words.startswith("Under way"):
        return Stated.UNDER_WAY
    return Stated.LATER if date_words else None
