from django.urls import path

from sendtrack.home import views

app_name = "home"

urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:area>/", views.area_home, name="area"),
]
