"""The risk register of a regime on a day, read once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import prefetch_related_objects

from plans.models import (
    Control,
    Issue,
    Regime,
    Risk,
    RiskEscalation,
    RiskLink,
    RiskReview,
    ScoringScheme,
)
from plans.queries.risk_signs import for_board, warnings
from plans.queries.risks import (
    Reviewed,
    RiskLine,
    ScoreMovement,
    register_order,
    register_rows,
    reviewed,
    score_before,
    with_scheme,
)
from sendtrack.organisations.models import PostHolding


@dataclass(frozen=True)
class Register:
    """Risks that know their areas and owners, with the reviews made until that day.

    What is asked of it costs no query; the scheme of an empty one costs one.
    """

    regime: Regime
    on: date
    risks: tuple[Risk, ...]
    """Open and closed ones, the highest score first."""
    reviews: Mapping[int, list[RiskReview]]
    """By risk, the oldest first."""
    controls: Mapping[int, list[Control]]
    """By risk, in their order; those that were withdrawn too."""
    links: Mapping[int, list[RiskLink]]
    """By risk: what else it concerns."""
    issues: tuple[Issue, ...]
    """What has happened, open ones first and then by day."""
    vacant: Mapping[int, date | None]
    """By owning post that nobody holds: the day since which, where it was ever held."""

    @cached_property
    def scheme(self) -> ScoringScheme:
        """How the area scored its risks that day."""
        if self.risks:
            return self.risks[0].scheme
        return ScoringScheme.objects.in_force(self.regime.local_area)

    @cached_property
    def open(self) -> list[Risk]:
        return [risk for risk in self.risks if risk.is_open]

    def lines(self, since: date | None = None) -> list[RiskLine]:
        """Every risk with its movement since a day; without one, that of its last review."""
        return [self._line(risk, since) for risk in self.risks]

    def _line(self, risk: Risk, since: date | None) -> RiskLine:
        before = score_before(risk, self.reviews[risk.pk], since)
        controls = self.controls[risk.pk]
        line = RiskLine(
            risk=risk,
            movement=ScoreMovement(before, risk.score, since),
            review_overdue=risk.is_open and risk.next_review_on < self.on,
            reviews=tuple(self.reviews[risk.pk]),
            links=tuple(self.links[risk.pk]),
            is_vacant=risk.owner_id in self.vacant,
            vacant_since=self.vacant.get(risk.owner_id),
            controls=tuple(each for each in controls if each.is_in_place),
            withdrawn=tuple(each for each in controls if not each.is_in_place),
        )
        return replace(line, warnings=warnings(line, self.on), for_board=for_board(line, self.on))

    def open_lines(self, since: date | None = None) -> list[RiskLine]:
        return [line for line in self.lines(since) if line.risk.is_open]


def read_register(regime: Regime, on: date, risks: Iterable[Risk] | None = None) -> Register:
    """The register as it is, with what ended regimes left open where its plan leads; or these
    risks of it. Seven queries."""
    risks = with_scheme(register_rows(regime) if risks is None else risks, regime.local_area)
    reviews = RiskReview.objects.filter(risk__in=risks).order_by("reviewed_at", "pk")
    controls = Control.objects.filter(risk__in=risks).select_related("owner__organisation")
    links = RiskLink.objects.filter(risk__in=risks).select_related(
        "area__regime", "outcome__area__regime", "action"
    )
    issues = Issue.objects.filter(risk__in=risks).select_related("owner__organisation")
    by_risk = _by_risk(risks, issues.order_by("-state", "due_on", "pk"))
    return Register(
        regime=regime,
        on=on,
        risks=tuple(sorted(risks, key=register_order)),
        reviews=_by_risk(risks, reviews),
        controls=_by_risk(risks, controls.order_by("number")),
        links=_by_risk(risks, links.order_by("pk")),
        issues=tuple(sorted(chain(*by_risk.values()), key=_issue_order)),
        vacant=_vacant({risk.owner_id for risk in risks}, regime, on),
    )


def _issue_order(issue: Issue) -> tuple[bool, date, int]:
    return not issue.is_open, issue.due_on, issue.pk


def _vacant(posts: set[int], regime: Regime, on: date) -> dict[int, date | None]:
    """The posts that nobody holds on a day, with the day since which. In a record made from
    documents nobody is named, so there none is called vacant. One query."""
    if regime.local_area.record_ends_on is not None:
        return {}
    vacant: dict[int, date | None] = dict.fromkeys(posts)
    held = PostHolding.objects.filter(post__in=posts, from_on__lte=on).order_by("from_on")
    for holding in held:
        is_held = holding.to_on is None or holding.to_on >= on
        if is_held:
            vacant.pop(holding.post_id, None)
        elif holding.post_id in vacant:
            vacant[holding.post_id] = holding.to_on + timedelta(days=1)
    return vacant


def _by_risk(risks: Sequence[Risk], rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows that hang on risks, tied to them; a risk without any has an empty list."""
    by_pk = {risk.pk: risk for risk in risks}
    found: dict[int, list[Any]] = {risk.pk: [] for risk in risks}
    for row in rows:
        row.risk = by_pk[row.risk_id]
        found[row.risk_id].append(row)
    return found


@dataclass(frozen=True)
class RiskPage:
    """One risk with everything that its page tells."""

    line: RiskLine
    reviews: list[Reviewed]
    """The newest first."""
    escalations: list[RiskEscalation]
    """The newest first."""
    issue: Issue | None


def risk_page(register: Register) -> RiskPage:
    """The page of the one risk of a register that was narrowed to it. Two queries."""
    line = register.lines()[0]
    reviews = register.reviews[line.risk.pk]
    prefetch_related_objects(reviews, "reviewed_by")
    moves = line.risk.escalations.select_related("escalated_by").order_by("-pk")
    issue = register.issues[0] if register.issues else None
    return RiskPage(line, reviewed(reviews), list(moves), issue)


def risk_register(regime: Regime, on: date, since: date | None = None) -> list[RiskLine]:
    """The open risks, highest score first, with the movement since a day; without one, that of
    the last review. Seven queries."""
    return read_register(regime, on).open_lines(since)


def headline(register: Register, lines: Sequence[RiskLine]) -> str:
    """What a chair wants to know first: how many are open, for the board, late, and have
    happened. Empty where the register is."""
    if not register.risks:
        return ""
    counted = (
        (len(lines), "risk is open", "risks are open"),
        (sum(bool(line.for_board) for line in lines), "is for the board", "are for the board"),
        (sum(line.review_overdue for line in lines), "review is overdue", "reviews are overdue"),
        (sum(issue.is_open for issue in register.issues), "issue is open", "issues are open"),
    )
    told = [f"{many} {one if many == 1 else more}" for many, one, more in counted if many]
    if not any(line.review_overdue for line in lines):
        told.append("no review is overdue")
    return f"{'; '.join(told)}.".capitalize()
