"""The fast reader gives the rows that Python's csv module gives, whatever the file holds."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ischia.exchange.csv_rows import ROW_LIMIT, RowReader
from ischia.exchange.csv_rows.row import NOT_UTF8, STRAY_QUOTE, TOO_LONG

BOM = b"\xef\xbb\xbf"
cells = st.text(st.sampled_from('abé",\n\r '), max_size=6)


def rows_of(data: bytes, block: int = 1 << 20) -> list[list[str]]:
    return [row.cells for row in RowReader(io.BytesIO(data), block).rows()]


def rows_by_the_csv_module(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")))


@st.composite
def tidy_files(draw):
    """What a program writes: quoted where it must be or always, any line ending, perhaps cut short."""
    text = io.StringIO()
    how = {"quoting": draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))}
    writer = csv.writer(text, lineterminator=draw(st.sampled_from(["\n", "\r\n"])), **how)
    writer.writerows(draw(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=30)))
    data = text.getvalue().encode()
    return draw(st.sampled_from([b"", BOM])) + data[: draw(st.integers(0, len(data)))].decode(errors="ignore").encode()


@settings(max_examples=200)
@given(tidy_files(), st.integers(8, 200))
def test_every_row_of_a_written_file_is_as_the_csv_module_reads_it(data, block):
    assert rows_of(data, block) == rows_by_the_csv_module(data)


@settings(max_examples=400)
@given(st.text(st.sampled_from('",\n\ra'), max_size=150), st.integers(4, 60))
@example('"a","\n"\n",b\n', 60)
@example('"a"b"c,d\n"e"\n', 60)
@example("a\rb\r\n\nc", 4)
@example('"a\n', 60)
def test_every_row_of_any_text_is_as_the_csv_module_reads_it(text, block):
    data = text.encode()
    assert rows_of(data, block) == rows_by_the_csv_module(data)


def test_the_line_is_the_one_that_a_row_begins_in():
    plain = b'"a"\n"b\nb"\n"c"\n\nd\n'
    odd = b'"e"f"\n"g\n\nh"\ni\n'
    found = [(row.line, row.cells) for row in RowReader(io.BytesIO(plain + odd + plain), len(plain)).rows()]
    assert found[:5] == [(1, ["a"]), (2, ["b\nb"]), (4, ["c"]), (5, []), (6, ["d"])]
    assert found[5:8] == [(7, ['ef"']), (8, ["g\n\nh"]), (11, ["i"])]
    assert found[8:10] == [(12, ["a"]), (13, ["b\nb"])]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b'"ADA "TEST" EXAMPLE","x"', STRAY_QUOTE),
        (b'"a"b,"c"', STRAY_QUOTE),
        (b'"caf\xe9","x"', NOT_UTF8),
        (b'"x","' + b"a" * ROW_LIMIT + b'"', TOO_LONG),
        (b'"left open,x', TOO_LONG),
    ],
)
def test_a_row_that_is_not_as_it_should_be_says_so_and_the_next_is_read(line, fault):
    good = b"a,b\n"
    after = good * (ROW_LIMIT // 4)
    found = list(RowReader(io.BytesIO(good + line + b"\n" + after)).rows())
    assert [(row.line, row.fault) for row in found if row.fault] == [(2, fault)]
    assert len(found) == 2 + ROW_LIMIT // 4
    assert all(row.cells == ["a", "b"] for row in found if not row.fault)


def test_a_line_longer_than_several_blocks_is_passed_over_in_little_memory():
    data = b"a,b\n" + b'"' + b"x" * 3_000_000 + b"\nc,d\n"
    found = list(RowReader(io.BytesIO(data)).rows())
    assert [(row.line, row.cells, row.fault) for row in found] == [
        (1, ["a", "b"], ""), (2, [], TOO_LONG), (3, ["c", "d"], ""),
    ]  # fmt: skip


@given(tidy_files())
def test_the_header_is_the_first_row_and_the_rest_follows(data):
    reader = RowReader(io.BytesIO(data))
    found = [reader.header().cells, *(row.cells for row in reader.rows())]
    assert found == (rows_by_the_csv_module(data) or [[]])
    assert reader.bytes_read == len(data)
    assert reader.rows_read == max(0, len(rows_by_the_csv_module(data)) - 1)
