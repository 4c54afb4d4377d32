"""A thousand random schedules of faults: nothing that was entered is lost, nothing is kept twice.

What is tried is the real thing: the modules that pages use, in Chromium, on its IndexedDB and localStorage, against the
real address and database. Only the way between them is the schedule's.
"""

import json
import uuid
from collections import defaultdict
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from ischia.care.models import HomeSession, Screening, SessionVersion
from tests.web.people import open_demo

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCHEDULES = 1000
HARNESS = Path(__file__).with_name("sending.js").read_text(encoding="utf-8")
FAULTS = (
    "none", "no_network", "lost_on_the_way", "answer_lost", "sent_twice", "arrives_late", "server_down",
    "captive_portal", "old_form", "crash_before_sending", "crash_before_the_answer",
)  # fmt: skip
DEVICES = st.sampled_from(["phone", "laptop"])
faults = st.lists(st.sampled_from(FAULTS), max_size=5)
PLACES = ["indexeddb", "localstorage"]
HAPPENS = ["late_ones_arrive", "killed", "full", "quite_full", "room", "newer_version_was_here"]
numbers = count()


@pytest.fixture
def world(open_page, settings, client):
    """The page with the devices in it, and a person with a plan."""
    settings.DEMO = True
    open_demo(client, "carlos")
    page = open_page("/sources/")
    seen = []

    def serve(record):
        answer = client.post("/api/sessions/", json.dumps(record), content_type="application/json")
        seen.append(answer.status_code)
        return {"status": answer.status_code, "body": answer.json()}

    page.expose_function("serve", serve)
    page.evaluate(HARNESS)
    return page, Screening.objects.get(), seen


class Devices(RuleBasedStateMachine):
    """The two devices of one person, and what must come of whatever is entered on them."""

    page = screening = None  # where they are, and whose plan it is: given by the test
    records = Bundle("records")

    @initialize(target=records, faults=faults)
    def begin(self, faults):
        number = next(numbers)
        self.names = {each: f"{each}-{number}" for each in ("phone", "laptop")}
        self.promised, self.in_memory, self.ids = {}, {"phone": {}, "laptop": {}}, set()
        self.writers = defaultdict(set)
        self.revisions = {}
        self.do("begin", list(self.names.values()))
        return self.enter("phone", faults, 5)

    def do(self, what, *said):
        return self.page.evaluate("([what, said]) => window.device[what](...said)", [what, list(said)])

    def add(self, device, record, faults):
        """Enter a version of a record: from then on it is promised, or known to be in memory alone."""
        place = self.do("add", self.names[device], record, faults)
        kept = self.in_memory[device] if place == "memory" else self.promised
        kept[json.dumps(record, sort_keys=True)] = record
        self.ids.add(record["id"])
        self.revisions[device, record["id"]] = record["revision"]
        self.writers[record["id"]].add(device)

    @rule(device=DEVICES, faults=faults, pain=st.integers(0, 10), target=records)
    def enter_another(self, device, faults, pain):
        return self.enter(device, faults, pain)

    def enter(self, device, faults, pain):
        record = {
            "id": str(uuid.uuid4()),
            "revision": 1,
            "screening": str(self.screening.pk),
            "day": "2026-11-21",
            "item": self.screening.plan["exercise"][0]["exercise"],
            "ended": "2026-11-21T19:12:40+01:00",
            "done": "done",
            "pain_before": pain,
        }
        self.add(device, record, faults)
        return record

    @rule(device=DEVICES, record=records, faults=faults, pain=st.integers(0, 10))
    def change_on_one(self, device, record, faults, pain):
        self.change(device, record, faults, pain)

    def change(self, device, record, faults, pain):
        """A day later, on whichever device: the next revision of what that device knows."""
        known = self.revisions.get((device, record["id"]), 1)
        self.add(device, {**record, "revision": known + 1, "pain_24h": pain, "notes": device}, faults)

    @rule(record=records, faults=faults)
    def change_on_both(self, record, faults):
        """On both devices, with neither knowing of the other."""
        for device in ("phone", "laptop"):
            self.change(device, record, faults, len(device))

    @rule(device=DEVICES, record=records)
    def look(self, device, record):
        """The device shows what the server has, and the next change is made to that."""
        for row in HomeSession.objects.filter(pk=record["id"]):
            mine = self.revisions.get((device, record["id"]), 0)
            self.revisions[device, record["id"]] = max(mine, row.revision)

    @rule(device=DEVICES, record=records, faults=faults)
    def enter_again(self, device, record, faults):
        """The player's last step ran twice."""
        self.writers[record["id"]].add(device)
        self.do("add", self.names[device], record, faults)

    @rule(device=DEVICES, faults=faults)
    def send(self, device, faults):
        self.do("flush", self.names[device], faults)

    @rule(device=DEVICES, what=st.sampled_from(HAPPENS))
    def happens(self, device, what):
        name = self.names[device]
        if what == "late_ones_arrive":
            self.do("arrive")
        elif what == "newer_version_was_here":
            self.do("upgrade", name)
        elif what != "killed":
            self.do("fill", name, {"room": [], "full": PLACES[:1], "quite_full": PLACES}[what])
        elif not self.in_memory[device]:  # what is in memory alone goes with the tab, and the person was told so
            self.do("crash", name)

    def teardown(self):
        """The network is back, there is room, and both devices are looked at again."""
        left = self.do("heal", list(self.names.values()))
        assert left["waiting"] == [], "never sent"
        self.check_server(left["told"])

    def check_server(self, told):
        rows = HomeSession.objects.filter(pk__in=self.ids)
        versions = SessionVersion.objects.filter(session__in=rows)
        kept = [self.as_entered(each.record) for each in versions]
        assert len(kept) == len(set(kept)), "kept twice"
        assert set(self.promised) <= set(kept), "lost"
        # What was in a tab's memory alone went with the tab; where it had arrived all the same, its page says so.
        forgotten = {entered for kept_in_memory in self.in_memory.values() for entered in kept_in_memory}
        told_of = {self.as_entered(each) for each in told} | forgotten
        for version in versions.exclude(came_too_late_for=None):
            assert self.as_entered(version.record) in told_of, "a conflict nobody was told of"
            alone = len(self.writers[version.record["id"]]) == 1 and not any(self.in_memory.values())
            assert not alone, "a device in conflict with itself"

    def as_entered(self, record):
        """A kept record without what the server filled in."""
        plain = {"number": 1, "script": "", "started": None, "steps": {}, "pain_end": None, "pain_48h": None}
        plain |= {"stopped": "", "answers": []}
        assert plain.items() <= record.items()
        rest = {name: value for name, value in record.items() if name not in plain}
        for name, empty in (("pain_24h", None), ("notes", "")):
            if rest["revision"] == 1 and rest[name] == empty:
                del rest[name]
        return json.dumps(rest, sort_keys=True)


def test_a_thousand_schedules_of_faults_lose_nothing_and_double_nothing(world):
    page, screening, seen = world
    often = settings(
        max_examples=SCHEDULES,
        stateful_step_count=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    here = type("Here", (Devices,), {"page": page, "screening": screening})
    run_state_machine_as_test(here, settings=often)
    assert {200, 201, 409} <= set(seen)
    assert set(seen) <= {200, 201, 409}
