"""The rounds of a programme of audits as rows of a spreadsheet, as somebody may read them."""

from datetime import date

from plans.measuring.audiences import MARK
from plans.queries.audited import Line, Programme, Round
from plans.tracker.sheets import Cell, Column, Kind, Sheet
from sendtrack.govuk.statuses import status_of
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words


def _column(key: str, heading: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    return Column(key, heading, width, kind, is_editable=True)


ROUNDS = (
    _column("ref", "Round", 10),
    _column("planned_on", "Planned for", 12, Kind.DAY),
    _column("state", "State", 18),
    _column("not_held", "Why it was not held", 36, Kind.LONG),
    _column("done_on", "Done on", 12, Kind.DAY),
    _column("tool", "Tool", 30, Kind.LONG),
    _column("drawn_from", "Finished from", 12, Kind.DAY),
    _column("drawn_to", "Finished until", 12, Kind.DAY),
    _column("population", "Drawn from", 12),
    _column("sample", "Audited", 10),
    _column("moderated", "Moderated", 10),
    _column("judged", "What was judged", 36, Kind.LONG),
    _column("answer", "How", 24),
    _column("count", "Audits", 10),
    _column("learnt", "What was learnt", 48, Kind.LONG),
    _column("doing", "What is done about it", 48, Kind.LONG),
)


def audits_sheet(area: LocalArea, programme: Programme, *, on: date, by: str) -> Sheet:
    """A row for each grade and judgement of each round, so that it can be summed; a round that is
    not done has one row. No query."""
    row = programme.row
    return Sheet(
        name="Rounds",
        columns=ROUNDS,
        rows=[told for each in reversed(programme.rounds) for told in _rows(each)],
        title=f"{row.ref} {row.name}",
        marking=area.marking,
        about=(
            ("Area", f"{area.name}{' (example data)' if area.is_example else ''}"),
            ("As at", day_in_words(on)),
            ("Made by", by),
            ("Withheld", f"{MARK} stands where a small number could be worked out."),
            ("Tools", "Rounds that were judged by two tools are not compared."),
        ),
    )


def _rows(each: Round) -> list[dict[str, Cell]]:
    row = each.row
    about: dict[str, Cell] = {
        "ref": row.ref,
        "planned_on": row.planned_on,
        "state": status_of(each.state).word,
        "not_held": row.not_held_because,
        "done_on": row.done_on,
    }
    if each.tool is None:
        return [about]
    about |= {
        "tool": str(each.tool),
        "drawn_from": row.drawn_from,
        "drawn_to": row.drawn_to,
        "population": each.population,
        "sample": _shown(each.sample),
        "moderated": row.moderated,
        "learnt": row.learnt,
        "doing": row.doing,
    }
    return [about | told for line in each.lines for told in _line(line)]


def _line(line: Line) -> list[dict[str, Cell]]:
    cells = list(line.cells)
    if line.judges_apart:
        cells.append(("Did not apply", line.not_applicable))
    return [{"judged": line.name, "answer": word, "count": _shown(count)} for word, count in cells]


def _shown(count: int | None) -> Cell:
    return MARK if count is None else count
