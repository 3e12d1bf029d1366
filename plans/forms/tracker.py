"""The forms by which a tracker comes in: its file, and what its columns and words mean."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from plans.policies.imports import columns_of
from plans.queries.imports import PlanNow
from plans.queries.tracker import STATUS_CHOICES
from plans.states import MEANING, Status
from plans.tracker.columns import BY_KEY, COLUMNS
from plans.tracker.dates import NotADay, read_day
from plans.tracker.headings import Table, guess, guess_post, guess_status, squeezed
from sendtrack.govuk.bound import GovukBoundField
from sendtrack.govuk.fields import DateField, FileField, LongTextField, SelectField
from sendtrack.govuk.forms import GovukForm

MOST_WORDS = 80
"""Different words of a column that are asked about: more means that the column is another."""

NOT_TAKEN = ("", "Leave this column out")
NOT_KNOWN = ("", "None of these: refuse its rows")


class TrackerForm(GovukForm):
    """Bring a tracker in."""

    upload = FileField(
        label="The file",
        help_text="Excel (XLSX), OpenDocument (ODS) or CSV. A file that was downloaded here, or "
        "a tracker of your own with other headings.",
        noun="the tracker",
    )
    described_on = DateField(
        label="Which day does it describe? (only for an older tracker)",
        help_text="What it says then takes its place on that day. Leave this empty for the plan "
        "as it is now.",
        required=False,
        noun="the day that it describes",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
    ) -> None:
        super().__init__(data, files)


class ColumnsForm(GovukForm):
    """What each column of a tracker is here, and what its words mean."""

    outcome = SelectField(
        required=False,
        label="Outcome for new actions whose row names none",
        noun="the outcome",
    )
    fill = LongTextField(
        max_length=200,
        rows=2,
        required=False,
        label="What to write where the tracker does not say why, or what help is wanted",
        help_text="At risk and off track need both. Leave it empty to refuse such rows.",
        noun="what to write",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        table: Table,
        plan: PlanNow,
        reading: Mapping[str, Any],
        headings: Mapping[str, str],
        words: Mapping[str, Mapping[str, str]],
        named: str,
    ) -> None:
        self.table = table
        known = columns_of(reading, table) if reading else guess(table, headings)
        fill = reading.get("fill", "") if reading else f"Not stated in {named}"
        super().__init__(data, initial={"fill": fill[:200], "outcome": reading.get("outcome", "")})
        self.columns = {
            column: self._asked(data, f"column-{column}", known.get(column, ""))
            for column in table.headings
        }
        self._ask_columns()
        self.words: dict[str, tuple[str, str]] = {}
        self._ask_words(plan, reading, words)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [("", "No outcome: refuse such rows")] + [
            (each.ref, str(each)[:90]) for each in plan.outcomes
        ]

    @staticmethod
    def _asked(data: Mapping[str, Any] | None, name: str, otherwise: str) -> str:
        if data is None:
            return otherwise
        key = str(data.get(name, ""))
        return key if key in BY_KEY else ""

    def _ask_columns(self) -> None:
        choices = [NOT_TAKEN, *((each.key, each.heading) for each in COLUMNS)]
        for column, heading in self.table.headings.items():
            found = [word[:40] for word in self.table.words_of(column)[:3]]
            self.fields[f"column-{column}"] = SelectField(
                choices=choices,
                required=False,
                label=heading[:80],
                help_text=" · ".join(found) or "Empty in this file",
                initial=self.columns[column],
            )

    def _ask_words(
        self, plan: PlanNow, reading: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]
    ) -> None:
        by_key = {key: column for column, key in self.columns.items() if key}
        labels = {squeezed(each.label) for each in MEANING}
        for word in self._found(by_key.get("status"), but_not=labels):
            meant = self._known("statuses", word, reading, words) or _label(guess_status(word))
            choices = [NOT_KNOWN, *((word, word) for word in STATUS_CHOICES)]
            self._ask("statuses", word, choices, meant)
        names = plan.names_of_posts()
        for word in self._found(by_key.get("accountable"), but_not={squeezed(n) for n in names}):
            meant = self._known("posts", word, reading, words) or guess_post(word, names)
            self._ask("posts", word, [NOT_KNOWN, *((name, name) for name in names)], meant)
        for word in self._found(by_key.get("due_on"), but_not=set()):
            if not _is_day(word, from_1904=self.table.from_1904):
                name = self._name("days", word)
                self.fields[name] = DateField(
                    required=False,
                    label=f"“{word[:60]}” as a date",
                    help_text="Give the day on which it is due or next reviewed. Leave it empty "
                    "to refuse its rows.",
                    initial=reading.get("days", {}).get(squeezed(word)),
                )

    def _found(self, column: int | None, *, but_not: set[str]) -> list[str]:
        if column is None:
            return []
        unlike = {squeezed(word): word for word in reversed(self.table.words_of(column))}
        asked = [word for name, word in reversed(unlike.items()) if name and name not in but_not]
        return asked[:MOST_WORDS]

    @staticmethod
    def _known(
        kind: str, word: str, reading: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]
    ) -> str:
        name = squeezed(word)
        return str(reading.get(kind, {}).get(name) or words.get(kind, {}).get(name) or "")

    def _name(self, kind: str, word: str) -> str:
        name = f"{kind}-{len(self.words)}"
        self.words[name] = (kind, squeezed(word))
        return name

    def _ask(self, kind: str, word: str, choices: list[tuple[str, str]], meant: str) -> None:
        self.fields[self._name(kind, word)] = SelectField(
            choices=choices, required=False, label=f"“{word[:80]}” means", initial=meant
        )

    def _bound(self, kind: str) -> Iterator[GovukBoundField]:
        for name, (of, _) in self.words.items():
            if of == kind:
                yield self[name]  # type: ignore[misc]  # the renderer makes them ours

    @property
    def column_fields(self) -> list[Any]:
        return [self[f"column-{column}"] for column in self.table.headings]

    @property
    def status_fields(self) -> list[Any]:
        return list(self._bound("statuses"))

    @property
    def post_fields(self) -> list[Any]:
        return list(self._bound("posts"))

    @property
    def day_fields(self) -> list[Any]:
        return list(self._bound("days"))

    def clean(self) -> dict[str, Any]:
        """As the verb takes it. Words that came up by another choice of column are asked first."""
        answers = self.cleaned_data
        for name in self.words:
            if self._is_new(name):
                self.add_error(name, "Say what this means here, and save again")
        reading: dict[str, Any] = {"statuses": {}, "posts": {}, "days": {}}
        for name, (kind, word) in self.words.items():
            if value := answers.get(name):
                reading[kind][word] = value.isoformat() if kind == "days" else value
        columns = {str(column): key for column, key in self.columns.items()}
        reading["columns"] = columns
        reading["headings"] = {
            squeezed(heading): self.columns[column]
            for column, heading in self.table.headings.items()
        }
        reading["outcome"], reading["fill"] = answers.get("outcome", ""), answers.get("fill", "")
        return {"reading": reading}

    def _is_new(self, name: str) -> bool:
        """Whether a word was not asked about on the page that came back."""
        return not any(key == name or key.startswith(f"{name}-") for key in self.data)


def _label(key: str) -> str:
    return Status(key).label if key else ""


def _is_day(word: str, *, from_1904: bool) -> bool:
    try:
        read_day(word, from_1904=from_1904)
    except NotADay:
        return False
    return True
