"""Rules for the tests of slow progress."""

from plans.queries.slow_tests import KINDS
from plans.states import SlowKind
from sendtrack.refusals import Refusal

MOST = {"days": 366, "months": 24, "times": 20, "figures": 24}


def check_limit(*, kind: SlowKind, limit: int | None) -> None:
    """A test that counts has a limit, from 1 to what can still be told from never."""
    counts = KINDS[kind].counts
    if not counts:
        return
    if limit is None or not 1 <= limit <= MOST[counts]:
        raise Refusal(f"Enter a number of {counts} from 1 to {MOST[counts]}.", field="limit")
