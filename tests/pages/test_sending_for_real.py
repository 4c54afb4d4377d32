"""Fifty schedules of faults with nothing simulated but the fault: the site's own page, worker, server and disk.

Requests are cut before and after they reach the server, sent twice, answered by a gateway or a captive portal; the
network is switched off, the tab is closed in the middle, the disk is full. At the end each record is there once.
"""

import json
import uuid
from random import Random

import pytest

from ischia.care.models import HomeSession, Screening, SessionVersion

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEDULES = 50
FAULTS = ("cut_before", "cut_after", "twice", "gateway", "portal", "offline", "tab_closed", "none")
OUTBOX = """
const { openStore } = await import("/static/ischia/offline/store.js");
const { openOutbox } = await import("/static/ischia/offline/outbox.js");
const outbox = await openOutbox(await openStore());
"""


class Phone:
    """A browser whose one tab shows a page of the site."""

    def __init__(self, page):
        self.page, self.context = page, page.context
        self.faults = []
        self.context.route("**/api/sessions/", self.carry)

    def carry(self, route):
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "cut_before":
            route.abort("connectionreset")
        elif fault == "gateway":
            route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html")
        elif fault == "portal":
            route.fulfill(status=200, body="<h1>Welcome to our café</h1>", content_type="text/html")
        else:
            answer = route.fetch()
            if fault == "twice":
                answer = route.fetch()
            if fault == "cut_after":
                route.abort("connectionreset")
            else:
                route.fulfill(response=answer)

    def add(self, record):
        return self.page.evaluate(f"async (record) => {{ {OUTBOX} return outbox.add(record); }}", record)

    def flush(self):
        self.page.evaluate(f"async () => {{ {OUTBOX} await outbox.flush(); }}")

    def waiting(self):
        return self.page.evaluate(f"async () => {{ {OUTBOX} return outbox.waiting(); }}")

    def tab_closed(self):
        """Closed without a word to the page, and opened again."""
        self.page.close(run_before_unload=False)
        self.page = self.context.new_page()
        self.page.goto("/sources/")


@pytest.fixture
def phone(open_page, settings):
    settings.DEMO = True
    page = open_page("/")
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    page.goto("/sources/")
    phone = Phone(page)
    yield phone
    phone.context.unroute_all(behavior="ignoreErrors")
    for each in phone.context.pages:
        getattr(each, "wrong", []).clear()  # a network that fails is no fault of the page


def record_of(screening, **more):
    return {
        "id": str(uuid.uuid4()),
        "revision": 1,
        "screening": str(screening.pk),
        "day": "2026-11-21",
        "item": screening.plan["exercise"][0]["exercise"],
        "ended": "2026-11-21T19:12:40+01:00",
        "done": "done",
        **more,
    }


def play(phone, chance, screening):
    """One schedule: a few records entered and changed while things go wrong. Gives what was entered."""
    entered = []
    for _ in range(chance.randint(2, 4)):
        before = chance.choice(entered) if entered and chance.random() < 0.4 else None
        newest = max((each["revision"] for each in entered if before and each["id"] == before["id"]), default=0)
        record = (
            {**before, "revision": newest + 1, "pain_24h": chance.randint(0, 10)} if before else record_of(screening)
        )
        phone.faults = [fault for fault in chance.choices(FAULTS, k=3) if fault not in ("offline", "tab_closed")]
        happens = chance.choice(FAULTS)
        phone.context.set_offline(happens == "offline")
        assert phone.add(record) == "indexeddb"
        entered.append(record)
        if happens == "tab_closed":
            phone.tab_closed()
        phone.context.set_offline(False)
    return entered


