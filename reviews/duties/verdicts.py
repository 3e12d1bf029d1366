"""What a judgement of a clause says: a word, the sentence behind it, and where to look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reviews.states import VerdictWord


@dataclass(frozen=True)
class Proof:
    """A page that shows why: the words of the link, and the route with its keywords.

    Without a route the words stand alone. The area is added by whoever draws the link.
    """

    words: str
    route: str = ""
    keywords: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """How a duty stands on a day. `because` is a whole sentence, with the facts in it.

    `next_on` is the next day that matters; `next_words` says what it is, or stands for a day
    that no document names ("The next review is in June 2023").
    """

    word: VerdictWord
    because: str
    evidence: tuple[Proof, ...] = ()
    next_on: date | None = None
    next_words: str = ""
