"""Forms about the action log."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.changes import LogWords
from boards.models import LogItem, LogUpdate, Meeting
from boards.policies.meetings import NEEDS_A_DATE, NEEDS_SOMEBODY, what_closed
from boards.queries.record import Carried, carried
from boards.states import LogState
from plans.forms.fields import PostField
from plans.models import Regime
from plans.policies.work import because_asked
from plans.queries.posts import accountable_posts
from sendtrack.editing import Clash, EditForm
from sendtrack.govuk.fields import DateField, LongTextField, RadiosField
from sendtrack.govuk.forms import GovukForm
from sendtrack.govuk.tags.dates import moment
from sendtrack.govuk.typed import TypedDate
from sendtrack.history import changes_of

Data = Mapping[str, Any] | None

NO_UPDATE = "none"
AFTERWARDS = [
    (LogState.OPEN.value, "Stays open"),
    (LogState.CLOSED.value, "Closed"),
    (NO_UPDATE, "No update was given"),
]


class DueField(DateField):
    """A day by which something is done. "Ongoing" and "TBC" are answered as none is."""

    def to_python(self, value: Any) -> date | None:
        words = " ".join((value.day, value.month, value.year)) if _is_typed(value) else ""
        try:
            return super().to_python(value)
        except ValidationError:
            if not any(letter.isdigit() for letter in words):
                raise ValidationError(
                    self.error_messages["required"],
                    code="not_a_date",
                    params={"boxes": ("day", "month", "year")},
                ) from None
            raise


def _is_typed(value: Any) -> bool:
    return isinstance(value, TypedDate)


class LogItemQuestions(GovukForm):
    """Who — what — by when."""

    accountable = PostField(
        queryset=None,
        label="Who?",
        help_text="One post answers for it.",
        empty_label="Choose one",
        error_messages={"required": NEEDS_SOMEBODY},
        noun="who is accountable",
    )
    what = LongTextField(label="What?", max_length=1000, rows=2, noun="what is to be done")
    due_on = DueField(
        label="By when?", error_messages={"required": NEEDS_A_DATE}, noun="the day it is due by"
    )

    def _ask_for(self, regime: Regime | None) -> None:
        """Person and day, in the words of the Notice where the board answers to one."""
        for name, sentence in (("accountable", NEEDS_SOMEBODY), ("due_on", NEEDS_A_DATE)):
            self.fields[name].error_messages["required"] = sentence + because_asked(regime)


class LogItemForm(LogItemQuestions):
    """Add an action that the board agreed."""

    def __init__(self, data: Data = None, *, meeting: Meeting, on: date) -> None:
        super().__init__(data)
        self._ask_for(meeting.body.kept_for)
        fields: Any = self.fields
        fields["accountable"].queryset = accountable_posts(meeting.local_area, on)


class EditLogItemForm(EditForm, LogItemQuestions):
    """Change the words, the post or the date of an item."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = ("accountable", "what", "due_on", "reason")

    def __init__(self, data: Data = None, *, row: LogItem, on: date) -> None:
        super().__init__(data, row=row)
        self._ask_for(row.body.kept_for)
        fields: Any = self.fields
        fields["accountable"].queryset = accountable_posts(
            row.local_area, on, current=row.accountable
        )


class ReopenForm(EditForm):
    """Open an item again."""

    because = LongTextField(
        label="Why is it opened again?", max_length=2000, rows=3, noun="why it is opened again"
    )


