"""What a single field of an event can hold: keys, ids, instants, days, texts and lists of them, each within its limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checkin.rules.activities import FIELDS, ActivityKind, zone
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.policies import SETTINGS, read_policy
from checkin.rules.posts import is_plan, is_post_code
from checkin.rules.problems import Refused
from checkin.rules.typed_texts import LONGEST_TEXT, is_text

EARLIEST, LATEST = 0, 7_258_118_400_000
"""1970 to 2199: a clock that nobody set may show 1970; beyond this range there is no local time."""
MOST_SIGNED_UP = 100_000
MOST_STARS = 20
MOST_DESKS = 500
MOST_FIELDS = 50
LONGEST_THING, LONGEST_PIECE, MOST_THINGS = 40, 20, 999
"""Characters of the name of a thing and of its number; how many are handed out at once."""

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE = r"[^\s/\x00-\x1f\x7f]{1,32}"
_TEAM = re.compile(_CODE)
DESK = re.compile(r"[0-9a-f]{16}")
HASH = re.compile(r"[0-9a-f]{64}")
"""Of an event, a desk, and of bytes (SHA-256), each in its one form."""
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_KEY = re.compile(f"{_CODE}/{_CODE}")
_FIELD = re.compile(r"[a-z_]{1,32}")


def is_key(text: object) -> bool:
    """Whether a value is a volunteer's or an activity's key, `TEAM/NUMBER`."""
    return isinstance(text, str) and _fits_key(text)


@lru_cache(maxsize=200_000)
def _fits_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


def is_team(text: object) -> bool:
    """Whether a value is a team's code."""
    return isinstance(text, str) and _fits_team(text)


@lru_cache(maxsize=10_000)
def _fits_team(text: str) -> bool:
    return _TEAM.fullmatch(text) is not None


def is_desk(text: object) -> bool:
    """Whether a value is a desk's id."""
    return isinstance(text, str) and DESK.fullmatch(text) is not None


def is_hash(text: object) -> bool:
    """Whether a value is a SHA-256 in its one form."""
    return isinstance(text, str) and HASH.fullmatch(text) is not None


def is_id(text: object) -> bool:
    """Whether a value is an event's id in its one form."""
    return isinstance(text, str) and ID.fullmatch(text) is not None


def is_instant(at: object) -> bool:
    """Whether a value is an instant (milliseconds) that can be written as local time."""
    return isinstance(at, int) and not isinstance(at, bool) and EARLIEST <= at <= LATEST


def never(value: object) -> bool:
    """For a field of a type that nobody knows here."""
    return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and is_text(value)


def is_text_or_none(value: object) -> bool:
    """Whether a value is a text of a length that every reader takes, or None."""
    return value is None or _is_text(value)


def _is_short(value: object, most: int) -> bool:
    return isinstance(value, str) and _is_text(value) and len(value) <= most and not value.isspace() and value != ""


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LATEST


def _is_instant_or_none(value: object) -> bool:
    return value is None or is_instant(value)


def _is_key_or_none(value: object) -> bool:
    return value is None or is_key(value)


def _is_badge_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_badge_number(value))


def _are_ids_or_none(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and len(value) <= MOST_SIGNED_UP and all(map(is_id, value)))


def _are_keys_or_none(value: object) -> bool:
    return value is None or (
        isinstance(value, list | tuple) and len(value) <= MOST_SIGNED_UP and all(map(is_key, value))
    )


def _are_desks(value: object) -> bool:
    return isinstance(value, list | tuple) and 0 < len(value) <= MOST_DESKS and all(map(is_desk, value))


def _are_numbers(value: object) -> bool:
    if not isinstance(value, Mapping) or len(value) > MOST_SIGNED_UP:
        return False
    return all(is_key(there) and is_key(here) for there, here in value.items()) and not value.keys() & {*value.values()}


def _are_persons(value: object) -> bool:
    return bool(value) and _are_keys_or_none(value)


def _are_fields(value: object) -> bool:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= MOST_FIELDS:
        return False
    return all(isinstance(one, str) and _FIELD.fullmatch(one) is not None for one in value)


