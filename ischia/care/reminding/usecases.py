"""Use-cases of reminders: keep wishes, confirm an address, put off, turn all off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.care.reminding.models import ReminderWishes, Snoozed, feed_word
from ischia.core.reminding import Kind


@dataclass(frozen=True)
class Chosen:
    """What was chosen on the page. `mail` None: there was nothing to choose, so the address stays."""

    times: dict[Kind, time]
    quiet: tuple[time, time] | None
    repeat: bool
    zone: str
    titles: str
    mail: str | None


@transaction.atomic
def keep_wishes(keeper: Keeper, chosen: Chosen, now: datetime) -> ReminderWishes:
    """Keep wishes, and switch reminders on. An address that is new is used once it is confirmed."""
    Keeper.objects.select_for_update().get(pk=keeper.pk)  # two windows of one person take turns
    row = ReminderWishes.objects.filter(keeper=keeper).first() or ReminderWishes(keeper=keeper)
    row.on, row.repeat, row.zone, row.titles = True, chosen.repeat, chosen.zone, chosen.titles
    row.times = {kind: at.isoformat("minutes") for kind, at in chosen.times.items()}
    row.quiet_from, row.quiet_until = chosen.quiet or (None, None)
    if chosen.mail is not None and chosen.mail != row.mail:
        row.mail, row.confirmed_at = chosen.mail, None
    row.changed_at = row.look_at = now
    row.save()
    return row


def confirm_mail(row: ReminderWishes, now: datetime) -> None:
    """The address answered: reminders go there from now on. Said twice, it is once."""
    ReminderWishes.objects.filter(pk=row.pk, mail=row.mail, confirmed_at=None).update(confirmed_at=now, look_at=now)


def put_off(row: ReminderWishes, tasks: Iterable[str], day: date, until: datetime, now: datetime) -> None:
    """Remind of these tasks later that day."""
    Snoozed.objects.bulk_create(Snoozed(wishes=row, task=task, day=day, until=until, made_at=now) for task in tasks)
    ReminderWishes.objects.filter(pk=row.pk).update(look_at=now)


def turn_all_off(row: ReminderWishes, now: datetime) -> None:
    """No reminder comes any more, by mail or calendar, and the address is forgotten. What was chosen can be seen."""
    ReminderWishes.objects.filter(pk=row.pk).update(on=False, mail="", confirmed_at=None, changed_at=now)


def change_feed_address(row: ReminderWishes) -> None:
    """Give the calendar a new secret address; the old one is nobody's any more."""
    ReminderWishes.objects.filter(pk=row.pk).update(word=feed_word())
