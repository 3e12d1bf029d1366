from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sendtrack.home"
    label = "home"
