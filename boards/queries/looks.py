"""Who looked at the data of which month, and who has not."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from boards.models import Body, DataLook, Seat
from boards.queries.attendance import seats_on
from plans.models import Regime
from sendtrack.accounts.models import Access
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words, month_of
from sendtrack.refusals import Refusal

MONTHS = 6
OPEN_MONTHS = 3
"""For how many months back somebody may still say that they looked."""


def months_until(regime: Regime, on: date, most: int = MONTHS) -> list[date]:
    """The last days of the latest complete months of the regime, newest first."""
    found: list[date] = []
    last = month_of(on).start - timedelta(days=1)
    while len(found) < most and last >= regime.issued_on:
        found.append(last)
        last = month_of(last).start - timedelta(days=1)
    return found


def check_month(regime: Regime, data_to: date, *, on: date) -> None:
    if data_to not in months_until(regime, on, OPEN_MONTHS):
        raise Refusal("Choose one of the last three complete months.", field="data_to")


def seat_post_of(access: Access, body: Body, on: date) -> Post | None:
    """The post with a seat at the board that somebody holds on a day. One query."""
    if access.person is None:
        return None
    posts = Post.objects.of(body.local_area).held_by(access.person, on)
    seats = Seat.objects.filter(body=body).current(on)
    return posts.filter(pk__in=seats.values("post")).order_by("pk").first()


@dataclass(frozen=True)
class SeatLooks:
    """One seat of today, with whether its post looked at each of the months."""

    seat: Seat
    looked: list[DataLook | None]
    """In the order of the months; the latest look of each."""


@dataclass(frozen=True)
class Looks:
    """Who looked over the last months. What people without a seat said stands beside it."""

    months: list[date]
    seats: list[SeatLooks]
    said: list[DataLook]
    """Everything that was said of these months, newest first."""

    @property
    def missing(self) -> list[Post]:
        """The posts at the board that have not looked at the latest month."""
        return [each.seat.post for each in self.seats if not each.looked[0]]

    @property
    def sentence(self) -> str:
        """ "Data to 31 October 2026: 4 of 6 members of the board have looked." Empty before the
        first month is complete and while nobody sits."""
        if not self.months or not self.seats:
            return ""
        many, looked = len(self.seats), len(self.seats) - len(self.missing)
        members = "member" if many == 1 else "members"
        have = "has" if looked == 1 else "have"
        return (
            f"Data to {day_in_words(self.months[0])}: {looked or 'none'} of {many} {members} of "
            f"the board {have} said that they looked."
        )


def looks_of(body: Body, on: date, most: int = MONTHS) -> Looks:
    """Three queries, whatever was said."""
    months = months_until(body.kept_for, on, most)
    rows = DataLook.objects.filter(body=body, data_to__in=months, looked_on__lte=on)
    said = list(
        rows.select_related("looked_by", "post__organisation").order_by("-looked_on", "-pk")
    )
    newest: dict[int | None, dict[date, DataLook]] = defaultdict(dict)
    for look in reversed(said):
        newest[look.post_id][look.data_to] = look
    seats = [
        SeatLooks(seat, [newest[seat.post_id].get(month) for month in months])
        for seat in seats_on(body, on)
    ]
    return Looks(months, seats if months else [], said)
