"""A plain scan, by its bytes alone. Nearly all events of a log are plain scans, and most of a reader's time goes to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from checkin.rules.events import FORMAT, FORMAT_WITH_POSTS
from checkin.rules.field_values import DESK, HASH, ID, is_instant
from checkin.rules.instants import from_utc_text

_PART = r"[\w.\-]{1,32}"
_SCAN = re.compile(
    r'\{"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-5][0-9]):([0-5][0-9])\.([0-9]{3})Z",'
    rf'"data":\{{"activity":"(({_PART})/{_PART})",(?:"arrival":"({ID.pattern})",)?"direction":"(auto|in|out)",'
    rf'(?:"post":"(?P<post>[\w.\-]{{1,20}})",)?"source":"([\w:. \-]{{0,100}})","volunteer":"({_PART}/{_PART})"\}},"desk":"({DESK.pattern})","id":"({ID.pattern})",'
    rf'"kind":"scan",(?:"operator":"([^"\\\x00-\x1f]{{0,200}})",)?"prev":"({HASH.pattern})","seq":([1-9][0-9]{{0,8}}),'
    rf'"team":"({_PART})","v":(?(post){FORMAT_WITH_POSTS}|{FORMAT})\}}'
)
"""A plain scan in canonical JSON, with the allowed shape of each field; one at a post has a format of its own. A post with
other characters than a word's is left to the full reader."""


class ScanLine(NamedTuple):
    """What the bytes of a plain scan say; `at` is in milliseconds."""

    at: int
    activity: str
    arrival: str | None
    direction: str
    post: str | None
    source: str
    volunteer: str
    desk: str
    id: str
    operator: str | None
    prev: str
    seq: int
    team: str


class PlainScans:
    """Reads plain scans. Many of them begin in the same minute, whose instant is looked up once."""

    def __init__(self) -> None:
        self._minutes: dict[str, int] = {}

    def read(self, raw: bytes) -> ScanLine | None:
        """What a plain scan says, if its bytes are canonical and `fault` finds nothing in it; None for any other bytes, which
        may be sound all the same.
        """
        try:
            found = _SCAN.fullmatch(raw.decode("utf-8"))
        except UnicodeDecodeError:
            return None
        if found is None:
            return None
        (
            minute, second, millisecond, activity, activity_team, arrival, direction, post, source, volunteer, desk, id_,
            operator, prev, seq, team,
        ) = found.groups()  # fmt: skip
        begun = self._minutes.get(minute)
        if begun is None:
            begun = _minute(minute)
            if begun is None:
                return None
            self._minutes[minute] = begun
        if activity_team != team:
            return None
        at = begun + int(second) * 1000 + int(millisecond)
        return ScanLine(
            at, activity, arrival, direction, post, source, volunteer, desk, id_, operator, prev, int(seq), team
        )


def _minute(text: str) -> int | None:
    """The instant at which a minute begins; None where it is none, or where an event may not happen in all of it."""
    try:
        begun = from_utc_text(text + ":00.000Z")
    except ValueError:
        return None
    return begun if is_instant(begun) and is_instant(begun + 60_000) else None
