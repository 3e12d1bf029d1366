"""Verbs about what success is judged by."""

from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import AreaOfWeakness, CriterionAgreement, Evidence, SuccessCriterion
from plans.models.criterion import CriterionResult
from plans.policies.criteria import (
    Party,
    check_agreed,
    check_criterion,
    check_has_come,
    check_other_words,
    check_party,
    check_result,
    check_still_used,
    check_where,
)
from plans.policies.shape import check_stands
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.sources.models import SourceDocument


def add_criterion(*, area: AreaOfWeakness, words: str, by: User) -> SuccessCriterion:
    """Propose what will be different once an area has improved. Open until somebody agrees."""
    words = check_criterion(words)
    with record(actor=by, reason="Proposed what success looks like"):
        hold(area.local_area)
        current = area.lock()
        check_stands(current)
        alike = SuccessCriterion.objects.of(area.local_area).values_list("ref", flat=True)
        criterion = SuccessCriterion(
            local_area=area.local_area, area=current, ref=f"S{next_number(alike)}", words=words
        )
        criterion.save()
    return criterion


def edit_criterion(
    *, criterion: SuccessCriterion, version: int, words: str, by: User, reason: str
) -> SuccessCriterion:
    """Put other words in their place, which are agreed to and judged anew. Raises `Stale`."""
    words = check_criterion(words)
    with record(actor=by, reason=check_reason(reason)):
        current = criterion.lock(version=version)
        check_still_used(current)
        check_other_words(current, words)
        current.words = words
        current.result = CriterionResult.UNKNOWN
        current.judged_on = current.judged_by = current.evidence = None
        current.judged_because = ""
        current.save()
    return current


def agree_criterion(
    *,
    criterion: SuccessCriterion,
    version: int,
    party: Party | None,
    agreed_on: date,
    agreed_at: str,
    document: SourceDocument | None,
    by: User,
    on: date,
) -> CriterionAgreement:
    """Record that a party agreed to the words as they stand. Raises `Stale` where somebody has
    changed them since, so that nobody agrees to what they have not read."""
    agreed_at = check_where(agreed_at=agreed_at, document=document)
    check_has_come(agreed_on, on, what="The day it was agreed", field="agreed_on")
    with record(actor=by, reason="Recorded who agreed"):
        current = criterion.lock(version=version)
        check_still_used(current)
        party = check_party(current, party)
        agreement = CriterionAgreement(
            local_area=current.local_area,
            criterion=current,
            organisation=party.organisation,
            post=party.post,
            group=party.group or "",
            words=current.words,
            agreed_on=agreed_on,
            agreed_at=agreed_at,
            document=document,
            recorded_by=by,
        )
        agreement.save()
    return agreement


def judge_criterion(
    *,
    criterion: SuccessCriterion,
    version: int,
    result: CriterionResult,
    because: str,
    evidence: Evidence | None,
    judged_on: date,
    by: User,
    on: date,
) -> SuccessCriterion:
    """Say whether it is met, why, and by what evidence. Raises `Stale`."""
    because = check_words(because, missing="Say why you judge it so.", field="because")
    check_has_come(judged_on, on, what="The day of the judgement", field="judged_on")
    with record(actor=by, reason=f"Judged it: {CriterionResult(result).label.lower()}"):
        current = criterion.lock(version=version)
        check_still_used(current)
        check_agreed(current)
        piece = evidence.lock() if evidence else None
        check_result(criterion=current, result=result, evidence=piece)
        current.result, current.evidence = result, piece
        current.judged_on, current.judged_by, current.judged_because = judged_on, by, because
        current.save()
    return current


def drop_criterion(
    *, criterion: SuccessCriterion, version: int, because: str, by: User, on: date
) -> SuccessCriterion:
    """Judge success by it no more, and say why. What was agreed stays on record. Raises `Stale`."""
    because = check_words(because, missing="Say why it is dropped.", field="because")
    with record(actor=by, reason=f"Dropped it: {because}"):
        current = criterion.lock(version=version)
        check_still_used(current)
        current.dropped_on, current.dropped_because = on, because
        current.save()
    return current