class UpdatesForm(EditForm):
    """One question for each item that was open before the meeting, all on one page.

    What is left blank stays to do, and can be saved so. Two people may have the page open: each
    item carries what it said when the page was opened, so that only the items that both changed
    clash, and then both texts are shown at the item.
    """

    version: Any = None  # each item has its own

    def __init__(self, data: Data = None, *, row: Meeting, on: date) -> None:
        self.meeting = row
        self.carried = carried(row, on)
        super().__init__(data, row=row)
        for each in self.carried:
            self._ask(each)

    def _ask(self, each: Carried) -> None:
        ref, update = each.item.ref, each.update
        self.fields[f"said_{ref}"] = LongTextField(
            label=f"What was said about {ref}?",
            max_length=2000,
            rows=2,
            required=False,
            initial=update.said if update else "",
        )
        self.fields[f"after_{ref}"] = RadiosField(
            label=f"After the meeting, {ref}",
            choices=AFTERWARDS,
            required=False,
            initial=answer_of(update),
        )
        self.fields[f"seen_{ref}"] = forms.CharField(
            widget=forms.HiddenInput,
            required=False,
            max_length=80,
            initial=seen(update.version if update else 0, *answers_of(update)),
        )

    def sections(self) -> list[dict[str, Any]]:
        """Each item with its fields, in the order of the page."""
        return [
            {
                "carried": each,
                "said": self[f"said_{each.item.ref}"],
                "after": self[f"after_{each.item.ref}"],
                "seen": self[f"seen_{each.item.ref}"],
            }
            for each in self.carried
        ]

    def clean(self) -> None:
        for each in self.carried:
            said, after = self._typed(each.item.ref)
            if after == LogState.CLOSED and not said:
                self.add_error(f"said_{each.item.ref}", what_closed(each.item.ref))
            if after == LogState.OPEN and not said:
                self.add_error(
                    f"said_{each.item.ref}",
                    f"Enter what was said about {each.item.ref}, or choose “No update was given”",
                )
            if after == NO_UPDATE and said:
                self.add_error(
                    f"after_{each.item.ref}",
                    f"There are words about {each.item.ref}: choose “Stays open” or “Closed”, "
                    "or remove the words",
                )

    def _typed(self, ref: str) -> tuple[str, str]:
        said = self.cleaned_data.get(f"said_{ref}") or ""
        after = self.cleaned_data.get(f"after_{ref}") or (LogState.OPEN.value if said else "")
        return said, after

    def words(self) -> list[LogWords]:
        """What the person has changed, as `update_log` takes it; after `is_valid()`."""
        found = []
        for each in self.carried:
            said, after = self._typed(each.item.ref)
            version, was = split(self.cleaned_data[f"seen_{each.item.ref}"])
            if after and digest(said, after) != was:
                found.append(LogWords(each.item, said, after == LogState.CLOSED, version))
        return found

    def clash_with(self, current: Any) -> None:
        """Show, at each item that somebody else has updated meanwhile, their words; the next save
        knows them."""
        data = {name: self.data[name] for name in self.data}
        for line in self.words():
            rows = LogUpdate.objects.of(self.meeting.local_area)
            now = rows.filter(item=line.item, meeting=self.meeting).first()
            version = now.version if now else 0
            if version == line.version:
                continue
            self.add_error(f"said_{line.item.ref}", _their_words(now))
            data[f"seen_{line.item.ref}"] = seen(version, *answers_of(now))
        self.data = data
        last = changes_of(current)[0]
        self.clash = Clash(
            str(last.history_user), last.history_date, last.history_change_reason, ()
        )


def _their_words(update: LogUpdate | None) -> str:
    if update is None:
        return "Somebody has changed this item. Read it again, then save."
    last = changes_of(update)[0]
    after = dict(AFTERWARDS)[answer_of(update)].lower()
    words = f"“{update.said}” ({after})" if update.said else f"“{after}”"
    return (
        f"{last.history_user} saved this on {moment(last.history_date)}: {words}. "
        "Your words are still below: save again to replace theirs"
    )


def answer_of(update: LogUpdate | None) -> str:
    """Which of the three answers an update is; empty where there is none yet."""
    if update is None:
        return ""
    if update.state == LogState.CLOSED:
        return LogState.CLOSED.value
    return LogState.OPEN.value if update.said else NO_UPDATE


def answers_of(update: LogUpdate | None) -> tuple[str, str]:
    return (update.said if update else ""), answer_of(update)


def digest(said: str, after: str) -> str:
    """A short mark of what an item said."""
    return hashlib.sha256(f"{after}\n{said}".encode()).hexdigest()[:16]


def seen(version: int, said: str, after: str) -> str:
    """What the page was opened with: the version of the update, and its mark."""
    return f"{version}.{digest(said, after)}"


def split(typed: str) -> tuple[int, str]:
    """The version and the mark back again; what nobody's page has sent matches nothing."""
    version, _, mark = typed.partition(".")
    return (int(version) if version.isdecimal() and len(version) < 9 else -1), mark
