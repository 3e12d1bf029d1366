"""Paragraphs that set no duty of their own, or one that people judge, and the day of submission."""

from plans.states import RegimeState
from reviews.duties.known import Known
from reviews.duties.registry import duty
from reviews.duties.verdicts import Verdict
from reviews.models import Clause
from reviews.states import VerdictWord
from sendtrack.periods import day_in_words


@duty("no-duty", says={VerdictWord.NO_DUTY})
def no_duty(clause: Clause, known: Known) -> Verdict:
    """A paragraph that explains or announces: nothing is to be done because of it alone."""
    return Verdict(VerdictWord.NO_DUTY, "This paragraph asks for nothing that can be checked.")


@duty("read-by-people", says={VerdictWord.NO_EVIDENCE})
def read_by_people(clause: Clause, known: Known) -> Verdict:
    """A duty that sendtrack doesn't work out: people read the words, and judge for themselves."""
    return Verdict(VerdictWord.NO_EVIDENCE, "This is not worked out here: people judge it.")


NOT_SUBMITTED = frozenset({RegimeState.DRAFTING, RegimeState.RETURNED})


@duty(
    "submitted-by",
    says={
        VerdictWord.MET,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
)
def submitted_by(clause: Clause, known: Known) -> Verdict:
    """A plan that is to be submitted by a day. Met once it is submitted; a plan returned for
    amendment is to be submitted again. No evidence where no day is recorded."""
    day, regime = known.regime.submit_by_on, known.regime
    if day is None:
        return Verdict(VerdictWord.NO_EVIDENCE, "No day of submission is recorded.")
    by = day_in_words(day)
    if regime.state not in NOT_SUBMITTED:
        return Verdict(VerdictWord.MET, f"The plan was submitted; it was due by {by}.")
    now = regime.get_state_display().lower()
    if known.on <= day:
        because = f"The plan is due by {by}. It is {now}."
        return Verdict(VerdictWord.NOT_YET_DUE, because, (), day, "the plan is due")
    return Verdict(known.lacking, f"The plan was due by {by}. It is {now}.")
