"""Rules of terms of reference and of agendas."""

from datetime import date

from boards.models import Meeting, Responsibility, TermsOfReference
from boards.models.body import Body
from boards.policies.meetings import one_line
from boards.states import MeetingState
from plans.models import Evidence
from plans.states import Classification
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation

LONGEST_RESPONSIBILITY = 300


def check_responsibilities(text: str) -> list[str]:
    """The responsibilities of a list, one a line, each once."""
    words = [one_line(line).removeprefix("- ").strip() for line in text.splitlines()]
    words = [each for each in words if each]
    seen: set[str] = set()
    for each in words:
        if len(each) > LONGEST_RESPONSIBILITY:
            raise Refusal(
                f"Use {LONGEST_RESPONSIBILITY} characters or fewer for “{each[:60]}…”.",
                field="responsibilities",
            )
        if each.casefold() in seen:
            raise Refusal(f"“{each}” stands there twice.", field="responsibilities")
        seen.add(each.casefold())
    return words


def check_terms_file(body: Body, evidence: Evidence | None) -> None:
    """Everybody of the area reads the terms, so their file is one that everybody may open."""
    if evidence is None:
        return
    if evidence.local_area_id != body.local_area_id:
        raise Refusal("Choose evidence of this area.", field="evidence")
    if evidence.classification == Classification.RESTRICTED:
        raise Refusal("Choose evidence that is not restricted.", field="evidence")


def check_something_said(text: str, evidence: Evidence | None, citation: Citation | None) -> None:
    if not text and evidence is None and citation is None:
        raise Refusal(
            "Enter the text, choose the evidence that holds the file, or name the document.",
            field="text",
        )


def check_can_agree(terms: TermsOfReference, *, agreed_on: date | None, on: date) -> date:
    """Terms are agreed once, within the life of the body and not before those that they follow."""
    if terms.agreed_on is not None:
        raise Refusal(f"They were agreed on {day_in_words(terms.agreed_on)}.")
    if agreed_on is None or agreed_on > on:
        raise Refusal("Enter the day: today or in the past.", field="agreed_on")
    ended_on = terms.body.ended_on
    if ended_on is not None and agreed_on > ended_on:
        raise Refusal(f"The body ended on {day_in_words(ended_on)}.", field="agreed_on")
    last = terms.body.terms.filter(agreed_on__isnull=False).order_by("-agreed_on").first()
    if last is not None and agreed_on <= last.agreed_on:
        raise Refusal(
            f"Version {last.number} was agreed on {day_in_words(last.agreed_on)}. "
            "Enter a later day.",
            field="agreed_on",
        )
    return agreed_on


def check_agenda_open(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(f"The meeting of {day_in_words(meeting.meets_on)} was not held.")


def check_still_ahead(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refusal("The agenda of a meeting that was held stays as it was. Change its words.")


def check_serves(meeting: Meeting, responsibility: Responsibility | None) -> None:
    """An item serves a responsibility of the body that meets."""
    if responsibility is not None and responsibility.terms.body_id != meeting.body_id:
        raise Refusal(
            "Choose a responsibility from the terms of reference of this body.",
            field="responsibility",
        )
