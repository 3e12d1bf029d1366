"""The table for scrutiny as a spreadsheet."""

from plans.queries.beside import Beside, Others
from plans.queries.scrutiny import Scrutiny, ScrutinyLine
from plans.statistics.words import without_sign
from plans.tracker.sheets import Cell, Column, Kind, Sheet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words


def _column(key: str, heading: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    return Column(key, heading, width, kind, is_editable=True)


COLUMNS = (
    _column("group", "Part of the table", 30, Kind.LONG),
    _column("ref", "Measure", 10),
    _column("name", "What it tells", 40, Kind.LONG),
    _column("headline", "Headline measure", 12),
    _column("counts", "What it counts", 50, Kind.LONG),
    _column("period", "Period", 24),
    _column("figure", "Newest figure", 18),
    _column("finality", "How final", 14),
    _column("missing", "Due and not there", 24, Kind.LONG),
    _column("before_period", "A year before", 24),
    _column("before", "Figure a year before", 18),
    _column("change", "Change since then", 26, Kind.LONG),
    _column("per_cent", "Change in per cent of then", 16),
    _column("change_words", "The change in a sentence", 50, Kind.LONG),
    _column("others_period", "Period of the published figures", 24),
    _column("ours_then", "Our figure then", 18),
    _column("england", "England", 14),
    _column("england_less", "Ours less England’s", 24, Kind.LONG),
    _column("region", "Region", 14),
    _column("region_less", "Ours less the region’s", 24, Kind.LONG),
    _column("neighbours", "Statistical neighbours", 14),
    _column("neighbours_who", "Of whom", 28, Kind.LONG),
    _column("neighbours_less", "Ours less the neighbours’", 24, Kind.LONG),
    _column("stands", "Where ours stands", 34, Kind.LONG),
    _column("not_comparable", "Why not comparable", 60, Kind.LONG),
    _column("target", "Due for that period", 26, Kind.LONG),
    _column("verdict", "Verdict", 20),
    _column("verdict_words", "The verdict in words", 60, Kind.LONG),
    _column("source", "Source", 30, Kind.LONG),
    _column("source_on", "Source of", 14, Kind.DAY),
    _column("release", "Published figures from", 60, Kind.LONG),
)


def scrutiny_sheet(area: LocalArea, found: Scrutiny, *, by: str) -> Sheet:
    """The lines in the order of the page. No query."""
    return Sheet(
        name="Scrutiny",
        columns=COLUMNS,
        rows=[_row(line, group.title) for group in found.groups for line in group.lines],
        title=f"Measures for scrutiny: {area.name}",
        marking=area.marking,
        about=(
            ("Area", f"{area.name}{' (example data)' if area.is_example else ''}"),
            ("As at", day_in_words(found.on)),
            ("Made by", by),
            ("Who may read it", "Everybody. Figures are as they are published, whoever made it."),
            *((rule.get_audience_display(), found.says_of(rule)) for rule in found.rules),
            ("[c]", "There is a figure, and it is withheld."),
            ("An empty cell", "Nothing is known. It never stands for nought."),
        ),
    )


def _row(line: ScrutinyLine, group: str) -> dict[str, Cell]:
    before, measure = line.before, line.measure
    return {
        "group": group,
        "ref": measure.ref,
        "name": line.name,
        "headline": "yes" if measure.is_headline else "",
        "counts": line.counts,
        "period": line.point.name if line.point else "",
        "figure": line.figure or "None yet",
        "finality": line.finality,
        "missing": line.missing,
        "before_period": before.period if before else "",
        "before": before.figure if before else "",
        "change": without_sign(before.difference) if before else "",
        "per_cent": without_sign(before.relative) if before else "",
        "change_words": before.sentence if before else "",
        **_others(line.others),
        "target": line.target or "Nothing was due",
        "verdict": line.verdict.status.word if line.verdict else "",
        "verdict_words": line.verdict_words,
        "source": line.source,
        "source_on": line.source_on,
        "release": line.others.release,
    }


def _others(others: Others) -> dict[str, Cell]:
    """Empty cells, and the reason, where nothing stands beside ours."""
    because = [others.not_comparable]
    if not others.not_comparable:
        each = (others.england, others.region, others.neighbours)
        because = [f"{one.who}: {one.because}" for one in each if one and one.because]
    return {
        "others_period": others.compared.name if others.compared else "",
        "ours_then": others.compared.own_words if others.compared else "",
        **_one("england", others.england),
        **_one("region", others.region),
        **_one("neighbours", others.neighbours),
        "neighbours_who": others.neighbours.who if others.neighbours else "",
        "stands": others.stands,
        "not_comparable": " ".join(because),
    }


def _one(key: str, found: Beside | None) -> dict[str, Cell]:
    if found is None:
        return {}
    return {key: found.figure, f"{key}_less": without_sign(found.difference)}
