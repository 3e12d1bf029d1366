"""The stage of the story: the cast so far, the rows made so far, and what happens on which day.

The story ends today: the Notice was issued so that a reporting period ended yesterday. Events are
put on days, sorted, and told in order with the clock standing on each one's moment, so that every
row and its history carry the day they happened on.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

import yaml

from boards.models import Body, LogItem, Meeting, Seat
from plans.models import Action, AreaOfWeakness, Regime
from reviews.models import Review
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.organisations.models import LocalArea, Organisation, Person, Post
from sendtrack.periods import add_months, add_working_days, is_working_day
from sendtrack.publishing.queries import due_deliveries
from sendtrack.publishing.tasks import AT_ONCE, deliver

FOLDER = Path(__file__).parent.with_name("fernshire")
MONTHS = 8


def read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def spread(words: str, over: int) -> int:
    """A number below `over` that looks like chance and is the same each time."""
    return zlib.crc32(words.encode()) % over


@dataclass(order=True)
class Event:
    moment: datetime
    place: int
    tell: Callable[[date], None] = field(compare=False)


@dataclass
class Story:
    """The cast and the rows made so far, under the keys of the files."""

    today: date
    password: str
    system: User
    issued_on: date = field(init=False)
    area: LocalArea = field(init=False)
    regime: Regime = field(init=False)
    body: Body = field(init=False)
    events: list[Event] = field(default_factory=list)
    placed: int = 0
    organisations: dict[str, Organisation] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    statement: Regime = field(init=False)
    """What the area answered to before the Notice."""
    weaknesses: dict[str, AreaOfWeakness] = field(default_factory=dict)
    carried: dict[str, Action] = field(default_factory=dict)
    """The statement's actions, by title."""
    areas: dict[str, AreaOfWeakness] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    log: list[tuple[dict[str, Any], LogItem]] = field(default_factory=list)
    review: Review = field(init=False)

    def __post_init__(self) -> None:
        self.issued_on = add_months(self.today - timedelta(days=1), -MONTHS)

    def tell(self) -> LocalArea:
        """Tell every event that has been put on a day, in order, also those that others bring
        about. Nothing happens after now."""
        heapify(self.events)
        while self.events:
            event = heappop(self.events)
            if event.moment <= clock.now():
                with clock.at(event.moment):
                    event.tell(clock.today())
        return self.area

    def at(self, day: date, hour: int, tell: Callable[[date], None]) -> None:
        """Put an event on the first working day from `day` on, some minutes past the hour."""
        while not is_working_day(day):
            day += timedelta(days=1)
        minute = spread(f"{day}{self.placed}", 60)
        moment = datetime.combine(day, time(hour, minute), UTC)
        heappush(self.events, Event(moment, self.placed, tell))
        self.placed += 1

    def send_mail(self) -> None:
        """Hand what waits in the outbox to the mail server, as a worker would at that moment.

        A server that can't be reached leaves it waiting for the worker.
        """
        for delivery in due_deliveries(clock.now(), AT_ONCE):
            deliver(delivery)

    def day(self, months: float) -> date:
        """The day so many months after the Notice."""
        whole = int(months)
        return add_months(self.issued_on, whole) + timedelta(days=round((months - whole) * 30))

    def by(self, person: str) -> User:
        return self.users[person]

    def meets_on(self, number: int) -> date:
        """The Tuesday about two weeks before the end of the month counted from the Notice."""
        day = add_months(self.issued_on, number) - timedelta(days=14)
        day -= timedelta(days=(day.weekday() - 1) % 7)
        return day if is_working_day(day) else add_working_days(day, 1)
