"""Rules for how an area scores its risks."""

from plans.models import ScoringScheme
from plans.models.scoring import HIGHEST
from plans.policies.work import check_words
from plans.states import RiskBand
from sendtrack.refusals import Refusal

THRESHOLDS = ("moderate_from", "high_from", "very_high_from")
MONTHS = tuple(f"{band}_months" for band in RiskBand)
WORDS = (
    *(f"likelihood_{score}" for score in range(1, 6)),
    *(f"impact_{score}" for score in range(1, 6)),
    *(f"{band}_name" for band in RiskBand),
)
NUMBERS = (*THRESHOLDS, *MONTHS, "escalate_from")


def check_scheme(scheme: ScoringScheme) -> None:
    """Every score has its word and the levels rise: a scheme that an area can work with."""
    for field in WORDS:
        setattr(
            scheme,
            field,
            check_words(getattr(scheme, field), missing="Say what it is called.", field=field),
        )
    names = [getattr(scheme, f"{band}_name").lower() for band in RiskBand]
    for band, name in zip(RiskBand, names, strict=True):
        if names.count(name) > 1:
            raise Refusal("Give each level a name of its own.", field=f"{band}_name")
    lowest = 1
    for field in THRESHOLDS:
        start = getattr(scheme, field)
        if not lowest < start <= HIGHEST:
            raise Refusal(
                f"Enter a score from {lowest + 1} to {HIGHEST}: each level starts above the one "
                "before it.",
                field=field,
            )
        lowest = start
    for field in MONTHS:
        if not 1 <= getattr(scheme, field) <= 12:
            raise Refusal("Enter a number of months from 1 to 12.", field=field)
    if not 1 <= scheme.escalate_from <= HIGHEST:
        raise Refusal(f"Enter a score from 1 to {HIGHEST}.", field="escalate_from")
