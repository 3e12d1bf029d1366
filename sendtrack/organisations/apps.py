from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class OrganisationsConfig(AppConfig):
    name = "sendtrack.organisations"
    label = "organisations"

    def ready(self) -> None:
        from sendtrack import past

        pre_migrate.connect(past.remove, sender=self)
        post_migrate.connect(past.install, sender=self)
