"""Read a citizen identity number (GB 11643) as people write it, or say what is wrong. Messages never repeat the number."""

from __future__ import annotations

from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent

from checkin.rules.problems import N_, Problem
from storage.people.spelling import clean_text
from storage.roster.identifiers import lost_digits, spoilt

_EARLIEST = date(1900, 1, 1)
_LENGTH = 18


def read_identity(text: str, where: str, today: date) -> str | Problem:
    """The 18 characters, or the problem. Full-width digits, blanks and a small x are accepted.

    Every code of a place of birth is accepted, because no list of places is complete.
    """
    number = "".join(clean_text(text).split()).lstrip("'").upper()
    if lost_digits(number):
        return Problem("identity_cut", where, _CUT)
    if (fault := spoilt(number, where)) is not None:
        return fault
    if len(number) == _LENGTH + 1 and number[0] == "G":
        return Problem("identity_is_school_number", where, _SCHOOL_NUMBER)
    if len(number) == 15 and number.isascii() and number.isdigit():
        return Problem("identity_old", where, _OLD)
    if len(number) != _LENGTH:
        return Problem("identity_length", where, _LENGTH_WRONG, {"count": len(number)})
    if not number.isascii() or not number[:-1].isdigit() or not (number[-1].isdigit() or number[-1] == "X"):
        return Problem("identity_signs", where, _SIGNS)
    if number[-1] != ric.calc_check_digit(number):
        return Problem("identity_check_digit", where, _CHECK_DIGIT)
    born = birth_in(number)
    if born is None or not _EARLIEST <= born <= today:
        return Problem("identity_birth", where, _BIRTH)
    return number


def birth_in(number: str) -> date | None:
    """The date of birth in an identity number of 18 characters, or None if there is no such day."""
    try:
        return ric.get_birth_date(number)
    except InvalidComponent:
        return None


_CUT = N_("a spreadsheet cut the identity number: format the column as text and write it again")
_SCHOOL_NUMBER = N_(
    "this is a number of the school register (19 characters): write the identity number, 18 characters without the G"
)
_OLD = N_("this identity number has 15 digits, the old form: write the 18 characters of today's card")
_LENGTH_WRONG = N_("the identity number has {count} characters; 18 are needed")
_SIGNS = N_("an identity number is 17 digits and a digit or X; this one holds something else")
_CHECK_DIGIT = N_("the check digit of the identity number is wrong: some digit of it was mistyped")
_BIRTH = N_("the date of birth in the identity number does not exist or lies in the future")
