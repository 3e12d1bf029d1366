"""Duties about the plan: it has targets, it is kept up to date, it is delivered in time."""

from collections import Counter

from plans.states import Stated
from reviews.duties.known import Known
from reviews.duties.parameters import OURS, Targets, UpToDate
from reviews.duties.registry import duty
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause
from reviews.states import VerdictWord
from reviews.wording import (
    areas_listed,
    capital,
    counted,
    has_have,
    is_are,
    listed,
    month_in_words,
)
from sendtrack.periods import day_in_words, last_working_day, month_of

PLAN = Proof("The plan with its targets", "plans:plan")
RISKS = Proof("The risk register", "plans:risks")
ACTIONS = Proof("The actions and their updates", "plans:actions")


@duty(
    "plan-with-targets",
    says={VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.NO_EVIDENCE},
    parameters=Targets,
)
def plan_with_targets(clause: Clause, known: Known) -> Verdict:
    """Paragraph 3. Met while each area has a measurable target at each horizon, and the risk
    register holds risks. Measurable: a unit and a number to reach."""
    horizons = Targets.of(clause).horizons
    risks, _ = known.risks
    if not known.targets and not risks:
        return Verdict(
            VerdictWord.NO_EVIDENCE, "No target and no risk is recorded here.", (PLAN, RISKS)
        )
    gaps = []
    for months in horizons:
        lacking = [ref for ref in known.area_refs if (ref, months) not in known.measurable]
        if lacking:
            lack = "lacks" if len(lacking) == 1 else "lack"
            words = f"{areas_listed(lacking)} {lack} a measurable target for {months} months"
            gaps.append(words)
    if not risks:
        gaps.append("the risk register is empty")
    if gaps:
        return Verdict(known.lacking, f"{capital('; '.join(gaps))}.", (PLAN, RISKS))
    months_listed = listed([str(months) for months in horizons])
    because = (
        f"Each of the {len(known.area_refs)} areas has a measurable target for {months_listed} "
        f"months, and the risk register holds {counted(risks, 'open risk')}."
    )
    return Verdict(VerdictWord.MET, because, (PLAN, RISKS))


@duty(
    "kept-up-to-date",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
    parameters=UpToDate,
)
def kept_up_to_date(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(a). Judged on the last whole month: the share of the actions under way that
    were updated in it, and no open risk past its review."""
    month, actions, evidence = known.last_month, known.actions, (ACTIONS, RISKS)
    wanted_by = last_working_day(month_of(known.on))
    next_words = "the next updates are wanted"
    if known.regime.issued_on > month.start:
        because = f"No whole month has passed since the {known.regime.short} was issued."
        return Verdict(VerdictWord.NOT_YET_DUE, because, evidence, wanted_by, next_words)
    if not actions.under_way or not actions.said_ever:
        because = "No update of any action is recorded here."
        return Verdict(VerdictWord.NO_EVIDENCE, because, evidence, wanted_by, next_words)
    share = round(100 * actions.updated / actions.under_way)
    _, overdue = known.risks
    because = (
        f"{actions.updated} of {actions.under_way} actions under way ({share}%) were updated in "
        f"{month_in_words(month.start)}"
    )
    if actions.updated_late:
        because += f", {actions.updated_late} more since"
    because += f"; {counted(overdue, 'risk')} {is_are(overdue)} past the day of review."
    wanted = UpToDate.of(clause).at_least_percent
    word = VerdictWord.MET
    if share < wanted:
        later = round(100 * (actions.updated + actions.updated_late) / actions.under_way)
        word = VerdictWord.MET_LATE if later >= wanted else VerdictWord.NOT_MET
        because += f" {wanted}% are wanted: {OURS}."
    if overdue:
        word = VerdictWord.NOT_MET
    return Verdict(word, because, evidence, wanted_by, next_words)


@duty(
    "delivered-by",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
)
def delivered_by(clause: Clause, known: Known) -> Verdict:
    """Paragraph 10. Every action complete by the day that the Notice names."""
    actions, end = known.actions, known.regime.target_end_on
    if not actions.total or end is None:
        none = f"The {known.regime.short} names no day of delivery."
        because = "No action is recorded here." if end else none
        return Verdict(VerdictWord.NO_EVIDENCE, because, (ACTIONS,), end)
    left = actions.total - actions.complete
    because = f"{actions.complete} of {counted(actions.total, 'action')} "
    because += f"{is_are(actions.complete)} complete"
    if actions.without_status:
        because += f"; {_stated(known.stated, actions.without_status)}"
    if not left:
        late = actions.complete_late
        word = VerdictWord.MET_LATE if late else VerdictWord.MET
        because += f", {late} of them after {day_in_words(end)}." if late else "."
        return Verdict(word, because, (ACTIONS,))
    if known.on > end:
        because += f"; {left} {is_are(left)} still open after {day_in_words(end)}."
        return Verdict(VerdictWord.NOT_MET, because, (ACTIONS,))
    late = actions.due_after_end
    has = has_have(late)
    because += f"; {late} {has} a due date after {day_in_words(end)}." if late else "."
    return Verdict(VerdictWord.NOT_YET_DUE, because, (ACTIONS,), end, "actions should be delivered")


def _stated(found: Counter[Stated | None], total: int) -> str:
    """Of actions that nobody has spoken of here: "the documents state 7 as done and 1 as under
    way, which nobody has confirmed here"."""
    told = [f"{found[each]} as {each.label}" for each in (Stated.DONE, Stated.UNDER_WAY)]
    told.append(f"{found[Stated.LATER]} for later")
    counts = [words for words in told if not words.startswith("0 ")]
    silent = f"the documents do not say how {found[None]} {is_are(found[None])} going"
    if found[None] == total:
        return silent
    said = f"the documents state {listed(counts)}; none is confirmed here"
    return f"{said}, and {silent}" if found[None] else said
