from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sendtrack.publishing"
    label = "publishing"

    def ready(self) -> None:
        from . import admin, checks  # noqa: F401 (registers them)
