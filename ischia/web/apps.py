from django.apps import AppConfig


class Web(AppConfig):
    name = "ischia.web"
    label = "web"
