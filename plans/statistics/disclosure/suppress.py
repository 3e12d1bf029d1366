"""Which counts are suppressed, so that no protected one can be worked out of what is printed.

For each protected count the least costly way is sought in which it could as well be 1, and as
well be the threshold, everything printed staying true: the counts that would differ are suppressed
too. So for each of them there are other tables that a reader can't tell from the real one, and
nothing printed narrows it further than its mark does (measures, D2, secondary suppression).
"""

from plans.statistics.disclosure.others import Search
from plans.statistics.disclosure.policy import Policy
from plans.statistics.disclosure.redaction import Redaction, bare, known
from plans.statistics.disclosure.table import Key, Table


class CannotProtect(ValueError):
    """What was released before gives a protected count away. Its text is one sentence."""


GIVEN_AWAY = (
    "What was released before gives a small number away. Publish less of this table, or nothing."
)


def redact(table: Table, policy: Policy) -> Redaction:
    """A table as the policy lets an audience see it.

    Raises `CannotProtect` where what was released before leaves no way. The work grows with the
    table: some milliseconds for ten counts, some seconds for two hundred.
    """
    whole = table.with_complements()
    protected = {
        key: count
        for key, count in whole.counts.items()
        if count is not None and policy.protects(count)
    }
    kept = table.withheld & table.counts.keys()
    redaction = Redaction(table, policy, frozenset(protected.keys() - whole.unprinted) | kept)
    lowest = Search(whole, policy, bare(whole, policy), ())
    seen = {key: (count, count) for key, count in protected.items()}
    for key in sorted(protected, key=lambda key: (protected[key], str(key))):
        if key in table.unprinted - table.told and _could_be_none(redaction, whole, key):
            continue
        for count in (max(lowest.least_of(key), policy.least), policy.threshold):
            if seen[key][0] <= count <= seen[key][1]:
                continue
            other = Search(whole, policy, known(redaction), table.told).with_count(key, count)
            if other is None:
                raise CannotProtect(GIVEN_AWAY)
            redaction = Redaction(table, policy, redaction.suppressed | other.differ)
            for name in seen.keys() & other.counts.keys():
                least, most = seen[name]
                seen[name] = min(least, other.counts[name]), max(most, other.counts[name])
    return redaction


def _could_be_none(redaction: Redaction, whole: Table, key: Key) -> bool:
    """Whether an unprinted count could already be anything from zero to below the threshold.

    That is as many values as a suppressed one has, and nothing says that there is one at all.
    """
    search = Search(whole, redaction.policy, known(redaction), redaction.table.told)
    others = [search.with_count(key, count) for count in (0, redaction.policy.threshold - 1)]
    return all(other is not None and not other.differ for other in others)
