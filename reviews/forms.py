"""Forms of the reports."""

from django import forms

from sendtrack.editing import EditForm


class ApproveForm(EditForm):
    """Asks nothing: it carries the version of the report that the chair has read."""


class AnswerForm(EditForm):
    answer = forms.CharField(
        label="What is the answer?",
        help_text="Say what was done and what shows it. Advisers and the report see these words.",
        widget=forms.Textarea,
        max_length=8000,
    )


class SendBackForm(EditForm):
    because = forms.CharField(
        label="What must change before you can approve it?",
        help_text="The programme lead gets these words by email, and they stay with the version.",
        widget=forms.Textarea,
        max_length=4000,
    )
