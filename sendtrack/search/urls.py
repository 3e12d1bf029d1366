"""Under the slug of a local area."""

from django.urls import path

from sendtrack.search import views

app_name = "search"

urlpatterns = [path("search/", views.search, name="search")]
