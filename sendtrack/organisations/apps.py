from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "sendtrack.organisations"
    label = "organisations"
