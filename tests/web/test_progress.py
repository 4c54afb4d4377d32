"""Progress over HTTP: raw points, gaps, marks, the band, and words that never say what helped."""

import re
from datetime import datetime, time, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.diary.usecases import keep_entry
from ischia.core.diary import Entry
from ischia.core.knowledge import load_knowledge
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
PROGRESS = "/progress/"
SENTENCE = load_knowledge().score_words["natural_recovery"].say


@pytest.fixture
def written(client, settings):
    """Write leg pain, left: one number a day up to today; None is a day without an entry."""
    settings.DEMO = True

    def write(*numbers, who="sam", at=time(0, 1), **more):
        if who:
            open_demo(client, who)
        else:
            client.post("/diary/", {"id": str(uuid4()), "base": "0", "tingling_left": "0"})
        keeper = Keeper.objects.get()
        for back, number in enumerate(reversed(numbers)):
            if number is not None:
                day = timezone.localdate() - timedelta(days=back)
                keep_entry(keeper, uuid4(), Entry(day=day, at=at, scores={"leg_pain:left": number}, **more))
        return page(client)

    return write


def page(client, **query):
    answer = client.get(PROGRESS, query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def pictures(told):
    return re.findall(r'(?s)<svg[^>]* class="chart-picture".*?</svg>', told)


def test_before_the_first_entry_it_says_when_something_can_be_seen(client):
    assert "After four days in each of two weeks" in page(client)


def test_every_entry_is_a_point_in_the_picture_and_a_row_in_the_table(written):
    told = written(6, None, 5, 7)
    for picture in pictures(told)[:2]:
        assert re.findall(r'data-value="(\d+)"', picture) == ["6", "5", "7"]
    table = told[told.index("<tbody>") :]
    assert re.findall(r"<td>(\d)</td>", table[: table.index("</tbody>")]) == ["6", "5", "7"]


def test_each_chart_says_that_leg_pain_often_eases_by_itself(client, written):
    written(6, 5)
    client.post("/diary/", {"id": str(uuid4()), "base": "0", "back_pain_left": "3", "reach_left": "calf"})
    told = page(client)
    assert told.count('class="chart"') == 3
    assert told.count('<p class="chart-natural">' + SENTENCE) == 3


def test_a_drop_is_told_as_a_drop_and_never_as_what_massage_did(written):
    told = written(*[7] * 7, *[4] * 7)
    assert "That is a clear change for the better." in told
    assert "3 lower than on" in told
    words = re.sub(r"<[^>]+>", " ", told).lower()
    assert not re.search(r"massage (has )?(improved|helped|worked|eased|reduced)|thanks to|because of massage", words)
    assert "cannot show what helped" in words


def test_a_change_within_the_daily_up_and_down_is_told_so(written):
    told = written(2, 7, 2, 7, 2, 7, 2, 6, 2, 7, 2, 7, 2, 7)
    assert "That is too little to call it a clear change." in told
    assert "the change is no more than that" in told


def test_with_too_few_days_it_says_we_cannot_tell_yet(written):
    assert "We cannot tell yet." in written(7, 6, 5)


def test_the_band_is_drawn_where_it_is_known_when_the_bout_began(written):
    told = written(6, 5, 4)
    assert 'class="chart-band"' in told
    assert load_knowledge().natural_history.band.say in told


def test_without_the_safety_questions_there_is_no_band_but_the_sentence_stays(written):
    told = written(6, 5, 4, who="")
    assert 'class="chart-band"' not in told
    assert SENTENCE in told


def test_where_the_plan_changed_there_is_a_mark_with_its_words(written):
    told = written(6, 5, 4)
    assert 'class="chart-mark"' in pictures(told)[0]
    assert "The safety questions were answered" in told


def test_a_measure_is_drawn_too_and_says_which_way_is_better(client):
    assert "Nothing to show yet" in page(client)
    said = {
        "id": str(uuid4()),
        "name_1": "Climb the stairs",
        "value_1": "4",
        "name_2": "Sit at my desk",
        "value_2": "6",
    }
    assert client.post("/measures/psfs/", said).status_code == 302
    told = page(client)
    assert "Your own activities" in told
    assert "Higher is better." in told
    assert SENTENCE in told
    assert re.findall(r'data-value="([\d.]+)"', pictures(told)[0]) == ["5"]


def test_medicine_stands_on_the_same_timeline(written):
    told = written(6, 5, care=("medicine",), care_note="one <tablet>")
    assert "<title>Medicine: one <tablet></title>" in pictures(told)[0]  # escaped in the file; see `page`
    assert told.count("Medicine: one <tablet>") == 2 * 2 + 2 + 2  # two days: in both pictures, in the table, below


@pytest.mark.parametrize(("shown", "points"), [("day", 1), ("week", 7), ("month", 28), ("all", 40), ("nonsense", 40)])
def test_day_week_month_and_since_the_start(client, written, shown, points):
    written(*[5] * 40)
    assert pictures(page(client, range=shown))[0].count("data-value") == points


def test_nobody_sees_the_progress_of_another(client, written, django_user_model):
    written(6, 5)
    client.cookies.clear()
    assert "Nothing to show yet" in page(client)


def test_what_was_deleted_is_in_no_chart(client, written):
    told = written(6, 5)
    assert pictures(told)[0].count("data-value") == 2
    entry = Keeper.objects.get().diary.first()
    client.post(f"/diary/{entry.pk}/delete/")
    assert pictures(page(client))[0].count("data-value") == 1


def test_many_a_day_are_many_points(written, client):
    written(6)
    keeper, now = Keeper.objects.get(), timezone.localdate()
    at = datetime.combine(now, time(0, 0)).time()
    keep_entry(keeper, uuid4(), Entry(day=now, at=at, scores={"leg_pain:left": 3}))
    assert pictures(page(client, range="day"))[0].count("data-value") == 2
