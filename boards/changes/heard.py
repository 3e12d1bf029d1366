"""Verbs by which views heard come to a meeting and are answered there (paragraph 4g)."""

from collections.abc import Iterable

from boards.models import Decision, HeardView, Meeting
from boards.models.view import HeardHow
from boards.policies.meetings import (
    check_decision,
    check_held,
    check_may_come,
    check_some,
    check_unanswered,
    check_words,
)
from plans.models import VoiceEntry
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import day_in_words


def bring_views(
    *, meeting: Meeting, voices: Iterable[VoiceEntry], how: HeardHow, by: User
) -> list[HeardView]:
    """Put views on the agenda of a meeting, or record that they were heard at it. What stands
    there already stays as it is."""
    chosen = check_some(voices)
    with record(actor=by, reason=f"Views for the meeting of {day_in_words(meeting.meets_on)}"):
        current = meeting.lock()
        known = set(HeardView.objects.filter(meeting=current).values_list("voice", flat=True))
        made = []
        for voice in chosen:
            check_may_come(voice=voice, meeting=current)
            if voice.pk not in known:
                view = HeardView(
                    local_area=current.local_area, meeting=current, voice=voice, how=how
                )
                view.save()
                made.append(view)
    return made


def answer_view(
    *, view: HeardView, version: int, answer: str, decision: Decision | None, by: User
) -> HeardView:
    """Write down what the board said or decided because of these views. Raises `Stale`."""
    answer = check_words(answer, field="answer", missing="Say what the board said or decided.")
    with record(actor=by, reason=f"What the board answered: {answer}"):
        current = view.lock(version=version)
        check_held(current.meeting)
        check_decision(decision=decision, meeting=current.meeting)
        current.answer, current.decision = answer, decision
        current.save()
    return current


def take_off_view(*, view: HeardView, version: int, because: str, by: User) -> None:
    """Take views off the agenda that did not come to the meeting after all. Raises `Stale`."""
    because = check_words(because, field="because", missing="Say why they are taken off.")
    with record(actor=by, reason=f"Taken off the agenda: {because}"):
        current = view.lock(version=version)
        check_unanswered(current)
        current.delete()
