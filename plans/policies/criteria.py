"""What may count as a criterion of success, as somebody's agreement to it, and as its being met."""

from dataclasses import dataclass
from datetime import date

from plans.models import Evidence, SuccessCriterion
from plans.models.criterion import MOST_WORDS, CriterionResult
from plans.policies.work import check_words
from plans.states import VoiceGroup
from sendtrack.organisations.models import Organisation, Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import SourceDocument


@dataclass(frozen=True)
class Party:
    """Who agrees: one organisation, one post, or one group of people."""

    organisation: Organisation | None = None
    post: Post | None = None
    group: VoiceGroup | None = None

    @property
    def words(self) -> str:
        if self.post is not None:
            return self.post.in_full
        return self.group.label if self.group else str(self.organisation)


def check_criterion(words: str) -> str:
    words = check_words(
        words, missing="Say what will be different when the area has improved.", field="words"
    )
    if len(words) > MOST_WORDS:
        raise Refusal(f"Use {MOST_WORDS} characters or fewer.", field="words")
    return words


def check_still_used(criterion: SuccessCriterion) -> None:
    if criterion.dropped_on is not None:
        raise Refusal(
            f"{criterion.ref} was dropped on {day_in_words(criterion.dropped_on)}. Add a new one."
        )


def check_other_words(criterion: SuccessCriterion, words: str) -> None:
    if words == criterion.words:
        raise Refusal(
            f"These are the words that {criterion.ref} has. Change them, or go back.",
            field="words",
        )


def check_party(criterion: SuccessCriterion, party: Party | None) -> Party:
    """One party, and each once to the same words. One query."""
    if party is None:
        raise Refusal("Choose who agreed.", field="party")
    alike = criterion.agreements.filter(
        words=criterion.words,
        organisation=party.organisation,
        post=party.post,
        group=party.group or "",
    )
    if known := alike.first():
        raise Refusal(
            f"{party.words} agreed to these words on {day_in_words(known.agreed_on)} already.",
            field="party",
        )
    return party


def check_where(*, agreed_at: str, document: SourceDocument | None) -> str:
    if document is None and not agreed_at.strip():
        raise Refusal(
            "Name the meeting at which it was agreed, or choose the document that says so.",
            field="agreed_at",
        )
    return agreed_at.strip()


def check_has_come(day: date, on: date, *, what: str, field: str) -> None:
    if day > on:
        raise Refusal(f"{what} must be today or in the past.", field=field)


def check_agreed(criterion: SuccessCriterion) -> None:
    """Only what somebody has agreed to can be judged. One query."""
    if not criterion.agreements.filter(words=criterion.words).exists():
        raise Refusal(
            f"Nobody has agreed to the words of {criterion.ref} yet. Record who agreed first."
        )


def check_result(
    *, criterion: SuccessCriterion, result: CriterionResult, evidence: Evidence | None
) -> None:
    """What is met shows it by evidence of its area that stands. Up to one query."""
    if evidence is None:
        if result == CriterionResult.MET:
            raise Refusal("Choose the evidence that shows it is met.", field="evidence")
        return
    if evidence.withdrawn_on is not None:
        raise Refusal(f"{evidence.ref} was withdrawn. Choose another.", field="evidence")
    is_linked = evidence.links.filter(area=criterion.area_id).exists
    if evidence.area_id != criterion.area_id and not is_linked():
        raise Refusal(
            f"{evidence.ref} is of another area of weakness. Link it to this one first.",
            field="evidence",
        )
