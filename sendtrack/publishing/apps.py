from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sendtrack.publishing"
    label = "publishing"
