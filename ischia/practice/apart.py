"""Double booking is impossible because the database says so: this writes the rule into it.

Two appointments that count may not overlap (`blocked_from` to `blocked_until`, end excluded) for one therapist, nor in
one room. PostgreSQL has exclusion constraints for that; SQLite gets triggers with the same names. Both answer as an
`IntegrityError` that names the rule.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "practice_appointment"
RULES = {
    "appointments_of_a_therapist_never_overlap": "listing_id",
    "appointments_in_a_room_never_overlap": "room_id",
}
COUNTS = "('held', 'booked', 'arrived', 'done', 'no_show')"

TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {rule}_{when} BEFORE {event} ON {table}
WHEN NEW.state IN {counts} AND NEW.{whose} IS NOT NULL AND EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE other.{whose} = NEW.{whose} AND other.id <> NEW.id AND other.state IN {counts}
      AND other.blocked_until > NEW.blocked_from AND other.blocked_from < NEW.blocked_until
)
BEGIN SELECT RAISE(ABORT, '{rule}'); END
"""
EVENTS = {"insert": "INSERT", "update": "UPDATE OF listing_id, room_id, state, blocked_from, blocked_until"}

EXCLUSION = """
ALTER TABLE {table} ADD CONSTRAINT {rule} EXCLUDE USING gist
({whose} WITH =, tstzrange(blocked_from, blocked_until) WITH &&) WHERE (state IN {counts})
"""


def keep_apart(using: str, **_signal: Any) -> None:
    """Write the rules into a database that has the table and lacks them; may run as often as one likes."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    install = _as_exclusions if connection.vendor == "postgresql" else _as_triggers
    install(connection)


def _as_triggers(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for rule, whose in RULES.items():
            for when, event in EVENTS.items():
                cursor.execute(
                    TRIGGER.format(rule=rule, when=when, event=event, table=TABLE, whose=whose, counts=COUNTS)
                )


def _as_exclusions(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass", [TABLE])
        there = {name for (name,) in cursor.fetchall()}
        for rule in RULES.keys() - there:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            cursor.execute(EXCLUSION.format(table=TABLE, rule=rule, whose=RULES[rule], counts=COUNTS))
