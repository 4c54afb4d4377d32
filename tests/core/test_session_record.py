"""A record of a session: read back it is the same, whatever order or zone it came in; what cannot be is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ischia.core.problems import Problem
from ischia.core.session.record import ALLOWED, SessionRecord, read_record

RECORD = {
    "id": "6f0c1f0e-6a0b-4c1d-9a53-0d6f5d1b1a11",
    "revision": 1,
    "screening": "0b3f7a3e-2b8e-4f5e-9a53-0d6f5d1b1a22",
    "day": "2026-11-21",
    "item": "script_self_low_back",
    "ended": "2026-11-21T19:12:40+01:00",
    "done": "done",
}
pains = st.none() | st.integers(0, 10)
records = st.fixed_dictionaries(
    {},
    optional={
        "started": st.none() | st.just("2026-11-21T19:02:40+01:00"),
        "steps": st.dictionaries(
            st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True), st.sampled_from(["done", "partly", "not"]), max_size=5
        ),
        "pain_before": pains,
        "pain_24h": pains,
        "notes": st.text(max_size=50),
        "stopped": st.sampled_from(["", "S1", "S7"]),
    },
).map(lambda more: {**RECORD, **more})


@given(records)
def test_read_back_it_is_the_same(document):
    record = read_record(document)
    assert read_record(record.as_json()) == record
    assert read_record(record.as_json()).digest == record.digest


@given(records, st.randoms(use_true_random=False))
def test_the_order_of_its_fields_is_no_other_version(document, chance):
    shuffled = list(document.items())
    chance.shuffle(shuffled)
    assert read_record(dict(shuffled)).digest == read_record(document).digest


def test_every_field_says_what_is_allowed():
    assert set(ALLOWED) == set(SessionRecord.model_fields)


@pytest.mark.parametrize("field", sorted(ALLOWED))
def test_a_wrong_value_names_its_field_and_what_is_allowed(field):
    with pytest.raises(Problem) as found:
        read_record({**RECORD, field: {"a": ["wrong"]}})
    assert found.value.field.split(".")[0] == field
    assert found.value.allowed == ALLOWED[field]


@pytest.mark.parametrize("field", sorted(RECORD))
def test_what_must_be_there_is_missed_by_name(field):
    with pytest.raises(Problem, match=field):
        read_record({name: value for name, value in RECORD.items() if name != field})


@pytest.mark.parametrize(
    "time", ["2026-11-21T19:12:40", "2026-11-21", "1970-01-01T00:00:00+00:00", "9999-12-31T23:59:59-23:00"]
)
def test_a_time_without_its_offset_or_out_of_this_age_is_no_time(time):
    with pytest.raises(Problem, match="offset from UTC"):
        read_record({**RECORD, "ended": time})


def test_the_offset_is_the_devices_own():
    assert read_record(RECORD).offset_minutes == 60
    assert read_record({**RECORD, "ended": "2026-11-21T19:12:40-03:30"}).offset_minutes == -210
