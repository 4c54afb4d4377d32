"""Whatever two windows write into one entry, nothing is lost and nothing is made up."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from ischia.core.diary import SIDES, Entry, merge, read_entry
from ischia.core.diary.entry import places_of
from ischia.core.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
FACTS = KNOWLEDGE.diary
NUMBERS = st.integers(*FACTS.range)
NAMES = [f"{each.id}:{side}" for each in FACTS.symptoms for side in SIDES]

entries = st.builds(
    Entry,
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    at=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    scores=st.dictionaries(st.sampled_from(NAMES), NUMBERS, max_size=4),
    reach=st.dictionaries(st.sampled_from(SIDES), st.sampled_from(list(KNOWLEDGE.reaches))),
    places=st.dictionaries(st.sampled_from(places_of(KNOWLEDGE)), NUMBERS, max_size=3),
    care=st.sets(st.sampled_from([each.id for each in FACTS.care])).map(
        lambda each: tuple(sorted(each, key=[care.id for care in FACTS.care].index))
    ),
    care_note=st.text(max_size=20),
    note=st.text(max_size=20),
)


@given(entries)
def test_every_entry_reads_back_from_its_own_words(entry):
    assert read_entry(entry.model_dump(mode="json"), KNOWLEDGE) == entry


@given(entries, entries, entries)
def test_each_part_of_two_changes_is_one_of_them_and_never_the_old_one_that_somebody_changed(base, kept, mine):
    merged = merge(base, kept, mine)
    old, theirs, ours, now = base.parts, kept.parts, mine.parts, merged.entry.parts
    for part in {*old, *theirs, *ours, *now}:
        if ours.get(part) != old.get(part):
            assert now.get(part) == ours.get(part)
        else:
            assert now.get(part) == theirs.get(part)
    clashing = {
        part
        for part in {*old, *theirs, *ours}
        if len({*map(repr, (old.get(part), theirs.get(part), ours.get(part)))}) == 3
    }
    assert set(merged.clashes) == clashing


@given(entries, entries)
def test_a_change_to_something_nobody_else_touched_is_simply_that_change(base, mine):
    assert merge(base, base, mine).entry.parts == mine.parts
    assert merge(base, mine, base).entry.parts == mine.parts
    assert not merge(base, base, mine).clashes


@given(entries)
def test_the_day_and_the_time_are_always_there(entry):
    moment = Entry(day=date(2026, 2, 3), at=time(4, 5))
    assert merge(entry, moment, entry).entry == moment
