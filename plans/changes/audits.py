"""Verbs about programmes of audits, their tools and what becomes of each round's day."""

from collections.abc import Iterable, Sequence
from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import (
    Action,
    AreaOfWeakness,
    AuditPartner,
    AuditProgramme,
    AuditRound,
    AuditTool,
    Outcome,
)
from plans.policies.audits import (
    ToolTold,
    check_about,
    check_lead,
    check_planned_day,
    check_rhythm,
    check_runs,
    check_to_come,
    check_tool_day,
    checked_tool,
)
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Organisation, Post
from sendtrack.periods import add_months

NO_NAME = "Name the audits."
NO_SAMPLING = "Say how the sample is drawn."
NO_MODERATION = "Say how judgements are moderated. “Not yet” is an answer."


def start_audits(
    *,
    local_area: LocalArea,
    name: str,
    subject: str,
    lead: Post | None,
    partners: Iterable[Organisation],
    area: AreaOfWeakness | None,
    outcome: Outcome | None,
    action: Action | None,
    sampling: str,
    moderation: str,
    every_months: int | None,
    planned_sample: int | None,
    tool: str,
    edition: str,
    grades: Sequence[str],
    good: int,
    criteria: Sequence[str],
    planned_on: date | None,
    by: User,
    on: date,
    from_on: date | None = None,
) -> AuditProgramme:
    """Set a programme up, with what it judges by and the day of its first round. The tool is used
    from that day or today on, whichever is sooner, unless another is given."""
    name = check_words(name, missing=NO_NAME, field="name")
    told = checked_tool(
        ToolTold(tool=tool, edition=edition, grades=grades, good=good, criteria=criteria)
    )
    programme = AuditProgramme(
        local_area=local_area,
        name=name,
        subject=subject,
        lead=check_lead(lead),
        area=area,
        outcome=outcome,
        action=action,
        sampling=check_words(sampling, missing=NO_SAMPLING, field="sampling"),
        moderation=check_words(moderation, missing=NO_MODERATION, field="moderation"),
        every_months=every_months,
        planned_sample=check_rhythm(every_months, planned_sample),
    )
    check_about(area=area, outcome=outcome, action=action)
    first = check_planned_day(planned_on)
    with record(actor=by, reason=f"Started audits: {name}"):
        hold(local_area)
        refs = AuditProgramme.objects.of(local_area).values_list("ref", flat=True)
        programme.ref = f"QA{next_number(refs)}"
        programme.save()
        _tool(programme, told, number=1, from_on=from_on or min(on, first)).save()
        for each in partners:
            AuditPartner(local_area=local_area, programme=programme, organisation=each).save()
        _planned(programme, first).save()
    return programme


def edit_audits(
    *,
    programme: AuditProgramme,
    version: int,
    name: str,
    subject: str,
    lead: Post | None,
    partners: Iterable[Organisation],
    area: AreaOfWeakness | None,
    outcome: Outcome | None,
    action: Action | None,
    sampling: str,
    moderation: str,
    every_months: int | None,
    planned_sample: int | None,
    by: User,
    reason: str,
) -> AuditProgramme:
    """Change who audits what and how; what it judges by changes by `change_tool`. Raises
    `Stale`."""
    name = check_words(name, missing=NO_NAME, field="name")
    sampling = check_words(sampling, missing=NO_SAMPLING, field="sampling")
    moderation = check_words(moderation, missing=NO_MODERATION, field="moderation")
    with record(actor=by, reason=check_reason(reason)):
        current = programme.lock(version=version)
        check_runs(current)
        check_about(area=area, outcome=outcome, action=action)
        current.name, current.subject, current.lead = name, subject, check_lead(lead)
        current.area, current.outcome, current.action = area, outcome, action
        current.sampling, current.moderation = sampling, moderation
        current.every_months = every_months
        current.planned_sample = check_rhythm(every_months, planned_sample)
        current.save()
        _set_partners(current, partners)
    return current


