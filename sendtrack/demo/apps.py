from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sendtrack.demo"
    label = "demo"
