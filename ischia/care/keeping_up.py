"""What follows from what was told, before anything of a plan is shown: a rise of pain is an event, the rules act."""

from datetime import datetime
from uuid import uuid5

from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.events import report_event
from ischia.care.following import follow_rules
from ischia.care.recording import sessions_of
from ischia.core.adverse import told_in_numbers
from ischia.core.knowledge import load_knowledge


def keep_up(keeper: Keeper, now: datetime) -> None:
    """Bring somebody's events and plan up to what was told. Safe to call at any time: each thing follows once."""
    knowledge = load_knowledge()
    for session in sessions_of(keeper):
        told = told_in_numbers(session.pain_before, session.pain_24h, knowledge)
        if told and session.item in knowledge.scripts:
            report_event(keeper, told, id=uuid5(session.pk, "told in numbers"), now=now)
    follow_rules(keeper, localdate(now))
