"""Counts that belong together: which add up to which, and which are shares of which."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

Key = Hashable
Bounds = tuple[int, int | None]
"""The least and the most that a count can be; None: no most is known."""


class DoesNotAddUp(ValueError):
    """A total isn’t the sum of its parts. Its text is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up: a row, a column, a level of a hierarchy."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage: a part of a whole. What is left of the whole is its complement."""

    part: Key
    whole: Key

    @property
    def complement(self) -> Key:
        return ("complement", self.part, self.whole)


@dataclass(frozen=True)
class Table:
    """Everything that is printed together, or that a reader can lay side by side.

    `counts` are the exact figures; None where there is none. `unprinted` are counts that follow
    from others and aren’t shown themselves: a month behind two cumulative figures. `released` is
    what readers know already, from an earlier release: it can’t be suppressed any more. `withheld`
    was suppressed there and stays so.
    """

    counts: Mapping[Key, int | None]
    sums: Sequence[Sum] = ()
    shares: Sequence[Share] = ()
    unprinted: frozenset[Key] = frozenset()
    released: Mapping[Key, Bounds] = field(default_factory=dict)
    withheld: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        for key, count in self.counts.items():
            if count is not None and count < 0:
                raise DoesNotAddUp(f"{_name(key)} is {count}: a count can’t be negative.")
        for each in self.sums:
            parts = [self.counts.get(part) for part in each.parts]
            total = self.counts.get(each.total)
            known = [part for part in parts if part is not None]
            if total is None or len(known) < len(parts):
                continue
            if sum(known) != total:
                raise DoesNotAddUp(
                    f"{_name(each.total)} is {total} and its parts add up to {sum(known)}."
                )
        for share in self.shares:
            part, whole = self.counts.get(share.part), self.counts.get(share.whole)
            if part is not None and whole is not None and part > whole:
                raise DoesNotAddUp(
                    f"{_name(share.part)} is {part}, more than the {whole} of "
                    f"{_name(share.whole)} that it is a share of."
                )

    @property
    def told(self) -> frozenset[Key]:
        """The counts that printing tells something of, by themselves or as part of a percentage,
        and that can still be suppressed."""
        shared = {key for share in self.shares for key in (share.part, share.whole)}
        return frozenset((self.counts.keys() - self.unprinted) | shared) - self.released.keys()

    def with_complements(self) -> "Table":
        """The same with what each share leaves over, as unprinted counts."""
        counts, sums = dict(self.counts), list(self.sums)
        for share in self.shares:
            part, whole = counts.get(share.part), counts.get(share.whole)
            counts[share.complement] = None if part is None or whole is None else whole - part
            sums.append(Sum(share.whole, (share.part, share.complement)))
        hidden = {share.complement for share in self.shares}
        return replace(self, counts=counts, sums=sums, shares=(), unprinted=self.unprinted | hidden)


def _name(key: Key) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
