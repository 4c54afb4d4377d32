from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0008_reminders'),
    ]

    operations = [
        migrations.AddField(
            model_name='homesession',
            name='chosen',
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
