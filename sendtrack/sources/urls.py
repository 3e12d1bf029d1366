"""Under the slug of a local area."""

from django.urls import path

from sendtrack.sources import views

app_name = "sources"

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:code>/", views.document, name="document"),
]
