"""How fast is the nearest therapist who fits found among a million? Ours, beside PostGIS where it is there.

    . bin/postgres; nice .venv/bin/python -m bench.directory                   (PostgreSQL; with PostGIS beside it)
    DATABASE_URL=sqlite:////tmp/listings.sqlite3 .venv/bin/python -m bench.directory --listings 1000000

Nearest 20 within 25 km under three filters: a technique, a language, and a tick that is asked for (a question to a second
table). First the answers are compared with brute force over every listing, poles and the line where days change included;
then ours and PostGIS answer the same questions, taking turns at who is first. "ours" has its question written before, as
PostGIS has its statement; "+writing" lets Django write it anew each time, as a page does. Needs numpy, and PostGIS from the system (Debian: postgresql-15-postgis-3). The
database is filled and not emptied: give it one to throw away. SQLite and PostgreSQL in one go need two runs.
"""

import argparse
import os
import random  # noqa: TID251
import statistics
import sys
import time
import uuid
from datetime import UTC, date, datetime
from functools import cache
from itertools import accumulate, islice

import django
import numpy

from ischia.core.directory.places import gazetteer
from ischia.core.directory.sphere import EARTH_KM, Point, kilometres

SEED, DAY, NOW = 20261121, date(2026, 11, 21), datetime(2026, 11, 21, tzinfo=UTC)
WITHIN_KM, LIMIT = 25.0, 20
SPREAD_KM = 12  # of listings around the middle of their town
TECHNIQUE, LANGUAGE = "swedish", "nl"
SHARES = {"technique": 0.5, "language": 0.3, "tick": 0.6}
POSTGIS = """
SELECT l.id FROM practice_listing l JOIN bench_points p ON p.listing_id = l.id
WHERE l.is_published AND l.deactivated_on IS NULL AND l.techniques LIKE %s AND l.languages LIKE %s
  AND EXISTS (SELECT 1 FROM practice_credential c WHERE c.listing_id = l.id AND c.checked_on <= %s AND c.checked_on > %s
              AND (c.expires_on IS NULL OR c.expires_on >= %s) AND (c.allows LIKE %s OR c.kind IN ('licence', 'register')))
  AND ST_DWithin(p.place, ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography, %s, false)
ORDER BY p.place <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography LIMIT 20
"""


def points(count, chance):
    """Places of people or therapists: around towns by their size; one in a hundred at a pole or the line of days."""
    towns = [gazetteer()._read(row) for row in range(len(gazetteer().towns))]
    heavy = list(accumulate(town.population for town in towns))
    for town in chance.choices(towns, cum_weights=heavy, k=count):
        if chance.random() < 0.005:
            yield chance.choice((-1, 1)) * (90 - abs(chance.gauss(0, 0.3))), chance.uniform(-180, 180)
        elif chance.random() < 0.005:
            yield chance.gauss(-17, 1), (180 + chance.gauss(0, 0.3) + 180) % 360 - 180
        else:
            north = town.point.latitude + chance.gauss(0, SPREAD_KM) / 111.2
            east = town.point.longitude + chance.gauss(0, SPREAD_KM) / 111.2 / max(
                0.05, numpy.cos(numpy.radians(north))
            )
            yield max(-90.0, min(90.0, north)), (east + 180) % 360 - 180


def fill(count):
    """Write the listings and the credentials of some, by COPY or many rows a statement; gives what brute force needs."""
    from ischia.practice.listing.models import Credential, Listing

    chance = random.Random(SEED)
    kept = []

    def rows():
        for number, (latitude, longitude) in enumerate(points(count, chance)):
            has = {what: chance.random() < share for what, share in SHARES.items()}
            said = {
                "id": uuid.UUID(int=chance.getrandbits(128)),
                "slug": f"t{number}",
                "name": f"Ada Example {number % 1000}",
                "latitude": latitude,
                "longitude": longitude,
                "techniques": ("deep_tissue", TECHNIQUE) if has["technique"] else ("deep_tissue",),
                "languages": ("en", LANGUAGE) if has["language"] else ("en",),
            }
            kept.append((said["id"], said["name"], latitude, longitude, all(has.values()), has["tick"]))
            yield said

    write(Listing(settings=("own_office",), changed_at=NOW), rows())
    checked = Credential(kind="register", issuer="cnhc", checked_on=DAY, checked_by="Bo Example")
    write(checked, ({"id": uuid.UUID(int=chance.getrandbits(128)), "listing_id": row[0]} for row in kept if row[5]))
    return kept


def write(like, rows):
    """Write rows past Django, which would take many minutes: all are like one, which is prepared once, but for some columns."""
    from django.db import connection, transaction

    fields = {each.attname: each for each in like._meta.concrete_fields if not each.generated}
    table, columns = like._meta.db_table, ", ".join(f'"{each.column}"' for each in fields.values())
    same = {name: each.get_db_prep_save(getattr(like, name), connection) for name, each in fields.items()}

    def prepared(row):
        changed = {name: fields[name].get_db_prep_save(value, connection) for name, value in row.items()}
        return list((same | changed).values())

    values = map(prepared, rows)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            while some := list(islice(values, 10_000)):
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", some)
        cursor.execute("ANALYZE")


