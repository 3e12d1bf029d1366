"""Small words of sentences: counts and lists as people write them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from reviews.states import Holds
from sendtrack.periods import day_in_words


def counted(number: int, one: str, many: str = "") -> str:
    """1 meeting, 2 meetings, no meetings"""
    words = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {words}"


def capital(words: str) -> str:
    """The same with a capital first letter, and nothing else changed."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """A, B and C"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def areas_listed(refs: Sequence[str]) -> str:
    """area (c); areas (a), (b) and (f)"""
    return f"{'area' if len(refs) == 1 else 'areas'} {listed([f'({ref})' for ref in refs])}"


def sentence(words: str) -> str:
    """What somebody typed, with one full stop at its end."""
    typed = words.rstrip()
    return typed if typed.endswith((".", "?", "!", "…")) else f"{typed}."


def until_delivered(days_left: int) -> str:
    """Where a day stands to that of paragraph 10, which ends no Notice."""
    many = f"{abs(days_left)} day{'' if abs(days_left) == 1 else 's'}"
    if days_left < 0:
        return f"{many} past the day by which its actions should have been delivered"
    return f"{many} to the day by which its actions should be delivered"


def is_are(number: int) -> str:
    return "is" if number == 1 else "are"


def has_have(number: int) -> str:
    return "has" if number == 1 else "have"


def day_or_nothing(day: date | None) -> str:
    return day_in_words(day) if day else "no day recorded"


def month_in_words(day: date) -> str:
    """November 2021"""
    return f"{day:%B %Y}"


SAID_OF_STRENGTHS = {
    Holds.HOLDS: ("holds", "hold"),
    Holds.SLIPPING: ("is slipping", "are slipping"),
    Holds.LOST: ("is lost", "are lost"),
    Holds.NOT_LOOKED_AT: ("has not been looked at yet", "have not been looked at yet"),
}


def strengths_in_words(found: Sequence[str]) -> str:
    """Of 5 strengths, 1 holds and 4 have not been looked at yet."""
    many = Counter(found)
    said = [
        f"{many[holds]} {one if many[holds] == 1 else more}"
        for holds, (one, more) in SAID_OF_STRENGTHS.items()
        if many[holds]
    ]
    return f"Of {counted(len(found), 'strength')}, {listed(said)}."
