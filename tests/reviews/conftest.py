"""A place whose record can be lived through: meetings, actions and reports, in a line each."""

import email.policy
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import pytest
from django.db import close_old_connections, connection

from boards import changes as boards
from boards.models import Body, LogItem, Meeting, Seat
from boards.states import REQUIRED_SEATS, AttendanceMode, SeatKind
from plans import changes as plans
from plans.models import Action, Outcome, Target, TellsOf
from plans.states import NEEDS_REASON, EvidenceKind, Status, VoiceGroup
from reviews import changes as reviews
from reviews.duties import Known, Verdict, judge
from reviews.models import Return
from reviews.returns import ProgressReport, progress_report
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.periods import Period
from sendtrack.publishing import deliveries
from sendtrack.publishing.models import DeliveryState, Message
from sendtrack.sources import changes as sources
from tests.conftest import ISSUED_ON, NOW, Place

POST_OF_SEAT = {
    SeatKind.CHAIR: "chair",
    SeatKind.CHIEF_EXECUTIVE: "chief_executive",
    SeatKind.SOCIAL_CARE: "dcs",
    SeatKind.HEALTH: "icb_chief",
}


def text_of(message: Message) -> str:
    """What a person reads in an email, in one line."""
    body = parse(bytes(message.mime)).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def parse(mime: bytes) -> EmailMessage:
    parsed = BytesParser(policy=email.policy.default).parsebytes(mime)
    assert isinstance(parsed, EmailMessage)
    return parsed


