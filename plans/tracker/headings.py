"""What the headings and words of other trackers mean here.

The guesses come from published plans of councils (York, Devon, Lancashire and others); whoever
brings a tracker in sees each guess and may choose otherwise.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plans.tracker.columns import BY_KEY, COLUMNS
from plans.tracker.dates import NotADay, read_day
from plans.tracker.found import FoundSheet, Unreadable, Value

SEARCHED_ROWS = 30
"""How far down the row of headings is looked for: titles and keys stand above it."""

MOST_DELETED = 5
"""Columns of ours that may be missing from a file that is still known as one of ours."""

SYNONYMS = {
    "ref": "number|no|ref|ref no|action ref|action number|action no|id|reference number|item",
    "area": "area of weakness|priority area|theme|workstream|area for improvement",
    "outcome": "outcomes|objective|intended outcome|outcome required|expected impact",
    "title": "actions|action required|action to be taken|what we will do|task|milestone|"
    "improvement action|key action|what will be done|description|activity",
    "success_criteria": "success criteria|measures of success|measure of success|"
    "what does success look like|success measures|key indicators of success|expected outcome|"
    "how will we know",
    "accountable": "lead|sro|owner|responsible officer|action lead|lead officer|accountable|"
    "senior responsible officer|responsible|by whom|who|lead initials|accountable officer|"
    "action owner|lead organisation|responsible person",
    "priority": "moscow|importance|priority level|must should could",
    "start_on": "start date|start|from",
    "due_on": "end date|due date|target date|timescale|timescales|by when|deadline|"
    "completion date|when|finish|to be completed by|revised date|timeframe",
    "status": "rag|rag rating|rag status|brag|brag rating|brag status|current status|progress rag|"
    "rating|delivery status",
    "happened": "progress|progress update|progress comments|progress notes|progress so far|"
    "update|latest update|comments|commentary|"
    "evidence and impact|progress to date|latest position|notes|dated progress update",
    "difference": "impact|evidence of impact|difference made|impact to date",
    "next_step": "next steps|next step|actions next period|planned next",
    "reason": "reason|reason for rag|reason for rating|issues|barriers|exceptions",
    "help_wanted": "help wanted|help needed|support needed|support required|escalation|"
    "mitigation|ask of the board",
    "move_reason": "reason for change of date|why the date moved",
    "last_update_on": "date of update|updated on|last updated",
}

STATUS_WORDS = {
    "on_track": "g|green|on track|in progress|work in progress|progressing|under way|underway|"
    "ongoing|started|on target|on schedule",
    "at_risk": "a|amber|at risk|progressing but delayed|delayed|some concerns|some slippage|"
    "slipping|partially on track|yellow",
    "off_track": "r|red|off track|overdue|behind|significantly delayed|not on track|stalled",
    "complete": "b|blue|complete|completed|closed|done|delivered|embedded|complete and embedded|"
    "action complete|finished",
    "not_started": "not started|not yet started|grey|white|n/a|not due|planned|yet to start",
}
"""What people call how an action goes. Two councils mean two things by blue: hence a guess."""


PRIORITY_WORDS = {
    "must": "must|must do|must be done|must have|high|critical|essential",
    "should": "should|should do|should be done|should have|medium|normal",
    "could": "could|could do|could be done|could have|low|desirable",
}


def squeezed(words: str) -> str:
    """How headings and words are compared: small letters, no marks, one space."""
    return " ".join(re.sub(r"[^\w/]+", " ", words.lower()).split())


_BY_HEADING = {
    **{
        each: key
        for key, words in SYNONYMS.items()
        for each in (squeezed(w) for w in words.split("|"))
    },
    **{squeezed(column.heading): column.key for column in COLUMNS},
}
BY_PRIORITY_WORD = {
    squeezed(w): key for key, words in PRIORITY_WORDS.items() for w in words.split("|")
}
_BY_STATUS_WORD = {
    squeezed(w): key for key, words in STATUS_WORDS.items() for w in words.split("|")
}


@dataclass(frozen=True)
class Table:
    """The rows of a tracker under their headings. Rows and columns count from 0, as in the file."""

    sheet: str
    header: int
    headings: dict[int, str]
    rows: list[tuple[int, dict[int, Value]]]
    formulas: frozenset[tuple[int, int]]
    from_1904: bool = False

    def words_of(self, column: int) -> list[str]:
        """The different words of a column, in their order."""
        found = (row[column] for _, row in self.rows if column in row)
        return list(dict.fromkeys(_in_words(value) for value in found))


TRACKERS_NEED = (
    "No row of headings was found. The tracker needs a row that says what its columns "
    "are, such as Action, Lead, Due date and Status, within the first 30 rows."
)


def find_table(
    sheets: list[FoundSheet],
    by_heading: Mapping[str, str] = _BY_HEADING,
    *,
    needs: str = TRACKERS_NEED,
) -> Table:
    """The list in a file: the sheet and row whose cells look most like headings of a tracker, or
    of another list where its headings are given, `squeezed`.

    Raises `Unreadable` where no sheet has any; `needs` then says what the list must have.
    """
    best: tuple[int, int, FoundSheet, int] | None = None
    for place, sheet in enumerate(sheets):
        for number, row in sheet.rows():
            if number > SEARCHED_ROWS:
                break
            guessed = {by_heading.get(squeezed(_in_words(value))) for value in row.values()}
            score = len(guessed - {None})
            if best is None or score > best[0]:
                best = (score, -place, sheet, number)
    if best is None or best[0] < 2:
        raise Unreadable(needs)
    _, _, sheet, header = best
    rows = list(sheet.rows())
    heads = next(row for number, row in rows if number == header)
    under = [(number, row) for number, row in rows if number > header]
    return Table(
        sheet=sheet.name,
        header=header,
        headings={column: _in_words(value) for column, value in sorted(heads.items())},
        rows=[(number, row) for number, row in under if row != heads],
        formulas=frozenset(sheet.formulas),
        from_1904=sheet.from_1904,
    )


def guess(table: Table, remembered: Mapping[str, str]) -> dict[int, str]:
    """By column: what it is here; "" for what is not taken over. What was chosen last time counts
    more than a guess, and of several ratings the one of the latest month."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    names_areas = any(_BY_HEADING.get(squeezed(each)) == "area" for each in table.headings.values())
    for column, heading in table.headings.items():
        name = squeezed(heading)
        key = remembered.get(name, _BY_HEADING.get(name, ""))
        if key == "priority" and not names_areas and not _is_importance(table.words_of(column)):
            key = "area"
        found[column] = "" if key in taken else key
        taken.add(key)
    if "status" not in taken:
        free = {column: words for column, words in table.headings.items() if not found[column]}
        read = {column: _month(words, table.from_1904) for column, words in free.items()}
        months = {column: day for column, day in read.items() if day}
        filled = [column for column in months if table.words_of(column)]
        if filled:
            found[max(filled, key=lambda column: months[column])] = "status"
    return found


