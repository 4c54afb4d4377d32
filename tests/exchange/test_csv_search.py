"""A search through a file finds the rows that reading every row finds, though it looks at few of them."""

import csv
import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ischia.exchange.csv_rows import RowReader
from ischia.exchange.csv_rows.boundaries import last_boundary, pieces_of
from ischia.exchange.csv_rows.row import STRAY_QUOTE
from ischia.exchange.csv_rows.search import holding

WORD = "70X"
HARD = ['"', '""', ",", "\n", "\r\n", "\r", '\n"1', '"\n"1', '"\n', '","', '",\n"2', "é", "7", "0X", WORD, ""]
hard_cells = st.lists(st.sampled_from(HARD), max_size=4).map("".join)


class WordSearch:
    def __init__(self, columns):
        self.columns = columns

    def among(self, octets, scratch, starts, ends):
        return holding(WORD.encode(), octets, scratch, ends)

    def wants(self, raw):
        return WORD.encode() in raw


def found(data, block=1 << 20, columns=3):
    reader = RowReader(io.BytesIO(data), block)
    return list(reader.rows(WordSearch(columns))), (reader.rows_read, reader.bytes_read)


def found_by_looking_at_every_row(data):
    reader = RowReader(io.BytesIO(data))
    return list(reader.rows()), (reader.rows_read, reader.bytes_read)


def with_the_word(rows):
    return [row for row in rows if any(WORD in cell for cell in row.cells)]


@st.composite
def hard_files(draw):
    """Most rows as a register has them, all in quotes; line breaks and quotes in cells; perhaps cut short."""
    text = io.StringIO()
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    for quoting in draw(st.lists(st.sampled_from([csv.QUOTE_ALL] * 6 + [csv.QUOTE_MINIMAL]), max_size=25)):
        columns = draw(st.sampled_from([3, 3, 3, 3, 1, 2, 4]))
        first = draw(st.sampled_from(["1", "1", "22", "x", "", "\n", '"1']))
        row = [first, *draw(st.lists(hard_cells, min_size=columns - 1, max_size=columns - 1))]
        csv.writer(text, lineterminator=end, quoting=quoting).writerow(row)
    data = text.getvalue().encode()
    cut = draw(st.integers(0, len(data)) | st.just(len(data)))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data[:cut].decode(errors="ignore").encode()


@settings(max_examples=500)
@given(hard_files(), st.integers(4, 300))
@example(b'"1","a ""\n""1","70X"\n"2","","70X"\n', 300)
@example(b'"1","70X""\n","",""\n"2","70X",""\r\n"3","\r\n""70X",""\r\n', 300)
@example(b'"1","70X",""\r"2","70X",""\n"3","70X', 30)
def test_a_search_gives_the_rows_that_hold_the_word_with_their_lines_and_counts_all(data, block):
    rows, counted = found(data, block)
    every, all_counted = found_by_looking_at_every_row(data)
    assert with_the_word(rows) == with_the_word(every)
    assert [row for row in rows if row in every] == rows
    assert counted == all_counted


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*HARD, "1", "a", '"1"\n"2"']), max_size=80).map("".join), st.integers(4, 200))
def test_the_word_is_never_lost_however_malformed_the_file_is(text, block):
    rows, (_, bytes_read) = found(text.encode(), block)
    assert sum(cell.count(WORD) for row in rows for cell in row.cells) >= text.count(WORD)
    assert bytes_read == len(text.encode())


@given(st.lists(st.lists(st.sampled_from(["a", "", "b, c", 'd "e"', "f\ng"]), min_size=2, max_size=5), max_size=40))
def test_a_row_with_cells_missing_or_too_many_is_given_too(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(["1", *row] for row in rows)
    given_rows, _ = found(text.getvalue().encode(), columns=4)
    assert [row.cells for row in given_rows] == [["1", *row] for row in rows if len(row) != 3]


def test_a_quote_left_open_takes_no_row_with_it_that_begins_as_rows_do():
    data = b'"1","70X"\n"2","70X\n"3","70X"\n'
    rows, _ = found(data, columns=2)
    assert [(row.line, row.cells, row.fault) for row in rows] == [
        (1, ["1", "70X"], ""), (2, ["2", "70X\n"], STRAY_QUOTE), (3, ["3", "70X"], ""),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_rows_of_quoted_cells_are_cut_without_a_parser(end):
    row = b'"1","a ""b"", c",""' + end
    octets = np.frombuffer(row * 1000, np.uint8)
    pieces = pieces_of(octets, np.empty(len(octets), bool), returns=b"\r" in end)
    assert pieces.single.all()
    assert pieces.ends.tolist() == [len(row) * number for number in range(1, 1001)]
    assert pieces.closings.tolist() == [3] * 1000  # in b, c too


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b'"1"\n"2"', 4), (b'"1"\n"2"\n""\n', 4), (b'"1"\n"2\n",x', 4), (b"a\nb\n", 0), (b'"1"\n"', 0), (b"", 0),
        (b'"1"\r\n"2"', 5),
    ],
)  # fmt: skip
def test_a_row_surely_begins_where_a_line_begins_with_a_quote_that_opens_a_cell(data, at):
    assert last_boundary(bytearray(data)) == at
