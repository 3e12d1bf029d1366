"""What waits for one person: actions for an update or a reason, log items and risk reviews of their
posts."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from boards.queries import LogLine, open_log
from plans.models import Action, Assurance, AuditRound, Measure, PlannedSource, Regime, Risk
from plans.policies.assurance import is_to_be_assured
from plans.policies.completion import to_confirm_by
from plans.queries import SlowAction, current_regime, read_plan, slow
from plans.queries.actions import SOON, Desk, desk_of, pressing_words
from plans.queries.audit_feeds import waited
from plans.queries.lacking import lacking_of, to_agree_by
from plans.queries.risks import reviews_due
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Post


@dataclass(frozen=True)
class Due:
    """A log item or a risk whose day is near or past."""

    row: Any
    on: date
    days: int

    @property
    def pressing(self) -> str:
        return pressing_words(self.days)


@dataclass(frozen=True)
class Mine:
    """The page "My actions". A record of published documents has no log items or reviews due."""

    desk: Desk
    log: list[Due]
    risks: list[Due]
    checks: list[Due] = field(default_factory=list)
    """Areas that left formal monitoring, whose posts look whether they hold."""
    planned: list[Due] = field(default_factory=list)
    """What this person's posts are to collect."""
    figures: list[Due] = field(default_factory=list)
    """Measures of this person's posts that lack a figure; a partner's, what they supply too."""
    audits: list[Due] = field(default_factory=list)
    """Rounds of audits that this person's posts lead."""
    entering: list[Due] = field(default_factory=list)
    """Rounds whose figure waited for the end of its period, for those who enter any figure."""
    values: list[Measure] = field(default_factory=list)
    """Measures of this person's posts whose values were agreed for an older definition."""
    to_confirm: list[Action] = field(default_factory=list)
    """Said to be complete by somebody else, and waiting for this person's word."""
    slow: list[SlowAction] = field(default_factory=list)
    """Slow actions of this person's posts, of which nobody has said why yet."""

    @property
    def heading(self) -> str:
        """The job, as the page says it first."""
        if self.desk.waiting or not (self._dated or self.to_confirm or self.slow or self.values):
            return self.desk.heading
        if self.values and not (self._dated or self.to_confirm or self.slow):
            many = len(self.values)
            asks = "measure asks" if many == 1 else "measures ask"
            return f"{many} {asks} for values to be agreed anew"
        if self.slow and not (self._dated or self.to_confirm):
            many = len(self.slow)
            return f"{many} slow action{' asks' if many == 1 else 's ask'} for your reason"
        if self.to_confirm and not self._dated:
            many = len(self.to_confirm)
            waits = "action waits" if many == 1 else "actions wait"
            return f"{many} {waits} for you to confirm"
        counted = (
            (len(self.log), "log item"),
            (len(self.risks), "risk review"),
            (len(self.checks), "check"),
            (len(self.planned), "planned source"),
            (sum(len(each.row.points) for each in self.figures), "figure"),
            (len(self.audits), "round of audits"),
            (len(self.entering), "figure of audits"),
        )
        said = " and ".join(f"{n} {_several(words, n)}" for n, words in counted if n)
        several = sum(n for n, _ in counted) > 1
        return f"{said} {'are' if several else 'is'} due"

    @property
    def is_empty(self) -> bool:
        others = self._dated or self.to_confirm or self.slow or self.values
        return self.desk.is_empty and not others

    @property
    def _dated(self) -> list[Due]:
        return [
            *(*self.log, *self.risks, *self.checks),
            *(*self.planned, *self.figures, *self.audits, *self.entering),
        ]


def mine_of(access: Access, on: date) -> Mine:
    """What waits for whoever has this access. A fixed number of queries, whatever waits."""
    mine = Mine(desk_of(access, on), [], [], to_confirm=to_confirm_by(access))
    regime = current_regime(access.local_area)
    if regime is None or access.person is None or mine.desk.is_closed_record:
        return mine
    return replace(
        mine,
        log=_log(regime, access, on),
        risks=_risks(regime, access, on),
        checks=_checks(regime, access, on),
        planned=_planned(regime, access, on),
        figures=_figures(access, on),
        audits=_audits(access, on),
        entering=_entering(access, on),
        values=to_agree_by(access, on),
        slow=_slow(regime, access, on),
    )


def _log(regime: Regime, access: Access, on: date) -> list[Due]:
    mine: list[LogLine] = [
        line for line in open_log(regime, on) if line.holder_id == access.person_id
    ]
    dues = [_due(line, line.item.due_on, on) for line in mine]
    return [each for each in dues if each.days <= SOON.days]


def _risks(regime: Regime, access: Access, on: date) -> list[Due]:
    assert access.person is not None
    rows: list[Risk] = reviews_due(regime, access.person, on, until=on + SOON)
    return [_due(risk, risk.next_review_on, on) for risk in rows]


def _checks(regime: Regime, access: Access, on: date) -> list[Due]:
    assert access.person is not None
    rows = Assurance.objects.filter(area__regime=regime, area__ended_on__isnull=True)
    mine = rows.held_by(access.person, on).select_related("area").order_by("area__position")
    dues = [_due(row, row.next_due_on, on) for row in mine if is_to_be_assured(row.area)]
    return [each for each in dues if each.days <= SOON.days]


def _planned(regime: Regime, access: Access, on: date) -> list[Due]:
    assert access.person is not None
    mine = PlannedSource.objects.waiting().filter(area__regime=regime).held_by(access.person, on)
    rows = mine.filter(next_due_on__lte=on + SOON).order_by("next_due_on", "pk")
    return [_due(row, row.next_due_on, on) for row in rows]


def _figures(access: Access, on: date) -> list[Due]:
    supplies = not access.allows(Permission.ENTER_ANY_FIGURE)
    found = lacking_of(access, on, until=on + SOON, supplies=supplies)
    return [_due(each, each.due_on, on) for each in found]


def _audits(access: Access, on: date) -> list[Due]:
    """One query."""
    assert access.person is not None
    rows = AuditRound.objects.of(access.local_area).open().led_by(access.person, on)
    rows = rows.filter(planned_on__lte=on + SOON).select_related("programme")
    return [_due(row, row.planned_on, on) for row in rows.order_by("planned_on", "pk")]


def _entering(access: Access, on: date) -> list[Due]:
    if not access.allows(Permission.ENTER_ANY_FIGURE):
        return []
    return [_due(each, each.ended_on, on) for each in waited(access.local_area, on)]


def _several(words: str, many: int) -> str:
    """ "2 rounds of audits"."""
    first, *rest = words.split(" of ")
    return " of ".join([first + "s" * (many != 1), *rest])


def _slow(regime: Regime, access: Access, on: date) -> list[SlowAction]:
    assert access.person is not None
    posts = set(Post.objects.held_by(access.person, on).values_list("pk", flat=True))
    if not posts:
        return []
    found = slow(read_plan(regime, on)).actions
    return [each for each in found if each.action.accountable_id in posts and not each.answer]


def _due(row: Any, day: date, on: date) -> Due:
    return Due(row, day, (day - on).days)
