"""Which test shows which word of which kind of duty: `test_registry` reads it."""

from collections.abc import Callable
from typing import Any, TypeVar

from reviews.states import VerdictWord

Test = TypeVar("Test", bound=Callable[..., Any])


def proves(kind: str, word: VerdictWord) -> Callable[[Test], Test]:
    def mark(test: Test) -> Test:
        test.proves = (kind, word)  # type: ignore[attr-defined]
        return test

    return mark
