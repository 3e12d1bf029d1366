"""The risk register: how each risk stands, and how its score moved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from plans.models import (
    Action,
    AreaOfWeakness,
    Control,
    Issue,
    Regime,
    Risk,
    RiskLink,
    RiskReview,
    ScoringScheme,
)
from plans.models.control import ControlQuerySet
from plans.models.issue import IssueQuerySet
from plans.models.risk import RiskQuerySet
from plans.queries.plan import outcome_key
from plans.states import IN_FORCE, RiskState
from sendtrack.govuk.statuses import Status
from sendtrack.organisations.models import LocalArea, Person, Post
from sendtrack.organisations.tenancy import AreaQuerySet


@dataclass(frozen=True)
class ScoreMovement:
    """How a score came to be what it is. `before` is None for a risk that is new."""

    before: int | None
    now: int
    since: date | None = None
    """Where the movement is counted from a day, not from the last review."""

    @property
    def direction(self) -> str:
        """new, same, worse or better: a higher score is worse."""
        if self.before is None:
            return "new"
        if self.before == self.now:
            return "same"
        return "worse" if self.now > self.before else "better"

    @property
    def mark(self) -> str:
        """The arrow of the score: up is worse."""
        return {"worse": "↑", "better": "↓"}.get(self.direction, "")

    @property
    def words(self) -> str:
        if self.direction == "new":
            return "new" if self.since else "not reviewed yet"
        if self.direction == "same":
            return "no change"
        return f"from {self.before} to {self.now}"

    def __str__(self) -> str:
        return f"{self.mark} {self.words}".strip()


@dataclass(frozen=True)
class RiskLine:
    """One line of the register."""

    risk: Risk
    movement: ScoreMovement
    review_overdue: bool
    reviews: tuple[RiskReview, ...] = ()
    """The oldest first."""
    controls: tuple[Control, ...] = ()
    """In place, by number."""
    withdrawn: tuple[Control, ...] = ()
    links: tuple[RiskLink, ...] = ()
    is_vacant: bool = False
    """Whether nobody holds the post that owns it."""
    vacant_since: date | None = None
    warnings: tuple[str, ...] = ()
    """What does not hang together, each a sentence with its facts."""
    for_board: tuple[str, ...] = ()
    """Why the board must see it."""

    @property
    def actions(self) -> list[RiskLink]:
        return [link for link in self.links if link.action_id]

    @property
    def needs_attention(self) -> bool:
        return bool(self.for_board or self.warnings or self.review_overdue)


def risk_rows(regime: Regime) -> RiskQuerySet:
    """The risks of a plan with what a list shows of each."""
    return _with_place(Risk.objects.filter(regime=regime))


def register_rows(regime: Regime) -> RiskQuerySet:
    """The risks of a plan; of the plan that leads also those that a regime left open when it
    ended. They stay until each is moved or closed."""
    mine = Q(regime=regime)
    if regime.leads and regime.is_in_force:
        mine |= Q(pk__in=left_open(regime.local_area).values("pk"))
    return _with_place(Risk.objects.filter(mine))


def left_open(area: LocalArea) -> RiskQuerySet:
    """What the regimes of an area that have ended left open: risks, and risks that have become
    an issue which nobody has resolved."""
    return unsettled(Risk.objects.of(area).exclude(regime__state__in=IN_FORCE))


def unsettled(rows: RiskQuerySet) -> RiskQuerySet:
    """Those that are open, or whose issue is."""
    issues = Issue.objects.open().values("risk")
    return _with_place(rows.filter(Q(state=RiskState.OPEN) | Q(pk__in=issues)))


def _with_place(rows: RiskQuerySet) -> RiskQuerySet:
    return rows.select_related("area", "owner__organisation", "local_area", "regime")


def risks_of(area: LocalArea) -> RiskQuerySet:
    """The risks of a local area with what a page shows of each."""
    return Risk.objects.of(area).select_related(
        "area__regime", "owner__organisation", "local_area", "regime__local_area"
    )


def controls_of(area: LocalArea) -> ControlQuerySet:
    """The controls of a local area's risks with what a form shows of each."""
    return Control.objects.of(area).select_related(
        "risk__regime", "risk__local_area", "local_area", "owner__organisation"
    )


