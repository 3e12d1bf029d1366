from django.urls import path

from plans.views import actions

app_name = "plans"

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/mine/", actions.mine, name="my-actions"),
    path("actions/<str:ref>/", actions.action, name="action"),
    path("actions/<str:ref>/update/", actions.update, name="action-update"),
    path("actions/<str:ref>/history/", actions.history, name="action-history"),
]
