"""Verbs that bring figures in from a spreadsheet: kept, compared, and applied as a whole or not at
all."""

from datetime import date

from django.core.files.base import ContentFile
from django.db.models import Max

from plans.changes.batches import hold_figures, put_down
from plans.changes.numbering import hold
from plans.figures.rows import as_file
from plans.models import FigureImport, Measure
from plans.policies.batches import FiguresMoved, check_batch
from plans.policies.figure_files import compared_figures
from plans.policies.figure_lines import FigureComparison, answered
from plans.policies.rows import Choices, Fate
from plans.policies.work import check_reason
from plans.queries.figure_files import figures_of
from plans.states import ImportState
from plans.tracker.found import Unreadable
from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.files.changes import Upload, keep_file
from sendtrack.files.kinds import SHEETS
from sendtrack.history import brought_in, record
from sendtrack.organisations.models import LocalArea
from sendtrack.privacy.few import small_numbers_in
from sendtrack.refusals import Refusal

PASTED = "pasted-rows.csv"


def bring_figures(
    *, area: LocalArea, upload: Upload, source: str, source_on: date | None, by: User, on: date
) -> FigureImport:
    """Keep a file of figures, if rows can be read in it. The figures stay as they are.

    `source` is where those come from whose row does not say. Raises `Refusal` at the file.
    """
    if source_on is not None and source_on > on:
        raise Refusal("The source can't be of a day that has not come yet.", field="source_on")
    with record(actor=by, reason=f"Brought in {upload.name}"):
        hold(area)
        highest = FigureImport.objects.of(area).aggregate(highest=Max("number"))["highest"]
        row = FigureImport(
            local_area=area,
            number=(highest or 0) + 1,
            file=keep_file(area=area, upload=upload, by=by, kinds=SHEETS),
            source=source.strip(),
            source_on=source_on or on,
        )
        try:
            figures_of(row)
        except Unreadable as problem:
            raise Refusal(str(problem), field="upload") from problem
        row.save()
    return row


def paste_figures(
    *, area: LocalArea, rows: str, source: str, source_on: date | None, by: User, on: date
) -> FigureImport:
    """The same of rows that were copied from a spreadsheet; they are kept as a file."""
    try:
        content = as_file(rows)
    except Unreadable as problem:
        raise Refusal(str(problem), field="rows") from problem
    try:
        return bring_figures(
            area=area,
            upload=ContentFile(content, name=PASTED),
            source=source,
            source_on=source_on,
            by=by,
            on=on,
        )
    except Refusal as refusal:
        where = "rows" if refusal.field == "upload" else refusal.field
        raise Refusal(refusal.sentence, field=where) from refusal


def _check_few(found: FigureComparison, *words: str) -> None:
    told = [phrase for _, phrases in found.telling for phrase in phrases]
    told += [phrase for each in words for phrase in small_numbers_in(each)]
    if told:
        quoted = ", ".join(f"“{phrase}”" for phrase in told[:3])
        raise Refusal(
            f"{quoted} tells of a few children, and everybody who opens the page reads it. Write "
            "it without the number, or tick the box if it gives nobody away."
        )


def abandon_figures(*, row: FigureImport, by: User) -> FigureImport:
    """Put an import aside for good; its file stays on record."""
    with record(actor=by, reason=f"Abandoned {row}"):
        current = row.lock()
        _check_open(current)
        current.state = ImportState.ABANDONED
        current.save()
    return current


def _check_open(row: FigureImport) -> None:
    if not row.is_open:
        raise Refusal(f"{row} has been {row.get_state_display().lower()}: it stays as it is.")


def apply_figures(
    *,
    row: FigureImport,
    access: Access,
    choices: Choices,
    seen: str,
    leaves_refused: bool,
    lets_few_stand: bool = False,
    note: str,
    reason: str,
    by: User,
    on: date,
) -> FigureImport:
    """Put the figures of a file down as the comparison showed them: all of them, or none. Applied
    twice it counts once.

    `note` is kept with each doubtful figure that has no word of its own, `reason` with each that
    takes the place of another. `lets_few_stand` is for words that count a few children. Raises
    `FiguresMoved` where `seen` is no longer so, `Refusal` where a rule or a refused row stands
    against it.
    """
    with brought_in(origin=str(row)), record(actor=by, reason=reason or "Entered figures"):
        area = row.local_area
        hold(area)
        current = row.lock()
        if current.state == ImportState.APPLIED:
            return current
        _check_open(current)
        measures = Measure.objects.of(area)
        hold_figures(area, measures)
        found = compared_figures(current, access, on=on, choices=choices)
        if found.digest != seen:
            raise FiguresMoved
        if found.refused and not leaves_refused:
            fault = found.refused[0].row.faults[0]
            raise Refusal(
                f"{fault.cell}: {fault.sentence} Put it right in the file, or leave out the rows "
                "that can’t be taken over."
            )
        if not found.to_apply:
            raise Refusal("Nothing of this file would change a figure, so nothing was applied.")
        if not lets_few_stand:
            _check_few(found, note, reason)
        judged = [answered(line, note) for line in found.to_apply]
        check_batch(judged)
        if any(each.fate == Fate.CHANGED for each in judged):
            check_reason(reason)
        put_down(judged, reason=reason, by=by, on=on)
        current.state = ImportState.APPLIED
        current.applied_at, current.applied_by = clock.now(), by
        current.added = sum(each.fate == Fate.ADDED for each in judged)
        current.changed = sum(each.fate == Fate.CHANGED for each in judged)
        current.left_out = len(found.refused) + sum(line.is_left_out for line in found.plain)
        current.save()
    return current
