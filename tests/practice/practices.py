"""Made-up therapists and people, for tests of a practice."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import uuid4

from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.demo import made_up_people
from ischia.care.usecases import begin_check, record_screening
from ischia.practice.booking.holding import Ask
from ischia.practice.models import Appointment, BookingRules, Credential, Listing, Service, WeeklyHours

NOW = datetime.combine(localdate(), time(8), tzinfo=UTC)
MONDAY = localdate() + timedelta(days=7 - localdate().weekday() + 7)  # a Monday in one to two weeks
_number = count(1)


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    """A time of a day to come, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def therapist(name: str = "Ada Example", *, zone: str = "UTC", **rules: object) -> Listing:
    """A therapist with a licence that was checked, open from nine to five on every day."""
    listing = Listing.objects.create(name=name, slug=f"therapist-{next(_number)}", zone=zone, country="GB")
    BookingRules.objects.create(listing=listing, **{"notice_minutes": 60, **rules})
    for weekday in range(7):
        WeeklyHours.objects.create(listing=listing, weekday=weekday, starts=time(9), ends=time(17))
    Credential.objects.create(
        listing=listing, kind="licence", issuer="Example Board", checked_on=localdate(), checked_by="Operator"
    )
    return listing


def service(listing: Listing, code: str = "massage", minutes: int = 60, **more: object) -> Service:
    said = {"name": "Gentle massage", "technique": "swedish", "minutes": minutes, **more}
    return Service.objects.create(listing=listing, code=code, **said)


def person(slug: str | None = "carlos") -> Keeper:
    """Someone whose answers are those of a made-up person; without one, someone who has not answered anything."""
    keeper = Keeper.objects.create(device_digest=uuid4().hex)
    if slug:
        check = begin_check(keeper, made_up_people()[slug].answers, slug)
        record_screening(check, localdate())
    return keeper


def ask(offered: Service, starts: datetime | None = None, keeper: Keeper | None = None, **more: object) -> Ask:
    return Ask(id=uuid4(), services=(offered,), starts=starts or at(10), keeper=keeper, **more)


def again(appointment: Appointment) -> Appointment:
    """The appointment as it stands in the database."""
    return Appointment.objects.get(pk=appointment.pk)
