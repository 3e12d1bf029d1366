from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sendtrack.people"
    label = "people"