def _is_flag_or_none(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@cache
def _zones() -> frozenset[str]:
    """The names of the IANA list. A machine's own folder has more, which mean something else on each (`localtime`)."""
    return frozenset(files("tzdata").joinpath("zones").read_text("ascii").split())


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and value in _zones() and zone(value) is not None
    except Refused:
        return False


def _are_changes(value: object) -> bool:
    return isinstance(value, Mapping) and wrong_change(value) is None


def wrong_change(changes: Mapping[str, Any]) -> str | None:
    """The name of the first of an activity's changed fields with an impossible value; None where all are possible."""
    return next((n for n, value in changes.items() if n in FIELDS and not _CHANGE_FITS[n](value)), None)


def _are_settings(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    try:
        read_policy({name: setting for name, setting in value.items() if name in SETTINGS}, 1)
    except (Refused, TypeError, ArithmeticError):
        return False
    return True


Fits = Callable[[object], bool]
"""Whether a value can stand in a field."""
_CHANGE_FITS: Mapping[str, Fits] = {
    "name": _is_text,
    "place": _is_text,
    "start": _is_instant_or_none,
    "end": _is_instant_or_none,
    "timezone": _is_zone,
    "category": is_text_or_none,
    "project": is_text_or_none,
    "overnight": lambda value: isinstance(value, bool),
    "check_in_until": _is_instant_or_none,
    "check_out_from": _is_instant_or_none,
    "not_creditable": is_text_or_none,
    "signup": _are_keys_or_none,
    "kind": lambda value: value in tuple(ActivityKind),
    "content": is_text_or_none,
    "organiser": is_text_or_none,
    "leader": _is_key_or_none,
    "posts": lambda value: value is None or is_plan(value, is_instant, _is_text, is_key),
    "hidden": lambda value: isinstance(value, bool),
}
FITS: Mapping[str, Fits] = {
    "activity": _is_key_or_none,
    "volunteer": _is_key_or_none,
    "same_as": is_key,
    "origin": is_key,
    "there": is_key,
    "vouched_by": _is_key_or_none,
    "day": _is_day,
    "stars": lambda value: _is_whole(value) and 1 <= value <= MOST_STARS,  # type: ignore[operator]
    "digest": lambda value: value is None or is_hash(value),
    "badge": _is_badge_or_none,
    "target": is_id,
    "made": _is_flag_or_none,
    "training": _is_flag_or_none,
    "making": lambda value: value is None or is_id(value),
    "one_with": lambda value: value is None or is_id(value),
    "code": lambda value: value is None or is_team(value),
    "post": lambda value: value is None or value == "" or is_post_code(value),
    "arrival": lambda value: value is None or is_id(value),
    "at": _is_instant_or_none,
    "since": is_instant,
    "shown": is_instant,
    "events": _are_ids_or_none,
    "changes": _are_changes,
    "settings": _are_settings,
    "team": is_team,
    "desks": _are_desks,
    "key": is_hash,
    "numbers": _are_numbers,
    "persons": _are_persons,
    "fields": _are_fields,
    "due": _is_day,
    "back": _is_flag_or_none,
    "desk": is_desk,
    "hash": is_hash,
    "signature": lambda value: isinstance(value, str) and _SIGNATURE.fullmatch(value) is not None,
    "after": lambda value: value is None or is_id(value),
    "last": lambda value: value is None or is_id(value),
    "counts": lambda value: isinstance(value, bool),
    "finding": is_hash,
    "verified": lambda value: isinstance(value, bool),
    "failed": lambda value: value == () or _are_fields(value),
    "thing": lambda value: _is_short(value, LONGEST_THING),
    "piece": lambda value: value is None or _is_short(value, LONGEST_PIECE),
    "quantity": lambda value: isinstance(value, int) and _is_whole(value) and 1 <= value <= MOST_THINGS,
}
"""What fits a field, by its name."""
FITS_BY_TYPE: Mapping[str, Fits] = {
    "str": _is_text,
    "str | None": is_text_or_none,
    "int": _is_whole,
    "int | None": lambda value: value is None or _is_whole(value),
    **dict.fromkeys(("Direction", "RefuseCause", "ConsentState", "BadgeState", "ConfirmStage", "Quality"), bool),
    "Direction | None": lambda value: True,
}
"""What fits a field of that type; enums were read by their values already."""
