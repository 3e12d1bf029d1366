"""The verb that records what a round of audits found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from plans.changes.audit_feeds import feed_measures
from plans.changes.audits import plan_the_next
from plans.models import (
    Action,
    AuditAction,
    AuditFinding,
    AuditModerator,
    AuditRound,
    AuditTool,
)
from plans.policies.audits import Judgement, check_counts, check_days, check_to_come, check_tool
from plans.policies.work import check_reason
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post


def record_round(
    *,
    row: AuditRound,
    version: int,
    tool: AuditTool,
    done_on: date | None,
    drawn_from: date | None,
    drawn_to: date | None,
    population: int | None,
    sample: int,
    moderated: int,
    moderators: Iterable[Post],
    grades: Sequence[int],
    judged: Mapping[str, Judgement],
    learnt: str,
    doing: str,
    actions: Iterable[Action],
    by: User,
    on: date,
    reason: str = "",
) -> AuditRound:
    """Put down the counts of a round, or put them right, for which a reason is asked. The first
    time the next round is planned by the rhythm. Measures that count it get their figure within
    the same record. Raises `Stale`."""
    day, first, last = check_days(done_on=done_on, drawn_from=drawn_from, drawn_to=drawn_to, on=on)
    was_done = row.done_on is not None
    said = check_reason(reason) if was_done else f"Recorded round {row.ref}"
    with record(actor=by, reason=said):
        programme = row.programme.lock()
        current = row.lock(version=version)
        if not was_done:
            check_to_come(current)
        check_tool(tool, programme, day)
        check_counts(
            tool,
            sample=sample,
            population=population,
            moderated=moderated,
            grades=grades,
            judged=judged,
        )
        current.tool, current.done_on = tool, day
        current.drawn_from, current.drawn_to = first, last
        current.population, current.sample, current.moderated = population, sample, moderated
        current.set_grades(grades)
        current.learnt, current.doing = learnt.strip(), doing.strip()
        current.recorded_by = by
        current.save()
        _judge(current, {each.value: judged[each.value] for each in tool.asks})
        _link(current, AuditModerator, "post", moderators)
        _link(current, AuditAction, "action", actions)
        if not was_done:
            plan_the_next(programme, current)
        feed_measures(current, by=by, on=on, reason=said)
    return current


def _judge(row: AuditRound, judged: Mapping[str, Judgement]) -> None:
    known = {each.criterion: each for each in row.findings.all()}
    for key, found in judged.items():
        finding = known.pop(key, None) or AuditFinding(
            local_area_id=row.local_area_id, round=row, criterion=key
        )
        counts = (found.met, found.partly, found.not_met, found.not_applicable, row.sample)
        names = ("met", "partly", "not_met", "not_applicable", "sample")
        if finding.pk is None or counts != tuple(getattr(finding, name) for name in names):
            for name, count in zip(names, counts, strict=True):
                setattr(finding, name, count)
            finding.save()
    for gone in known.values():
        gone.delete()


def _link(row: AuditRound, model: Any, to: str, wanted: Iterable[Any]) -> None:
    """The links of a round are these ones: others go, and those that stand are left alone."""
    missing = {each.pk: each for each in wanted}
    for link in model.objects.filter(round=row):
        if missing.pop(getattr(link, f"{to}_id"), None) is None:
            link.delete()
    for each in missing.values():
        model(local_area_id=row.local_area_id, round=row, **{to: each}).save()
