"""The names of the fields of events as a clerk reads them."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.problems import N_
from checkin.texts import _

_FIELDS: Mapping[str, str] = {
    "volunteer": N_("volunteer"),
    "vouched_by": N_("vouched by"),
    "minutes": N_("minutes"),
    "source": N_("source"),
    "direction": N_("direction"),
    "activity": N_("activity"),
    "target": N_("event"),
    "events": N_("events"),
    "at": N_("time"),
    "badge": N_("badge"),
    "post": N_("post"),
    "same_as": N_("same as"),
}


def field_word(name: str) -> str:
    """A field of an event in the language in use, or its name in the log."""
    return _(_FIELDS[name]) if name in _FIELDS else name
