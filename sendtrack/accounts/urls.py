from django.urls import path

from sendtrack.accounts.views import links, own

app_name = "accounts"

urlpatterns = [
    path("login", own.sign_in, name="login"),
    path("logout", own.sign_out, name="logout"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="password"),
    path("invitation/<str:token>", links.invitation, name="invitation"),
    path("password/<int:user>/<str:token>", links.forgotten, name="forgotten"),
]
