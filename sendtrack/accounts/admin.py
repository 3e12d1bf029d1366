"""What operators see: who has access where, and whether mail and scheduled work go through.

Nothing of an area's record is here, and nothing can be changed: every change has its verb.
"""

from typing import Any

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.organisations.models import LocalArea


class ReadOnly(admin.ModelAdmin):
    """Lists and shows rows."""

    actions = None

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class ReadOnlyWithHistory(ReadOnly, SimpleHistoryAdmin):
    """The same, with who changed what, when and why."""


@admin.register(LocalArea)
class LocalAreaAdmin(ReadOnlyWithHistory):
    list_display = ("name", "slug", "council_name", "is_example")


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ("name", "email", "is_active", "is_operator", "last_login")
    search_fields = ("name", "email")
    exclude = ("password",)


@admin.register(Access)
class AccessAdmin(ReadOnlyWithHistory):
    list_display = ("user", "local_area", "role", "from_on", "to_on", "closed_at")
    list_filter = ("local_area", "role")
    list_select_related = ("user", "local_area")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyWithHistory):
    list_display = ("name", "email", "local_area", "role", "sent_at", "accepted_at", "withdrawn_at")
    list_select_related = ("local_area",)
    exclude = ("token_hash",)
