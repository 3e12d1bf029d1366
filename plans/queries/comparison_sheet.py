"""The comparison of a measure as a spreadsheet."""

from datetime import date

from plans.measuring.figures import plain
from plans.models import Measure
from plans.queries.comparison import Compared, release_in_words
from plans.statistics.words import without_sign
from plans.tracker.sheets import Cell, Column, Kind, Sheet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words


def _column(key: str, heading: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    return Column(key, heading, width, kind, is_editable=True)


COLUMNS = (
    _column("measure", "Measure", 10),
    _column("period", "Period", 24),
    _column("who", "Who", 34),
    _column("value", "Figure", 14),
    _column("words", "Figure in words", 26, Kind.LONG),
    _column("parts", "Out of how many", 18),
    _column("difference", "Ours less theirs", 28, Kind.LONG),
    _column("sentence", "Comparison", 60, Kind.LONG),
    _column("release", "Release", 60, Kind.LONG),
)


def comparison_sheet(
    area: LocalArea, measure: Measure, found: Compared, *, on: date, by: str
) -> Sheet:
    """Ours first, then the others as on the page."""
    release = release_in_words(found.file)
    alike: dict[str, Cell] = {"measure": measure.ref, "period": found.name, "release": release}
    rows: list[dict[str, Cell]] = [
        {
            **alike,
            "who": area.name,
            "value": "" if found.own is None else plain(found.own),
            "words": found.own_words or "No figure of our own",
            "parts": found.own_parts,
            "release": "Our own figure",
        }
    ]
    rows += [
        {
            **alike,
            "who": each.name,
            "value": "" if each.value is None else plain(each.value),
            "words": each.words,
            "difference": without_sign(each.difference),
            "sentence": each.sentence,
        }
        for each in found.others
    ]
    return Sheet(
        name="Comparison",
        columns=COLUMNS,
        rows=rows,
        title=f"{measure.ref} {measure.name}, beside others",
        marking=area.marking,
        about=(
            ("Where ours stands", f"{found.stands} {found.quarters}".strip() or "Not compared"),
            ("Measure", f"{measure.ref} {measure.name}"),
            ("Release", release),
            ("Neighbours", str(found.neighbours or "None were chosen by then")),
            ("As at", day_in_words(on)),
            ("Downloaded by", by),
        ),
    )
