"""What the record holds on a day, as far as duties ask: each fact is read once for all of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from boards.models import LogUpdate, Meeting, Seat
from boards.queries import log_progress
from plans.models import (
    Action,
    ActionUpdate,
    AreaOfWeakness,
    Evidence,
    LinkedAdviser,
    Regime,
    Risk,
    Target,
    VoiceEntry,
)
from plans.states import SETTLED, Stated, Status, stated_as
from reviews.models import Return, Review
from reviews.states import ReturnState, ReviewKind, VerdictWord
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Role
from sendtrack.periods import Period, month_of


@dataclass(frozen=True)
class ActionCounts:
    total: int
    complete: int
    complete_late: int
    due_after_end: int
    under_way: int
    """Open or completed in the month, and due to have started by its end."""
    updated: int
    updated_late: int
    said_ever: int
    without_status: int
    """Stated by a document that does not say how they are going."""


@dataclass(frozen=True)
class LogCounts:
    open: int
    """Items that were open before the latest meeting."""
    not_gone_through: int
    no_update: int


@dataclass(frozen=True)
class Recorded:
    """How many rows of a kind there are, of which day the newest is, how many led to a change."""

    count: int = 0
    newest: date | None = None
    changed: int = 0


class Known:
    """The facts about one regime on one day: about twenty queries, however much there is."""

    def __init__(self, regime: Regime, on: date) -> None:
        self.regime = regime
        self.on = on

    @cached_property
    def from_documents(self) -> bool:
        """Whether the record is made from published documents: silence then proves nothing."""
        return self.regime.local_area.record_ends_on is not None

    @property
    def lacking(self) -> VerdictWord:
        """The word where something is not recorded: not met, unless silence proves nothing."""
        return VerdictWord.NO_EVIDENCE if self.from_documents else VerdictWord.NOT_MET

    @cached_property
    def last_month(self) -> Period:
        """The last calendar month that has ended."""
        return month_of(self.on.replace(day=1) - timedelta(days=1))

    @cached_property
    def area_refs(self) -> Sequence[str]:
        rows = AreaOfWeakness.objects.filter(regime=self.regime).standing().order_by("position")
        return list(rows.values_list("ref", flat=True))

    @cached_property
    def measurable(self) -> set[tuple[str, int]]:
        """(area, horizon in months) of every target with a unit and a number to reach."""
        rows = Target.objects.filter(outcome__area__regime=self.regime, value__isnull=False)
        pairs = rows.exclude(unit="").values_list("outcome__area__ref", "horizon_months")
        return set(pairs.distinct())

    @cached_property
    def targets(self) -> int:
        return Target.objects.filter(outcome__area__regime=self.regime).count()

    @cached_property
    def actions(self) -> ActionCounts:
        month, end = self.last_month, self.regime.target_end_on or date.max
        complete = Q(status=Status.COMPLETE)
        settled = Q(status__in=SETTLED)
        under_way = ~(settled & Q(completed_on__lt=month.start)) & (
            Q(start_on__isnull=True) | Q(start_on__lte=month.end)
        )
        in_month = ActionUpdate.objects.filter(
            action=OuterRef("pk"), made_on__range=(month.start, month.end)
        )
        rows = Action.objects.in_regime(self.regime).annotate(said=Exists(in_month))
        late = Q(said=False, last_update_on__gt=month.end)
        return ActionCounts(
            **rows.aggregate(
                total=Count("pk"),
                complete=Count("pk", filter=complete),
                complete_late=Count("pk", filter=complete & Q(completed_on__gt=end)),
                due_after_end=Count("pk", filter=~complete & Q(due_on__gt=end)),
                under_way=Count("pk", filter=under_way),
                updated=Count("pk", filter=under_way & Q(said=True)),
                updated_late=Count("pk", filter=under_way & late),
                said_ever=Count("pk", filter=Q(last_update_on__isnull=False)),
                without_status=Count("pk", filter=Q(status="")),
            )
        )

    @cached_property
    def stated(self) -> Counter[Stated | None]:
        """Of the actions without a status, how many the documents state as done, and so on."""
        rows = Action.objects.in_regime(self.regime).filter(status="")
        return Counter(stated_as(words) for words in rows.values_list("date_words", flat=True))

    @cached_property
    def risks(self) -> tuple[int, int]:
        """How many are open, and how many of these have an overdue review."""
        rows = Risk.objects.filter(regime=self.regime).open()
        overdue = Q(next_review_on__lt=self.on)
        found = rows.aggregate(open=Count("pk"), overdue=Count("pk", filter=overdue))
        return found["open"], found["overdue"]

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        """Those held since the Notice, oldest first, with who came and who was invited."""
        rows = Meeting.objects.filter(
            body__regime=self.regime, meets_on__gte=self.regime.issued_on
        ).held_by(self.on)
        return list(rows.order_by("meets_on").prefetch_related("attendance__seat", "invitations"))

    @cached_property
    def next_meeting(self) -> Meeting | None:
        rows = Meeting.objects.filter(body__regime=self.regime, meets_on__gt=self.on)
        return rows.planned().order_by("meets_on").prefetch_related("invitations").first()

    @cached_property
    def seat_kinds(self) -> set[str]:
        rows = Seat.objects.filter(body__regime=self.regime)
        return set(rows.values_list("kind", flat=True))

    @cached_property
    def advisers(self) -> Sequence[LinkedAdviser]:
        rows = LinkedAdviser.objects.filter(regime=self.regime)
        return list(rows.select_related("post__organisation").order_by("pk"))

    @cached_property
    def log(self) -> LogCounts:
        """How the latest meeting went through the items it took over."""
        if not self.meetings:
            return LogCounts(0, 0, 0)
        latest = self.meetings[-1]
        progress = log_progress(latest)
        silent = LogUpdate.objects.filter(meeting=latest, said="").count()
        return LogCounts(progress.carried_in, progress.left, silent)

    @cached_property
    def reports(self) -> Sequence[Return]:
        """All periods, oldest first, without the frozen data."""
        rows = Return.objects.filter(regime=self.regime, period_end__lt=self.on)
        return list(rows.order_by("period_end"))

    @cached_property
    def sent_reports(self) -> Sequence[Return]:
        return [report for report in self.reports if report.state == ReturnState.SENT]

    @cached_property
    def told_in_latest_report(self) -> tuple[int, int]:
        """How many slow objectives and organisations the latest report sent has named."""
        rows = Return.objects.filter(pk=self.sent_reports[-1].pk)
        payload = rows.values_list("snapshot__payload", flat=True).get()
        return len(payload["slow"]), len(payload["contributions"])

    @cached_property
    def reviews(self) -> Sequence[Review]:
        """The progress reviews, those without a day last."""
        rows = Review.objects.filter(regime=self.regime, kind=ReviewKind.SIX_MONTH)
        return list(rows.order_by(F("starts_on").asc(nulls_last=True), "pk"))

    @cached_property
    def evidence(self) -> dict[str, Recorded]:
        """By kind of evidence."""
        rows = Evidence.objects.filter(area__regime=self.regime).counting().order_by()
        found = rows.values("kind").annotate(count=Count("pk"), newest=Max("dated_on"))
        return {row["kind"]: Recorded(row["count"], row["newest"]) for row in found}

    @cached_property
    def voices(self) -> dict[str, Recorded]:
        """By group of people."""
        rows = VoiceEntry.objects.filter(regime=self.regime).order_by()
        found = rows.values("group").annotate(
            count=Count("pk"), newest=Max("heard_on"), changed=Count("pk", filter=~Q(changed=""))
        )
        return {
            row["group"]: Recorded(row["count"], row["newest"], row["changed"]) for row in found
        }

    @cached_property
    def views_taken_up(self) -> tuple[int, int]:
        """How many meetings of its board were held, and at how many of them views were taken up."""
        held = Meeting.objects.filter(body__regime=self.regime).held_by(self.on).order_by()
        return held.count(), held.filter(views__isnull=False).distinct().count()

    @cached_property
    def adviser_accounts(self) -> tuple[int, int]:
        """How many advisers have ever had an account for this area, and how many have one now."""
        given = Access.objects.of(self.regime.local_area).filter(from_on__lte=self.on)
        rows = given.filter(role=Role.ADVISER)
        return rows.count(), rows.current(self.on).count()

    # For the months that have passed

    @cached_property
    def action_spans(self) -> Sequence[tuple[int, date, date]]:
        """(key, first day, last day) of each action under way at some time.

        One without a start date counts from its first update; never updated, from the last whole
        month, as in `actions`.
        """
        rows = Action.objects.in_regime(self.regime).annotate(said_on=Min("updates__made_on"))
        found = rows.values_list("pk", "start_on", "said_on", "completed_on", "status")
        return [
            (
                key,
                start_on or said_on or self.last_month.start,
                (completed_on if status in SETTLED else None) or date.max,
            )
            for key, start_on, said_on, completed_on, status in found
        ]

    @cached_property
    def updated_in(self) -> dict[date, set[int]]:
        """The actions updated in each month, by its first day."""
        rows = ActionUpdate.objects.filter(action__area__regime=self.regime)
        found: dict[date, set[int]] = defaultdict(set)
        for key, made_on in rows.values_list("action_id", "made_on").order_by().distinct():
            found[made_on.replace(day=1)].add(key)
        return found

    @cached_property
    def evidence_days(self) -> Sequence[tuple[str, date]]:
        rows = Evidence.objects.counting().filter(area__regime=self.regime, dated_on__isnull=False)
        return list(rows.values_list("kind", "dated_on").order_by().distinct())

    @cached_property
    def voice_days(self) -> Sequence[tuple[str, date]]:
        rows = VoiceEntry.objects.filter(regime=self.regime, heard_on__isnull=False)
        return list(rows.values_list("group", "heard_on").order_by().distinct())
