from django.apps import AppConfig


class CareConfig(AppConfig):
    """The person's side: questions being answered, screenings, plans."""

    name = "ischia.care"
