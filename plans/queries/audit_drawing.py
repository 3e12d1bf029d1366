"""The rounds of a programme drawn, of what a reader may see of them alone."""

from plans.charts.grades import GivenBar, GivenGroup, GradesDrawing, draw_grades
from plans.queries.audited import ByTool, Programme, Round
from plans.statistics.samples import cases
from sendtrack.govuk.tags.dates import short_day


def drawing_of(programme: Programme, *, narrow: bool = False) -> GradesDrawing | None:
    """A bar for each round that is done, the newest tool first; `narrow`: for a telephone. No
    query."""
    parts = programme.by_tool
    return draw_grades(
        [_group(part) for part in parts],
        key="grades-narrow" if narrow else "grades",
        title=f"Grades of {programme.row.ref}, round by round",
        description=_described(parts),
        narrow=narrow,
    )


def _group(part: ByTool) -> GivenGroup:
    return str(part.tool), part.tool.grades, part.tool.good, [_bar(each) for each in part.rounds]


def _bar(each: Round) -> GivenBar:
    assert each.overall is not None
    note = "[c] audits" if each.sample is None else cases(each.sample)
    share = None if each.share is None else float(each.share.per_cent) / 100
    name = f"{each.row.ref}, {short_day(each.row.done_on)}"
    return name, each.overall.counts.parts, share, note


def _described(parts: list[ByTool]) -> str:
    said = []
    for part in parts:
        shares = (
            f"{each.row.ref} {each.overall.share_in_words}" for each in part.rounds if each.overall
        )
        said.append(f"By {part.tool}, {part.tool.good_in_words.lower()}: {'; '.join(shares)}.")
    if len(parts) > 1:
        said.append("Rounds by different tools are not compared.")
    return f"{' '.join(said)} Each count is in the table."
