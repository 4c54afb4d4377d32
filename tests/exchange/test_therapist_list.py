"""A plain list of therapists: what its columns mean, and what is refused."""

import csv
import io
from pathlib import Path

import pytest

from ischia.core.problems import Problem
from ischia.exchange.csv_rows import Refused, RowReader, safe_cell
from ischia.exchange.therapist_list import COLUMNS, read_therapists

DOCS = Path(__file__).parents[2] / "docs"
ADA = {"key": "a1", "name": "Ada Example", "town": "Sampletown", "country": "GB"}


def read(*people: dict[str, str], names=()):
    text = io.StringIO()
    writer = csv.DictWriter(text, names or list(dict.fromkeys(name for person in people for name in person)))
    writer.writeheader()
    writer.writerows(people)
    return list(read_therapists(RowReader(io.BytesIO(text.getvalue().encode()))))


def test_what_is_said_is_read_and_what_is_empty_is_not_said():
    more = {"languages": "fr; en", "is_organisation": "yes", "price_from": "6500", "currency": "GBP", "gender": ""}
    (ada,) = read(ADA | more)
    assert (ada.key, ada.line) == ("a1", 2)
    assert ada.said == {
        "name": "Ada Example", "town": "Sampletown", "country": "GB", "languages": ("en", "fr"),
        "is_organisation": True, "price_from": 6500, "currency": "GBP",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""), ("key", ""), ("country", "gb"), ("gender", "F"), ("languages", "english"), ("settings", "spa"),
        ("techniques", "Deep Tissue"), ("step_free", "maybe"), ("price_from", "65.00"), ("currency", "£"),
        ("latitude", "91"), ("longitude", "1e2"), ("email", "ada at example"), ("website", "javascript:alert(1)"),
        ("is_organisation", "1"), ("name", "x" * 201), ("phone", "call me"),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_refused_with_line_and_field_and_the_rest_are_kept(field, text):
    bad, good = read(ADA | {field: text}, ADA | {"key": "b2"})
    assert isinstance(bad, Refused)
    assert (bad.line, bad.problem.field) == (2, field)
    assert good.key == "b2"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"latitude": "51.5"}, "longitude"),
        ({"price_from": "100"}, "currency"),
        ({"price_from": "100", "price_to": "50", "currency": "EUR"}, "price_to"),
        ({"licence_number": "1"}, "licence_issuer"),
    ],
)
def test_what_belongs_together_must_come_together(said, field):
    (bad,) = read(ADA | said)
    assert bad.problem.field == field


def test_a_key_that_came_before_is_refused():
    _first, again = read(ADA, ADA)
    assert (again.line, again.problem.field) == (3, "key")


@pytest.mark.parametrize("header", [["key", "name", "town"], [*ADA, "key"], [*ADA, "langauges"]])
def test_a_header_without_a_needed_column_with_one_twice_or_with_an_unknown_one_is_refused(header):
    with pytest.raises(Problem):
        list(read_therapists(RowReader(io.BytesIO((",".join(header) + "\n").encode()))))


def test_the_page_names_every_column_and_its_example_can_be_read():
    page = (DOCS / "directory-import.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in COLUMNS)
    with (DOCS / "examples" / "therapists.csv").open("rb") as file:
        people = list(read_therapists(RowReader(file)))
    assert len(people) == 3
    assert not any(isinstance(each, Refused) for each in people)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_written_as_text(text):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Ada = Example") == "Ada = Example"
