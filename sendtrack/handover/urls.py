"""Under the slug of a local area."""

from django.urls import path

from sendtrack.handover import views

app_name = "handover"

urlpatterns = [
    path("people/vacant/", views.vacant, name="vacant"),
    path("people/holders/<int:number>/leaving/", views.leave, name="leave"),
    path("people/posts/<int:number>/hand-over/", views.post, name="post"),
    path("people/organisations/<int:number>/succeeded/", views.succession, name="succession"),
]
