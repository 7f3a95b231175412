"""What certificates and the lists of revoked ones are called in credentials. The number says both: `TEAM-2026-8F3A0007` has the
place 7 in the list `TEAM-2026-8F3A`, that of one desk and year. So a desk needs nobody to give it a place.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from exports.exchange.credential.bitstring import BITS

_CERTIFICATE, _LIST, _CODE = "urn:hourdesk:certificate:", "urn:hourdesk:revoked:", "urn:hourdesk:code:"
_NUMBER = re.compile(r"(?P<team>[^\s/]{1,32})-[0-9]{4}-[0-9A-F]{4}(?P<count>[0-9]{4,6})")


class Place(NamedTuple):
    """Where a certificate stands: its team's code, the name of the list, and its bit in that list."""

    team: str
    listed_in: str
    bit: int


def place_of(number: str) -> Place | None:
    """The place of a certificate with this number; None where it is no such number, or beyond the end of a list."""
    found = _NUMBER.fullmatch(number)
    if found is None or int(found["count"]) >= BITS:
        return None
    return Place(found["team"], f"{_LIST}{quote(number[: found.start('count')], safe='')}", int(found["count"]))


def certificate_name(number: str) -> str:
    """The URN of a certificate."""
    return f"{_CERTIFICATE}{quote(number, safe='')}"


def number_in(name: str) -> str:
    """The number in a certificate's URN. Raises ValueError for any other text."""
    number = unquote(name.removeprefix(_CERTIFICATE), errors="strict")
    if certificate_name(number) != name:
        raise ValueError("no certificate")
    return number


def code_name(code: str) -> str:
    """The URN of the code that is printed on a certificate."""
    return f"{_CODE}{quote(code, safe='')}"


def code_in(name: str) -> str:
    """The code in such a URN. Raises ValueError for any other text."""
    code = unquote(name.removeprefix(_CODE), errors="strict")
    if code_name(code) != name:
        raise ValueError("no code")
    return code
