"""Under the slug of a local area."""

from django.urls import path

from sendtrack.contradictions import facts, views

app_name = "contradictions"

urlpatterns = [
    path("documents/facts/", facts.facts, name="facts"),
    path("documents/facts/add/", facts.fact_add, name="fact-add"),
    path("documents/facts/<slug:code>/remove/", facts.fact_remove, name="fact-remove"),
    path("documents/conflicts/", views.conflicts, name="conflicts"),
    path("documents/conflicts/<str:codes>/decide/", views.decide, name="decide"),
]
