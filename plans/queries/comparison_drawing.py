"""The comparison of a measure as a drawing."""

from fractions import Fraction
from typing import Any

from plans.charts.dots import DotsDrawing, Given, draw_dots
from plans.measuring.words import Unit
from plans.models import Measure
from plans.queries.comparison import OURS, Compared, decimal, release_in_words
from sendtrack.organisations.models import LocalArea

LONGEST = 18


def dots_of(
    found: Compared, area: LocalArea, measure: Measure, *, narrow: bool = False
) -> DotsDrawing | None:
    """Ours, then the others in the order of the table; None where nobody has a figure. Ours has no
    place on it where it can't be compared. `narrow`: for a telephone."""
    definition = found.comparator.definition
    own = found.own if found.own is not None and not found.why_not else None
    words = found.own_words if own is not None else "not comparable" if found.why_not else "none"
    given: list[Given] = [(OURS, area.name, words, None if own is None else Fraction(own))]
    for each in found.others:
        said = each.words if len(each.words) <= LONGEST else "no figure"
        given.append(
            (each.kind, each.name, said, None if each.value is None else Fraction(each.value))
        )
    is_percent = definition.unit == Unit.PERCENT
    least = None if definition.unit in (Unit.SCORE, Unit.POUNDS) else Fraction(0)
    return draw_dots(
        given,
        key=f"dots-{measure.ref.lower()}{'-narrow' if narrow else ''}",
        title=f"{measure.ref} beside others, {found.name}",
        description=" ".join(f"{name}: {said}." for _, name, said, _ in given),
        words=lambda value: definition.in_words(decimal(value)),
        bounds=(least, Fraction(100) if is_percent else None),
        narrow=narrow,
    )


def beside(found: Compared | None, area: LocalArea, measure: Measure) -> dict[str, Any]:
    """What the part of a page needs that shows a comparison."""
    if found is None:
        return {"compared": None}
    return {
        "compared": found,
        "dots": dots_of(found, area, measure),
        "narrow_dots": dots_of(found, area, measure, narrow=True),
        "release": release_in_words(found.file),
    }
