"""Verbs that write regimes, areas of weakness and linked advisers."""

from collections.abc import Sequence
from datetime import date

from plans.changes.authority import Authority, cited
from plans.changes.shape import come_from
from plans.models import AreaOfWeakness, LinkedAdviser, Regime
from plans.models.area import AreaOrigin
from plans.policies.closure import check_nothing_left_over
from plans.policies.regimes import check_can_end, check_can_lead, check_can_move
from plans.states import AreaState, RegimeKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Organisation, Post
from sendtrack.periods import HORIZONS
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
    state: RegimeState = RegimeState.ACTIVE,
    succeeds: Regime | None = None,
    required_by: Regime | None = None,
    submit_by_on: date | None = None,
    horizons: Sequence[int] = HORIZONS,
) -> Regime:
    """Record that an area answers to a regime. The clock starts on the day of issue unless a cited
    decision says otherwise; the rule is shown beside each date.

    It leads where no other does; beside another one in force it stands until that one ends.
    """
    regime = Regime(
        local_area=area,
        code=_free_code(area, kind, issued_on),
        state=state,
        succeeds=succeeds,
        required_by=required_by,
        submit_by_on=submit_by_on,
        horizons=list(horizons),
        leads=not Regime.objects.of(area).leading().exists(),
        kind=kind,
        title=title,
        issued_by=issued_by,
        issued_on=issued_on,
        addressed_to=addressed_to,
        document=document,
        clock_starts_on=clock_starts_on or issued_on,
        clock_rule=clock_rule,
        target_end_on=target_end_on,
        target_end_rule=target_end_rule,
        report_every_months=report_every_months,
    )
    regime.clock_rule = clock_rule or f"Counted from the day the {regime.short} was issued."
    with record(actor=by, reason=f"{title} came into force"):
        regime.save()
    return regime


def _free_code(area: LocalArea, kind: RegimeKind, issued_on: date) -> str:
    """Its address: improvement-notice-2021, or with a number where that is taken."""
    plain = f"{kind.replace('_', '-')}-{issued_on.year}"
    taken = set(Regime.objects.of(area).values_list("code", flat=True))
    codes = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)


def move_regime(
    *, regime: Regime, to: RegimeState, by: User, reason: str, version: int | None = None
) -> Regime:
    """Submit a plan that was asked for, return it, or put it into force. Raises `Refusal`;
    `Stale` where the regime has changed since the form with `version` was opened."""
    with record(actor=by, reason=reason):
        current = regime.lock(version=version)
        check_can_move(current, to)
        current.state = to
        current.save()
    return current


def end_regime(
    *,
    regime: Regime,
    how: RegimeState,
    citation: Citation,
    on: date | None,
    by: User,
    reason: str,
    words: str = "",
    version: int | None = None,
) -> Regime:
    """Record that a regime ended, because a cited document says so: lifted and escalated only by
    a document of the body that set it.

    Where exactly one other regime is in force, that one leads from now on. Raises `Refusal`, and
    `Stale` where the regime has changed since the form with `version` was opened.
    """
    with record(actor=by, reason=reason):
        current = regime.lock(version=version)
        check_can_end(regime=current, how=how, citation=citation, on=on)
        if how == RegimeState.CLOSED:
            check_nothing_left_over(current)
        current.state, current.ended_by = how, citation
        current.ended_on, current.ended_words = on, words
        current.save()
        others = list(Regime.objects.of(current.local_area).in_force())
        if len(others) == 1 and not others[0].leads:
            _lead(others[0])
    return current


def end_on_document(
    *,
    regime: Regime,
    how: RegimeState,
    authority: Authority,
    on: date | None,
    words: str,
    by: User,
    reason: str,
    version: int,
) -> Regime:
    """The same, with the document and its words recorded in one go. Raises as `end_regime`."""
    with record(actor=by, reason=reason):
        citation = cited(authority, area=regime.local_area, by=by)
        return end_regime(
            regime=regime,
            how=how,
            citation=citation,
            on=on,
            words=words,
            by=by,
            reason=reason,
            version=version,
        )


def _lead(regime: Regime) -> Regime:
    current = regime.lock()
    current.leads = True
    current.save()
    return current


def lead_with(*, regime: Regime, by: User, reason: str, version: int | None = None) -> Regime:
    """Let another regime in force lead: the pages show its plan from now on. Raises `Refusal`;
    `Stale` where the regime has changed since the form with `version` was opened."""
    with record(actor=by, reason=reason):
        check_can_lead(regime.lock(version=version))
        for other in Regime.objects.of(regime.local_area).leading().exclude(pk=regime.pk):
            held = other.lock()
            held.leads = False
            held.save()
        return _lead(regime)


def add_area(
    *,
    regime: Regime,
    ref: str,
    short_title: str,
    finding: Citation,
    by: User,
    derived_from: Sequence[AreaOfWeakness] = (),
) -> AreaOfWeakness:
    """Record an area of weakness in the words of the document that found it, and the areas of an
    earlier regime that it carries on."""
    area = AreaOfWeakness(
        local_area=regime.local_area,
        regime=regime,
        ref=ref,
        position=regime.areas.count() + 1,
        short_title=short_title,
        finding=finding,
        state_since=regime.issued_on,
    )
    with record(actor=by, reason=f"Recorded the finding: {short_title}"):
        area.save()
        for origin in derived_from:
            come_from(area, origin, kind=AreaOrigin.CARRIED, on=regime.issued_on)
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
