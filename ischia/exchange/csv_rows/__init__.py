"""The rows of a comma-separated file of any size, as Python's csv module gives them; a search is many times faster.

What is the same: every row that `csv.reader` gives for the file opened with `encoding="utf-8-sig", newline=""`: line
breaks and doubled quotes within quotes, CRLF, a byte order mark, blank lines (as `[]`), and its leniency (`"ab"c` is
`abc`; a quote in a field that did not begin with one is a letter like any other; a truncated end gives what is there).
What is added: a row that the csv module reads only by leniency, or that is not UTF-8, says so in `Row.fault`.
What differs: a row of more than `ROW_LIMIT` bytes (a quote left open, most likely) is given without cells and with a
fault, and reading goes on in the next line; the csv module would read on, and fail at a field of that size.

A search looks only at rows that may matter, so it is fast where cells are quoted, as registers publish them, and as
slow as reading all where they are not. In a file as CSV has it, its end cut off or not, it gives every row that
it looks for, as reading all rows would, and counts the same rows. What else holds:

- Rows with cells missing or too many are found by counting the quotes with a comma after them. Only a cell that
  begins with a comma, or holds a comma after a quote, can make such a row look whole; then it is passed over, unless
  it is one looked for.
- In a malformed file, a quote left open takes no row with it that begins as rows do (`boundaries` says how that is
  told), where the csv module would; and a stray quote is not seen in a row that is passed over.
- Every row that is given has been read by the rules of the csv module, and says what is wrong with it.
"""

from ischia.exchange.csv_rows.exact import ROW_LIMIT
from ischia.exchange.csv_rows.reader import RowReader
from ischia.exchange.csv_rows.row import Refused, Row, sound_cells
from ischia.exchange.csv_rows.search import Search
from ischia.exchange.csv_rows.writing import safe_cell

__all__ = ["ROW_LIMIT", "Refused", "Row", "RowReader", "Search", "safe_cell", "sound_cells"]
