"""Paragraphs that set no duty of their own."""

from reviews.duties.known import Known
from reviews.duties.registry import duty
from reviews.duties.verdicts import Verdict
from reviews.models import Clause
from reviews.states import VerdictWord


@duty("no-duty", says={VerdictWord.NO_DUTY})
def no_duty(clause: Clause, known: Known) -> Verdict:
    """A paragraph that explains or announces: nothing is to be done because of it alone."""
    return Verdict(VerdictWord.NO_DUTY, "This paragraph asks for nothing that can be checked.")