def risks_about(area: AreaOfWeakness) -> RiskQuerySet:
    """The risks that belong to an area, or are linked to it or to something in it."""
    links = RiskLink.objects.filter(
        Q(area=area) | Q(outcome__area=area) | Q(action__area=area)
    ).values("risk")
    return risk_rows(area.regime).filter(Q(area=area) | Q(pk__in=links))


def risks_of_action(action: Action) -> RiskQuerySet:
    """The risks that are linked to an action."""
    links = RiskLink.objects.filter(action=action).values("risk")
    return risk_rows(action.area.regime).filter(pk__in=links)


def issues_of(area: LocalArea) -> IssueQuerySet:
    """The issues of a local area with what a page shows of each."""
    return Issue.objects.of(area).select_related(
        "risk__local_area", "owner__organisation", "local_area", "regime"
    )


def links_of(area: LocalArea) -> "AreaQuerySet":
    return RiskLink.objects.of(area).select_related(
        "risk", "local_area", "area", "outcome__area", "action"
    )


def link_key(kind: str, to: str) -> dict[str, Any]:
    """How a link is found by what it leads to: `link_key("action", "A1.2")`."""
    if kind == "outcome":
        return {f"outcome__{name}": value for name, value in outcome_key(to).items()}
    return {f"{kind}__ref": to} if kind in ("area", "action") else {"pk": None}


@dataclass(frozen=True)
class Reviewed:
    """One review and how it moved the score."""

    review: RiskReview
    movement: ScoreMovement


def reviewed(reviews: Iterable[RiskReview]) -> list[Reviewed]:
    """Reviews, given oldest first, with how each moved the score; newest first."""
    told = [
        Reviewed(review, ScoreMovement(review.score_before, review.score)) for review in reviews
    ]
    return told[::-1]


def reviews_due(regime: Regime, person: Person, on: date, *, until: date) -> list[Risk]:
    """The open risks owned by the posts of a person whose review falls due by a day, the most
    overdue first. Two queries."""
    posts = Post.objects.held_by(person, on)
    rows = register_rows(regime).open().filter(owner__in=posts, next_review_on__lte=until)
    return with_scheme(rows.order_by("next_review_on", "pk"), regime.local_area)


def with_scheme(rows: Iterable[Risk], area: LocalArea) -> list[Risk]:
    """Risks of one area, each with the scheme that it is scored by. One query besides theirs."""
    scheme = ScoringScheme.objects.in_force(area)
    risks = list(rows)
    for risk in risks:
        risk.scheme = scheme
    return risks


def register_order(risk: Risk) -> tuple[int, int]:
    """The highest score first, then as people count: R2 before R10."""
    return -risk.score, int(risk.ref[1:])


def score_before(risk: Risk, reviews: Sequence[RiskReview], since: date | None) -> int | None:
    """The score that the movement starts from; None for a risk that is new."""
    if since is None:
        return reviews[-1].score_before if reviews else None
    if risk.raised_on > since:
        return None
    later = (review for review in reviews if review.reviewed_on > since)
    first = next(later, None)
    return first.score_before if first else risk.score


@dataclass(frozen=True)
class GridCell:
    """One field of the 5 × 5 grid."""

    likelihood: int
    impact: int
    likelihood_words: str
    status: Status
    lines: tuple[RiskLine, ...]
    targets: tuple[str, ...]
    """The risks that are to come here, by reference."""

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


def grid(lines: list[RiskLine], scheme: ScoringScheme) -> list[list[GridCell]]:
    """The 5 × 5 grid of scores after controls: rows by likelihood from 5 down, columns by impact
    from 1 up."""

    placed: dict[tuple[int, int], list[RiskLine]] = defaultdict(list)
    aimed: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for line in lines:
        risk = line.risk
        placed[risk.likelihood, risk.impact].append(line)
        if (risk.target_likelihood, risk.target_impact) != (risk.likelihood, risk.impact):
            aimed[risk.target_likelihood, risk.target_impact].append(risk.ref)
    return [
        [
            GridCell(
                likelihood=likelihood,
                impact=impact,
                likelihood_words=scheme.likelihoods[likelihood],
                status=scheme.level(likelihood * impact),
                lines=tuple(placed[likelihood, impact]),
                targets=tuple(aimed[likelihood, impact]),
            )
            for impact in range(1, 6)
        ]
        for likelihood in range(5, 0, -1)
    ]
