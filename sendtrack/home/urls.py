from django.urls import path

from sendtrack.home import views

app_name = "home"

urlpatterns = [
    path("", views.start, name="start"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("<slug:area>/", views.area_home, name="area"),
    path("<slug:area>/dashboard/", views.dashboard, name="dashboard"),
    path("<slug:area>/actions/mine/", views.mine, name="my-actions"),
    path("<slug:area>/since-last-visit/", views.since, name="since"),
]
