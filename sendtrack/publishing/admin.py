"""What operators see of the post: states, never contents."""

from django.contrib import admin

from sendtrack.accounts.admin import ReadOnly
from sendtrack.publishing.models import Delivery, Heartbeat


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    list_display = ("pk", "local_area", "state", "attempts", "next_attempt_at", "sent_at")
    list_filter = ("state", "local_area")
    list_select_related = ("local_area",)
    fields = ("local_area", "state", "attempts", "next_attempt_at", "sent_at", "last_error")


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnly):
    list_display = ("name", "at")
