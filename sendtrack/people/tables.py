"""The lists of people with access, and of invitations."""

from datetime import date, datetime

import django_tables2
from django.urls import reverse

from sendtrack.accounts.models import Access, Invitation
from sendtrack.govuk.tables import DayColumn, GovukTable
from sendtrack.govuk.tags.dates import short_day
from sendtrack.people.queries import Desk, invitation_state, state_of


def page_of_access(record: Access) -> str:
    return reverse("people:access", kwargs={"area": record.local_area.slug, "number": record.pk})


def page_of_invitation(record: Invitation) -> str:
    kwargs = {"area": record.local_area.slug, "number": record.pk}
    return reverse("people:invitation", kwargs=kwargs)


def page_of_post(record: Desk) -> str:
    kwargs = {"area": record.post.local_area.slug, "number": record.post.pk}
    return reverse("people:appoint", kwargs=kwargs)


class AccessTable(GovukTable):
    """Those who may sign in to the area, now or later."""

    caption = "People with access"
    row_header = "name"

    name = django_tables2.Column(accessor="user__name", verbose_name="Name", linkify=page_of_access)
    role = django_tables2.Column(accessor="get_role_display", verbose_name="Role")
    from_on = DayColumn(verbose_name="From")
    to_on = DayColumn(verbose_name="Last day", default="No end")
    last_login = DayColumn(
        accessor="user__last_login", verbose_name="Last sign-in", default="Never"
    )
    state = django_tables2.Column(empty_values=(), verbose_name="State")

    class Meta(GovukTable.Meta):
        empty_text = "Nobody has access."
        orderable = False

    def __init__(self, data: list[Access], *, today: date) -> None:
        self.today = today
        super().__init__(data)

    def render_state(self, record: Access) -> str:
        return state_of(record, self.today)


class FormerAccessTable(AccessTable):
    """Those whose access has ended."""

    caption = "Access that has ended"

    class Meta(AccessTable.Meta):
        empty_text = "No access has ended yet."
        exclude = ("to_on",)


class InvitationTable(GovukTable):
    """Offers that nobody has taken up yet."""

    caption = "Invitations"
    row_header = "name"

    name = django_tables2.Column(verbose_name="Name", linkify=page_of_invitation)
    email = django_tables2.Column(verbose_name="Email address")
    role = django_tables2.Column(accessor="get_role_display", verbose_name="Role")
    sent_at = DayColumn(verbose_name="Sent")
    state = django_tables2.Column(empty_values=(), verbose_name="Link")

    class Meta(GovukTable.Meta):
        empty_text = "Nobody is waiting to accept an invitation."
        orderable = False

    def __init__(self, data: list[Invitation], *, at: datetime) -> None:
        self.at = at
        super().__init__(data)

    def render_state(self, record: Invitation) -> str:
        return invitation_state(record, self.at)


class DeskTable(GovukTable):
    """The posts of one organisation. The name of a post leads to appointing somebody to it."""

    row_header = "title"

    title = django_tables2.Column(accessor="post__title", verbose_name="Post", linkify=page_of_post)
    holder = django_tables2.Column(verbose_name="Held by", default="Vacant")
    since = DayColumn(verbose_name="Since", default="–")

    class Meta(GovukTable.Meta):
        empty_text = "No post here yet. Add one to give it actions."
        orderable = False

    def render_title(self, value: str, record: Desk) -> str:
        return f"{value} ({record.post.covers})" if record.post.covers else value

    def render_holder(self, value: str, record: Desk) -> str:
        return f"{value}, until {short_day(record.last_day)}" if record.last_day else value
