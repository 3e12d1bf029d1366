"""A doubtful figure comes back once, with what is unlikely about it, before it is saved."""

import hashlib
from collections.abc import Iterable

from django import forms

from plans.policies.batches import Judged
from sendtrack.govuk.forms import GovukForm


class AsksOfDoubts(GovukForm):
    """A form about a figure. Its question `note` takes the words that say why it is right."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    """Which doubts the person has been shown."""

    def put(self, name: str, value: object) -> None:
        """Say something else the next time that the page is sent."""
        sent = {key: self.data[key] for key in self.data}
        self.data = {**sent, self.add_prefix(name): value}

    def were_shown(self, judged: Judged) -> bool:
        """Whether the person has seen these doubts; the form says so the next time."""
        shown = _digest(hint.sentence for hint in judged.hints)
        if self.cleaned_data["seen"] == shown:
            return True
        self.put("seen", shown)
        return False


def _digest(sentences: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]
