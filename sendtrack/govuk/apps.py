from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "sendtrack.govuk"
    label = "govuk"
    verbose_name = "Design system"
