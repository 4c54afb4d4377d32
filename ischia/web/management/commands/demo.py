"""`manage.py demo`: fills the database with made-up people. Run twice, it changes nothing."""

from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.db import transaction

from ischia.practice.demo import make_therapists

# Each makes its part of the demo unless it is there already.
SEEDS: list[Callable[[], None]] = [make_therapists]


class Command(BaseCommand):
    help = "Fill the database with made-up people to try Ischia with."

    @transaction.atomic
    def handle(self, *args, **options):
        for seed in SEEDS:
            seed()
