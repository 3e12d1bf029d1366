"""What a regime itself says of reviews, as hints of the form that records one."""

from plans.models import Regime
from reviews.duties.registry import DUTIES
from reviews.models import Clause
from reviews.states import ReviewKind

_HELD = "reviews-held"


def hints_of_reviews(regime: Regime) -> dict[str, str]:
    """A sentence for each kind of review, with the paragraph that asks for it. One query."""
    clauses = list(Clause.objects.filter(regime=regime).order_by("position"))
    held = next((each for each in clauses if each.kind == _HELD), None)
    diagnostic = next((each for each in clauses if "diagnostic" in each.title.lower()), None)
    one_area = "of one service area, by a party agreed."
    hints = {
        ReviewKind.MONITORING: "A visit or meeting between two reviews.",
        ReviewKind.DIAGNOSTIC: f"{_where(diagnostic, regime)}: {one_area}"
        if diagnostic
        else one_area.capitalize(),
    }
    if held:
        months = DUTIES[_HELD].parameters.of(held).months  # type: ignore[attr-defined]  # its own
        hints[ReviewKind.SIX_MONTH] = f"{_where(held, regime)}: at least every {months} months."
    return {str(kind): words for kind, words in hints.items()}


def _where(clause: Clause, regime: Regime) -> str:
    return f"Paragraph {clause.paragraph} of the {regime.short}"
