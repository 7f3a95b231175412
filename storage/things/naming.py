"""What a thing may be called: a word of the team, perhaps with the number of a piece; nothing personal."""

from __future__ import annotations

import re

from checkin.rules.field_values import LONGEST_PIECE, LONGEST_THING
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_texts import check_typed
from storage.people.names_in_text import is_named_in
from storage.people.spelling import clean_text

_WITH_NUMBER = re.compile(
    r"(.*?\S)\s+(?:#|No\.?\s?)?(\d{1,6})\s?号?|(.*?[\u3400-\u9fff])(?:#|No\.?\s?)?(\d{1,6})\s?号?"
)
"""A blank before the number may be left out behind a Chinese word: `对讲机7`, `对讲机7号`."""
_LONG_NUMBER = re.compile(r"\d{8}")
"""Telephones, dates of birth and identity numbers have as many digits; no vest has."""


WRITE_THING = N_("write what it is, such as a vest or a key")


def named_thing(thing: str, piece: str | None, name: str = "") -> tuple[str, str | None]:
    """The thing and the number of its piece, cleaned; `对讲机 7` and `对讲机7号` are the thing `对讲机` with the number `7`. `name` is that of the
    person. Raises Refused for what is empty, too long, or personal.
    """
    text, number = clean_text(thing), clean_text(piece or "")
    if not number and (found := _WITH_NUMBER.fullmatch(text)):
        text, number = found[1] or found[3], found[2] or found[4]
    problems: list[Problem] = []
    if not text:
        problems.append(Problem("missing_value", "THING", WRITE_THING))
    for said, most, where in ((text, LONGEST_THING, "THING"), (number, LONGEST_PIECE, "--piece")):
        try:
            check_typed(said, most, where)
        except Refused as refused:
            problems += refused.problems
        if _LONG_NUMBER.search(said) or is_named_in(name, said):
            message = N_(
                "write the thing alone, without names, telephone or identity numbers: the record names people by number"
            )
            problems.append(Problem("names_somebody", where, message))
    if problems:
        raise Refused(*problems)
    return text, number or None
