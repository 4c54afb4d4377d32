"""Free times of fourteen days over HTTP: one therapist with 2,000 appointments, any of 50, any of 1,000.

    .venv/bin/python -m bench.slots                      (SQLite)
    (. bin/postgres; .venv/bin/python -m bench.slots)    (PostgreSQL)

The server is the one of `ischia serve` in a process of its own, on a database made for this. One client asks on a connection
that stays open; the questions take turns with the page that does least (`/health/`), so that all are measured under the same
load. Told are the median and the quickest in milliseconds by the clock, and the server's processor time for each answer.
"""

import os
import random  # noqa: TID251
import statistics
import sys
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

ROUNDS = int(os.environ.get("ISCHIA_SLOTS_ROUNDS", "60"))
HOME = Path(tempfile.mkdtemp(prefix="ischia-slots."))
os.environ |= {"DJANGO_SETTINGS_MODULE": "ischia.web.settings", "ISCHIA_VAR": str(HOME)}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{HOME / 'slots.sqlite3'}")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils.timezone import localdate, now  # noqa: E402

from ischia.practice.models import (  # noqa: E402
    Appointment,
    BookingRules,
    Clinic,
    Listing,
    Service,
    WeeklyHours,
)
from tests.practice.racing import Visitor, serving  # noqa: E402

AIMS = {"one therapist, 2,000 appointments": 7, "any of 50": 20, "any of 1,000": 33}
HOURS = ((9, 17), (8, 16), (10, 18), (12, 20))


def therapists(number, clinic, taken):
    """So many therapists on weekdays, in four kinds of hours, each with some appointments in the weeks to come."""
    made = [
        Listing(name=f"Therapist {each}", slug=f"{clinic.slug}-{each}", zone="Europe/London", clinic=clinic)
        for each in range(number)
    ]
    Listing.objects.bulk_create(made)
    BookingRules.objects.bulk_create([BookingRules(listing=each) for each in made])
    hours = []
    for place, each in enumerate(made):
        first, last = HOURS[place % len(HOURS)]
        hours += [WeeklyHours(listing=each, weekday=day, starts=time(first), ends=time(last)) for day in range(5)]
    WeeklyHours.objects.bulk_create(hours, batch_size=2000)
    offered = [Service(listing=each, code="massage", name="Massage", minutes=60) for each in made]
    Service.objects.bulk_create(offered)
    for each in offered:
        appointments(each, taken)
    return offered


def appointments(offered, number):
    """So many, an hour each, four a day at whole hours by chance, half of them in the past and half to come."""
    rows, hours, chance = [], [], random.Random(str(offered.listing.slug))
    for each in range(number):
        hours = chance.sample(range(9, 18), 4) if each % 4 == 0 else hours
        day = localdate() + timedelta(days=each // 4 - number // 8)
        starts = datetime.combine(day, time(hours[each % 4]), tzinfo=now().tzinfo)
        ends = starts + timedelta(hours=1)
        rows.append(Appointment(listing_id=offered.listing_id, service=offered, state="booked", starts=starts, ends=ends, blocked_from=starts, blocked_until=ends))  # fmt: skip
    Appointment.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def questions():
    one = Clinic.objects.create(slug="one", name="One")
    alone = therapists(1, one, 2000)[0]
    for slug, number in (("fifty", 50), ("thousand", 1000)):
        therapists(number, Clinic.objects.create(slug=slug, name=slug), 40 if number == 50 else 12)
    asked = "/api/times/?days=14&zone=America/New_York&"
    addresses = (
        f"{asked}service={alone.pk}",
        f"{asked}clinic=fifty&code=massage",
        f"{asked}clinic=thousand&code=massage",
    )
    return {"the bare page, /health/": "/health/", **dict(zip(AIMS, addresses, strict=True))}


def measured(server, asked):
    """Milliseconds by the clock of each answer, and of the server's processor for each, by question."""
    visitor = Visitor(server.port)
    waited = {name: [] for name in asked}
    for turn in range(ROUNDS + 5):
        for name, path in asked.items():
            answer = visitor.ask("GET", path)
            assert answer.status == 200, answer
            if turn >= 5:
                waited[name].append(answer.waited * 1000)
    work = {}
    for name, path in asked.items():
        before = server.work()
        for _ in range(ROUNDS):
            visitor.ask("GET", path)
        work[name] = (server.work() - before) / ROUNDS * 1000
    return waited, work


def main():
    call_command("migrate", verbosity=0)
    asked = questions()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    connection.close()
    with serving(HOME, os.environ["DATABASE_URL"]) as server:
        waited, work = measured(server, asked)
    floor = statistics.median(waited["the bare page, /health/"])
    print(f"{connection.vendor}, {ROUNDS} answers each; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores; ms")
    print(f"{'':<36} median  quickest  over the bare page  processor  aim")
    for name, each in waited.items():
        middle = statistics.median(each)
        print(
            f"{name:<36} {middle:6.1f}  {min(each):8.1f}  {middle - floor:18.1f}  {work[name]:9.1f}  {AIMS.get(name, '')}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
