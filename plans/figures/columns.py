"""The columns of a list of figures, and what others call them."""

from plans.tracker.headings import squeezed
from plans.tracker.sheets import Column, Kind

NAME = "Figures"
ABSENCES, FINALITIES = "Reasons", "How final"

_ONLY_READ = "Only to be read: what is changed here is not taken over."

COLUMNS = (
    Column(
        "key",
        "Key",
        14,
        help_text="By this we know which figure stood there. Leave it as it is.",
    ),
    Column("ref", "Measure", 10, help_text="The reference of the measure, such as M4."),
    Column("name", "What is measured", 40, Kind.LONG, help_text=_ONLY_READ),
    Column("period", "Period", 24, help_text="Such as Mar 2026, Q2 2025/26 or 2024/25."),
    Column("numerator", "What was counted", 14, Kind.NUMBER, is_editable=True),
    Column("denominator", "Out of", 14, Kind.NUMBER, is_editable=True),
    Column(
        "value",
        "Figure",
        14,
        Kind.NUMBER,
        is_editable=True,
        help_text="Only where there are no parts: it is worked out from them otherwise.",
    ),
    Column(
        "absence",
        "Why there is none",
        26,
        is_editable=True,
        choices=ABSENCES,
        must_be_listed=True,
        help_text="Empty is not nought, and takes nothing away.",
    ),
    Column("finality", "How final", 14, is_editable=True, choices=FINALITIES, must_be_listed=True),
    Column("source", "Where it comes from", 34, Kind.LONG, is_editable=True),
    Column("source_on", "Source of", 12, Kind.DAY, is_editable=True),
    Column("note", "What a reader must know", 40, Kind.LONG, is_editable=True),
    Column("unit", "Unit", 12, help_text=_ONLY_READ),
    Column("counts", "What is counted", 48, Kind.LONG, help_text=_ONLY_READ),
)

HEADING = {column.key: column.heading for column in COLUMNS}

_SYNONYMS = {
    "ref": "ref|reference|measure ref|measure reference|kpi|kpi ref|indicator|no|number",
    "name": "name|measure name|title|kpi name|indicator name",
    "period": "month|quarter|year|term|date|period ending|time period|reporting period",
    "numerator": "numerator|num|count|counted",
    "denominator": "denominator|den|base|total|of",
    "value": "value|result|actual|rate|percentage|performance|per cent|outturn",
    "absence": "reason|why none|symbol",
    "finality": "status|provisional or final|finality",
    "source": "source|data source",
    "source_on": "source date|date of source|extracted|run on",
    "note": "note|notes|comment|comments|commentary|caveat",
}

BY_HEADING = {
    **{squeezed(word): key for key, words in _SYNONYMS.items() for word in words.split("|")},
    **{squeezed(column.heading): column.key for column in COLUMNS},
}

NEEDS = (
    "No row of headings was found. The list needs a row that says what its columns are, such as "
    "Measure, Period and Figure, within the first 30 rows."
)
