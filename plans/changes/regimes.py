"""Verbs that write regimes, areas of weakness and linked advisers."""

from datetime import date

from plans.models import AreaOfWeakness, LinkedAdviser, Regime
from plans.states import AreaState, RegimeKind
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Organisation, Post
from sendtrack.sources.models import Citation, SourceDocument


def open_regime(
    *,
    area: LocalArea,
    kind: RegimeKind,
    title: str,
    issued_by: str,
    issued_on: date,
    by: User,
    addressed_to: Organisation | None = None,
    document: SourceDocument | None = None,
    clock_starts_on: date | None = None,
    clock_rule: str = "",
    target_end_on: date | None = None,
    target_end_rule: str = "",
    report_every_months: int | None = None,
) -> Regime:
    """Record that a regime is in force. The clock starts on the day of issue unless a cited
    decision says otherwise; the rule is shown beside each date."""
    regime = Regime(
        local_area=area,
        kind=kind,
        title=title,
        issued_by=issued_by,
        issued_on=issued_on,
        addressed_to=addressed_to,
        document=document,
        clock_starts_on=clock_starts_on or issued_on,
        clock_rule=clock_rule or "Counted from the day the Notice was issued.",
        target_end_on=target_end_on,
        target_end_rule=target_end_rule,
        report_every_months=report_every_months,
    )
    with record(actor=by, reason=f"{title} came into force"):
        regime.save()
    return regime


def add_area(
    *,
    regime: Regime,
    ref: str,
    short_title: str,
    finding: Citation,
    by: User,
    derived_from: AreaOfWeakness | None = None,
) -> AreaOfWeakness:
    """Record an area of weakness in the words of the document that found it."""
    area = AreaOfWeakness(
        local_area=regime.local_area,
        regime=regime,
        ref=ref,
        position=regime.areas.count() + 1,
        short_title=short_title,
        finding=finding,
        derived_from=derived_from,
        state_since=regime.issued_on,
    )
    with record(actor=by, reason=f"Recorded the finding: {short_title}"):
        area.save()
    return area


def link_adviser(*, regime: Regime, post: Post, by: User, email: str = "") -> LinkedAdviser:
    """Link a post at the Department or NHS England, to be invited every time (paragraph 4c)."""
    adviser = LinkedAdviser(local_area=regime.local_area, regime=regime, post=post, email=email)
    with record(actor=by, reason=f"Linked {post} to {regime}"):
        adviser.save()
    return adviser


def step_down_area(
    *, area: AreaOfWeakness, authority: Citation, by: User, on: date
) -> AreaOfWeakness:
    """Record that an area left formal monitoring, because a cited letter says so.

    The Notice itself stays in force: only the area's state changes.
    """
    with record(actor=by, reason=f"Stepped down from formal monitoring by {authority}"):
        current = area.lock()
        current.state = AreaState.STEPPED_DOWN
        current.state_since = on
        current.state_authority = authority
        current.save()
    return current
