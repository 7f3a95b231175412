"""One rule for writers and readers: what no reader would take is not written (design §3, §4)."""

from __future__ import annotations

from checkin.rules.events import Event
from checkin.rules.problems import N_, refuse

_SHOWN = 60
"""Characters of a value that are repeated to the person who wrote it."""


def check_readable(event: Event) -> None:
    """Raises Refused, naming the field and its value, where another desk or the district would refuse the event."""
    # Loaded with the first event that is written: the desk's first screen does without it.
    from checkin.rules.shape import fault

    name = fault(event)
    if name is None:
        return
    message = N_(
        "“{value}” can't be recorded as {field}: no other desk could read it. Times lie between 1970 and 2199, texts have at "
        "most 4000 characters. Nothing was recorded; correct it"
    )
    raise refuse("unreadable_event", name, message, field=name, value=_value(event, name))


def _value(event: Event, name: str) -> str:
    value = getattr(event.body, name, getattr(event, name, event.at))
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