def compare(kept, questions):
    """Every answer against all listings that fit, by the exact distance."""
    fits = [row for row in kept if row[4]]
    north, east = (numpy.radians(numpy.array([row[place] for row in fits])) for place in (2, 3))
    globe = numpy.stack([numpy.cos(north) * numpy.cos(east), numpy.cos(north) * numpy.sin(east), numpy.sin(north)], 1)
    least = numpy.cos(WITHIN_KM / EARTH_KM) - 1e-9
    wrong = found = 0
    for latitude, longitude in questions:
        n, e = numpy.radians(latitude), numpy.radians(longitude)
        here = numpy.array([numpy.cos(n) * numpy.cos(e), numpy.cos(n) * numpy.sin(e), numpy.sin(n)])
        centre = Point(latitude, longitude)
        near = [fits[place] for place in numpy.flatnonzero(globe @ here >= least)]
        all_of_them = sorted((kilometres(centre, Point(row[2], row[3])), row[1], row[0]) for row in near)
        right = [row[2] for row in all_of_them if row[0] <= WITHIN_KM][:LIMIT]
        wrong += [hit.id for hit in ours(latitude, longitude)] != right
        found += len(right)
    return wrong, found


def question():
    from ischia.core.directory.matching import LICENSED, Needs, Wanted
    from ischia.practice.finding.fitting import fitting
    from ischia.practice.finding.nearest import Question

    wanted = Wanted(techniques=(TECHNIQUE,), language=LANGUAGE, qualifications=(LICENSED,))
    return Question.of(fitting(wanted, Needs(), DAY))


@cache
def written():
    """The question as Django writes it, once, as PostGIS' statement is written once."""
    return question()


def ours(latitude, longitude):
    from ischia.practice.finding.nearest import nearest

    return nearest(written(), Point(latitude, longitude), WITHIN_KM, LIMIT)


def ours_and_writing(latitude, longitude):
    from ischia.practice.finding.nearest import nearest

    return nearest(question(), Point(latitude, longitude), WITHIN_KM, LIMIT)


def postgis(latitude, longitude):
    from django.db import connection

    year_ago = date(DAY.year - 1, DAY.month, DAY.day)
    asked = [f"%|{TECHNIQUE}|%", f"%|{LANGUAGE}|%", DAY, year_ago, DAY, "%|licensed_therapist|%"]
    with connection.cursor() as cursor:
        cursor.execute(POSTGIS, [*asked, longitude, latitude, WITHIN_KM * 1000, longitude, latitude])
        return cursor.fetchall()


def has_postgis():
    from django.db import connection

    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")
        if not cursor.fetchone():
            print("PostGIS is not here: on Debian, apt-get install postgresql-15-postgis-3")
            return False
        cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        cursor.execute(
            "CREATE TABLE bench_points AS SELECT id AS listing_id,"
            " ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography AS place FROM practice_listing"
        )
        cursor.execute("CREATE INDEX ON bench_points USING gist (place)")
        cursor.execute("CREATE UNIQUE INDEX ON bench_points (listing_id)")
        cursor.execute("ANALYZE bench_points")
    return True


def timed(ways, questions):
    """Each way answers each question, in turn, so that whatever else the machine does falls on all of them."""
    took = {name: [] for name in ways}
    names = list(ways)
    for number, place in enumerate(questions):
        for name in (names * 2)[number % len(names) :][
            : len(names)
        ]:  # who comes first finds the pages of the disk cold
            began = time.perf_counter()
            ways[name](*place)
            took[name].append((time.perf_counter() - began) * 1000)
    for name, each in took.items():
        each.sort()
        print(
            f"{name:<8} median {statistics.median(each):7.2f} ms   p99 {each[int(len(each) * 0.99)]:7.2f} ms   n {len(each)}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=1_000_000)
    parser.add_argument("--compare", type=int, default=10_000, help="answers held against brute force")
    parser.add_argument("--time", type=int, default=1_000, help="questions that are timed")
    args = parser.parse_args()
    if not os.environ.get("DATABASE_URL"):
        sys.exit("set DATABASE_URL to a database to throw away: this fills it")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    kept = fill(args.listings)
    print(f"{connection.vendor}: {args.listings:,} listings in {time.perf_counter() - began:.0f} s")
    chance = random.Random(SEED + 1)
    with_postgis = has_postgis()
    ways = {"ours": ours, "+writing": ours_and_writing, **({"PostGIS": postgis} if with_postgis else {})}
    timed(ways, list(points(50, chance)))  # warms up
    timed(ways, list(points(args.time, chance)))
    wrong, found = compare(kept, list(points(args.compare, chance)))
    print(f"{args.compare:,} answers against brute force: {wrong} differ ({found:,} therapists in them)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
