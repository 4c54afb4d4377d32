"""A made-up person may bring a diary, so that progress can be tried at once."""

import pytest

from ischia.care.diary.models import DiaryEntry
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db


def test_hugos_diary_is_written_once_and_shows_progress(client, settings):
    settings.DEMO = True
    open_demo(client, "hugo")
    written = DiaryEntry.objects.count()
    assert written == 30
    open_demo(client, "hugo")
    assert DiaryEntry.objects.count() == written
    shown = client.get("/progress/").content.decode()
    assert "Leg pain, left" in shown
    assert "safety questions again" not in shown
