"""What names an activity in calendars, and what code the desk gives to an event of a calendar.

An activity that a desk wrote into a calendar is known by its code. Any other event gets `cal-` and twelve hexadecimal digits of the
SHA-256 of its UID (and of the instant, where it repeats): every desk of the team gives it the same code, so that it is known again
here and at the other desks, also after its name or time was changed in the calendar.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from checkin.rules.identity import check_code, key, split
from checkin.rules.problems import Refused

_OURS = ".hourdesk"


def own_uid(activity: str) -> str:
    """The UID of an activity of this key (RFC 5545 asks for one that is the same for ever and nowhere else)."""
    team, code = split(activity)
    return f"{code}@{team}{_OURS}"


def code_of(uid: str, own_team: str, occasion: datetime | None) -> str:
    """The code of an event in this team; `occasion` is the instant (UTC) of one that repeats."""
    code, _at, host = uid.rpartition("@")
    if host == f"{own_team}{_OURS}" and occasion is None:
        try:
            return split(key(own_team, check_code(code, "")))[1]
        except Refused:
            pass
    named = uid if occasion is None else f"{uid}\n{occasion:%Y%m%dT%H%M%SZ}"
    return f"cal-{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:12]}"
