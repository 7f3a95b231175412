"""Whether bytes are in the one form that RFC 8785 gives to their content. Only such bytes are an event's (design §4)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
import rfc8785

from checkin.rules.problems import N_

_MOST_WHOLE = 2**53 - 1
"""RFC 8785 knows no larger whole number."""
_SHOWN = 12
"""Characters that are shown from the first difference on."""


class Spelling(NamedTuple):
    """Why bytes are not canonical: an English sentence with placeholders for `values`, marked for translation."""

    message: str
    values: dict[str, object]


def wrong_spelling(raw: bytes, parsed: Any) -> Spelling | None:
    """What is wrong with the bytes of an event whose JSON was `parsed` already; None for canonical ones.

    The pure RFC 8785 writer takes 15 µs for an event, orjson 1 µs. Both agree on texts, whole numbers, and names in ASCII;
    everything else is compared with the slow one.
    """
    try:
        if orjson.dumps(parsed, option=orjson.OPT_SORT_KEYS) == raw and _is_plain(parsed):
            return None
        right = rfc8785.dumps(parsed)
    except (
        orjson.JSONEncodeError,
        rfc8785.CanonicalizationError,
        RecursionError,
    ):  # orjson reads deeper JSON than it writes
        return Spelling(
            N_("line {line} of its log holds a number or a depth that canonical JSON (RFC 8785) can't have"), {}
        )
    return None if right == raw else _difference(raw, right)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return abs(int(value)) <= _MOST_WHOLE
    if kind is dict:
        return all(name.isascii() and _is_plain(item) for name, item in value.items())
    return kind is list and all(map(_is_plain, value))


def _difference(raw: bytes, right: bytes) -> Spelling:
    twice: list[str] = []

    def look(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _value in pairs]
        twice.extend(name for name in names if names.count(name) > 1)
        return dict(pairs)

    try:
        json.loads(raw, object_pairs_hook=look)
    except (ValueError, RecursionError):
        twice.clear()
    if twice:
        return Spelling(N_("line {line} of its log holds the name “{name}” twice; canonical JSON (RFC 8785) holds each once"),
                        {"name": twice[0][:40]})  # fmt: skip
    there, wanted = raw.decode("utf-8"), right.decode("utf-8")
    place = next(
        (i for i, (a, b) in enumerate(zip(there, wanted, strict=False)) if a != b), min(len(there), len(wanted))
    )
    message = N_(
        "line {line} of its log is not in the canonical form (RFC 8785): at character {place} stands “{found}” in place of “{right}”"
    )
    shown = slice(place, place + _SHOWN)
    return Spelling(message, {"place": place + 1, "found": there[shown], "right": wanted[shown]})
