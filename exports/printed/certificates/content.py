"""The content of a certificate, its digest, and the code that is printed on it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import rfc8785

from checkin.rules.period import Period
from checkin.rules.problems import N_

MARK = "HDC1"
DIGEST_SHOWN = 32
"""Hex digits of the digest in the code: 128 bits."""
_CODE = re.compile(rf"{MARK}:([^\s:]{{1,64}}):([0-9a-f]{{{DIGEST_SHOWN}}})")


NOT_FINAL = N_("Hours that are not final yet are among these.")
"""Said on a certificate, and in its credential."""


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: its day (ISO 8601, or empty), its name, what was done, and whole minutes."""

    day: str
    name: str
    content: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a certificate says. Days are ISO 8601; `volunteer` is a key; minutes are whole.

    `minutes` are by part (`checkin.rules.service.Part`; older certificates by source), and the minutes of `lines` have the same sum. `confirmed_only` is false if hours that are not
    final are among them.
    """

    number: str
    volunteer: str
    name: str
    class_name: str
    team: str
    first: str
    last: str
    minutes: Mapping[str, int]
    sessions: int
    lines: tuple[Line, ...]
    trainings: tuple[Line, ...]
    confirmed_only: bool
    issued_on: str
    issuer: str
    responsible: str
    handler: str
    contact: str

    @property
    def period(self) -> Period:
        """The days that it covers, from the first to the last."""
        first, last = (date.fromisoformat(day) if day else None for day in (self.first, self.last))
        return Period(first, last)

    @property
    def total(self) -> int:
        """Credited minutes of all sources together."""
        return sum(self.minutes.values())

    def to_json(self) -> dict[str, Any]:
        """The object that is filed, and over which the digest is made."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """SHA-256 over the RFC 8785 JSON, as 64 hex digits."""
        return hashlib.sha256(rfc8785.dumps(json.loads(json.dumps(self.to_json())))).hexdigest()

    @property
    def code(self) -> str:
        """The text of the QR code: the number and the first half of the digest. It holds nothing about the person."""
        return code_text(self.number, self.digest)


def code_text(number: str, digest: str) -> str:
    """The text of the code of a certificate with this number and this digest (64 hex digits)."""
    return f"{MARK}:{number}:{digest[:DIGEST_SHOWN]}"


def read_code(text: str) -> tuple[str, str] | None:
    """`(number, first digits of the digest)` of a certificate's code; None for any other text."""
    found = _CODE.fullmatch(text.strip())
    return None if found is None else (found[1], found[2])


def codes_within(data: bytes) -> list[tuple[str, str]]:
    """The codes in the bytes of a file, as `read_code` gives them. A certificate's PDF has them among its keywords."""
    text = data.decode("latin-1")
    plain = text.replace("\\", "")
    return list(dict.fromkeys((m[1], m[2]) for m in _CODE.finditer(plain)))


def read_content(filed: Mapping[str, Any]) -> Content:
    """The content from an object of `Content.to_json`. Raises KeyError or TypeError for any other object."""
    values = {item.name: filed[item.name] for item in fields(Content)}
    for name in ("lines", "trainings"):
        values[name] = tuple(Line(**line) for line in values[name])
    return Content(**values)
