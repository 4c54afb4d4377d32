from django.apps import AppConfig
from django.db.models.signals import post_migrate

from ischia.practice.apart import keep_apart


class PracticeConfig(AppConfig):
    """The therapist's side: listings, finding one, appointments, the calendar."""

    name = "ischia.practice"

    def ready(self) -> None:
        # A later migration that rebuilds a table of SQLite drops its triggers without a word: they are put back.
        post_migrate.connect(keep_apart, sender=self, dispatch_uid="keep appointments apart")
