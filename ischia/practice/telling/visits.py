"""An appointment as a calendar shows it: to the person, or to the therapist. Titles say nothing of anybody's health."""

from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ischia.care.reminding.links import whole
from ischia.exchange.invitations import Party, Visit
from ischia.practice.booking.models import Appointment

Side = Literal["person", "therapist"]


def link_of(appointment: Appointment) -> str:
    """The whole address of its page; who has it can move and cancel, without an account."""
    return whole(reverse("booking:appointment", args=[appointment.link_word]))


def place_of(appointment: Appointment) -> str:
    """Where it is, in one line."""
    listing = appointment.listing
    town = " ".join(each for each in (listing.postcode, listing.town) if each)
    return ", ".join(each for each in (listing.street, town) if each)


def visit_of(appointment: Appointment, side: Side) -> Visit:
    """The entry of one side. The person's link is not in the therapist's, who has pages of their own."""
    listing = appointment.listing
    to_person = side == "person"
    title = _("Appointment with %(name)s") % {"name": listing.name if to_person else appointment.name}
    mail = appointment.email if to_person else listing.email
    name = appointment.name if to_person else listing.name
    return Visit(
        key=str(appointment.pk),
        sequence=appointment.sequence,
        starts=appointment.starts,
        ends=appointment.ends,
        zone=listing.zone,
        title=title,
        details=_("To move or cancel: %(link)s") % {"link": link_of(appointment)} if to_person else "",
        place=place_of(appointment),
        link=link_of(appointment) if to_person else "",
        changed=appointment.changed_at,
        organiser=Party(listing.name if to_person else "Ischia", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=Party(name, mail) if mail else None,
        cancelled=appointment.state == Appointment.State.CANCELLED,
    )