def _is_importance(words: list[str]) -> bool:
    """Other trackers call what this plan calls an area a priority: "Priority 1: leadership"."""
    return all(squeezed(word) in BY_PRIORITY_WORD for word in words)


def is_our_own(table: Table) -> bool:
    """Whether the headings are those of a tracker that was made here, a few of which somebody may
    have deleted."""
    names = {squeezed(heading) for heading in table.headings.values()}
    ours = {squeezed(column.heading) for column in COLUMNS}
    return squeezed(BY_KEY["key"].heading) in names and len(ours - names) <= MOST_DELETED


def guess_status(word: str) -> str:
    """The status that a word of another convention most likely means; "" for none."""
    name = squeezed(word)
    return _BY_STATUS_WORD.get(name, "")


def guess_post(word: str, posts: Mapping[str, tuple[str, ...]]) -> str:
    """The one post that a title, a holder's name or initials can mean; "" for none or several.

    `posts` are the names a post goes by, under what it is called in full.
    """
    name = squeezed(word)
    if not name:
        return ""
    exact = [post for post, names in posts.items() if name in {squeezed(each) for each in names}]
    if len(exact) == 1:
        return exact[0]
    letters = re.sub(r"[^A-Za-z]", "", word)
    if not exact and 2 <= len(letters) <= 5 and letters.isupper():
        alike = [p for p, names in posts.items() if letters in {initials(each) for each in names}]
        return alike[0] if len(alike) == 1 else ""
    return ""


def initials(name: str) -> str:
    """DCS for Director of Children's Services, DF for Dana Fox."""
    small = {"of", "and", "the", "for", "to", "in"}
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", name)
    return "".join(word[0].upper() for word in words if word.lower() not in small)


def _month(heading: str, from_1904: bool) -> date | None:
    try:
        found = read_day(heading, from_1904=from_1904)
    except NotADay:
        return None
    return found.day


def _in_words(value: Value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(value.split())
