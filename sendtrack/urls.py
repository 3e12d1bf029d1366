"""Addresses. The three apps are named as strings; each brings its own under the area's slug."""

from django.contrib import admin
from django.urls import include, path

from sendtrack import health

handler400 = "sendtrack.errors.bad_request"
handler403 = "sendtrack.errors.forbidden"
handler404 = "sendtrack.errors.not_found"
handler500 = "sendtrack.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("operators/", admin.site.urls),
    path("", include("sendtrack.accounts.urls")),
    path("", include("sendtrack.home.urls")),
    path("<slug:area>/", include("sendtrack.search.urls")),
    path("<slug:area>/", include("sendtrack.contradictions.urls")),
    path("<slug:area>/", include("sendtrack.handover.urls")),
    path("<slug:area>/", include("sendtrack.people.urls")),
    path("<slug:area>/", include("sendtrack.sources.urls")),
    path("<slug:area>/", include("plans.urls")),
    path("<slug:area>/", include("boards.urls")),
    path("<slug:area>/", include("reviews.urls")),
]
