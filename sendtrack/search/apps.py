from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sendtrack.search"
    label = "search"
