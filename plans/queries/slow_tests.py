"""The tests for slow progress (paragraph 4f): what each looks at, and the sentence that it says.

A test is a small function of one action and the facts about it. Whether it is asked, and from
which limit on, is a row that each local area may set (`SlowRule`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from plans.models import Action, Dependency, Regime, SlowRule
from plans.queries.actions import closed_update_month, silent_in
from plans.states import NEEDS_REASON, SHOWN, Impact, SlowKind, Status
from sendtrack.periods import Period, add_months, day_in_words, last_working_day, month_of


@dataclass(frozen=True)
class Facts:
    """What the tests know beside the action itself."""

    on: date
    troubled: Mapping[int, list[date]] = field(default_factory=dict)
    """By action: the months running, up to its latest, that ended at risk or off track."""
    moved_on: Mapping[int, date] = field(default_factory=dict)
    """By action: the day on which its date last moved."""
    holding: Mapping[int, list[Dependency]] = field(default_factory=dict)
    """By action: what it waits for."""

    def months(self, many: int) -> list[Period]:
        """The latest so many months whose updates are due, earliest first."""
        found = [closed_update_month(self.on)]
        while len(found) < many:
            found.insert(0, month_of(found[0].start - timedelta(days=1)))
        return found


@dataclass(frozen=True)
class Flag:
    """One reason why an action is slow: its sentence, and since when it holds."""

    kind: SlowKind
    sentence: str
    since: date | None


Test = Callable[[Action, Facts, int], Flag | None]


@dataclass(frozen=True)
class Kind:
    """A test as it stands in the registry."""

    kind: SlowKind
    words: str
    """What it looks for, as "{} days overdue"; the limit stands in the braces."""
    limit: int | None
    """Where it is set to begin with; None where it has no limit. How long an action may go without
    an update follows the regime: one of its cycles."""
    counts: str
    """What the limit counts: "days", "months", "times"."""
    test: Test | None
    """None where it is not about one action."""


KINDS: dict[SlowKind, Kind] = {
    SlowKind.MISSED: Kind(
        SlowKind.MISSED, "an outcome's latest target with a result was missed", None, "", None
    ),
    SlowKind.TRAJECTORY: Kind(
        SlowKind.TRAJECTORY,
        "the measure that counts an outcome's targets is off trajectory for {} running",
        2,
        "figures",
        None,
    ),
}


def slow_test(kind: SlowKind, words: str, *, limit: int, counts: str) -> Callable[[Test], Test]:
    """Register a test under its kind, with its words and the limit it begins with."""

    def register(test: Test) -> Test:
        KINDS[kind] = Kind(kind, words, limit, counts, test)
        return test

    return register


@dataclass(frozen=True)
class Rule:
    """A test as a local area asks it."""

    kind: Kind
    is_on: bool
    limit: int | None
    row: SlowRule | None = None
    follows: str = ""
    """What gives the limit where the area has not set it: "one reporting cycle of the Notice"."""

    @property
    def words(self) -> str:
        """ "it is 1 day or more overdue"."""
        return self.kind.words.format(
            counted(self.limit or 0, self.kind.counts), f", {self.follows}" if self.follows else ""
        )


def counted(number: int, noun: str) -> str:
    """ "1 day", "2 months", "twice"."""
    if noun == "times":
        return {1: "once", 2: "twice"}.get(number, f"{number} times")
    return f"{number} {noun.removesuffix('s') if number == 1 else noun}"


def rules_of(area_id: int, regime: Regime | None) -> list[Rule]:
    """Every test in the order of the registry, as the area asks it of the regime. One query."""
    rows = {row.kind: row for row in SlowRule.objects.filter(local_area_id=area_id)}
    return [_rule(kind, rows.get(kind.kind), regime) for kind in KINDS.values()]


def _rule(kind: Kind, row: SlowRule | None, regime: Regime | None) -> Rule:
    is_on = row is None or row.is_on
    if row is not None and row.limit is not None:
        return Rule(kind, is_on, row.limit, row)
    if kind.kind != SlowKind.SILENT or regime is None:
        return Rule(kind, is_on, kind.limit, row)
    return Rule(kind, is_on, regime.cycle_months, row, regime.cycle_in_words)


def rules_in_words(rules: list[Rule]) -> str:
    """The tests that are asked, as they stand beside the list."""
    asked = [rule.words for rule in rules if rule.is_on]
    if not asked:
        return "No test for slow progress is switched on."
    *some, last = asked
    return f"Something is slow when {', when '.join(some)}{' or when ' if some else ''}{last}."


def flags(action: Action, facts: Facts, rules: list[Rule]) -> Iterator[Flag]:
    """Every reason why an action is slow, in the order of the tests. No query."""
    for rule in rules:
        if rule.is_on and rule.kind.test is not None:
            flag = rule.kind.test(action, facts, rule.limit or 0)
            if flag is not None:
                yield flag


@slow_test(SlowKind.OVERDUE, "an open action is {} or more overdue", limit=1, counts="days")
def overdue(action: Action, facts: Facts, limit: int) -> Flag | None:
    if action.is_settled or action.due_on is None:
        return None
    days = (facts.on - action.due_on).days
    if days < max(limit, 1):
        return None
    since = action.due_on + timedelta(days=limit)
    words = f"{counted(days, 'days')} overdue: due on {day_in_words(action.due_on)}"
    return Flag(SlowKind.OVERDUE, words, since)


@slow_test(
    SlowKind.SILENT,
    "it had no update for {} running{} (at risk or off track: for 1 month)",
    limit=1,
    counts="months",
)
def silent(action: Action, facts: Facts, limit: int) -> Flag | None:
    months = facts.months(max(limit, 1))
    if silent_in(action, months[0]):
        named = [f"{month.start:%B}" for month in months[:-1]] + [f"{months[-1].start:%B %Y}"]
        *some, last = named
        words = f"No update in {', '.join(some)}{' or ' if some else ''}{last}"
        return Flag(SlowKind.SILENT, words, last_working_day(months[-1]))
    if action.status in NEEDS_REASON and silent_in(action, months[-1]):
        assert action.last_update_on is not None
        words = f"No update since {day_in_words(action.last_update_on)}"
        return Flag(SlowKind.SILENT, words, last_working_day(months[-1]))
    return None


@slow_test(SlowKind.MOVED, "its date has moved {} or more", limit=2, counts="times")
def moved(action: Action, facts: Facts, limit: int) -> Flag | None:
    if action.is_settled or action.times_moved < max(limit, 1):
        return None
    if not (action.baseline_due_on and action.due_on):
        return None
    words = (
        f"The date has moved {action.times_moved} times, from "
        f"{day_in_words(action.baseline_due_on)} to {day_in_words(action.due_on)}"
    )
    return Flag(SlowKind.MOVED, words, facts.moved_on.get(action.pk))


@slow_test(
    SlowKind.TROUBLED, "it was at risk or off track for {} running", limit=2, counts="months"
)
def troubled(action: Action, facts: Facts, limit: int) -> Flag | None:
    months = facts.troubled.get(action.pk, [])
    if action.status not in NEEDS_REASON or len(months) < max(limit, 1):
        return None
    many = max(limit, 1)
    *some, last = months[-many:]
    names = ", ".join(f"{month:%B}" for month in some)
    words = f"At risk or off track in {names}{' and ' if some else ''}{last:%B %Y}"
    return Flag(SlowKind.TROUBLED, words, months[many - 1])


@slow_test(SlowKind.BLOCKED, "what it waits for is {} or more overdue", limit=1, counts="days")
def blocked(action: Action, facts: Facts, limit: int) -> Flag | None:
    for dependency in facts.holding.get(action.pk, []):
        needs = dependency.needs
        if needs.is_settled or needs.due_on is None:
            continue
        days = (facts.on - needs.due_on).days
        if not action.is_settled and days >= max(limit, 1):
            who = f" of {needs.accountable.organisation}" if needs.accountable else ""
            words = (
                f"Held up by {needs.ref}{who}, {counted(days, 'days')} overdue: {dependency.why}"
            )
            since = needs.due_on + timedelta(days=max(limit, 1))
            return Flag(SlowKind.BLOCKED, words.rstrip("."), since)
    return None


@slow_test(
    SlowKind.UNSHOWN,
    "it has been complete for {} or more without evidence of impact",
    limit=3,
    counts="months",
)
def unshown(action: Action, facts: Facts, limit: int) -> Flag | None:
    if action.status != Status.COMPLETE or action.completed_on is None or action.impact in SHOWN:
        return None
    since = add_months(action.completed_on, limit)
    if since > facts.on or action.impact == Impact.TOO_EARLY:
        return None
    words = (
        f"Complete since {day_in_words(action.completed_on)}, and nothing shows yet what "
        "difference it makes"
    )
    return Flag(SlowKind.UNSHOWN, words, since)


@slow_test(
    SlowKind.EXPECTED,
    "the day by which it was to show a difference passed {} or more ago",
    limit=1,
    counts="days",
)
def expected(action: Action, facts: Facts, limit: int) -> Flag | None:
    day = action.impact_expected_on
    if day is None or (facts.on - day).days < max(limit, 1):
        return None
    words = f"A difference was expected by {day_in_words(day)}, and none is shown"
    return Flag(SlowKind.EXPECTED, words, day + timedelta(days=max(limit, 1)))


@slow_test(
    SlowKind.UNCONFIRMED,
    "it has waited {} or more for somebody to confirm that it is complete",
    limit=14,
    counts="days",
)
def unconfirmed(action: Action, facts: Facts, limit: int) -> Flag | None:
    if action.status != Status.TO_CONFIRM or action.completed_on is None:
        return None
    days = (facts.on - action.completed_on).days
    if days < limit:
        return None
    words = (
        f"Said to be complete on {day_in_words(action.completed_on)}, and not confirmed for "
        f"{counted(days, 'days')}"
    )
    return Flag(SlowKind.UNCONFIRMED, words, action.completed_on + timedelta(days=limit))