def morning_of(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


class Life:
    """What happens at a place, told through the product's verbs."""

    def __init__(self, place: Place, by: User) -> None:
        self.place = place
        self.by = by
        self._outcomes: dict[str, Outcome] = {}
        self._body: Body | None = None
        self._seats: dict[SeatKind, Seat] = {}

    # The plan

    def outcome(self, area: str = "a") -> Outcome:
        if area not in self._outcomes:
            self._outcomes[area] = plans.add_outcome(
                area=self.place.areas["abcdef".index(area)],
                statement=f"Children's plans are good in {area}.",
                by=self.by,
            )
        return self._outcomes[area]

    def aims(self, months: Iterable[int] = (3, 6, 12, 24), areas: str = "abcdef") -> None:
        """A measurable target at each horizon, in each area."""
        for area in areas:
            for horizon in months:
                plans.set_target(
                    outcome=self.outcome(area),
                    horizon_months=horizon,
                    statement="Plans issued within 20 weeks",
                    unit="%",
                    baseline=Decimal(42),
                    value=Decimal(60),
                    by=self.by,
                )

    def acts(
        self,
        title: str = "Write the strategy",
        *,
        area: str = "a",
        post: str = "officer",
        due_on: date = date(2026, 6, 30),
    ) -> Action:
        return plans.add_action(
            outcome=self.outcome(area),
            title=title,
            success_criteria="",
            accountable=self.place.posts[post],
            start_on=date(2025, 10, 1),
            due_on=due_on,
            by=self.by,
            on=ISSUED_ON,
        )

    def says(
        self, action: Action, status: Status = Status.ON_TRACK, *, on: date, **said: Any
    ) -> Action:
        words: dict[str, Any] = {
            "happened": "We met families.",
            "difference": "",
            "next_step": "Publish it.",
            "reason": "A post is vacant." if status in NEEDS_REASON else "",
            "help_wanted": "Agree agency cover." if status in NEEDS_REASON else "",
        }
        with clock.at(morning_of(on)):
            if status == Status.COMPLETE:
                self.shows(EvidenceKind.DATA, on, action=action)
            plans.update_action(
                action=action,
                version=action.version,
                by=self.by,
                on=on,
                status=status,
                **(words | said),
            )
        action.refresh_from_db()
        return action

    def fears(self, *, next_review_on: date = date(2026, 4, 20)) -> None:
        plans.raise_risk(
            regime=self.place.regime,
            area=self.place.areas[0],
            cause="Two posts are vacant",
            event="Plans are not written in time",
            effect="Children wait for support",
            owner=self.place.posts["dcs"],
            controls="Agency staff until the summer",
            likelihood_before=5,
            impact_before=4,
            likelihood=3,
            impact=4,
            next_review_on=next_review_on,
            by=self.by,
            on=date(2026, 2, 20),
        )

    def shows(
        self, kind: EvidenceKind, on: date, area: str = "a", action: Action | None = None
    ) -> None:
        plans.add_evidence(
            area=action.area if action else self.place.areas["abcdef".index(area)],
            action=action,
            kind=kind,
            title=f"Audit of {kind.value}",
            shows="Thirty-one of 40 plans were good.",
            dated_on=on,
            organisation=self.place.council,
            kept_at="SharePoint, SEND, audits",
            tells_of=TellsOf.SEVERAL if kind == EvidenceKind.EXPERIENCE else None,
            by=self.by,
        )

    def hears(self, group: VoiceGroup, on: date, changed: str = "") -> None:
        plans.add_voice(
            regime=self.place.regime,
            area=None,
            group=group,
            heard_on=on,
            how="A survey",
            said="We tell our story too often.",
            changed=changed,
            by=self.by,
        )

    # The board

    @property
    def body(self) -> Body:
        if self._body is None:
            self._body = boards.set_up_board(
                regime=self.place.regime, name="SEND Improvement Board", by=self.by
            )
            for kind in REQUIRED_SEATS:
                post = self.place.posts[POST_OF_SEAT[kind]]
                self._seats[kind] = boards.seat(body=self._body, kind=kind, post=post, by=self.by)
        return self._body

    def plans_meeting(self, on: date) -> Meeting:
        return boards.plan_meeting(
            body=self.body,
            meets_on=on,
            starts_at=time(14),
            ends_at=time(16),
            place="Town Hall",
            by=self.by,
        )

    def invites(self, meeting: Meeting, on: date) -> None:
        with clock.at(morning_of(on)):
            boards.invite_advisers(meeting=meeting, by=self.by, on=on)

    def holds(self, meeting: Meeting, absent: Iterable[SeatKind] = ()) -> Meeting:
        return boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance={
                seat: (
                    AttendanceMode.APOLOGIES if kind in absent else AttendanceMode.IN_PERSON,
                    "",
                )
                for kind, seat in self._seats.items()
            },
            summary="",
            by=self.by,
            on=meeting.meets_on,
        )

    def meets(
        self, on: date, *, absent: Iterable[SeatKind] = (), invited_on: date | None = None
    ) -> Meeting:
        meeting = self.plans_meeting(on)
        if invited_on:
            self.invites(meeting, invited_on)
        return self.holds(meeting, absent)

    def meets_monthly(self, *, until: date = date(2026, 3, 4)) -> list[Meeting]:
        """On the first Wednesday of each month from October 2025."""
        days = [
            date(2025, 10, 1),
            date(2025, 11, 5),
            date(2025, 12, 3),
            date(2026, 1, 7),
            date(2026, 2, 4),
            date(2026, 3, 4),
        ]
        return [self.meets(day) for day in days if day <= until]

    def agrees(self, meeting: Meeting, due_on: date = date(2026, 4, 1)) -> LogItem:
        return boards.add_log_item(
            meeting=meeting,
            what="Publish the plan",
            accountable=self.place.posts["officer"],
            due_on=due_on,
            by=self.by,
        )

    # The reports

    def opens_report(self, on: date) -> Return:
        """The report that falls due by that day."""
        rows = reviews.open_due_returns(regime=self.place.regime, on=on, by=User.objects.system())
        return rows[-1]

    def compiles(self, report: Return, on: date) -> Return:
        with clock.at(morning_of(on)):
            at = max(morning_of(on), report.not_before)
            assert reviews.claim(report=report, at=at)
            return reviews.compile_return(report=report, on=on, at=at)

    def approves(self, report: Return, by: User, on: date) -> Return:
        with clock.at(morning_of(on)):
            return reviews.approve_return(report=report, by=by, on=on)

    def delivers(self, report: Return, on: date) -> Return:
        """Every recipient's mail server takes the report."""
        assert report.message is not None
        for delivery in report.message.deliveries.all():
            claimed = deliveries.claim(delivery_id=delivery.pk, at=morning_of(on))
            assert claimed is not None
            deliveries.settle(
                claimed=claimed, outcome=deliveries.Outcome(DeliveryState.SENT), at=morning_of(on)
            )
        assert reviews.settle_sent(report=report, by=User.objects.system())
        report.refresh_from_db()
        return report

    def reports(self, *, ended: date, sent_on: date, chair: User) -> Return:
        """Open, compile, approve and send the report for a period, all on one day."""
        report = self.opens_report(ended + timedelta(days=1))
        compiled = self.compiles(report, sent_on)
        return self.delivers(self.approves(compiled, chair, sent_on), sent_on)

    # The Department

    def is_reviewed(self, on: date | None = None, **told: object) -> None:
        reviews.add_review(
            regime=self.place.regime,
            kind="six_month",  # type: ignore[arg-type]
            starts_on=on,
            by=self.by,
            **told,  # type: ignore[arg-type]
        )


