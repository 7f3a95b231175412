"""What a spreadsheet does to values that tell people apart: one reader for every column that identifies.

Numbers, names, classes, cards, badges, identity numbers and codes of teams all pass through here, whatever the file.
What a spreadsheet changed can't be guessed back, so the row is refused with the reason (domain §8).
"""

from __future__ import annotations

import re

from checkin.rules.problems import N_, Problem, Refused
from storage.people.spelling import clean_text
from storage.roster.errors.error_cells import NO_VALUE

_FRACTION = re.compile(r"(\d+)\.0+")
_LOST = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"  # 2026-03-05, 2026/3/5
    r"|\d{1,2}:\d\d:\d\d(?:\.\d+)?|\d+ days?, \d{1,2}:\d\d:\d\d"  # 07:01:00 of 7:1
    rf"|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-\d{{1,2}}",  # how Excel writes 7-1 into a CSV file
    re.IGNORECASE,
)
_ERROR = re.compile(r"#N/A|#\S+[!?]|#{3,}|#GETTING_DATA|(?:Err|错误)[:：]\d+", re.IGNORECASE)
_TRUTHS = frozenset({"true", "false"})


def identifier(text: str, where: str) -> str | Problem:
    """The cleaned text of a cell that identifies; or the problem where a spreadsheet spoilt it.

    For numbers and codes. Names and classes ask `spoilt` alone, for an apostrophe may belong to them. `where` is the
    place of the row. The apostrophe that keeps a value as text (`'0042`) is removed, and so is the `.0` of a whole
    number. An empty cell stays empty.
    """
    plain = clean_text(text).lstrip("'")
    whole = _FRACTION.fullmatch(plain)
    return spoilt(plain, where) or (whole[1] if whole else plain)


def checked_identifier(text: str, where: str) -> str:
    """As `identifier`. Raises Refused for what a spreadsheet spoilt."""
    found = identifier(text, where)
    if isinstance(found, Problem):
        raise Refused(found)
    return found


def spoilt(text: str, where: str) -> Problem | None:
    """The problem where a spreadsheet changed a value that identifies into a date, a rounded number, an
    error or a truth value; else None.
    """
    if lost_digits(text):
        return Problem("lost_digits", where, _LOST_DIGITS, {"text": text})
    if _DATE.fullmatch(text):
        return Problem("became_date", where, _BECAME_DATE, {"text": text})
    if text.casefold() in _TRUTHS:
        return Problem("truth_cell", where, _TRUTH_CELL, {"text": text})
    return error_in(text, where)


def error_in(text: str, where: str) -> Problem | None:
    """The problem where a cell, of whatever column, holds an error of a spreadsheet (`#N/A`, `#REF!`) or a formula without a value;
    else None.
    """
    if text == NO_VALUE:
        return Problem("no_value", where, _NO_VALUE)
    return Problem("error_cell", where, _ERROR_CELL, {"text": text}) if _ERROR.fullmatch(text) else None


def lost_digits(text: str) -> bool:
    """Whether a spreadsheet took a long number for an amount and dropped its last digits: `5.00103E+17`."""
    return _LOST.fullmatch(text) is not None


_LOST_DIGITS = N_("The spreadsheet cut a long number to {text}. Format the column as text and write it again.")
_BECAME_DATE = N_("The spreadsheet changed this cell to the date {text}. Format the column as text and write it again.")
_ERROR_CELL = N_("The spreadsheet shows the error {text} here. Write what belongs into the cell, or clear it.")
_NO_VALUE = N_(
    "A cell of this row holds a formula without a value. Open the list in a spreadsheet program and save it there, or write the value."
)
_TRUTH_CELL = N_("The spreadsheet changed this cell to {text}, a value of true or false. Write the text itself.")
