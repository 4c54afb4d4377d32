"""`ischia remind` in several programs at once: each message goes out once, and a freed time is offered once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from ischia.practice.booking.holding import hold_time
from ischia.practice.booking.usecases import Details, book
from ischia.practice.booking.waiting import Wish, join
from ischia.practice.models import Message, WaitingPlace
from tests.practice.practices import MONDAY, ask, at, person, service, therapist
from tests.web.test_reminders_running import mails_in, start

VISITS, PROGRAMS = 8, 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_several_programs_at_once_send_each_message_once_and_offer_a_time_once(tmp_path):
    before = timezone.now() - timedelta(minutes=10)
    offered = service(therapist())
    for number in range(VISITS - 1):
        held = hold_time(ask(offered, at(9 + number), person()), before)
        book(held, Details(f"Pat {number}", f"{number}@example.org"), before)
    for number in range(3):
        who = {"name": f"Kim {number}", "email": f"kim{number}@example.org"}
        join(offered, person(), Wish(MONDAY, MONDAY), who, first_visit=False)
    programs = [start(tmp_path) for _ in range(PROGRAMS)]
    ends = [(program.communicate(timeout=120), program.returncode) for program in programs]
    assert [code for _, code in ends] == [0] * PROGRAMS, ends
    written = mails_in(tmp_path)
    assert [written.count(f"To: {number}@example.org\n") for number in range(VISITS - 1)] == [1] * (VISITS - 1)
    assert Counter(WaitingPlace.objects.values_list("state", flat=True)) == {"offered": 1, "waiting": 2}
    assert written.count("To: kim") == 1
    assert not Message.objects.filter(sent_at=None, dropped_at=None, due_at__lte=timezone.now()).exists()
