"""What each organisation owes the plan, and where its contribution must be strengthened."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.models import Action, ContributionRequest, Contributor
from plans.queries.actions import closed_update_month, silent_in
from plans.queries.contributors import contributor_rows
from plans.queries.reading import PlanReading
from plans.states import NEEDS_REASON
from sendtrack.organisations.models import Organisation
from sendtrack.periods import Period, day_in_words


@dataclass(frozen=True)
class Contribution:
    """The open actions that one organisation's posts are accountable for."""

    organisation: Organisation
    owed: list[Action]
    overdue: list[Action]
    without_update: list[Action]
    """No update since the start of the latest month whose updates are due."""
    troubled: list[Action]
    """At risk or off track."""
    requests: list[ContributionRequest]
    """What it was asked for and is not settled, newest first."""
    parts: list[Contributor]
    """Its parts in open actions that others answer for."""
    why: tuple[str, ...]
    """A sentence for each thing to strengthen; empty where there is none."""

    @property
    def to_strengthen(self) -> bool:
        return bool(self.why)


def contributions(plan: PlanReading) -> list[Contribution]:
    """Per organisation what it owes, contributes and was asked, those with most to strengthen
    first. Two queries."""
    owed: dict[Organisation, list[Action]] = defaultdict(list)
    for action in plan.open_actions:
        if action.accountable:
            owed[action.accountable.organisation].append(action)
    asked: dict[Organisation, list[ContributionRequest]] = defaultdict(list)
    rows = ContributionRequest.objects.filter(regime=plan.regime, asked_on__lte=plan.on).open()
    for row in rows.select_related("organisation").order_by("-number"):
        asked[row.organisation].append(row)
    parts: dict[Organisation, list[Contributor]] = defaultdict(list)
    open_actions = [action.pk for action in plan.open_actions]
    for part in contributor_rows().filter(action__in=open_actions):
        parts[part.organisation].append(part)
    everybody = dict.fromkeys([*owed, *asked, *parts])
    return sorted(
        (_contribution(each, owed[each], asked[each], parts[each], plan.on) for each in everybody),
        key=lambda each: (
            -len(each.overdue),
            -len(each.without_update),
            -len(each.troubled),
            each.organisation.name,
        ),
    )


def _contribution(
    organisation: Organisation,
    owed: list[Action],
    asked: list[ContributionRequest],
    parts: list[Contributor],
    on: date,
) -> Contribution:
    month = closed_update_month(on)
    overdue = [
        action
        for action in owed
        if action.due_on is not None and action.due_on < on and not action.is_settled
    ]
    without_update = [action for action in owed if silent_in(action, month)]
    return Contribution(
        organisation=organisation,
        owed=owed,
        overdue=overdue,
        without_update=without_update,
        troubled=[action for action in owed if action.status in NEEDS_REASON],
        requests=asked,
        parts=parts,
        why=(
            *_sentences(owed, overdue, without_update, month),
            *(
                f"No answer to request {row.number}, due on {day_in_words(row.due_on)}: "
                f"{row.what.rstrip('.')}"
                for row in asked
                if row.is_late(on)
            ),
        ),
    )


def _sentences(
    owed: list[Action], overdue: list[Action], without_update: list[Action], month: Period
) -> Iterator[str]:
    if overdue:
        yield f"{_of(overdue, owed)} overdue"
    if without_update:
        yield f"{_of(without_update, owed)} without an update for {month.start:%B %Y}"


def _of(some: list[Action], all_of_them: list[Action]) -> str:
    """ "3 of 8 open actions are", "1 of 1 open action is" """
    many = len(all_of_them)
    verb = "is" if len(some) == 1 else "are"
    return f"{len(some)} of {many} open action{'' if many == 1 else 's'} {verb}"
