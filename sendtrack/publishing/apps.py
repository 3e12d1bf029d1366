from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sendtrack.publishing"
    label = "publishing"

    def ready(self) -> None:
        from . import checks  # noqa: F401 (registers them)
