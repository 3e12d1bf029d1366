"""The risk register of a regime on a day, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.models import Regime, Risk, RiskReview
from plans.queries.risks import RiskLine, line_of, register_order, risk_rows


@dataclass(frozen=True)
class Register:
    """Risks that know their areas and owners, with the reviews made until that day.

    What is asked of it costs no query.
    """

    regime: Regime
    on: date
    risks: tuple[Risk, ...]
    """Open and closed ones, the highest score first."""
    reviews: Mapping[int, list[RiskReview]]
    """By risk, the oldest first; a risk without reviews has an empty list."""

    @cached_property
    def open(self) -> list[Risk]:
        return [risk for risk in self.risks if risk.is_open]

    def lines(self, since: date | None = None) -> list[RiskLine]:
        """Every risk with its movement since a day; without one, that of its last review."""
        return [
            line_of(risk, self.reviews[risk.pk], on=self.on, since=since) for risk in self.risks
        ]

    def open_lines(self, since: date | None = None) -> list[RiskLine]:
        return [line for line in self.lines(since) if line.risk.is_open]

    def risk(self, ref: str) -> Risk | None:
        return next((risk for risk in self.risks if risk.ref == ref), None)


def read_register(regime: Regime, on: date) -> Register:
    """The register as it is. Two queries."""
    risks = list(risk_rows(regime))
    return _tied(regime, on, risks, RiskReview.objects.filter(risk__in=risks))


def _tied(
    regime: Regime, on: date, risks: Iterable[Risk], reviews: Iterable[RiskReview]
) -> Register:
    by_risk: dict[int, list[RiskReview]] = {risk.pk: [] for risk in risks}
    for review in sorted(reviews, key=lambda each: (each.reviewed_at, each.pk)):
        by_risk[review.risk_id].append(review)
    return Register(regime, on, tuple(sorted(risks, key=register_order)), by_risk)


def risk_register(regime: Regime, on: date, since: date | None = None) -> list[RiskLine]:
    """The open risks, highest score first, with the movement since a day; without one, that of
    the last review. Two queries."""
    return read_register(regime, on).open_lines(since)
