from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "sendtrack.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        from . import admin  # noqa: F401 (registers what operators see)


class OperatorsConfig(admin.SimpleAdminConfig):
    """Django admin with our own door, and with what we register alone."""

    default = False
    default_site = "sendtrack.accounts.operators.OperatorsSite"