@pytest.fixture
def life(place: Place, officer: User) -> Life:
    return Life(place, officer)


Judges = Callable[..., Verdict]


@pytest.fixture
def verdict(place: Place, officer: User) -> Judges:
    """The verdict on a clause of a kind: `verdict("board-meets", on=day, over_meetings=2)`."""

    def judged(kind: str, *, on: date = date(2026, 3, 11), **parameters: object) -> Verdict:
        assert place.regime.document is not None
        citation = sources.cite(
            document=place.regime.document,
            paragraph=f"paragraph {kind}",
            words="Words.",
            by=officer,
        )
        clause = reviews.add_clause(
            regime=place.regime,
            paragraph="4(x)",
            title="A duty",
            citation=citation,
            kind=kind,
            parameters=parameters,
            by=officer,
        )
        return judge(clause, Known(place.regime, on))

    return judged


PDF = b"%PDF-1.7 drawn by nobody"


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Reports are drawn at once, as a few bytes. The drawing itself is tested with the engine."""
    monkeypatch.setattr("reviews.changes.compiling.render_pdf", lambda **asked: PDF)
    return PDF


@pytest.fixture
def twice_at_once() -> Callable[[Callable[[], Any]], list[Any]]:
    """Run something in two threads with connections of their own."""

    def run(work: Callable[[], Any]) -> list[Any]:
        def alone(_: int) -> Any:
            close_old_connections()
            try:
                with clock.at(NOW):
                    return work()
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(alone, range(2)))

    return run


def reported(place: Place, on: date = date(2026, 3, 11)) -> ProgressReport:
    return progress_report(place.regime, Period(date(2026, 1, 10), date(2026, 3, 9)), on)


@pytest.fixture
def full(life: Life, place: Place, officer: User) -> ProgressReport:
    """Two months in which something happened everywhere."""
    life.aims(months=(3, 6), areas="ab")
    missed = Target.objects.get(outcome__area__ref="a", horizon_months=3)
    plans.record_result(
        target=missed,
        version=missed.version,
        result="missed",
        value=Decimal(50),
        on=date(2025, 12, 9),
        source="Monthly return",
        by=officer,
    )
    better = life.says(life.acts("Train panel chairs"), Status.OFF_TRACK, on=date(2026, 1, 6))
    life.says(better, Status.ON_TRACK, on=date(2026, 2, 10), difference="31 of 40 plans are good.")
    worse = life.says(life.acts("Fill the posts", area="b", post="partner"), on=date(2026, 1, 7))
    life.says(
        worse,
        Status.AT_RISK,
        on=date(2026, 2, 11),
        reason="Nobody applied.",
        help_wanted="NHS England: release the winter fund.",
        due_on=date(2026, 8, 31),
        move_reason="A second round.",
    )
    life.acts("Nobody speaks of this", area="c", due_on=date(2026, 3, 2))
    life.fears()
    life.shows(EvidenceKind.PRACTICE, date(2026, 2, 1))
    life.hears(VoiceGroup.PARENTS, date(2026, 2, 2))
    first = life.meets(date(2026, 1, 14), invited_on=date(2025, 12, 30))
    life.agrees(first, due_on=date(2026, 3, 1))
    life.meets(date(2026, 2, 11), absent=[SeatKind.HEALTH])
    assert place.regime.document is not None
    reviews.add_clause(
        regime=place.regime,
        paragraph="4(b)",
        title="Improvement board",
        citation=sources.cite(
            document=place.regime.document, paragraph="4(b)", words="Monthly.", by=officer
        ),
        kind="board-meets",
        by=officer,
    )
    return reported(place)
