"""Double booking becomes impossible. `migrate` looks after these rules again each time: see practice/apart.py."""

from django.db import migrations

from ischia.practice.apart import keep_apart


def write_rules(_apps, schema_editor):
    keep_apart(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_tables")]
    operations = [migrations.RunPython(write_rules, migrations.RunPython.noop)]
