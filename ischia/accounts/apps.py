from django.apps import AppConfig


class Accounts(AppConfig):
    name = "ischia.accounts"
    label = "accounts"
