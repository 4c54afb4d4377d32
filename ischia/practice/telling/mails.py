"""The mails of an appointment: short plain words, with the calendar entry beside them. No subject or title says
anything of anybody's health."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ischia.care.reminding.links import whole
from ischia.exchange.invitations import Method, invitation
from ischia.practice.booking.models import Appointment
from ischia.practice.telling.clocks import TWELVE_HOURS, Clock, Told, tell_time
from ischia.practice.telling.models import Message
from ischia.practice.telling.policy import policy_of
from ischia.practice.telling.prices import price_in_words
from ischia.practice.telling.visits import Side, link_of, place_of, visit_of

Kind = Message.Kind
SUBJECTS = {
    Kind.CONFIRMED: _("Booked: {when}"),
    Kind.MOVED: _("Moved to: {when}"),
    Kind.CANCELLED: _("Cancelled: {when}"),
    Kind.REMINDER: _("To come: {when}"),
    Kind.OFFER: _("A time is free for you: {when}"),
}
METHODS: dict[str, Method] = {Kind.CONFIRMED: "REQUEST", Kind.MOVED: "REQUEST", Kind.CANCELLED: "CANCEL"}


@dataclass(frozen=True)
class Letter:
    """To whom, and what: everything a mail says."""

    to: str
    subject: str
    body: str
    calendar: bytes | None
    method: Method | None


def letter_of(message: Message) -> Letter | None:
    """What a message says; None where there is no address to send it to."""
    appointment = message.appointment
    to = address_of(message)
    if not to:
        return None
    words = _words(message, appointment)
    subject = SUBJECTS[Kind(message.kind)].format(when=words["when"].whole)
    method = METHODS.get(message.kind)
    calendar = invitation(visit_of(appointment, _side(message)), method) if method else None
    name = "offer" if message.kind == Kind.OFFER else f"{message.kind}_{message.to}"
    return Letter(to, subject, render_to_string(f"telling/{name}.txt", words), calendar, method)


def mail_of(message: Message, letter: Letter) -> EmailMultiAlternatives:
    """The mail that is handed over. Its id is the message's own, so that one that comes twice is known as one."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{message.pk}@{host}>"}
    mail = EmailMultiAlternatives(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    if letter.calendar is not None:
        mail.attach_alternative(letter.calendar.decode(), f"text/calendar; method={letter.method}")
    return mail


def address_of(message: Message) -> str:
    """Where it goes."""
    to_person = message.to == Message.To.PERSON
    return message.appointment.email if to_person else message.appointment.listing.email


def _side(message: Message) -> Side:
    return "person" if message.to == Message.To.PERSON else "therapist"


def _words(message: Message, appointment: Appointment) -> dict:
    listing = appointment.listing
    to_person = message.to == Message.To.PERSON
    here = appointment.visitor_zone if to_person else ""
    clock = Clock(listing.zone, listing.country in TWELVE_HOURS)
    policy = policy_of(appointment)
    waiting = message.waiting
    return {
        "appointment": appointment,
        "listing": listing,
        "when": tell_time(appointment.starts, clock, here),
        "was": _was(message, clock),
        "minutes": (appointment.ends - appointment.starts).seconds // 60,
        "place": place_of(appointment),
        "price": price_in_words(appointment.price, appointment.currency),
        "policy": policy,
        "free_until": tell_time(policy.free_until, clock, here),
        "link": link_of(appointment),
        "anything_new": whole(reverse("booking:anything_new", args=[appointment.link_word])),
        "offer_link": whole(reverse("booking:place", args=[waiting.link_word])) if waiting else "",
        "until": tell_time(appointment.held_until, clock, here) if appointment.held_until else None,
        "by_therapist": bool(message.told.get("by_therapist")),
    }


def _was(message: Message, clock: Clock) -> Told | None:
    was = str(message.told.get("was", ""))
    return tell_time(datetime.fromisoformat(was), clock) if was else None
