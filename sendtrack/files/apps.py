from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "sendtrack.files"
    label = "files"
