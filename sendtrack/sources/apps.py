from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sendtrack.sources"
    label = "sources"
