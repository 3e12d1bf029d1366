"""How an audience is shown counts and percentages (measures, D1 and D2)."""

from dataclasses import dataclass
from fractions import Fraction

LARGE = 1000
"""Counts above this are rounded to `large_base` (measures, D2: 10 for counts over 1,000)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is protected for an audience, and in which form the rest is shown.

    Counts from 1 to `threshold` are protected; with `hides_zero` a zero is too. `base` is what
    other counts are rounded to: 1 leaves them exact. A percentage has one decimal place from a
    denominator of `one_place_from` on, else none, and isn’t shown of fewer than `smallest_whole`:
    10 is usual for surveys. `percentages_of_rounded` takes both its counts rounded. A threshold of
    0 protects nothing.
    """

    threshold: int = 5
    base: int = 5
    large_base: int = 10
    hides_zero: bool = False
    mark: str = "c"
    one_place_from: int = 50
    smallest_whole: int = 6
    percentages_of_rounded: bool = False

    @property
    def least(self) -> int:
        """The least that a suppressed count can be, as any reader of the policy knows."""
        return 0 if self.hides_zero else 1

    def protects(self, count: int) -> bool:
        """Whether a count is too small to be shown."""
        return self.threshold > 0 and self.least <= count <= self.threshold

    def rounded(self, count: int) -> int:
        """A count that isn’t protected as it is shown, halves upwards."""
        base = self.large_base if count > LARGE and self.base > 1 else self.base
        return (2 * count + base) // (2 * base) * base

    def behind(self, shown: int) -> tuple[int, int]:
        """The least and the most that a count shown as this can be."""
        reach = max(self.base, self.large_base)
        found = [
            count
            for count in range(max(shown - reach, 0), shown + reach + 1)
            if not self.protects(count) and self.rounded(count) == shown
        ]
        return found[0], found[-1]

    def places(self, whole: int) -> int:
        """The decimal places of a percentage of so many. Rounded counts are known to a few only,
        and a decimal place of their percentage would be made up."""
        if self.percentages_of_rounded:
            return 0
        return 1 if whole >= self.one_place_from else 0

    def percentage(self, part: int, whole: int) -> Fraction:
        """A percentage as it is shown, halves upwards. The whole isn’t zero."""
        if self.percentages_of_rounded:
            part, whole = self.rounded(part), self.rounded(whole)
        scale = 10 ** self.places(whole)
        return Fraction((200 * part * scale + whole) // (2 * whole), scale)

    def behind_percentage(self, part: int, whole: int) -> tuple[int, int]:
        """The least and the most of a part whose percentage of a known whole reads the same."""
        if self.percentages_of_rounded:
            return self.behind(self.rounded(part))
        shown, low, high = self.percentage(part, whole), part, part

        def reads_the_same(other: int) -> bool:
            small = self.protects(other) or self.protects(whole - other)
            return 0 <= other <= whole and not small and self.percentage(other, whole) == shown

        while reads_the_same(low - 1):
            low -= 1
        while reads_the_same(high + 1):
            high += 1
        return low, high


RESTRICTED = Policy(threshold=0, base=1, smallest_whole=1)
"""Board members signed in, DfE and NHS England under agreement: exact. Small counts are marked
as such where they are shown (D2, first row)."""

SMALL = 5
"""The most that counts as a small number where nothing is suppressed."""

PUBLISHED = Policy()
"""The website, public papers and exports (D2, second row)."""

NHS = Policy(threshold=7, mark="*", smallest_whole=8, percentages_of_rounded=True)
"""Measures from NHS England’s own data (D2, third row)."""
