from django.urls import path

from sendtrack.accounts import views

app_name = "accounts"

urlpatterns = [
    path("login", views.sign_in, name="login"),
    path("logout", views.sign_out, name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
]
