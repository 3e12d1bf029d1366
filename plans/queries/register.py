"""The risk register of a regime on a day, read once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects

from plans.models import Control, Regime, Risk, RiskReview, ScoringScheme
from plans.queries.risks import (
    Reviewed,
    RiskLine,
    ScoreMovement,
    register_order,
    reviewed,
    risk_rows,
    score_before,
    with_scheme,
)


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
        return RiskLine(
            risk=risk,
            movement=ScoreMovement(before, risk.score, since),
            review_overdue=risk.is_open and risk.next_review_on < self.on,
            controls=tuple(each for each in controls if each.is_in_place),
            withdrawn=tuple(each for each in controls if not each.is_in_place),
        )

    def open_lines(self, since: date | None = None) -> list[RiskLine]:
        return [line for line in self.lines(since) if line.risk.is_open]


def read_register(regime: Regime, on: date, risks: Iterable[Risk] | None = None) -> Register:
    """The register as it is, or these risks of it. Four queries."""
    risks = with_scheme(risk_rows(regime) if risks is None else risks, regime.local_area)
    return _tied(
        regime,
        on,
        risks,
        reviews=RiskReview.objects.filter(risk__in=risks),
        controls=Control.objects.filter(risk__in=risks).select_related("owner__organisation"),
    )


def _tied(
    regime: Regime,
    on: date,
    risks: Sequence[Risk],
    *,
    reviews: Iterable[RiskReview],
    controls: Iterable[Control],
) -> Register:
    """Rows that know each other in memory, in the order in which they are read."""
    return Register(
        regime=regime,
        on=on,
        risks=tuple(sorted(risks, key=register_order)),
        reviews=_by_risk(risks, sorted(reviews, key=lambda each: (each.reviewed_at, each.pk))),
        controls=_by_risk(risks, sorted(controls, key=lambda each: each.number)),
    )


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


def risk_page(register: Register) -> RiskPage:
    """The page of the one risk of a register that was narrowed to it. One query."""
    line = register.lines()[0]
    reviews = register.reviews[line.risk.pk]
    prefetch_related_objects(reviews, "reviewed_by")
    return RiskPage(line, reviewed(reviews))


def risk_register(regime: Regime, on: date, since: date | None = None) -> list[RiskLine]:
    """The open risks, highest score first, with the movement since a day; without one, that of
    the last review. Four queries."""
    return read_register(regime, on).open_lines(since)