def test_fifty_schedules_of_faults_in_a_real_browser_lose_nothing_and_double_nothing(phone):
    screening, chance = Screening.objects.get(), Random(19)
    for number in range(SCHEDULES):
        entered = play(phone, chance, screening)
        phone.faults = []
        phone.flush()
        phone.flush()
        assert phone.waiting() == [], number
        ids = {each["id"] for each in entered}
        assert HomeSession.objects.filter(pk__in=ids).count() == len(ids), number
        kept = SessionVersion.objects.filter(session_id__in=ids)
        said = sorted((str(each.session_id), each.revision, each.record["pain_24h"]) for each in kept)
        assert said == sorted((each["id"], each["revision"], each.get("pain_24h")) for each in entered), number
        assert not kept.exclude(came_too_late_for=None).exists(), number


def test_a_full_disk_is_said_and_what_was_entered_still_arrives(phone):
    screening = Screening.objects.get()
    chromium = phone.context.new_cdp_session(phone.page)
    origin = phone.page.evaluate("location.origin")
    phone.context.set_offline(True)
    record = record_of(screening, notes="x" * 3000)
    chromium.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    phone.page.evaluate(
        "for (let n = 0; n < 5; n++) try { localStorage.setItem('ballast' + n, 'x'.repeat(1024 * 1024)); } catch {}"
    )
    assert phone.add(record) in ("localstorage", "memory")
    assert [each["record"]["id"] for each in phone.waiting()] == [record["id"]]
    phone.context.set_offline(False)
    phone.flush()
    assert phone.waiting() == []
    assert str(HomeSession.objects.get().pk) == record["id"]


def test_a_version_from_before_hands_over_what_waits(phone):
    """A database as an earlier version left it: without the table of running sessions, with a record that waits."""
    record = record_of(Screening.objects.get())
    phone.context.set_offline(True)
    phone.page.evaluate(
        """async (record) => {
          const { Outbox } = await import("/static/ischia/offline/outbox.js");
          const { openStore } = await import("/static/ischia/offline/store.js");
          await new Promise((done, failed) => {
            const gone = indexedDB.deleteDatabase("ischia");
            gone.onsuccess = done; gone.onerror = failed;
          });
          const { entryFor } = await import("/static/ischia/offline/queue.js");
          await new Promise((done, failed) => {
            const asked = indexedDB.open("ischia", 1);
            const entry = entryFor(record, "", "old", 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore("waiting").put(entry, "old");
            asked.onsuccess = () => { asked.result.close(); done(); };
            asked.onerror = failed;
          });
        }""",
        record,
    )
    phone.context.set_offline(False)
    phone.tab_closed()
    phone.flush()
    assert phone.waiting() == []
    assert str(HomeSession.objects.get().pk) == record["id"]


def test_nothing_is_sent_under_another_name(phone):
    """What is entered in an account waits for that account, and shows to nobody else on the device."""
    page = phone.page
    page.goto("/account/sign-up/")
    page.get_by_label("A name to sign in with").fill("anna")
    page.get_by_label("A password").fill("four calm words here")
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/account/")
    record = record_of(Screening.objects.get())
    phone.faults = ["cut_before"] * 9
    phone.add(record)
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    phone.faults = []
    phone.flush()
    assert phone.waiting() == []  # not this visitor's to see
    assert not HomeSession.objects.exists()
    page.goto("/account/sign-in/")
    page.get_by_label("Your sign-in name").fill("anna")
    page.get_by_label("Your password").fill("four calm words here")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Account", exact=True).wait_for()
    phone.flush()
    assert HomeSession.objects.get().keeper.user.name == "anna"


def test_deleting_everything_also_empties_the_device(phone):
    record = record_of(Screening.objects.get())
    phone.faults = ["cut_before"] * 9
    phone.add(record)
    phone.page.goto("/account/")
    phone.page.get_by_role("button", name="Delete what I told you").click()
    phone.page.get_by_text("Nothing so far").wait_for()
    phone.page.wait_for_function("!document.cookie.includes('ischia_forget')", polling=100)
    assert phone.waiting() == []
    assert not json.loads(
        phone.page.evaluate(
            "caches.keys().then((names) => JSON.stringify(names.filter((n) => n.startsWith('ischia-pages'))))"
        )
    )
