"""The risk register of a regime on a day, read once: as it is, or as it stood on a past day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects

from plans.models import AreaOfWeakness, Regime, Risk, RiskReview
from plans.queries.risks import RiskLine, line_of, register_order, risk_rows
from sendtrack import clock
from sendtrack.history import Row, as_at
from sendtrack.organisations.models import LocalArea, Organisation, Post


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
    is_past: bool = False
    """Whether it was read as it stood, not as it is now."""
    gone: frozenset[int] = frozenset()
    """The risks that have been removed since: they have no page any more."""

    @cached_property
    def open(self) -> list[Risk]:
        return [risk for risk in self.risks if risk.is_open]

    def lines(self, since: date | None = None) -> list[RiskLine]:
        """Every risk with its movement since a day; without one, that of its last review."""
        return [
            line_of(
                risk,
                self.reviews[risk.pk],
                on=self.on,
                since=since,
                is_past=self.is_past,
                is_gone=risk.pk in self.gone,
            )
            for risk in self.risks
        ]

    def open_lines(self, since: date | None = None) -> list[RiskLine]:
        return [line for line in self.lines(since) if line.risk.is_open]

    def risk(self, ref: str) -> Risk | None:
        return next((risk for risk in self.risks if risk.ref == ref), None)


def read_register(regime: Regime, on: date) -> Register:
    """The register as it is. Two queries."""
    risks = list(risk_rows(regime))
    return _tied(regime, on, risks, RiskReview.objects.filter(risk__in=risks))


def read_past_register(regime: Regime, day: date, **only: Any) -> Register:
    """The register as the record had it at the end of a past day: what was closed, renamed, moved
    to another owner or removed since stands as it stood. `only` narrows it to risks by what never
    changes in them, such as `ref`. Six queries, whatever the length of the history."""
    moment = clock.end_of(day)

    def stood(model: type[Row], **scope: Any) -> list[Row]:
        return as_at(model, moment, local_area_id=regime.local_area_id, **scope)

    risks = [risk for risk in stood(Risk, **only) if risk.regime_id == regime.pk]
    areas = {area.pk: area for area in stood(AreaOfWeakness)}
    organisations = {row.pk: row for row in stood(Organisation)}
    posts = {row.pk: row for row in stood(Post)}
    for post in posts.values():
        post.organisation = organisations[post.organisation_id]
    for risk in risks:
        risk.regime, risk.local_area = regime, regime.local_area
        risk.area = areas[risk.area_id] if risk.area_id else None
        risk.owner = posts[risk.owner_id]
    known = {risk.pk for risk in risks}
    reviews = [review for review in stood(RiskReview) if review.risk_id in known]
    living = set(Risk.objects.filter(pk__in=known).values_list("pk", flat=True))
    register = _tied(regime, day, risks, reviews)
    return replace(register, is_past=True, gone=frozenset(known - living))


def _tied(
    regime: Regime, on: date, risks: Iterable[Risk], reviews: Iterable[RiskReview]
) -> Register:
    by_risk: dict[int, list[RiskReview]] = {risk.pk: [] for risk in risks}
    for review in sorted(reviews, key=lambda each: (each.reviewed_at, each.pk)):
        by_risk[review.risk_id].append(review)
    return Register(regime, on, tuple(sorted(risks, key=register_order)), by_risk)


@dataclass(frozen=True)
class Stood:
    """A risk's page on a past day."""

    register: Register | None
    """The register with this risk alone; None where the risk was not on it."""
    risk: Risk
    """As it stood; where it was not yet on the register, as it is now."""


def risk_as_at(area: LocalArea, ref: str, day: date) -> Stood | None:
    """A risk as it stood at the end of a past day, with the reviews made until then; None for a
    reference that the area's register never had. Nine queries."""
    found = as_at(Risk, clock.end_of(day), local_area_id=area.pk, ref=ref)
    if not found:
        live = Risk.objects.of(area).filter(ref=ref).first()
        return Stood(None, live) if live else None
    regimes = as_at(Regime, clock.end_of(day), local_area_id=area.pk, id=found[0].regime_id)
    prefetch_related_objects(regimes, "local_area")
    register = read_past_register(regimes[0], day, ref=ref)
    prefetch_related_objects(
        [review for reviews in register.reviews.values() for review in reviews], "reviewed_by"
    )
    return Stood(register, register.risks[0])


def risk_register(regime: Regime, on: date, since: date | None = None) -> list[RiskLine]:
    """The open risks, highest score first, with the movement since a day; without one, that of
    the last review. Two queries."""
    return read_register(regime, on).open_lines(since)
