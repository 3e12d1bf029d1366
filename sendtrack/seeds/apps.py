from django.apps import AppConfig


class SeedsConfig(AppConfig):
    name = "sendtrack.seeds"
    label = "seeds"
