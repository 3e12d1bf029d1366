"""Human references: given once, stable for life, never used again."""

import re
from collections import Counter
from collections.abc import Iterable

from sendtrack.organisations.models import LocalArea

_LAST_NUMBER = re.compile(r"(\d+)$")


def hold(area: LocalArea) -> None:
    """Make others who number rows of this local area wait until the transaction ends."""
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)


def next_number(refs: Iterable[str]) -> int:
    """One more than the highest number that these references end in."""
    found = (_LAST_NUMBER.search(ref) for ref in refs)
    return max((int(match[1]) for match in found if match), default=0) + 1


def highest_numbers(refs: Iterable[str]) -> Counter[str]:
    """The highest number that references end in, by what stands before it: "A1." → 12."""
    highest: Counter[str] = Counter()
    for ref in refs:
        if match := _LAST_NUMBER.search(ref):
            prefix = ref[: match.start()]
            highest[prefix] = max(highest[prefix], int(match[1]))
    return highest