def change_tool(
    *,
    programme: AuditProgramme,
    version: int,
    tool: str,
    edition: str,
    grades: Sequence[str],
    good: int,
    criteria: Sequence[str],
    from_on: date | None,
    because: str,
    by: User,
) -> AuditTool:
    """Judge by another tool or scale from a day on. Rounds before and after it are not compared.
    Raises `Stale`."""
    told = checked_tool(
        ToolTold(tool=tool, edition=edition, grades=grades, good=good, criteria=criteria)
    )
    because = check_words(because, missing="Say why the tool changes.", field="because")
    with record(actor=by, reason=f"Changed the tool: {because}"):
        current = programme.lock(version=version)
        check_runs(current)
        last = current.tools.order_by("-number")[0]
        done = current.rounds.done().order_by("-done_on").first()
        day = check_tool_day(last, from_on, done.done_on if done else None)
        made = _tool(current, told, number=last.number + 1, from_on=day, because=because)
        current.save()
        made.save()
    return made


def end_audits(
    *, programme: AuditProgramme, version: int, because: str, by: User, on: date
) -> AuditProgramme:
    """Audit no further. What was found stays; rounds that were planned are not held. Raises
    `Stale`."""
    because = check_words(because, missing="Say why the audits end.", field="because")
    with record(actor=by, reason=f"Ended the audits: {because}"):
        current = programme.lock(version=version)
        check_runs(current)
        current.ended_on, current.ended_because = on, because
        current.save()
        for each in current.rounds.open():
            each.not_held_because = f"The audits ended: {because}"
            each.save()
    return current


def plan_round(*, programme: AuditProgramme, planned_on: date | None, by: User) -> AuditRound:
    """Plan one more round."""
    day = check_planned_day(planned_on)
    with record(actor=by, reason="Planned a round"):
        current = programme.lock()
        check_runs(current)
        made = _planned(current, day)
        made.save()
    return made


def move_round(
    *, row: AuditRound, version: int, planned_on: date | None, by: User, reason: str
) -> AuditRound:
    """Plan a round for another day. Raises `Stale`."""
    day = check_planned_day(planned_on)
    with record(actor=by, reason=check_reason(reason)):
        current = row.lock(version=version)
        check_to_come(current)
        current.planned_on = day
        current.save()
    return current


def skip_round(*, row: AuditRound, version: int, because: str, by: User) -> AuditRound:
    """Say that a round is not held and why, and plan the next. Raises `Stale`."""
    because = check_words(because, missing="Say why it was not held.", field="because")
    with record(actor=by, reason=f"Not held: {because}"):
        programme = row.programme.lock()
        current = row.lock(version=version)
        check_to_come(current)
        current.not_held_because = because
        current.save()
        plan_the_next(programme, current)
    return current


def plan_the_next(programme: AuditProgramme, row: AuditRound) -> None:
    """By the rhythm, counted from the day that was planned; none where one is planned already or
    each is planned by itself."""
    months = programme.every_months
    if months is None or programme.ended_on or programme.rounds.open().exists():
        return
    _planned(programme, add_months(row.planned_on, months)).save()


def _planned(programme: AuditProgramme, day: date) -> AuditRound:
    last = programme.rounds.order_by("-number").values_list("number", flat=True).first()
    return AuditRound(
        local_area_id=programme.local_area_id,
        programme=programme,
        number=(last or 0) + 1,
        planned_on=day,
    )


def _tool(
    programme: AuditProgramme, told: ToolTold, *, number: int, from_on: date, because: str = ""
) -> AuditTool:
    return AuditTool(
        local_area_id=programme.local_area_id,
        programme=programme,
        number=number,
        name=told["tool"],
        edition=told["edition"],
        grades=told["grades"],
        good=told["good"],
        criteria=told["criteria"],
        from_on=from_on,
        because=because,
    )


def _set_partners(programme: AuditProgramme, partners: Iterable[Organisation]) -> None:
    wanted = {each.pk: each for each in partners}
    for link in programme.partners.all():
        if wanted.pop(link.organisation_id, None) is None:
            link.delete()
    for each in wanted.values():
        AuditPartner(
            local_area_id=programme.local_area_id, programme=programme, organisation=each
        ).save()
