"""Cells for files that people open in a spreadsheet."""

ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text
