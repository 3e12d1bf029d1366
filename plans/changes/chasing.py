"""The verb that asks for figures that are late."""

from datetime import date
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from plans.changes.numbering import hold
from plans.models import FigureChase
from plans.queries.lacking import Lacking, addresses_of, cycle_of, lacking_in, unchased
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, PostHolding
from sendtrack.periods import is_working_day
from sendtrack.publishing.changes import Recipient, post_message
from sendtrack.publishing.models import Message


def chase_figures(*, area: LocalArea, by: User, on: date) -> list[Message]:
    """Write to each post that answers for a measure whose figure is late: once when it is, and
    once in each month after that while it still is. All that is late of one post stands in one
    letter. Called twice, it writes once.

    A post that nobody holds, or whose holder has no address, is written to when that has changed.
    """
    if not is_working_day(on) or not unchased(area, lacking_in(area, on), on):
        return []
    with record(actor=by, reason="Asked for figures that are late"):
        hold(area)
        late = unchased(area, lacking_in(area, on), on)
        posts = {each.measure.owner_id for each in late}
        rows = PostHolding.objects.of(area).current(on).filter(post__in=posts)
        holders = {row.post_id: row.person for row in rows.select_related("person")}
        addresses = addresses_of(list(holders.values()), area, on)
        by_post = sorted(late, key=lambda each: each.measure.owner_id)
        letters = []
        for post, found in groupby(by_post, key=lambda each: each.measure.owner_id):
            holder = holders.get(post)
            if holder is not None and (email := addresses.get(holder.pk)):
                letters.append(_ask(area, list(found), Recipient(email, holder.name), on))
    return letters


def _ask(area: LocalArea, late: list[Lacking], to: Recipient, on: date) -> Message:
    """One letter, and a row for each period that it asks for."""
    late = sorted(late, key=lambda each: each.due_on)
    post = late[0].measure.owner
    many = sum(len(each.points) for each in late)
    address = settings.PUBLIC_ORIGIN + reverse("plans:figures-enter", args=[area.slug])
    letter = post_message(
        area=area,
        key=f"figures-late-{area.pk}-{post.pk}-{on.isoformat()}",
        subject=f"Late: {many} figure{'' if many == 1 else 's'} of {area.name}",
        text=render_to_string(
            "mail/figures_late.txt",
            {"area": area, "post": post, "late": late, "many": many, "address": address},
        ),
        recipients=[to],
    )
    for each in late:
        for point in each.points:
            FigureChase(
                local_area=area,
                measure=each.measure,
                period_start=point.period.start,
                period_end=point.period.end,
                cycle=cycle_of(point, on),
                post=post,
                message=letter,
                chased_on=on,
            ).save()
    return letter
