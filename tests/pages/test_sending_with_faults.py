"""A thousand random schedules of faults: nothing that was entered is lost, nothing is kept twice.

What is tried is the real thing: the modules that pages use, in Chromium, on its IndexedDB and localStorage, against the
real server and database. Only the way between them is the schedule's. A schedule is made first and played in one go.
"""

import json
import uuid
from collections import defaultdict
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from ischia.care.home_session import HomeSession, columns_of
from ischia.care.models import Screening
from ischia.core.session.record import read_record

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEDULES = 1000
HARNESS = Path(__file__).with_name("sending.js").read_text(encoding="utf-8")
FAULTS = (
    "none", "no_network", "lost_on_the_way", "answer_lost", "sent_twice", "arrives_late", "server_down",
    "captive_portal", "old_form", "crash_before_sending", "crash_before_the_answer",
)  # fmt: skip
DEVICES = st.sampled_from(["phone", "laptop"])
faults = st.lists(st.sampled_from(FAULTS), max_size=5)
ROOM = {"room": [], "full": ["indexeddb"], "quite_full": ["indexeddb", "localstorage"]}


@pytest.fixture
def world(open_page, settings, monkeypatch):
    """A tab that nobody listens to, without scripts of its own, for the devices; and the plan of who looks at it."""
    settings.DEMO = True
    if connection.vendor == "sqlite":  # here a quarter of each request would go into opening the file anew
        monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", None)
    page = open_page("/", service_workers="block")
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    tab = page.context.new_page()
    tab.goto("/static/ischia/offline/queue.js")
    tab.evaluate(HARNESS)
    return tab, Screening.objects.get()


def told(record):
    """A version by all that it says, whether a device wrote it down or the server filled in what nobody said."""
    return json.dumps(read_record(record).as_json(), sort_keys=True)


class Devices(RuleBasedStateMachine):
    """The two devices of one person, and what must come of whatever is entered on them."""

    page = screening = numbers = (
        None  # where they are, whose plan it is, and how many schedules there were: from the test
    )
    seen = None
    records = Bundle("records")

    @initialize(target=records, faults=faults)
    def begin(self, faults):
        self.day = date(2001, 1, 1) + timedelta(days=next(self.numbers))
        self.steps = []
        return self.enter_another("phone", faults, 5)

    def then(self, what, device="phone", **more):
        self.steps.append([what, device, more])

    @rule(device=DEVICES, faults=faults, pain=st.integers(0, 10), target=records)
    def enter_another(self, device, faults, pain):
        record = {
            "id": str(uuid.uuid4()),
            "revision": 1,
            "screening": str(self.screening.pk),
            "day": self.day.isoformat(),
            "item": self.screening.plan["exercise"][0]["exercise"],
            "ended": f"{self.day}T19:12:40+01:00",
            "done": "done",
            "pain_before": pain,
        }
        self.then("enter", device, record=record, faults=faults)
        return record

    @rule(device=DEVICES, record=records, faults=faults, pain=st.integers(0, 10))
    def change_on_one(self, device, record, faults, pain):
        """A day later, on whichever device: the next revision of what that device knows."""
        self.then("change", device, record=record, said={"pain_24h": pain, "notes": device}, faults=faults)

    @rule(record=records, faults=faults)
    def change_on_both(self, record, faults):
        """On both devices, with neither knowing of the other."""
        for device in ("phone", "laptop"):
            self.change_on_one(device, record, faults, len(device))

    @rule(device=DEVICES, record=records, faults=faults)
    def enter_again(self, device, record, faults):
        """The player's last step ran twice."""
        self.then("enter", device, record=record, faults=faults)

    @rule(device=DEVICES)
    def look(self, device):
        self.then("look", device, day=self.day.isoformat())

    @rule(device=DEVICES, faults=faults)
    def send(self, device, faults):
        self.then("send", device, faults=faults)

    @rule(device=DEVICES, what=st.sampled_from(["late_ones_arrive", "killed", "newer_version_was_here"]))
    def happens(self, device, what):
        self.then(what, device)

    @rule(device=DEVICES, room=st.sampled_from(sorted(ROOM)))
    def disk_is(self, device, room):
        self.then("fill", device, full=ROOM[room])

    def teardown(self):
        """Play it. Then the network is back, there is room, and both devices are looked at again."""
        came = self.page.evaluate("(steps) => play(steps)", self.steps)
        self.seen.update(came["seen"])
        assert came["waiting"] == [], "never sent"
        rows = HomeSession.objects.filter(day=self.day).prefetch_related("versions")
        entered = {(each["device"], told(each["record"])) for each in came["entered"]}
        # A crash takes what was in that tab's memory alone, nothing else; its page had said so.
        gone = {(each["device"], told(each["record"])) for each in came["gone"]}
        promised = {version for _, version in entered - gone}
        self.check_kept(rows, {version for _, version in entered}, promised)
        self.check_conflicts(rows, came, promised)
        self.check_in_force(rows, promised)

    def check_kept(self, rows, entered, promised):
        kept = [told(version.record) for row in rows for version in row.versions.all()]
        assert len(kept) == len(set(kept)), "kept twice"
        assert promised <= set(kept), "lost"
        assert set(kept) <= entered, "kept but never entered"

    def check_conflicts(self, rows, came, promised):
        """What came too late waits for a choice and is shown on its device; no device is in conflict with itself."""
        waits = {told(version.record): str(row.pk) for row in rows for version in row.beside}
        shown = {told(each["other"]) for each in came["conflicts"]}
        assert shown <= waits.keys(), "a conflict that is none"
        assert waits.keys() & promised <= shown, "a conflict nobody is told of"
        writers = defaultdict(set)
        for each in came["entered"]:
            writers[each["record"]["id"]].add(each["device"])
        assert all(len(writers[waits[each]]) == 2 for each in waits.keys() & promised), "a device against itself"

    def check_in_force(self, rows, promised):
        """Of each record the newest version is in force and shown; every other one was in force before, or waits."""
        for row in rows:
            before = [version for version in row.versions.all() if version not in row.beside]
            newest = max(before, key=lambda version: version.revision)
            assert columns_of(read_record(newest.record)).items() <= vars(row).items(), "something else is shown"
            own = (json.loads(each) for each in promised)
            assert all(each["revision"] <= row.revision for each in own if each["id"] == str(row.pk)), "not the newest"


def test_a_thousand_schedules_of_faults_lose_nothing_and_double_nothing(world):
    page, screening = world
    # Devices and the network are the same whatever the database: there, a tenth shows that it keeps its side too.
    schedules = SCHEDULES if connection.vendor == "sqlite" else SCHEDULES // 10
    often = settings(
        max_examples=schedules,
        stateful_step_count=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    numbers, seen = count(), set()
    here = type("Here", (Devices,), {"page": page, "screening": screening, "numbers": numbers, "seen": seen})
    run_state_machine_as_test(here, settings=often)
    assert next(numbers) >= schedules
    assert seen == {200, 201, 409}
