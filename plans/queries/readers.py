"""Who reads figures, and under which policy."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from plans.measuring.audiences import Audience
from plans.measuring.words import SourceKind
from plans.models import Definition, Measure
from plans.statistics.disclosure import NHS, PUBLISHED, RESTRICTED, Policy
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.models import Post
from sendtrack.past import as_it_is

INSIDE = frozenset({Role.OFFICER, Role.LEAD})
"""Roles that enter figures, and so see each of them."""

BOARD = Policy(base=1, large_base=1, one_place_from=0)
"""Signed in: exact but for small counts, and what they could be worked out from."""

USUAL: dict[Audience, Policy] = {
    Audience.INTERNAL: RESTRICTED,
    Audience.BOARD: BOARD,
    Audience.PUBLIC: PUBLISHED,
    Audience.NHS: NHS,
}
"""How each audience is shown figures where an area has not set anything else."""


@dataclass(frozen=True)
class Reader:
    """Who figures are read for. Each function that gives figures out asks for one."""

    audience: Audience
    on: date
    """The day of the reading itself, also where a past day is read."""
    supplies: frozenset[int] = frozenset()
    """The organisations whose own figures are no secret to this reader."""
    looks_back: bool = False

    def reads_as(self, measure: Measure, definition: Definition) -> Audience:
        """The audience that a person or paper is for the figures of one measure."""
        if self.sees_all_of(measure):
            return Audience.INTERNAL
        if self.audience == Audience.PUBLIC and definition.source == SourceKind.NHS:
            return Audience.NHS
        return self.audience

    def sees_all_of(self, measure: Measure) -> bool:
        """Whether each figure of a measure may be seen, and each earlier version of it."""
        is_own = self.audience == Audience.BOARD and measure.supplier_id in self.supplies
        return self.sees_all or is_own

    def as_board(self) -> "Reader":
        """For what is taken over into words and numbers that everybody here reads."""
        return Reader(Audience.BOARD, self.on, looks_back=self.looks_back)

    @property
    def sees_all(self) -> bool:
        return self.audience == Audience.INTERNAL


def reader_of(access: Access, on: date) -> Reader:
    """A signed-in person on the day of today. For a partner one query."""
    if access.role in INSIDE:
        return Reader(Audience.INTERNAL, on, looks_back=access.looks_back)
    return Reader(Audience.BOARD, on, _supplied_by(access, on), access.looks_back)


def _supplied_by(access: Access, on: date) -> frozenset[int]:
    """The organisations whose posts a partner holds today, whatever past day is read."""
    if access.role != Role.PARTNER or access.person_id is None:
        return frozenset()
    with as_it_is() if access.looks_back else nullcontext():
        assert access.person is not None
        held = Post.objects.of(access.local_area).held_by(access.person, on)
        return frozenset(held.values_list("organisation", flat=True))


def linked(on: date) -> Reader:
    """The linked advisers, who read what the board reads: so does the report that is sent to them,
    or it would differ from the pages that they know."""
    return Reader(Audience.BOARD, on)


def published(on: date, *, looks_back: bool = False) -> Reader:
    """Whoever gets what is published."""
    return Reader(Audience.PUBLIC, on, looks_back=looks_back)
