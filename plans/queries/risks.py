"""The risk register: how each risk stands, and how its score moved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Control, Regime, Risk, RiskReview, ScoringScheme
from plans.models.control import ControlQuerySet
from plans.models.risk import RiskQuerySet
from sendtrack.govuk.statuses import Status
from sendtrack.organisations.models import LocalArea, Person, Post


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
    controls: tuple[Control, ...] = ()
    """In place, by number."""
    withdrawn: tuple[Control, ...] = ()


def risk_rows(regime: Regime) -> RiskQuerySet:
    """The risks of a plan with what a list shows of each."""
    return Risk.objects.filter(regime=regime).select_related(
        "area", "owner__organisation", "local_area"
    )


def risks_of(area: LocalArea) -> RiskQuerySet:
    """The risks of a local area with what a page shows of each."""
    return Risk.objects.of(area).select_related(
        "area", "owner__organisation", "local_area", "regime__local_area"
    )


def controls_of(area: LocalArea) -> ControlQuerySet:
    """The controls of a local area's risks with what a form shows of each."""
    return Control.objects.of(area).select_related(
        "risk__regime", "risk__local_area", "local_area", "owner__organisation"
    )


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
    rows = risk_rows(regime).open().filter(owner__in=posts, next_review_on__lte=until)
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
    status: Status
    lines: tuple[RiskLine, ...]

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


def grid(lines: list[RiskLine], scheme: ScoringScheme) -> list[list[GridCell]]:
    """The 5 × 5 grid of scores after controls: rows by likelihood from 5 down, columns by impact
    from 1 up."""

    placed: dict[tuple[int, int], list[RiskLine]] = defaultdict(list)
    for line in lines:
        placed[line.risk.likelihood, line.risk.impact].append(line)
    return [
        [
            GridCell(
                likelihood=likelihood,
                impact=impact,
                status=scheme.level(likelihood * impact),
                lines=tuple(placed[likelihood, impact]),
            )
            for impact in range(1, 6)
        ]
        for likelihood in range(5, 0, -1)
    ]
