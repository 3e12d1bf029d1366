"""Under the slug of a local area."""

from django.urls import path

from sendtrack.contradictions import views

app_name = "contradictions"

urlpatterns = [
    path("documents/conflicts/", views.conflicts, name="conflicts"),
    path("documents/conflicts/<str:codes>/decide/", views.decide, name="decide"),
]
